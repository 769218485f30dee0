import type { Span } from '../anchoring/span'
import { isSameDecision, isSamePassage, tagKey, type Coding } from './coding'
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
 * `text` is the document's.
 */
export function findStretches(codings: readonly Coding[], coderIds: readonly string[], text: string): Stretch[] {
  const sorted = codings.toSorted((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1))
  const groups = new Groups(sorted.length)
  let open: number[] = []
  sorted.forEach((coding, i) => {
    open = open.filter((at) => sorted[at]!.end > coding.start)
    for (const at of open)
      if (groups.rootOf(at) !== groups.rootOf(i) && isSamePassage(sorted[at]!, coding)) groups.join(at, i)
    open.push(i)
  })
  const members = new Map<number, Coding[]>()
  sorted.forEach((coding, i) => {
    const root = groups.rootOf(i)
    const group = members.get(root)
    if (group) group.push(coding)
    else members.set(root, [coding])
  })
  return [...members.values()]
    .map((group) => describe(group, coderIds, text))
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1))
}

function describe(codings: readonly Coding[], coderIds: readonly string[], text: string): Stretch {
  const byCoder = coderIds.map((coderId) => codings.filter((coding) => coding.coderId === coderId))
  return {
    id: codings.reduce((least, { id }) => (id < least ? id : least), codings[0]!.id),
    start: Math.min(...codings.map(({ start }) => start)),
    end: Math.max(...codings.map(({ end }) => end)),
    codings,
    kind: kindOf(byCoder),
    agreement: stretchAgreement(byCoder, text),
  }
}

function kindOf(byCoder: readonly (readonly Coding[])[]): DifferenceKind {
  const [first = [], ...others] = byCoder
  if (byCoder.some((own) => own.length === 0)) return 'missing'
  if (others.every((own) => covers(own, first) && covers(first, own))) return 'unanimous'
  const tags = (own: readonly Coding[]) => tagKey(own.flatMap((coding) => coding.tagIds))
  return others.every((own) => tags(own) === tags(first)) ? 'edges' : 'tags'
}

const covers = (these: readonly Coding[], those: readonly Coding[]) =>
  those.every((one) => these.some((other) => isSameDecision(one, other)))

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
