'use client'

import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { AgreementAnswer, ConfusedPassageRow, ConfusionAnswer, FrozenFigure } from '@/lib/schemas/agreement'
import { figuresQueryOf, studyQueryOf, type AgreementChoice } from './agreement-choice'

/** Figures are counted when the choice changes, and again only when somebody asks: while they are read they must not move. */
const still = { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false } as const

/** The figures of a choice; `isStale` says that something happened since they were counted. */
export function useAgreement(projectId: string, choice: AgreementChoice) {
  const query = figuresQueryOf(choice).toString()
  return useQuery({
    queryKey: [...queryKeys.agreement(projectId), 'figures', query],
    queryFn: ({ signal }) =>
      callApi<AgreementAnswer>('GET', `/projects/${projectId}/agreement?${query}`, undefined, signal),
    placeholderData: keepPreviousData,
    ...still,
  })
}

/** Two coders, the first for the rows. */
export type CoderPair = readonly [first: string, second: string]

const withPair = (query: URLSearchParams, pair: CoderPair | null): URLSearchParams => {
  if (pair) query.set('pair', pair.join(','))
  return query
}

export function useConfusion(projectId: string, choice: AgreementChoice, pair: CoderPair | null) {
  const query = withPair(studyQueryOf(choice), pair).toString()
  return useQuery({
    queryKey: [...queryKeys.agreement(projectId), 'confusion', query],
    queryFn: ({ signal }) =>
      callApi<ConfusionAnswer>('GET', `/projects/${projectId}/agreement/confusion?${query}`, undefined, signal),
    placeholderData: keepPreviousData,
    ...still,
  })
}

/** A cell of the confusion table, by the ids of its tags; `none` is no tag. */
export interface ChosenCell {
  row: string
  column: string
}

interface PassagePage {
  items: ConfusedPassageRow[]
  nextCursor: string | null
  total?: number
}

/** The passages behind a cell, page by page. */
export function usePassages(projectId: string, choice: AgreementChoice, pair: CoderPair | null, cell: ChosenCell) {
  const query = withPair(studyQueryOf(choice), pair)
  query.set('row', cell.row)
  query.set('column', cell.column)
  query.set('limit', '25')
  return useInfiniteQuery({
    queryKey: [...queryKeys.agreement(projectId), 'passages', query.toString()],
    queryFn: ({ pageParam, signal }) =>
      callApi<PassagePage>(
        'GET',
        `/projects/${projectId}/agreement/passages?${query.toString()}${pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...still,
  })
}

/** The frozen figures of a round. */
export function useFrozen(projectId: string, roundId: string) {
  return useQuery({
    queryKey: [...queryKeys.rounds(projectId), roundId, 'figures'],
    queryFn: ({ signal }) =>
      callApi<{ items: FrozenFigure[] }>('GET', `/projects/${projectId}/rounds/${roundId}/figures`, undefined, signal),
    enabled: roundId !== '',
  })
}

/** Freezes the figures of a round as they are now, with this choice. */
export function useFreeze(projectId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ roundId, measures, unit, whiteSpace, touching, overlappingTags, ...lists }: AgreementChoice) => {
      const given = Object.fromEntries(Object.entries(lists).filter(([, ids]) => ids.length > 0))
      return callApi<FrozenFigure>('POST', `/projects/${projectId}/rounds/${roundId}/figures`, {
        settings: { measure: measures, unit, whiteSpace, touching, overlappingTags, ...given },
      })
    },
    onSuccess: (_, { roundId }) =>
      queries.invalidateQueries({ queryKey: [...queryKeys.rounds(projectId), roundId, 'figures'] }),
  })
}
