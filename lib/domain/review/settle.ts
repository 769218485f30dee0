import { isSameDecision, isSamePassage, tagKey, type Coding, type ConsensusSpan } from './coding'

/** What a reviewer decides about a stretch. accepted: what these coders did. edited: something else. neither: that nothing there is marked. */
export type Decision = { outcome: 'accepted'; coderIds: readonly string[] } | { outcome: 'edited'; spans: readonly ConsensusSpan[] } | { outcome: 'neither' }

/** What became of one coder's annotation. */
export const fates = ['accepted', 'changed', 'refused'] as const
export type Fate = (typeof fates)[number]

/**
 * The consensus that a decision makes of a stretch, in order of position. Where several coders are accepted, what they tagged alike and overlapping becomes
 * one passage with the outermost edges, so that nothing is counted twice.
 */
export function consensusOf(codings: readonly Coding[], decision: Decision): ConsensusSpan[] {
  if (decision.outcome === 'neither') return []
  const chosen = decision.outcome === 'edited' ? decision.spans : codings.filter((coding) => decision.coderIds.includes(coding.coderId))
  const byTags = new Map<string, { start: number; end: number; tagIds: string[] }[]>()
  for (const { start, end, tagIds } of chosen.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const alike = byTags.get(tagKey(tagIds)) ?? []
    const last = alike.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else alike.push({ start, end, tagIds: [...new Set(tagIds)] })
    byTags.set(tagKey(tagIds), alike)
  }
  return [...byTags.values()].flat().sort((a, b) => a.start - b.start || a.end - b.end)
}

/** What became of a coding: accepted as it was, changed into something about the same passage, or refused. */
export function fateOf(coding: Coding, consensus: readonly ConsensusSpan[]): Fate {
  if (consensus.some((span) => isSameDecision(span, coding))) return 'accepted'
  return consensus.some((span) => isSamePassage(span, coding)) ? 'changed' : 'refused'
}
