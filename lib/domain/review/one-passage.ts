import type { Span } from '../anchoring/span'
import type { ConsensusSpan } from './coding'

/**
 * The rule that keeps counts right: in the consensus, same edges are one passage with all the tags that were given there. Answers the spans by position,
 * each place once, tags in the order in which they first came.
 */
export function onePerPlace(spans: readonly ConsensusSpan[]): ConsensusSpan[] {
  const byPlace = new Map<string, Span & { tagIds: Set<string> }>()
  for (const { start, end, tagIds } of spans) {
    const place = byPlace.get(`${start} ${end}`) ?? { start, end, tagIds: new Set() }
    for (const id of tagIds) place.tagIds.add(id)
    byPlace.set(`${start} ${end}`, place)
  }
  return [...byPlace.values()]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((place) => ({ ...place, tagIds: [...place.tagIds] }))
}

/** A stored passage of the consensus, in the bin or not. `place` is one word for its text and edges. */
export interface StoredPassage {
  id: string
  place: string
  isLive: boolean
}

/** What a standing verdict says about a stored passage. */
export interface Words {
  verdictId: string
  passageId: string
  tagIds: readonly string[]
}

/** What the consensus has to become. */
export interface ConsensusPlan {
  /** Live from now on, each with the tags of all verdicts that speak of it, the first of which is its own. */
  standing: { id: string; verdictId: string; tagIds: string[] }[]
  /** To the bin: no standing verdict speaks of them. */
  gone: string[]
  /** Verdicts that speak of the first passage speak of the second instead, which stands at the same place. */
  moved: { from: string; to: string }[]
  /** Of those that go, what people said about the first and their stars on it go to the second, which stays at the same place. */
  joined: { from: string; to: string }[]
}

/**
 * What stands in the consensus at these places, from what standing verdicts say (in the order in which they were given): one passage a place. Of several
 * stored there the live one is kept, else the smallest id. All live passages of the places must be given.
 */
export function planConsensus(passages: readonly StoredPassage[], words: readonly Words[]): ConsensusPlan {
  const plan: ConsensusPlan = { standing: [], gone: [], moved: [], joined: [] }
  const placeOf = new Map(passages.map((passage) => [passage.id, passage.place]))
  const said = grouped(words, (word) => placeOf.get(word.passageId))
  const spokenOf = new Set(words.map((word) => word.passageId))
  for (const [place, here] of grouped(passages, (passage) => passage.place)) {
    const all = said.get(place) ?? []
    const [first] = all
    const candidates = here.filter((passage) => passage.isLive || spokenOf.has(passage.id))
    const [head] = candidates.sort((a, b) => Number(b.isLive) - Number(a.isLive) || (a.id < b.id ? -1 : 1))
    if (!head) continue
    if (first)
      plan.standing.push({
        id: head.id,
        verdictId: first.verdictId,
        tagIds: [...new Set(all.flatMap((word) => word.tagIds))],
      })
    for (const passage of candidates) {
      if (passage !== head && spokenOf.has(passage.id)) plan.moved.push({ from: passage.id, to: head.id })
      if (passage.isLive && (passage !== head || !first)) plan.gone.push(passage.id)
      if (passage.isLive && passage !== head && first) plan.joined.push({ from: passage.id, to: head.id })
    }
  }
  return plan
}

function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}
