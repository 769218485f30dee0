import type { Span } from '../anchoring/span'

/** One annotation as review compares it: whose it is, where, and with which tags. Spans are half-open in UTF-16 code units of one revision. */
export interface Coding extends Span {
  id: string
  coderId: string
  tagIds: readonly string[]
  version: number
}

/** What a consensus is made of. */
export interface ConsensusSpan extends Span {
  tagIds: readonly string[]
}

/** One word for a set of tags, whatever their order. */
export const tagKey = (tagIds: readonly string[]): string => [...new Set(tagIds)].sort().join(' ')

/** One word for a decision: the edges and the tags. */
export const decisionKey = ({ start, end, tagIds }: ConsensusSpan): string => `${start} ${end} ${tagKey(tagIds)}`

/** Whether two codings are the same decision: the same edges and the same tags. */
export const isSameDecision = (a: ConsensusSpan, b: ConsensusSpan): boolean =>
  a.start === b.start && a.end === b.end && tagKey(a.tagIds) === tagKey(b.tagIds)

/**
 * Whether two codings are about the same passage: they overlap and share a tag (or have none both), or each covers most of the other, that is, their common part is at least
 * half of what they cover together (Jaccard index of the spans). So a long section and a sentence in it stay two matters unless they say the same.
 */
export function isSamePassage(a: ConsensusSpan, b: ConsensusSpan): boolean {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  if (common <= 0) return false
  if (a.tagIds.some((id) => b.tagIds.includes(id)) || a.tagIds.length + b.tagIds.length === 0) return true
  return 2 * common >= Math.max(a.end, b.end) - Math.min(a.start, b.start)
}
