'use client'

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { callAllPages, callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Annotation } from '@/lib/schemas/annotation'
import type { Document } from '@/lib/schemas/document'

interface PassagePage {
  items: Annotation[]
  nextCursor: string | null
  total?: number
}

const pageSize = 200

/** The passages that carry exactly this tag and contain `words`, in reading order and page by page, and what their documents are called. */
export function useTaggedPassages(projectId: string, tagId: string, words: string) {
  const query = new URLSearchParams({
    tagId,
    exact: 'true',
    ...(words !== '' && { q: words }),
    limit: String(pageSize),
  }).toString()
  const list = useInfiniteQuery({
    // Not under queryKeys.excerpts: while somebody sorts passages, the list must not move under their hands.
    queryKey: ['project', projectId, 'tagged-passages', query],
    queryFn: ({ pageParam, signal }) =>
      callApi<PassagePage>(
        'GET',
        `/projects/${projectId}/annotations?${query}${pageParam === null ? '' : `&total=false&cursor=${encodeURIComponent(pageParam)}`}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
  const documents = useQuery({
    queryKey: queryKeys.documents(projectId),
    queryFn: ({ signal }) => callAllPages<Document>(`/projects/${projectId}/documents`, signal),
  })
  const titles = new Map((documents.data ?? []).map((document) => [document.id, document.title]))
  return {
    items: list.data?.pages.flatMap((page) => page.items) ?? [],
    total: list.data?.pages[0]?.total ?? 0,
    titleOf: (documentId: string) => titles.get(documentId) ?? '',
    isPending: list.isPending,
    error: list.error,
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    loadMore: () => void list.fetchNextPage(),
  }
}

export type TaggedPassages = ReturnType<typeof useTaggedPassages>
