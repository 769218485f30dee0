'use client'

import { useQuery } from '@tanstack/react-query'
import { callAllPages, callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Revision, RevisionComparison } from '@/lib/schemas/revision'

/** The revisions of a document, newest first. */
export function useRevisions(projectId: string, documentId: string) {
  return useQuery({
    queryKey: [...queryKeys.documents(projectId), documentId, 'revisions'],
    queryFn: ({ signal }) => callAllPages<Revision>(`/projects/${projectId}/documents/${documentId}/revisions`, signal),
  })
}

/** How two of them differ, which never changes; asked for once both are known. */
export function useComparison(projectId: string, documentId: string, from: string | undefined, to: string | undefined) {
  return useQuery({
    queryKey: ['comparison', projectId, documentId, from, to],
    queryFn: ({ signal }) =>
      callApi<RevisionComparison>(
        'GET',
        `/projects/${projectId}/documents/${documentId}/revisions/compare?from=${from}&to=${to}`,
        undefined,
        signal,
      ),
    enabled: from !== undefined && to !== undefined && from !== to,
    staleTime: Infinity,
  })
}
