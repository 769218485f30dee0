'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { callApi } from '@/lib/browser/api'
import { effectsSpoken } from './effects-spoken'
import { queryKeys } from '@/lib/browser/query-keys'
import { revertEvent } from './revert-events'
import type { EventReverted, RevertPreview } from '@/lib/schemas/history'

/** What reverting an event would do now; asked for anew whenever somebody looks. */
export function useRevertPreview(projectId: string, seq: number) {
  return useQuery({
    queryKey: [...queryKeys.history(projectId), 'preview', seq],
    queryFn: ({ signal }) =>
      callApi<RevertPreview>('GET', `/projects/${projectId}/events/${seq}/revert`, undefined, signal).then(
        effectsSpoken,
      ),
    gcTime: 0,
    staleTime: 0,
  })
}

/** Reverts an event; whatever of the project is shown is read anew, since an event may be about anything. */
export function useRevert(projectId: string): (seq: number) => Promise<EventReverted> {
  const queries = useQueryClient()
  return async (seq) => {
    const done = await revertEvent(projectId, seq)
    await queries.invalidateQueries({ queryKey: queryKeys.project(projectId) })
    return done
  }
}
