'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callAllPages, callApi } from '@/lib/browser/api'
import { queryKeys, roundKeys } from '@/lib/browser/query-keys'
import type { OwnTask, Round, RoundChange, RoundDetail, roundCreate } from '@/lib/schemas/round'
import type { z } from 'zod'

/** A round as a form sends it. */
export type NewRound = z.input<typeof roundCreate>

/** The project's rounds, newest first. */
export function useRounds(projectId: string, initial?: Round[]) {
  return useQuery({
    queryKey: queryKeys.rounds(projectId),
    queryFn: ({ signal }) => callAllPages<Round>(`/projects/${projectId}/rounds`, signal),
    initialData: initial,
  })
}

/** One round whole. While it is being moved to the bin (`enabled: false`) nobody asks for it: its page is there until the next one has come. */
export function useRound(
  projectId: string,
  roundId: string,
  { initial, enabled = true }: { initial?: RoundDetail; enabled?: boolean } = {},
) {
  return useQuery({
    queryKey: [...queryKeys.rounds(projectId), roundId],
    queryFn: ({ signal }) => callApi<RoundDetail>('GET', `/projects/${projectId}/rounds/${roundId}`, undefined, signal),
    initialData: initial,
    enabled,
  })
}

/** What this person has to code and has not submitted. */
export function useQueue(projectId: string, initial?: OwnTask[]) {
  return useQuery({
    queryKey: [...queryKeys.tasks(projectId), 'queue'],
    queryFn: ({ signal }) => callAllPages<OwnTask>(`/projects/${projectId}/tasks?state=open`, signal),
    initialData: initial,
  })
}

/** This person's tasks on one document, those of closed rounds among them. */
export function useDocumentTasks(projectId: string, documentId: string) {
  return useQuery({
    queryKey: [...queryKeys.tasks(projectId), documentId],
    queryFn: ({ signal }) =>
      callAllPages<OwnTask>(`/projects/${projectId}/tasks?documentId=${documentId}&rounds=all`, signal),
  })
}

/** The commands on rounds; each rejects with the server's ProblemError. */
export function useRoundCommands(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const base = `/projects/${projectId}/rounds`
    const refresh = () => Promise.all(roundKeys(projectId).map((queryKey) => queries.invalidateQueries({ queryKey })))
    const told = async (round: RoundDetail): Promise<RoundDetail> => {
      queries.setQueryData([...queryKeys.rounds(projectId), round.id], round)
      await refresh()
      return round
    }
    return {
      create: async (round: NewRound) => told(await callApi<RoundDetail>('POST', base, round)),
      change: async (id: string, change: RoundChange) =>
        told(await callApi<RoundDetail>('PATCH', `${base}/${id}`, change)),
      submit: async (id: string, documentId: string) =>
        told(await callApi<RoundDetail>('POST', `${base}/${id}/submit`, { documentId })),
      reopen: async (id: string, task: { documentId: string; coderId: string }) =>
        told(await callApi<RoundDetail>('POST', `${base}/${id}/reopen`, task)),
      remove: async (id: string) => {
        await callApi('DELETE', `${base}/${id}`)
        await refresh()
      },
    }
  }, [queries, projectId])
}
