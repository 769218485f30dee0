'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callAllPages, callForEvent } from '@/lib/browser/api'
import { revertingStep } from '@/lib/browser/history/revert-events'
import { queryKeys } from '@/lib/browser/query-keys'
import type { ExampleKind, TagExample } from '@/lib/schemas/example'

const none: TagExample[] = []

/** The passages that show what the project's tags mean, and what they do not. */
export function useExamples(projectId: string): readonly TagExample[] {
  return (
    useQuery({
      queryKey: queryKeys.examples(projectId),
      queryFn: ({ signal }) => callAllPages<TagExample>(`/projects/${projectId}/examples`, signal),
    }).data ?? none
  )
}

/** Naming passages as examples and naming them so no more; each resolves to the numbers of its events, for undo. */
export function useExampleCommands(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const refresh = () => queries.invalidateQueries({ queryKey: queryKeys.examples(projectId) })
    const work = async (method: 'POST' | 'DELETE', path: string, body?: object): Promise<number[]> => {
      try {
        const { event } = await callForEvent<unknown>(method, `/projects/${projectId}/tags/${path}`, body)
        return event === null ? [] : [event]
      } finally {
        await refresh()
      }
    }
    return {
      name: (tagId: string, annotationId: string, kind: ExampleKind) =>
        work('POST', `${tagId}/examples`, { annotationId, kind }),
      drop: (tagId: string, annotationId: string) => work('DELETE', `${tagId}/examples/${annotationId}`),
      revert: revertingStep(projectId, refresh),
    }
  }, [queries, projectId])
}
