'use client'

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callAllPages, callApi, callForEvent } from '@/lib/browser/api'
import { formOf } from '@/lib/browser/documents/use-document-commands'
import { revertingStep } from '@/lib/browser/history/revert-events'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Case, CaseChange, CaseCreate, CaseFill, CasePartGiven, CasePlace, CaseWhole } from '@/lib/schemas/case'
import type { Attribute, MadeColumns } from '@/lib/schemas/document'

interface CasesPageOfApi {
  items: Case[]
  nextCursor: string | null
  total?: number
}

/** Cases by name, a page at a time; `query` are filters of the API. What was asked for before stays in sight until the answer is there. */
export function useCases(projectId: string, query: string) {
  const list = useInfiniteQuery({
    queryKey: [...queryKeys.cases(projectId), 'list', query],
    queryFn: ({ pageParam, signal }) => {
      const more = pageParam === null ? '' : `&total=false&cursor=${encodeURIComponent(pageParam)}`
      const address = `/projects/${projectId}/cases?${query}${query && '&'}limit=100${more}`
      return callApi<CasesPageOfApi>('GET', address, undefined, signal)
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  return { ...list, items, total: list.data?.pages[0]?.total }
}

/** All cases by name, to choose from and to name those that are chosen; asked for where `isAsked`. */
export function useEveryCase(projectId: string, isAsked = true): { cases: readonly Case[]; isPending: boolean } {
  const { data, isPending } = useQuery({
    queryKey: [...queryKeys.cases(projectId), 'every'],
    queryFn: ({ signal }) => callAllPages<Case>(`/projects/${projectId}/cases`, signal),
    enabled: isAsked,
  })
  return { cases: data ?? noCases, isPending }
}

const noCases: readonly Case[] = []

/** Where cases have parts in a document; undefined until it is known. */
export function useCasePlaces(projectId: string, documentId: string): readonly CasePlace[] | undefined {
  const { data } = useQuery({
    queryKey: [...queryKeys.cases(projectId), 'places', documentId],
    queryFn: ({ signal }) =>
      callApi<{ items: CasePlace[] }>('GET', `/projects/${projectId}/documents/${documentId}/cases`, undefined, signal),
  })
  return data?.items
}

/** One case with what belongs to it. While it is being moved to the bin (`enabled: false`) nobody asks for it: its sheet is there until it has closed. */
export function useCase(projectId: string, id: string, enabled = true) {
  return useQuery({
    queryKey: [...queryKeys.cases(projectId), id],
    queryFn: ({ signal }) => callApi<CaseWhole>('GET', `/projects/${projectId}/cases/${id}`, undefined, signal),
    enabled,
  })
}

/** The attributes of cases. */
export function useCaseAttributes(projectId: string, initial: Attribute[]): Attribute[] {
  const { data } = useQuery({
    queryKey: [...queryKeys.attributes(projectId), 'case'],
    queryFn: ({ signal }) => callAllPages<Attribute>(`/projects/${projectId}/attributes?subject=case`, signal),
    initialData: initial,
  })
  return data
}

/** The commands on cases and their attributes. Those on a case resolve to the numbers of their events, for undo; refusals are ProblemErrors. */
export function useCaseCommands(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const path = `/projects/${projectId}`
    const refresh = () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: queryKeys.cases(projectId) }),
        queries.invalidateQueries({ queryKey: queryKeys.attributes(projectId) }),
      ])
    const then = async (work: Promise<{ event: number | null }>): Promise<number[]> => {
      try {
        const { event } = await work
        return event === null ? [] : [event]
      } finally {
        await refresh()
      }
    }
    const revert = revertingStep(projectId, refresh)
    return {
      create: (input: CaseCreate) => then(callForEvent<Case>('POST', `${path}/cases`, input)),
      change: (id: string, change: CaseChange) => then(callForEvent<Case>('PATCH', `${path}/cases/${id}`, change)),
      remove: (id: string) => then(callForEvent('DELETE', `${path}/cases/${id}`)),
      put: (id: string, parts: CasePartGiven[]) =>
        then(callForEvent<CaseWhole>('POST', `${path}/cases/${id}/parts`, { parts })),
      take: (id: string, partId: string) => then(callForEvent('DELETE', `${path}/cases/${id}/parts/${partId}`)),
      revert,
      addAttribute: async (input: Pick<Attribute, 'key' | 'label' | 'type'> & { choices?: string[] }) =>
        void (await then(callForEvent('POST', `${path}/attributes`, { subject: 'case', ...input }))),
      changeAttribute: async ({ id, version }: Attribute, change: { label?: string; choices?: string[] }) =>
        void (await then(callForEvent('PATCH', `${path}/attributes/${id}`, { version, ...change }))),
      removeAttribute: async ({ id }: Attribute) =>
        void (await then(callForEvent('DELETE', `${path}/attributes/${id}`))),
      previewFill: (file: File, make: MadeColumns) =>
        callApi<CaseFill>('POST', `${path}/cases/fill?dryRun=true`, formOf(file, new Set(), make)),
      fill: async (file: File, taken: ReadonlySet<number>, make: MadeColumns) => {
        const { value, event } = await callForEvent<CaseFill>('POST', `${path}/cases/fill`, formOf(file, taken, make))
        await refresh()
        return { changed: value.changed, revert: async () => void (await revert(event === null ? [] : [event])) }
      },
    }
  }, [queries, projectId])
}

export type CaseCommands = ReturnType<typeof useCaseCommands>
