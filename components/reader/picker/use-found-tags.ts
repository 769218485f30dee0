import { useMemo } from 'react'
import { matchTags } from '@/lib/domain/reading/match-tags'
import { newTags } from '@/lib/domain/reading/new-tag'
import type { Tag } from '@/lib/schemas/tag'

export interface FoundNeeds {
  tags: readonly Tag[]
  pinnedTagIds: readonly string[]
  mayCreate: boolean
  /** Whether a name that is not there can be proposed, where it cannot be added. */
  mayPropose: boolean
}

/** What the picker finds for what is typed: tags there are, the pinned ones first as long as nothing is typed, and names that could be made into one. */
export function useFoundTags({ tags, pinnedTagIds, mayCreate, mayPropose }: FoundNeeds, query: string) {
  const usable = useMemo(() => tags.filter((tag) => tag.archivedAt === null), [tags])
  const matches = useMemo(() => {
    if (query.trim() !== '') return matchTags(usable, query)
    const first = pinnedTagIds.flatMap((id) => usable.filter((tag) => tag.id === id))
    return [...first, ...usable.filter((tag) => !pinnedTagIds.includes(tag.id))]
  }, [usable, query, pinnedTagIds])
  // One name is proposed at a time: of a path that is new the first would have to be there.
  const offers = useMemo(
    () =>
      mayCreate || mayPropose ? newTags(usable, query).filter(({ names }) => mayCreate || names.length === 1) : [],
    [mayCreate, mayPropose, usable, query],
  )
  const byId = useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])
  return { usable, matches, offers, byId }
}
