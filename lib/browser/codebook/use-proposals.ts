'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { v7 } from 'uuid'
import { callAllPages, callApi, callForEvent } from '@/lib/browser/api'
import { revertingStep } from '@/lib/browser/history/revert-events'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Proposal, ProposalAccept, ProposalCreate } from '@/lib/schemas/proposal'
import { eachInTurn } from './each-in-turn'

/** The proposals about the codebook that wait for a decision, or those that are settled; `initial` is what the page was rendered with. */
export function useProposals(projectId: string, state: 'open' | 'settled', initial?: Proposal[]) {
  return useQuery({
    queryKey: [...queryKeys.proposals(projectId), state],
    queryFn: ({ signal }) => callAllPages<Proposal>(`/projects/${projectId}/proposals?state=${state}`, signal),
    initialData: initial,
  })
}

/** How many proposals wait for a decision, as of now; null while that is not known, and where nobody asks. One of them is fetched, with the number of all. */
export function useWaitingCount(projectId: string | null): number | null {
  const { data } = useQuery({
    queryKey: [...queryKeys.proposals(projectId ?? ''), 'waiting'],
    queryFn: ({ signal }) =>
      callApi<{ total: number }>('GET', `/projects/${projectId}/proposals?state=open&limit=1`, undefined, signal),
    enabled: projectId !== null,
  })
  return data?.total ?? null
}

/** A proposal without the id that its maker gives it. */
export type ProposalDraft = ProposalCreate extends infer One
  ? One extends { id?: string }
    ? Omit<One, 'id'>
    : never
  : never

/** What can be done about proposals; each resolves to the numbers of its events, for undo, and rejects with the server's ProblemError. */
export function useProposalCommands(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const base = `/projects/${projectId}/proposals`
    const refresh = () =>
      Promise.all(
        [queryKeys.proposals(projectId), queryKeys.tags(projectId), queryKeys.themes(projectId)].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      )
    const work = async (method: 'POST' | 'DELETE', path: string, body?: object): Promise<number[]> => {
      try {
        const { event } = await callForEvent<Proposal>(method, base + path, body)
        return event === null ? [] : [event]
      } finally {
        await refresh()
      }
    }
    return {
      propose: (draft: ProposalDraft) => work('POST', '', { ...draft, id: v7() }),
      accept: (id: string, input: Partial<ProposalAccept> = {}) => work('POST', `/${id}/accept`, input),
      /** Accepts one after another in the order given, whatever becomes of the others; reads anew once, at the end. */
      acceptAll: async (ids: readonly string[]) => {
        try {
          return await eachInTurn(
            ids,
            async (id) => (await callForEvent<Proposal>('POST', `${base}/${id}/accept`, {})).event,
          )
        } finally {
          await refresh()
        }
      },
      decline: (id: string, answer: string) => work('POST', `/${id}/decline`, { answer }),
      withdraw: (id: string) => work('DELETE', `/${id}`),
      revert: revertingStep(projectId, refresh),
    }
  }, [queries, projectId])
}

export type ProposalCommands = ReturnType<typeof useProposalCommands>
