'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { callAllPages, callApi, callForEvent } from '@/lib/browser/api'
import { revertingStep } from '@/lib/browser/history/revert-events'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Span } from '@/lib/domain/anchoring/span'
import type { AnchorCandidates, Annotation } from '@/lib/schemas/annotation'

/** The passages of a document that corrections left without a place, putting one's own back or away, and reverting that. */
export function useUnplaced(projectId: string, documentId: string) {
  const queries = useQueryClient()
  const listKey = [...queryKeys.layer(projectId, documentId), 'unplaced']
  const list = useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) =>
      callAllPages<Annotation>(`/projects/${projectId}/annotations?documentId=${documentId}&orphaned=true`, signal),
  })
  const refresh = () => queries.invalidateQueries({ queryKey: queryKeys.layer(projectId, documentId) })
  /** Does it, whatever comes of it looks again, and answers the command's number. */
  const work = async (method: 'PATCH' | 'DELETE', address: string, body: object): Promise<number | null> => {
    try {
      return (await callForEvent(method, `/projects/${projectId}/${address}`, body)).event
    } finally {
      await refresh()
    }
  }
  return {
    list,
    putBack: (
      { id, version }: Annotation,
      { revisionId, start, end, quote }: Span & { revisionId: string; quote: string },
    ) => work('PATCH', `annotations/${id}`, { version, revisionId, start, end, quote }),
    discard: ({ id, version }: Annotation) => {
      // Out of the list first: nobody asks any more where it could stand. Where it is not let go, the list that is read again has it.
      queries.setQueryData<Annotation[]>(listKey, (shown) => shown?.filter((row) => row.id !== id))
      return work('DELETE', `annotations/${id}`, { version })
    },
    revert: revertingStep(projectId, refresh),
  }
}

/** Where an unplaced passage could stand now. */
export function useCandidates(projectId: string, annotationId: string, documentId: string) {
  return useQuery({
    queryKey: [...queryKeys.layer(projectId, documentId), 'candidates', annotationId],
    queryFn: ({ signal }) =>
      callApi<AnchorCandidates>(
        'GET',
        `/projects/${projectId}/annotations/${annotationId}/candidates`,
        undefined,
        signal,
      ),
  })
}
