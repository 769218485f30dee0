'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { v7 } from 'uuid'
import { callAllPages, callForEvent } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Proposal, ProposalAccept, ProposalCreate } from '@/lib/schemas/proposal'
import { revertEvents } from './use-undo-stack'

/** The proposals about the codebook that wait for a decision, or those that are settled; `initial` is what the page was rendered with. */
export function useProposals(projectId: string, state: 'open' | 'settled', initial?: Proposal[]) {
  return useQuery({ queryKey: [...queryKeys.proposals(projectId), state], queryFn: ({ signal }) => callAllPages<Proposal>(`/projects/${projectId}/proposals?state=${state}`, signal), initialData: initial })
}

/** A proposal without the id that its maker gives it. */
export type ProposalDraft = ProposalCreate extends infer One ? (One extends { id?: string } ? Omit<One, 'id'> : never) : never

/** What can be done about proposals; each resolves to the numbers of its acts, for undo, and rejects with the server's ProblemError. */
export function useProposalActs(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const base = `/projects/${projectId}/proposals`
    const refresh = () => Promise.all([queryKeys.proposals(projectId), queryKeys.tags(projectId), queryKeys.themes(projectId)].map((queryKey) => queries.invalidateQueries({ queryKey })))
    const act = async (method: 'POST' | 'DELETE', path: string, body?: object): Promise<number[]> => {
      try {
        const { event } = await callForEvent<Proposal>(method, base + path, body)
        return event === null ? [] : [event]
      } finally {
        await refresh()
      }
    }
    return {
      propose: (draft: ProposalDraft) => act('POST', '', { ...draft, id: v7() }),
      accept: (id: string, input: Partial<ProposalAccept> = {}) => act('POST', `/${id}/accept`, input),
      /** Accepts one after another in the order given, up to the first that is refused; refuses itself where that is the very first. */
      acceptAll: async (ids: readonly string[]) => {
        const events: number[] = []
        for (const id of ids) {
          const done = await act('POST', `/${id}/accept`, {}).catch((error: unknown) => {
            if (events.length === 0) throw error
            return null
          })
          if (done === null) break
          events.push(...done)
        }
        return events
      },
      decline: (id: string, answer: string) => act('POST', `/${id}/decline`, { answer }),
      withdraw: (id: string) => act('DELETE', `/${id}`),
      revert: async (events: readonly number[]) => {
        try {
          return await revertEvents(projectId, events)
        } finally {
          await refresh()
        }
      },
    }
  }, [queries, projectId])
}

export type ProposalActs = ReturnType<typeof useProposalActs>
