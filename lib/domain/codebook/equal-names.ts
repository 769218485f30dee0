import { foldText } from '../search/folded-text'
import { inTreeOrder, type Branch } from './tree'

/** A tag as far as it is compared with others by name. */
export interface NamedTag extends Branch {
  /** ISO 8601 in UTC. */
  createdAt: string
  archivedAt: string | null
  /** The round that it belongs to while it does not exist for everybody. */
  blindRoundId: string | null
}

/** Two tags of one name at one place: the first could be merged into the second. */
export interface EqualPair {
  tagId: string
  intoId: string
}

/** A name as it is compared with others: letter case, kinds of spaces, dashes and quotes and the way letters are composed tell no two apart, accents do. */
export const foldName = (name: string): string => foldText(name, { case: 'folded', accents: 'exact' }).text.trim()

/**
 * Tags that stand side by side under equal names, as pairs of one that could go and the oldest, which stays; deepest first, so that tags whose children have
 * equal names too can be merged one pair after another. Side by side are also the children of such tags. What is archived, or not yet in the codebook that
 * all share, is left out. Merging every pair leaves none.
 */
export function equalNames(tags: readonly NamedTag[]): EqualPair[] {
  const byPlace = new Map<string, { tag: NamedTag; depth: number }[]>()
  for (const { tag, depth, path } of inTreeOrder(tags)) {
    if (tag.archivedAt !== null || tag.blindRoundId !== null) continue
    const place = path.map(foldName).join('\n')
    byPlace.set(place, [...(byPlace.get(place) ?? []), { tag, depth }])
  }
  return [...byPlace.values()]
    .filter((group) => group.length > 1)
    .map((group) =>
      group.toSorted((a, b) =>
        a.tag.createdAt === b.tag.createdAt ? order(a.tag.id, b.tag.id) : order(a.tag.createdAt, b.tag.createdAt),
      ),
    )
    .toSorted((a, b) => (b[0]?.depth ?? 0) - (a[0]?.depth ?? 0))
    .flatMap(([oldest, ...later]) => later.map(({ tag }) => ({ tagId: tag.id, intoId: oldest?.tag.id ?? '' })))
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
