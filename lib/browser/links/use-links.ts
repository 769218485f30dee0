'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callAllPages, callApi, callForEvent } from '@/lib/browser/api'
import { revertingStep } from '@/lib/browser/history/revert-events'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Link, LinkChange, LinkCreate, LinkEnd, LinkKinds } from '@/lib/schemas/link'

/** All links with a passage of a document at an end, asked for once for all of its passages, or with a tag; the oldest first. */
export function useLinks(projectId: string, of: { documentId: string } | { tagId: string }): readonly Link[] {
  const query = new URLSearchParams(of).toString()
  const { data } = useQuery({
    queryKey: [...queryKeys.links(projectId), query],
    queryFn: ({ signal }) => callAllPages<Link>(`/projects/${projectId}/links?order=oldest&${query}`, signal),
  })
  return data ?? none
}

const none: readonly Link[] = []

/** The words that links have here, the most used first. */
export function useLinkKinds(projectId: string): readonly string[] {
  const { data } = useQuery({
    queryKey: [...queryKeys.links(projectId), 'kinds'],
    queryFn: ({ signal }) => callApi<LinkKinds>('GET', `/projects/${projectId}/links/kinds`, undefined, signal),
  })
  return data?.items.map(({ kind }) => kind) ?? []
}

export const isEnd = (end: LinkEnd, { type, id }: LinkEnd): boolean => end.type === type && end.id === id

/** The commands on links; each resolves to the numbers of its events, for undo, and rejects with the server's ProblemError. */
export function useLinkCommands(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const base = `/projects/${projectId}/links`
    const refresh = () => queries.invalidateQueries({ queryKey: queryKeys.links(projectId) })
    const then = async (work: Promise<{ event: number | null }>): Promise<number[]> => {
      try {
        const { event } = await work
        return event === null ? [] : [event]
      } finally {
        await refresh()
      }
    }
    return {
      create: (input: LinkCreate) => then(callForEvent<Link>('POST', base, input)),
      change: (id: string, change: LinkChange) => then(callForEvent<Link>('PATCH', `${base}/${id}`, change)),
      remove: (id: string) => then(callForEvent('DELETE', `${base}/${id}`)),
      revert: revertingStep(projectId, refresh),
    }
  }, [queries, projectId])
}
