'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Names } from '@/lib/schemas/names'

/** What the field takes of what is typed or pasted; the API takes no more. */
export const longestQuery = 200

/** What in the project is called like the words of `query`, the best of each kind; what was found last while the next is on its way. Asks nothing for no words. */
export function useNames(
  projectId: string,
  query: string,
): { found: Names | undefined; isAsking: boolean; hasFailed: boolean } {
  const asked = useDeferredValue(query.trim())
  const { data, isFetching, isError } = useQuery({
    queryKey: queryKeys.names(projectId, asked),
    queryFn: ({ signal }) =>
      callApi<Names>('GET', `/projects/${projectId}/names?q=${encodeURIComponent(asked)}`, undefined, signal),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    // Names change with much that no event here is about; asking anew is cheap.
    staleTime: 0,
    gcTime: 0,
  })
  return { found: asked === '' ? undefined : data, isAsking: isFetching || asked !== query.trim(), hasFailed: isError }
}
