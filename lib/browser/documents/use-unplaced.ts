'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { callAllPages, callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { AnchorCandidates, Annotation } from '@/lib/schemas/annotation'

/** The passages of a document that corrections left without a place, and putting one's own back. */
export function useUnplaced(projectId: string, documentId: string) {
  const queries = useQueryClient()
  const list = useQuery({
    queryKey: [...queryKeys.layer(projectId, documentId), 'unplaced'],
    queryFn: ({ signal }) => callAllPages<Annotation>(`/projects/${projectId}/annotations?documentId=${documentId}&orphaned=true`, signal),
  })
  const refresh = () => queries.invalidateQueries({ queryKey: queryKeys.layer(projectId, documentId) })
  return {
    list,
    putBack: async ({ id, version }: Annotation, place: AnchorCandidates['items'][number]): Promise<void> => {
      const { revisionId, start, end, quote } = place
      try {
        await callApi<Annotation>('PATCH', `/projects/${projectId}/annotations/${id}`, { version, revisionId, start, end, quote })
      } finally {
        await refresh()
      }
    },
  }
}

/** Where an unplaced passage could stand now. */
export function useCandidates(projectId: string, annotationId: string, documentId: string) {
  return useQuery({
    queryKey: [...queryKeys.layer(projectId, documentId), 'candidates', annotationId],
    queryFn: ({ signal }) => callApi<AnchorCandidates>('GET', `/projects/${projectId}/annotations/${annotationId}/candidates`, undefined, signal),
  })
}
