'use client'

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callApi, callForEvent } from '@/lib/browser/api'
import { revertingStep } from '@/lib/browser/history/revert-events'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Memo, MemoChange, MemoCounts, MemoCreate } from '@/lib/schemas/memo'

const pageSize = 50

interface MemoPage {
  items: Memo[]
  nextCursor: string | null
  total?: number
}

/** Memos, a page at a time; `query` are filters of the API. What was asked for before stays in sight until the answer is there. */
export function useMemos(projectId: string, query: string, initial?: MemoPage) {
  const list = useInfiniteQuery({
    queryKey: [...queryKeys.memos(projectId), 'list', query],
    queryFn: ({ pageParam, signal }) => {
      const more = pageParam === null ? '' : `&total=false&cursor=${encodeURIComponent(pageParam)}`
      return callApi<MemoPage>(
        'GET',
        `/projects/${projectId}/memos?${query}${query && '&'}limit=${pageSize}${more}`,
        undefined,
        signal,
      )
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: initial && { pages: [initial], pageParams: [null] },
    placeholderData: keepPreviousData,
  })
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  return { ...list, items, total: list.data?.pages[0]?.total }
}

/** What a count of memos is about: a document with its passages, one thing, or with neither the whole project. */
export type CountedMemos = { documentId: string } | { subjectType: 'tag' | 'theme'; subjectId: string } | null

/** How many memos there are, one request for whatever shows them; undefined until they are counted. */
export function useMemoCounts(projectId: string, about: CountedMemos) {
  const query = new URLSearchParams(about ?? {}).toString()
  const { data } = useQuery({
    queryKey: [...queryKeys.memos(projectId), 'counts', query],
    queryFn: ({ signal }) =>
      callApi<MemoCounts>('GET', `/projects/${projectId}/memos/counts?${query}`, undefined, signal),
  })
  return data
}

/** The commands on memos; each resolves to the numbers of its events, for undo, and rejects with the server's ProblemError. */
export function useMemoCommands(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const base = `/projects/${projectId}/memos`
    const refresh = () => queries.invalidateQueries({ queryKey: queryKeys.memos(projectId) })
    const numbered = (event: number | null) => (event === null ? [] : [event])
    const then = async (work: Promise<{ event: number | null }>): Promise<number[]> => {
      try {
        return numbered((await work).event)
      } finally {
        await refresh()
      }
    }
    return {
      create: (input: MemoCreate) => then(callForEvent<Memo>('POST', base, input)),
      /** Stores a part of a memo as it is being written; the lists are read anew without being waited for. */
      save: async (id: string, change: MemoChange): Promise<{ memo: Memo; events: number[] }> => {
        const { value, event } = await callForEvent<Memo>('PATCH', `${base}/${id}`, change)
        void refresh()
        return { memo: value, events: numbered(event) }
      },
      show: (id: string, visibility: Memo['visibility']) =>
        then(callForEvent<Memo>('PATCH', `${base}/${id}`, { visibility })),
      remove: (id: string) => then(callForEvent('DELETE', `${base}/${id}`)),
      revert: revertingStep(projectId, refresh),
    }
  }, [queries, projectId])
}
