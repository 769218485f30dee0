'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callApi, callForEvent } from '@/lib/browser/api'
import { revertingStep } from '@/lib/browser/history/revert-events'
import { queryKeys } from '@/lib/browser/query-keys'
import type { SavedQuery, SavedQueryChange, SavedQueryCreate } from '@/lib/schemas/query'

/** The queries that the project keeps, by name. */
export function useQueries(projectId: string) {
  return useQuery({
    queryKey: queryKeys.queries(projectId),
    queryFn: ({ signal }) =>
      callApi<{ items: SavedQuery[] }>('GET', `/projects/${projectId}/queries`, undefined, signal).then(
        ({ items }) => items,
      ),
  })
}

/** The text of a query as the server understands it; rejects with its refusal, at the field `query`. */
export async function understood(projectId: string, query: string): Promise<string> {
  const asked = { query, limit: 1, total: false }
  return (await callApi<{ query: string }>('POST', `/projects/${projectId}/query`, asked)).query
}

/** The commands on kept queries; each resolves to the numbers of its events, for undo. */
export function useQueryCommands(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const base = `/projects/${projectId}/queries`
    const refresh = () => queries.invalidateQueries({ queryKey: queryKeys.queries(projectId) })
    const then = async (work: Promise<{ event: number | null }>): Promise<number[]> => {
      try {
        const { event } = await work
        return event === null ? [] : [event]
      } finally {
        await refresh()
      }
    }
    return {
      keep: (input: SavedQueryCreate) => then(callForEvent<SavedQuery>('POST', base, input)),
      change: (id: string, change: SavedQueryChange) =>
        then(callForEvent<SavedQuery>('PATCH', `${base}/${id}`, change)),
      remove: (id: string) => then(callForEvent('DELETE', `${base}/${id}`)),
      revert: revertingStep(projectId, refresh),
    }
  }, [queries, projectId])
}
