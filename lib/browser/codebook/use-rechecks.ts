'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callAllPages, callApi, callForEvent } from '@/lib/browser/api'
import { revertingStep } from '@/lib/browser/history/revert-events'
import { queryKeys } from '@/lib/browser/query-keys'
import type { MeaningChanges, Recheck } from '@/lib/schemas/recheck'

const none: Recheck[] = []
/** As many as one request may tick off. */
const atOnce = 500

/** The reader's own passages that they coded before the meaning of a tag changed; asked for only while some tag says that there are any. */
export function useRechecks(projectId: string, areAny: boolean): readonly Recheck[] {
  return (
    useQuery({
      queryKey: queryKeys.rechecks(projectId),
      queryFn: ({ signal }) => callAllPages<Recheck>(`/projects/${projectId}/rechecks`, signal),
      enabled: areAny,
    }).data ?? none
  )
}

/** What changed about a tag since the reader coded, and how far its coders are; asked for only where it has changed. */
export function useMeaningChanges(projectId: string, tagId: string, hasChanged: boolean): MeaningChanges | undefined {
  return useQuery({
    queryKey: [...queryKeys.rechecks(projectId), tagId],
    queryFn: ({ signal }) =>
      callApi<MeaningChanges>('GET', `/projects/${projectId}/tags/${tagId}/changes`, undefined, signal),
    enabled: hasChanged,
  }).data
}

/** Ticks passages off as still right; answers the numbers of the events, for undo. */
export function useRecheckCommands(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const refresh = () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: queryKeys.rechecks(projectId) }),
        queries.invalidateQueries({ queryKey: queryKeys.tags(projectId) }),
      ])
    return {
      tick: async (items: readonly Pick<Recheck, 'annotationId' | 'tagId'>[]): Promise<number[]> => {
        const events: number[] = []
        try {
          for (let at = 0; at < items.length; at += atOnce) {
            const { event } = await callForEvent('POST', `/projects/${projectId}/rechecks`, {
              items: items.slice(at, at + atOnce).map(({ annotationId, tagId }) => ({ annotationId, tagId })),
            })
            if (event !== null) events.push(event)
          }
          return events
        } finally {
          await refresh()
        }
      },
      revert: revertingStep(projectId, refresh),
    }
  }, [queries, projectId])
}
