import type { Span } from '../anchoring/span'
import { wideCharacters } from '../search/wide-characters'
import { decisionKey, isSamePassage, tagKey, type Coding } from './coding'
import { stretchAgreement } from './stretch-agreement'

/**
 * How the coders differ about a passage. unanimous: all made the same decisions. missing: somebody marked nothing there. tags: all marked it, with
 * different tags. edges: the tags are the same, the edges are not.
 */
export const differenceKinds = ['unanimous', 'missing', 'tags', 'edges'] as const
type DifferenceKind = (typeof differenceKinds)[number]

/** A passage as several coders coded it: what review decides about at once. */
export interface Stretch extends Span {
  /** The smallest id among its codings: it names the stretch as long as that one stays in it. */
  id: string
  codings: readonly Coding[]
  kind: DifferenceKind
  /** 0 to 1, see `stretchAgreement`. */
  agreement: number
}

/**
 * The stretches of one document: codings linked, directly or by way of others, by being about the same passage. Each coding is in exactly one. In order of
 * start, then end, then id. `coderIds` are all who were asked, so that it shows where one of them marked nothing; codings of others must not be given.
 * `text` is the document's. Throws TooManyMarks.
 */
export function findStretches(codings: readonly Coding[], coderIds: readonly string[], text: string): Stretch[] {
  const sorted = codings.toSorted((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1))
  const groups = new Groups(sorted.length)
  joinByTag(sorted, groups)
  joinByEdges(sorted, groups)
  const members = new Map<number, Coding[]>()
  sorted.forEach((coding, i) => {
    const root = groups.rootOf(i)
    const group = members.get(root)
    if (group) group.push(coding)
    else members.set(root, [coding])
  })
  const wide = codings.length === 0 ? [] : wideCharacters(text)
  return [...members.values()]
    .map((group) => describe(group, coderIds, wide))
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1))
}

/** Joins what overlaps and shares a tag, or has none: of one tag, what begins before the furthest end so far overlaps what ends there. */
function joinByTag(sorted: readonly Coding[], groups: Groups): void {
  const furthest = new Map<string, number>()
  sorted.forEach((coding, i) => {
    for (const tag of coding.tagIds.length === 0 ? [''] : coding.tagIds) {
      const at = furthest.get(tag)
      if (at !== undefined && coding.start < sorted[at]!.end) groups.join(at, i)
      if (at === undefined || sorted[at]!.end <= coding.end) furthest.set(tag, i)
    }
  })
}

/**
 * Joins what covers most of one another, whatever its tags. Of two such, the shorter has at least half the length of the longer, so each is compared with those of
 * about its length alone, and of the same edges with one; those that are joined already are passed over together.
 */
function joinByEdges(sorted: readonly Coding[], groups: Groups): void {
  const open = new Map<number, Map<number, number[]>>()
  let compared = 0
  sorted.forEach((coding, i) => {
    const before = sorted[i - 1]
    if (before && before.start === coding.start && before.end === coding.end) return groups.join(i - 1, i)
    const size = Math.floor(Math.log2(coding.end - coding.start))
    for (const near of [size - 1, size, size + 1]) {
      const byGroup = open.get(near)
      for (const [group, places] of byGroup ?? []) {
        const root = groups.rootOf(group)
        if (root !== groups.rootOf(i)) {
          const live = places.filter((at) => sorted[at]!.end > coding.start)
          compared += places.length
          if (compared > mostCompared) throw new TooManyMarks()
          if (live.length === 0) byGroup!.delete(group)
          else byGroup!.set(group, live)
          if (live.some((at) => isSamePassage(sorted[at]!, coding))) groups.join(group, i)
        }
      }
    }
    const byGroup = open.get(size) ?? new Map<number, number[]>()
    open.set(size, byGroup)
    const root = groups.rootOf(i)
    const own = byGroup.get(root)
    if (own) own.push(i)
    else byGroup.set(root, [i])
  })
}

/** Pairs of marks that are compared in one document, which takes some tenths of a second; people’s marks need a thousandth of them. */
const mostCompared = 20_000_000

/** So many marks lie upon one another that it cannot be said in time which of them are about the same passage. */
export class TooManyMarks extends Error {
  override name = 'TooManyMarks'
}

function describe(codings: readonly Coding[], coderIds: readonly string[], wide: readonly Span[]): Stretch {
  const byCoder = coderIds.map((coderId) => codings.filter((coding) => coding.coderId === coderId))
  return {
    id: codings.reduce((least, { id }) => (id < least ? id : least), codings[0]!.id),
    start: codings.reduce((least, { start }) => Math.min(least, start), Infinity),
    end: codings.reduce((most, { end }) => Math.max(most, end), 0),
    codings,
    kind: kindOf(byCoder),
    agreement: stretchAgreement(byCoder, wide),
  }
}

function kindOf(byCoder: readonly (readonly Coding[])[]): DifferenceKind {
  const [first = [], ...others] = byCoder
  if (byCoder.some((own) => own.length === 0)) return 'missing'
  const decisions = (own: readonly Coding[]) => new Set(own.map(decisionKey))
  const ofFirst = decisions(first)
  if (others.map(decisions).every((own) => own.size === ofFirst.size && [...own].every((key) => ofFirst.has(key))))
    return 'unanimous'
  const tags = (own: readonly Coding[]) => tagKey(own.flatMap((coding) => coding.tagIds))
  return others.every((own) => tags(own) === tags(first)) ? 'edges' : 'tags'
}

/** Disjoint sets with path halving. */
class Groups {
  private readonly parents: number[]
  constructor(size: number) {
    this.parents = Array.from({ length: size }, (_, i) => i)
  }
  rootOf(i: number): number {
    let at = i
    while (this.parents[at] !== at) {
      const above = this.parents[this.parents[at]!]!
      this.parents[at] = above
      at = above
    }
    return at
  }
  join(a: number, b: number): void {
    this.parents[this.rootOf(b)] = this.rootOf(a)
  }
}
