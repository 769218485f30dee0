import type { Span } from './span'

/** One replacement: [start, end) of the old text gives way to `insert` UTF-16 units of new text. */
export interface Edit extends Span {
  insert: number
}

/** Whether text inserted exactly at an edge of a span stays outside it or becomes part of it. */
export type Bias = 'outside' | 'inside'

/**
 * What edits did to a span, in offsets of the new text. `kept`: its own text is untouched, at most moved. `changed`: some of it is gone or
 * new text is in it. `orphaned`: nothing is left; `at` is where it stood.
 */
export type MappedSpan = ({ state: 'kept' | 'changed' } & Span) | { state: 'orphaned'; at: number }

/**
 * Carries a span (old offsets) through edits (old offsets, ascending, not overlapping). A replacement within the span becomes part of it;
 * one that crosses an edge stays outside, and only the surviving text is kept; `bias` decides about insertions exactly at an edge.
 * Throws RangeError where the edits are out of order or overlap.
 */
export function mapSpan(span: Span, edits: readonly Edit[], bias: Bias): MappedSpan {
  checkOrder(edits)
  let shift = 0
  let shiftAtStart: number | undefined
  let head: number | undefined
  let tail: number | undefined
  let survivors = span.end - span.start
  let added = 0
  for (const edit of edits) {
    const growth = edit.insert - (edit.end - edit.start)
    const inserts = edit.start === edit.end
    if (inserts && edit.insert === 0) continue
    const joins = bias === 'inside' && inserts
    if (edit.end <= span.start && !(joins && edit.start === span.start)) {
      shift += growth
      continue
    }
    if (edit.start >= span.end && !(joins && edit.start === span.end)) break
    shiftAtStart ??= shift
    survivors -= Math.min(edit.end, span.end) - Math.max(edit.start, span.start)
    if (edit.start >= span.start && edit.end <= span.end) added += edit.insert
    if (edit.start < span.start) head = edit.start + shift + edit.insert
    if (edit.end > span.end) tail = edit.start + shift
    shift += growth
  }
  if (shiftAtStart === undefined) return { state: 'kept', start: span.start + shift, end: span.end + shift }
  const start = head ?? span.start + shiftAtStart
  const end = tail ?? span.end + shift
  return survivors + added === 0 ? { state: 'orphaned', at: Math.min(start, end) } : { state: 'changed', start, end }
}

function checkOrder(edits: readonly Edit[]): void {
  let reached = 0
  for (const { start, end, insert } of edits) {
    if (!(start >= reached && end >= start && insert >= 0))
      throw new RangeError('Edits must be ascending and must not overlap')
    reached = end
  }
}
