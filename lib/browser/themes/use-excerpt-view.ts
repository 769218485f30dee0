'use client'

import { useCallback, useMemo } from 'react'
import { samplingHref } from '@/lib/domain/rounds/passage-address'
import type { ThemeSummary } from '@/lib/schemas/theme'
import { useReaderZone } from '../use-reader-zone'
import { toggled, viewFilters } from './theme-view'
import { useExcerptSummary, type ExcerptSource } from './use-excerpts'
import { useThemeView, type ThemeViewState } from './use-theme-view'

export interface ExcerptView extends ThemeViewState {
  source: ExcerptSource
  summary: ThemeSummary | undefined
  /** Narrows the view by a tag, or widens it again: one of the theme's own by itself, any other beside them. */
  onTag: (tagId: string) => void
  /** The export page on this very view. */
  exportHref: string
  /** The form for a round over what is shown, as far as a sample can be narrowed: `tagIds` where the view chooses no tag. */
  sampleHref: (tagIds: readonly string[]) => string
}

/** The passages of a theme, a tag or the project as the address says that they are looked at, and where the view leads. `source` keeps its identity while it names the same. */
export function useExcerptView(projectId: string, source: ExcerptSource): ExcerptView {
  const state = useThemeView()
  const { view, change } = state
  const { data: summary } = useExcerptSummary(projectId, source, view)
  const timeZone = useReaderZone()
  const exportHref = useMemo(() => {
    const query = viewFilters(view, timeZone)
    query.set('what', 'excerpts')
    if (source.kind === 'themes') {
      query.set('themeId', source.id)
      query.set('format', 'docx') // What is written about a theme is handed in as a text.
    } else if (source.kind === 'tags' && view.tagIds.length === 0) query.append('tagId', source.id)
    query.set('groupBy', view.groupBy)
    return `/projects/${projectId}/export?${query.toString()}`
  }, [projectId, source, view, timeZone])
  const ownTags = useMemo(() => new Set(summary?.byTag.map((row) => row.id)), [summary])
  const onTag = useCallback(
    (id: string) =>
      change(ownTags.has(id) ? { tagIds: toggled(view.tagIds, id) } : { alsoTagIds: toggled(view.alsoTagIds, id) }),
    [change, ownTags, view.tagIds, view.alsoTagIds],
  )
  const sampleHref = (tagIds: readonly string[]) =>
    samplingHref(projectId, {
      kind: view.secondOpinion ? 'second-look' : 'norming',
      documentIds: view.documentIds,
      tagIds: view.tagIds.length > 0 ? view.tagIds : tagIds,
      authorId: view.authorIds.length === 1 ? view.authorIds[0] : undefined,
      secondOpinion: view.secondOpinion,
    })
  return { ...state, source, summary, onTag, exportHref, sampleHref }
}
