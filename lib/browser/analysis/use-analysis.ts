'use client'

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import { useReaderZone } from '@/lib/browser/use-reader-zone'
import type { CooccurrenceTable, CountTable, SaturationCurve, WordTable } from '@/lib/schemas/analysis'
import type { Excerpt } from '@/lib/schemas/annotation'
import { askedOf, excerptsOf, lacksAttribute, type OpenedCell, type TableChoice } from './table-choice'

/** Counted when the choice changes, and again only when somebody asks: while a table is read it must not move. */
const still = { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false } as const

/** What is counted, as the kind of table has it. */
export type Analysis =
  | { kind: 'cooccurrence'; table: CooccurrenceTable }
  | { kind: 'saturation'; table: SaturationCurve }
  | { kind: 'words'; table: WordTable }
  | { kind: 'tag-document' | 'tag-author' | 'tag-attribute' | 'timeline'; table: CountTable }

/** The table of a choice; `isStale` says that something happened since it was counted. */
export function useAnalysis(projectId: string, choice: TableChoice) {
  const path = askedOf(projectId, choice, useReaderZone())
  const { kind } = choice
  return useQuery({
    queryKey: [...queryKeys.agreement(projectId), 'tables', path],
    queryFn: async ({ signal }): Promise<Analysis> =>
      ({ kind, table: await callApi('GET', path, undefined, signal) }) as Analysis,
    enabled: !lacksAttribute(choice),
    placeholderData: keepPreviousData,
    ...still,
  })
}

interface ExcerptPage {
  items: Excerpt[]
  nextCursor: string | null
  total?: number
}

/** The excerpts behind a cell, page by page. */
export function useCellExcerpts(projectId: string, choice: TableChoice, cell: OpenedCell) {
  const path = excerptsOf(projectId, choice, cell, useReaderZone())
  return useInfiniteQuery({
    queryKey: [...queryKeys.agreement(projectId), 'cell', path],
    queryFn: ({ pageParam, signal }) =>
      callApi<ExcerptPage>(
        'GET',
        `${path}&limit=25${pageParam === null ? '' : `&total=false&cursor=${encodeURIComponent(pageParam)}`}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...still,
  })
}
