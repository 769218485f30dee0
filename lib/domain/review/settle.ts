import type { Span } from '../anchoring/span'
import { isSameDecision, isSamePassage, tagKey, type Coding, type ConsensusSpan } from './coding'
import { onePerPlace } from './one-passage'

/** What a reviewer decides about a stretch. accepted: what these coders did. edited: something else. neither: that nothing there is marked. */
export type Decision =
  | { outcome: 'accepted'; coderIds: readonly string[] }
  | { outcome: 'edited'; spans: readonly ConsensusSpan[] }
  | { outcome: 'neither' }

/** What became of one coder's annotation. */
export const fates = ['accepted', 'changed', 'refused'] as const
export type Fate = (typeof fates)[number]

/**
 * The consensus that a decision makes of a stretch, in order of position. Where several coders are accepted, what they tagged alike and overlapping becomes
 * one passage with the outermost edges, and what has the same edges becomes one passage with all the tags, so that nothing is counted twice.
 */
export function consensusOf(codings: readonly Coding[], decision: Decision): ConsensusSpan[] {
  if (decision.outcome === 'neither') return []
  // Tags that were brought together may be those of a neighbour, and edges that were widened those of another: until nothing is alike any more.
  let spans: ConsensusSpan[] = onePerPlace(
    decision.outcome === 'edited'
      ? decision.spans
      : codings.filter((coding) => decision.coderIds.includes(coding.coderId)),
  )
  for (let count = Infinity; spans.length < count;) {
    count = spans.length
    spans = onePerPlace(outermost(spans))
  }
  return spans
}

/** Overlapping spans with the same tags as one each, with the outermost edges. */
function outermost(spans: readonly ConsensusSpan[]): ConsensusSpan[] {
  const byTags = new Map<string, (Span & { tagIds: readonly string[] })[]>()
  for (const { start, end, tagIds } of spans) {
    const alike = byTags.get(tagKey(tagIds)) ?? []
    const last = alike.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else alike.push({ start, end, tagIds })
    byTags.set(tagKey(tagIds), alike)
  }
  return [...byTags.values()].flat()
}

/**
 * What became of a coding: accepted as it was, changed into something about the same passage, or refused. Whoever was accepted said all that they said: a
 * colleague's tag beside theirs on the same edges changes nothing of it.
 */
export function fateOf(coding: Coding, consensus: readonly ConsensusSpan[], decision: Decision): Fate {
  const isChosen = decision.outcome === 'accepted' && decision.coderIds.includes(coding.coderId)
  if (consensus.some((span) => isSameDecision(span, coding) || (isChosen && keeps(span, coding)))) return 'accepted'
  return consensus.some((span) => isSamePassage(span, coding)) ? 'changed' : 'refused'
}

const keeps = (span: ConsensusSpan, { start, end, tagIds }: ConsensusSpan) =>
  span.start === start && span.end === end && tagIds.every((id) => span.tagIds.includes(id))
