'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { v7 } from 'uuid'
import { callAllPages, callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Tag } from '@/lib/schemas/tag'

const none: Tag[] = []

/** The project's codebook, in tree order, and a way to add a tag to it while reading. */
export function useReaderTags(projectId: string) {
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: queryKeys.tags(projectId),
    queryFn: ({ signal }) => callAllPages<Tag>(`/projects/${projectId}/tags`, signal),
  })
  const createTag = useCallback(
    async (name: string, parentId: string | null = null): Promise<Tag> => {
      const tag = await callApi<Tag>('POST', `/projects/${projectId}/tags`, { id: v7(), name, parentId })
      queries.setQueryData<Tag[]>(queryKeys.tags(projectId), (tags) => [
        ...(tags ?? []).filter((known) => known.id !== tag.id),
        tag,
      ])
      return tag
    },
    [projectId, queries],
  )
  /** Proposes a tag, where the codebook is not theirs to change. */
  const proposeTag = useCallback(
    async (name: string, parentId: string | null = null): Promise<void> => {
      await callApi('POST', `/projects/${projectId}/proposals`, { kind: 'create', id: v7(), name, parentId })
      await queries.invalidateQueries({ queryKey: queryKeys.proposals(projectId) })
    },
    [projectId, queries],
  )
  /** A tag's name as the codebook has it now, one that was just made here included. */
  const nameOf = useCallback(
    (id: string): string =>
      queries.getQueryData<Tag[]>(queryKeys.tags(projectId))?.find((tag) => tag.id === id)?.name ?? '',
    [projectId, queries],
  )
  return { tags: query.data ?? none, createTag, proposeTag, nameOf, query }
}
