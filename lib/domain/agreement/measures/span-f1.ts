import type { Span } from '@/lib/domain/anchoring/span'
import { failure, success } from '@/lib/domain/result'
import type { Agreement } from './undefined-reason'

/** Spans of two coders with the same tag: how many each has, and how many pairs match one to one. Counts of different tags may be added. */
export interface SpanCounts {
  matched: number
  first: number
  second: number
}

/** Which spans match: those with the same two edges, or those that share a unit. */
export type SpanMatch = 'exact' | 'overlap'

/** The greatest number of pairs that match one to one, between two ascending, disjoint lists. */
export function countSpans(first: readonly Span[], second: readonly Span[], match: SpanMatch): SpanCounts {
  let matched = 0
  let i = 0
  let j = 0
  while (i < first.length && j < second.length) {
    const one = first[i]!
    const other = second[j]!
    const matches =
      match === 'exact'
        ? one.start === other.start && one.end === other.end
        : one.start < other.end && other.start < one.end
    // Taking the leftmost pair never costs a later one, for whatever else one of the two could match begins further right.
    if (matches) matched++
    if (matches || one.end <= other.end) i++
    if (matches || one.end >= other.end) j++
  }
  return { matched, first: first.length, second: second.length }
}

/**
 * F1 of whole spans (van Rijsbergen 1979; as used for named entities since MUC-5, Chinchor & Sundheim 1993): 2 x matched / (first +
 * second). It is the same whoever is taken for the reference. From 0 to 1.
 */
export function spanF1({ matched, first, second }: SpanCounts): Agreement {
  return first + second === 0 ? failure('nothing-coded') : success((2 * matched) / (first + second))
}
