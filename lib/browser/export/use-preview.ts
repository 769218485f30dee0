import { useQuery } from '@tanstack/react-query'
import { callApi } from '@/lib/browser/api'
import { useReaderZone } from '@/lib/browser/use-reader-zone'
import type { HistoryEvent } from '@/lib/schemas/history'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Annotation } from '@/lib/schemas/annotation'
import type { Document } from '@/lib/schemas/document'
import type { Memo } from '@/lib/schemas/memo'
import type { Tag } from '@/lib/schemas/tag'
import { choiceFilters, type ExportChoice } from './export-choice'

export type PreviewRow = Annotation | Document | Memo | Tag

interface Preview {
  items: PreviewRow[]
  /** Events for the history's sentences; empty for anything else. */
  events: HistoryEvent[]
  /** Null where nobody counts: events are only ever read one after another. */
  total: number | null
}

const rows = 5
const lists = {
  excerpts: 'annotations',
  codebook: 'tags',
  documents: 'documents',
  memos: 'memos',
  history: 'events',
  project: 'documents',
} as const

/** Under what is made stale by the same events. */
const keyOf = (what: ExportChoice['what']) => (what === 'memos' ? queryKeys.memos : queryKeys.excerpts)

/** The first rows of what would be exported, and how many there are. */
export function usePreview(projectId: string, choice: ExportChoice) {
  const query = choiceFilters(choice, useReaderZone())
  query.set('limit', String(rows))
  if (choice.what === 'memos') query.set('order', 'oldest')
  const path = `/projects/${projectId}/${lists[choice.what]}?${query.toString()}`
  return useQuery({
    queryKey: [...keyOf(choice.what)(projectId), 'preview', path],
    queryFn: async ({ signal }): Promise<Preview> => {
      if (choice.what !== 'history')
        return {
          ...(await callApi<{ items: PreviewRow[]; total: number }>('GET', path, undefined, signal)),
          events: [],
        }
      const { items: events, more } = await callApi<{ items: HistoryEvent[]; more: boolean }>(
        'GET',
        path,
        undefined,
        signal,
      )
      return { items: [], events, total: more ? null : events.length }
    },
    placeholderData: (earlier, query) =>
      query?.queryKey.at(-1)?.toString().split('?')[0] === path.split('?')[0] ? earlier : undefined,
  })
}
