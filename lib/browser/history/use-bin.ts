'use client'

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { BinKind } from '@/lib/domain/bin/bin'
import type { BinItem } from '@/lib/schemas/bin'
import type { EventReverted } from '@/lib/schemas/history'
import { effectsSpoken } from './effects-spoken'

/** What lies in the bin, a page at a time. */
export function useBin(projectId: string, kind: BinKind | undefined) {
  return useInfiniteQuery({
    // Below the history, which every event makes stale.
    queryKey: [...queryKeys.history(projectId), 'bin', kind ?? 'all'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        limit: '50',
        ...(kind && { kind }),
        ...(pageParam !== null && { cursor: pageParam }),
      })
      return callApi<{ items: BinItem[]; nextCursor: string | null; total: number }>(
        'GET',
        `/projects/${projectId}/bin?${query}`,
        undefined,
        signal,
      )
    },
    getNextPageParam: (page) => page.nextCursor,
  })
}

export function useBinCommands(projectId: string) {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: queryKeys.project(projectId) })
  const path = ({ kind, id }: BinItem) => `/projects/${projectId}/bin/${kind}/${id}`
  return {
    restore: async (item: BinItem) => {
      const done = effectsSpoken(await callApi<EventReverted>('POST', `${path(item)}/restore`))
      await refresh()
      return done
    },
    purge: async (item: BinItem) => {
      await callApi('DELETE', path(item))
      await refresh()
    },
  }
}
