'use client'

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { callAllPages, callApi, callForEvent, problemFrom } from '@/lib/browser/api'
import { revertingStep } from '@/lib/browser/history/revert-events'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Span } from '@/lib/domain/anchoring/span'
import { isComparable, type ReviewChoice } from '@/lib/domain/review/review-address'
import type { Difference, DifferencePage, Verdict, VerdictCreate } from '@/lib/schemas/review'

export interface ReviewView {
  show: 'differences' | 'unanimous' | 'all'
  state: 'open' | 'all'
  order: 'position' | 'agreement'
}

/** Differences, a page at a time. */
export function useDifferences(projectId: string, choice: ReviewChoice, view: ReviewView) {
  return useInfiniteQuery({
    queryKey: [...queryKeys.review(projectId), 'differences', choice, view],
    initialPageParam: null as string | null,
    enabled: isComparable(choice),
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...view, limit: '30' })
      for (const id of choice.documentIds) query.append('documentId', id)
      for (const id of choice.coderIds) query.append('coderId', id)
      if (pageParam !== null) query.set('cursor', pageParam)
      return callApi<DifferencePage>(
        'GET',
        `/projects/${projectId}${choice.roundId === null ? '' : `/rounds/${choice.roundId}`}/differences?${query}`,
        undefined,
        signal,
      )
    },
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** The canonical text of a document, to show passages in their surroundings. */
export function useDocumentText(projectId: string, documentId: string, revisionId: string) {
  return useQuery({
    queryKey: ['project', projectId, 'text', documentId, revisionId],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const response = await fetch(`/api/v1/projects/${projectId}/documents/${documentId}/text`, {
        credentials: 'same-origin',
        signal,
      })
      if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => ({})))
      return response.text()
    },
  })
}

/** What became of one's own coding, newest first. */
export function useOwnVerdicts(projectId: string, roundId: string | null) {
  return useInfiniteQuery({
    queryKey: [...queryKeys.review(projectId), 'mine', roundId],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        mine: 'true',
        limit: '30',
        ...(roundId !== null && { roundId }),
        ...(pageParam !== null && { cursor: pageParam }),
      })
      return callApi<{ items: Verdict[]; nextCursor: string | null; total?: number }>(
        'GET',
        `/projects/${projectId}/verdicts?${query}`,
        undefined,
        signal,
      )
    },
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** Verdicts of which nothing is left that they were about, in what is compared. */
export function useEmptiedVerdicts(projectId: string, { roundId, documentIds }: ReviewChoice) {
  return useQuery({
    queryKey: [...queryKeys.review(projectId), 'emptied', roundId, documentIds],
    enabled: roundId !== null || documentIds.length > 0,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ emptied: 'true', ...(roundId !== null && { roundId }) })
      for (const id of documentIds) query.append('documentId', id)
      return callAllPages<Verdict>(`/projects/${projectId}/verdicts?${query}`, signal)
    },
  })
}

/** What a reviewer decides; the server is told which annotations, at which versions, were on the screen. */
export type ReviewDecision =
  | { outcome: 'accepted'; acceptedCoderIds: string[] }
  | { outcome: 'neither' }
  | { outcome: 'edited'; spans: (Span & { tagIds: string[] })[] }

/** Commands of review. Each answers the numbers of its events, for reverting them. */
export function useReviewCommands(projectId: string, choice: ReviewChoice) {
  const queries = useQueryClient()
  const renew = useCallback(
    () => queries.invalidateQueries({ queryKey: queryKeys.review(projectId) }),
    [queries, projectId],
  )
  return useMemo(() => {
    const path = `/projects/${projectId}`
    const give = async (body: VerdictCreate): Promise<number[]> => {
      const among = choice.roundId === null ? { coderIds: [...choice.coderIds] } : {}
      try {
        const { event } = await callForEvent(
          'POST',
          `${path}${choice.roundId === null ? '' : `/rounds/${choice.roundId}`}/verdicts`,
          { ...body, ...among },
        )
        return event === null ? [] : [event]
      } finally {
        void renew()
      }
    }
    return {
      settle: (difference: Difference, decision: ReviewDecision, reason: string) =>
        give({
          ...decision,
          reason,
          documentId: difference.documentId,
          items: difference.annotations.map(({ id, version }) => ({ annotationId: id, version })),
        }),
      acceptUnanimous: () =>
        give({
          outcome: 'unanimous',
          reason: '',
          ...(choice.documentIds.length > 0 && { documentIds: [...choice.documentIds] }),
        }),
      withdraw: async (verdictId: string): Promise<number[]> => {
        try {
          const { event } = await callForEvent('POST', `${path}/verdicts/${verdictId}/withdraw`)
          return event === null ? [] : [event]
        } finally {
          void renew()
        }
      },
      contest: async (verdictId: string, reason: string): Promise<number[]> => {
        const { event } = await callForEvent('POST', `${path}/verdicts/${verdictId}/contest`, { reason })
        void renew()
        return event === null ? [] : [event]
      },
      revert: revertingStep(projectId, renew),
    }
  }, [projectId, choice, renew])
}
