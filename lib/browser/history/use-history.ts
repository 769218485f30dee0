'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { callAllPages, callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Attribute, Document } from '@/lib/schemas/document'
import type { HistoryEvent } from '@/lib/schemas/history'
import type { MemberRow } from '@/lib/schemas/project'
import type { Tag } from '@/lib/schemas/tag'

export interface HistoryFilter {
  actorId?: string
  kind?: string
  documentId?: string
  roundId?: string
  /** ISO times: at or after, and before. */
  from?: string
  to?: string
}

const pageSize = 60

/** The events of a project, newest first, a page at a time. */
export function useHistory(projectId: string, filter: HistoryFilter) {
  return useInfiniteQuery({
    queryKey: [...queryKeys.history(projectId), filter],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ order: 'newest', limit: String(pageSize) })
      const given = { ...filter, before: pageParam ?? undefined }
      for (const [name, value] of Object.entries(given)) if (value !== undefined) query.set(name, String(value))
      return callApi<{ items: HistoryEvent[]; more: boolean }>(
        'GET',
        `/projects/${projectId}/events?${query}`,
        undefined,
        signal,
      )
    },
    getNextPageParam: (page) => (page.more ? (page.items.at(-1)?.seq ?? null) : null),
  })
}

/** What the ids in the events are called now, shared with the other pages' caches. */
export function useNames(projectId: string) {
  const path = `/projects/${projectId}`
  const documents = useQuery({
    queryKey: queryKeys.documents(projectId),
    queryFn: ({ signal }) => callAllPages<Document>(`${path}/documents`, signal),
  })
  const attributes = useQuery({
    queryKey: queryKeys.attributes(projectId),
    queryFn: ({ signal }) => callAllPages<Attribute>(`${path}/attributes`, signal),
  })
  const tags = useQuery({
    queryKey: queryKeys.tags(projectId),
    queryFn: ({ signal }) => callAllPages<Tag>(`${path}/tags`, signal),
  })
  const members = useQuery({
    queryKey: queryKeys.members(projectId),
    queryFn: ({ signal }) => callAllPages<MemberRow>(`${path}/members`, signal),
  })
  return {
    isPending: documents.isPending || attributes.isPending || tags.isPending || members.isPending,
    documents: new Map(documents.data?.map(({ id, title }) => [id, title])),
    attributes: new Map(attributes.data?.map(({ key, label }) => [key, label])),
    tags: new Map(tags.data?.map(({ id, name }) => [id, name])),
    members: members.data ?? [],
  }
}
