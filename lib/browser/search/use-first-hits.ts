'use client'

import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { callApi } from '@/lib/browser/api'
import type { SearchHit, SearchPage } from '@/lib/schemas/search'

const few = 3

/** The first places in the texts where the words of `query` are found; none while they cannot be read or are still being looked for. */
export function useFirstHits(projectId: string, query: string): readonly SearchHit[] {
  const asked = useDeferredValue(query.trim())
  const { data } = useQuery({
    queryKey: ['project', projectId, 'first-hits', asked],
    queryFn: ({ signal }) =>
      callApi<SearchPage>(
        'GET',
        `/projects/${projectId}/search?${new URLSearchParams({ q: asked, mode: 'phrase', limit: String(few), total: 'false' }).toString()}`,
        undefined,
        signal,
      ),
    enabled: asked !== '',
    retry: false,
    staleTime: 0,
    gcTime: 0,
  })
  return asked === query.trim() ? (data?.items ?? []) : []
}
