'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { callApi } from '@/lib/browser/api'
import type { SearchCounts, SearchPage } from '@/lib/schemas/search'

const pageSize = 100

/**
 * What a search finds, page by page in reading order, and how often document by document. It is asked when the search changes and not again by itself: while
 * somebody reads, the list must not move. Asks nothing where nothing is looked for.
 */
export function useHits(projectId: string, asked: string, isAsked: boolean) {
  const key = ['project', projectId, 'hits', asked] as const
  const kept = { enabled: isAsked, staleTime: Infinity, refetchOnWindowFocus: false, retry: false }
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      callApi<SearchPage>(
        'GET',
        `/projects/${projectId}/search?${asked}&limit=${pageSize}&total=false${pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...kept,
  })
  const counts = useQuery({
    queryKey: [...key, 'counts'],
    queryFn: ({ signal }) =>
      callApi<SearchCounts>('GET', `/projects/${projectId}/search/counts?${asked}`, undefined, signal),
    ...kept,
    enabled: isAsked && list.isSuccess,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return { ...list, items, searched: list.data?.pages[0]?.searched, counts: counts.data }
}
