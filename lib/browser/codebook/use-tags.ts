'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callAllPages } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Tag } from '@/lib/schemas/tag'

/** The whole codebook in tree order, archived tags included; `initial` is what the page was rendered with. Follows colleagues with useProjectEvents. */
export function useTags(projectId: string, initial?: Tag[]) {
  return useQuery({
    queryKey: queryKeys.tags(projectId),
    queryFn: ({ signal }) => callAllPages<Tag>(`/projects/${projectId}/tags`, signal),
    initialData: initial,
  })
}

/** The codebook by id, for chips. */
export function useTagsById(tags: readonly Tag[]): ReadonlyMap<string, Tag> {
  return useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])
}
