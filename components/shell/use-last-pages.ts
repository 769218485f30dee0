'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { useKept } from '@/lib/browser/use-kept'
import {
  pageAt,
  projectSections,
  sectionOf,
  sectionPages,
  type ProjectPage,
  type ProjectSection,
} from './project-places'

type LastPages = Partial<Record<ProjectSection, string>>

const none: LastPages = {}

/**
 * Which page each section opens: the one that this browser saw last, among those that are offered, or else the first. The section one is in opens its first, so that
 * pressing twice always leads there. Remembers the page one is on.
 */
export function useLastPages(
  projectId: string,
  pages: Record<ProjectSection, readonly ProjectPage[]>,
): { current: ProjectPage | undefined; opens: (section: ProjectSection) => ProjectPage } {
  const [kept, keep] = useKept(`commonplace-last-pages-${projectId}`, lastPagesOf, none)
  const current = pageAt(projectId, usePathname())
  useEffect(() => {
    // Once for each page that is opened: two tabs would otherwise each put its own page back, for ever.
    if (current) keep((before) => ({ ...before, [sectionOf(current)]: current }))
  }, [current, keep])
  return {
    current,
    opens: (section) => {
      const last = current && sectionOf(current) === section ? undefined : kept[section]
      return pages[section].find((page) => page === last) ?? sectionPages[section][0]
    },
  }
}

function lastPagesOf(stored: unknown): LastPages | null {
  if (typeof stored !== 'object' || stored === null) return null
  const rows = projectSections.flatMap((section) => {
    const page = (stored as Record<string, unknown>)[section]
    return typeof page === 'string' ? [[section, page] as const] : []
  })
  return Object.fromEntries(rows)
}
