import type { Span } from '@/lib/domain/anchoring/span'

/** `at[row]` is the index of the row's span that covers the stretch, or -1. It is reused: do not keep it. */
export type VisitStretch = (length: number, at: Int32Array) => void

/**
 * Walks a line of `length` units from the left and visits each stretch within which nothing begins or ends. Every row is ascending and
 * disjoint. Time grows with the number of spans times rows, not with the length.
 */
export function sweep(rows: readonly (readonly Span[])[], length: number, visit: VisitStretch): void {
  const next = new Int32Array(rows.length)
  const at = new Int32Array(rows.length)
  let position = 0
  while (position < length) {
    let boundary = length
    for (let row = 0; row < rows.length; row++) {
      const spans = rows[row]!
      while (next[row]! < spans.length && spans[next[row]!]!.end <= position) next[row]!++
      const span = spans[next[row]!]
      const inside = span !== undefined && span.start <= position
      at[row] = inside ? next[row]! : -1
      if (span) boundary = Math.min(boundary, inside ? span.end : span.start)
    }
    visit(boundary - position, at)
    position = boundary
  }
}
