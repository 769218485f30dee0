'use client'

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Annotation, Excerpt } from '@/lib/schemas/annotation'
import type { ThemeSummary } from '@/lib/schemas/theme'
import { useReaderZone } from '@/lib/browser/use-reader-zone'
import { viewFilters, type ThemeView } from './theme-view'

interface ExcerptPage {
  items: Excerpt[]
  nextCursor: string | null
  total?: number
}

const pageSize = 100

/** What has excerpts and counts of its own; the project has all. */
export type ExcerptSource = { kind: 'themes' | 'tags'; id: string } | { kind: 'project' }

const excerptsOf = (source: ExcerptSource) =>
  source.kind === 'project' ? 'excerpts' : `${source.kind}/${source.id}/excerpts`
const summaryOf = (source: ExcerptSource) =>
  source.kind === 'project' ? 'excerpts/summary' : `${source.kind}/${source.id}/summary`

/**
 * The excerpts of a view, page by page. They are read when the view changes and not again by themselves: while somebody reads, the list must not
 * move. `news` counts what colleagues have added (negative: taken away) since; `refresh` takes it in.
 */
export function useExcerpts(projectId: string, of: ExcerptSource, view: ThemeView) {
  const source = excerptsOf(of)
  const queries = useQueryClient()
  const timeZone = useReaderZone()
  const query = useMemo(() => {
    const filters = viewFilters(view, timeZone)
    filters.set('groupBy', view.groupBy)
    return filters.toString()
  }, [view, timeZone])
  // Not under queryKeys.excerpts, which every colleague's command makes stale.
  const key = useMemo(
    () => ['project', projectId, 'shown-excerpts', source, query] as const,
    [projectId, source, query],
  )
  const path = `/projects/${projectId}/${source}?${query}`
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      callApi<ExcerptPage>(
        'GET',
        `${path}&limit=${pageSize}${pageParam === null ? '' : `&total=false&cursor=${encodeURIComponent(pageParam)}`}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
  })
  const pulse = useQuery({
    queryKey: [...queryKeys.excerpts(projectId), source, 'pulse', query],
    queryFn: ({ signal }) => callApi<ExcerptPage>('GET', `${path}&limit=1`, undefined, signal),
    enabled: list.isSuccess && !list.isPlaceholderData,
  })
  const total = list.data?.pages[0]?.total ?? 0
  // A pulse older than the list says nothing about what came after it.
  const isNewer = pulse.dataUpdatedAt > list.dataUpdatedAt
  const news = isNewer && pulse.data?.total !== undefined && !list.isPlaceholderData ? pulse.data.total - total : 0
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const star = useStar(projectId, key)
  const refresh = useCallback(() => queries.invalidateQueries({ queryKey: key }), [queries, key])
  return { ...list, items, total, news, refresh, star }
}

function useStar(projectId: string, key: readonly unknown[]) {
  const queries = useQueryClient()
  return useCallback(
    async (id: string, starred: boolean) => {
      const show = (value: boolean) =>
        queries.setQueryData<InfiniteData<ExcerptPage>>(
          key,
          (data) =>
            data && {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                items: page.items.map((item) => (item.id === id ? { ...item, starred: value } : item)),
              })),
            },
        )
      show(starred)
      try {
        await callApi<Annotation>('PATCH', `/projects/${projectId}/annotations/${id}`, { starred })
      } catch (error) {
        show(!starred)
        throw error
      }
    },
    [queries, key, projectId],
  )
}

/** The figures of a view; they follow colleagues at once, for they do not move what somebody is reading. */
export function useExcerptSummary(projectId: string, of: ExcerptSource, view: ThemeView) {
  const source = summaryOf(of)
  const query = viewFilters(view, useReaderZone()).toString()
  return useQuery({
    queryKey: [...queryKeys.excerpts(projectId), source, query],
    queryFn: ({ signal }) =>
      callApi<ThemeSummary>('GET', `/projects/${projectId}/${source}?${query}`, undefined, signal),
    placeholderData: keepPreviousData,
  })
}
