'use client'

import { CaseLinks } from '../card/case-links'
import { casesAt } from '@/lib/browser/cases/cases-at'
import { useCasePlaces } from '@/lib/browser/cases/use-cases'
import type { ReaderProps } from '../reader-props'

/** The cases that the document belongs to, under its title; nothing where there are none. */
export function CasesBar({ project, document: shown }: Pick<ReaderProps, 'project' | 'document'>) {
  const places = useCasePlaces(project.id, shown.id)
  const cases = places ? casesAt(places) : shown.cases
  if (cases.length === 0) return null
  return (
    <div className="max-h-16 overflow-y-auto border-b border-rule px-4 py-1.5">
      <CaseLinks projectId={project.id} cases={cases} />
    </div>
  )
}
