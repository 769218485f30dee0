import { withDescendants, type Branch } from '../codebook/tree'
import { creditedTo } from '../review/credited'

/** Whose decisions are shown: the coders' own, what review made of them, or both. */
export const shownLayers = ['coder', 'consensus', 'both'] as const
export type ShownLayer = (typeof shownLayers)[number]

/** What the reader shows: with no tag chosen all tags, with no coder chosen all coders. */
export interface ReadingFilter {
  layer: ShownLayer
  tagIds: ReadonlySet<string>
  authorIds: ReadonlySet<string>
}

export const noFilter: ReadingFilter = { layer: 'coder', tagIds: new Set(), authorIds: new Set() }

/** What a filter asks about an annotation. */
export interface Filtered {
  tagIds: readonly string[]
  authorId: string
  layer: 'coder' | 'consensus'
}

/** The test of a filter; a chosen tag stands for itself and everything below it in the tree. */
export function passes(filter: ReadingFilter, tags: readonly Branch[]): (annotation: Filtered) => boolean {
  const wanted = filter.tagIds.size === 0 ? null : new Set(withDescendants(tags, [...filter.tagIds]))
  return ({ tagIds, authorId, layer }) =>
    (filter.layer === 'both' || filter.layer === layer) &&
    (filter.authorIds.size === 0 || filter.authorIds.has(creditedTo({ layer, authorId }))) &&
    (wanted === null || tagIds.some((id) => wanted.has(id)))
}

/** How many annotations each tag has, its descendants included; an annotation with two of them counts once. */
export function countByTag(annotations: readonly Filtered[], tags: readonly Branch[]): Map<string, number> {
  const parents = new Map(tags.map((tag) => [tag.id, tag.parentId]))
  const counts = new Map<string, number>()
  const counted = new Map<string, number>()
  annotations.forEach(({ tagIds }, place) => {
    for (const tagId of tagIds)
      for (let id: string | null | undefined = tagId; id && counted.get(id) !== place; id = parents.get(id)) {
        counted.set(id, place)
        counts.set(id, (counts.get(id) ?? 0) + 1)
      }
  })
  return counts
}

export function countByAuthor(annotations: readonly Filtered[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const annotation of annotations)
    counts.set(creditedTo(annotation), (counts.get(creditedTo(annotation)) ?? 0) + 1)
  return counts
}

/** The same set with `id` added or, where it was in, taken out. */
export function toggled(set: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}
