import type { Span } from '../anchoring/span'
import { sweep } from './sweep'

/** One coder's segment with its one value. */
export interface ValuedSegment extends Span {
  value: string
}

/** Sums of one value, in units: l_c., l_cc = l*_cc, l*_c., s_c and s*_c of the formulas. */
export interface ValueLengths {
  length: number
  agreed: number
  /** Length of what was paired with any value, not with a gap. */
  paired: number
  squares: number
  /** Squares of what other coders' segments cover of each segment, on the average of the others. */
  averagedSquares: number
  /** Squares of what each other coder's segments cover of each segment, averaged over the others. With two coders it is the same. */
  pairwiseSquares: number
}

/** What the unitizing alphas need to know of any number of continua; may be added. Gaps have whatever length the values leave of `total`. */
export interface UnitizingTally {
  /** l..: the length of the continuum times the number of its coders. */
  total: number
  /** l_phi,phi. */
  gapsAgreed: number
  values: Map<string, ValueLengths>
}

export const createUnitizingTally = (): UnitizingTally => ({ total: 0, gapsAgreed: 0, values: new Map() })

/**
 * Tallies one continuum of `length` units: a row of ascending, disjoint segments for each coder who coded it. With fewer than two coders
 * there is nothing to pair and nothing is counted.
 */
export function tallySegments(rows: readonly (readonly ValuedSegment[])[], length: number): UnitizingTally {
  const tally = createUnitizingTally()
  const others = rows.length - 1
  if (others < 1) return tally
  tally.total = length * rows.length
  const covered = rows.map((segments) => segments.map(() => new Float64Array(rows.length)))
  sweep(rows, length, (stretch, at) => {
    const coders = new Map<string, number>()
    let gaps = rows.length
    rows.forEach((segments, row) => {
      const segment = segments[at[row]!]
      if (!segment) return
      gaps--
      coders.set(segment.value, (coders.get(segment.value) ?? 0) + 1)
      at.forEach((other, otherRow) => {
        if (other >= 0 && otherRow !== row) covered[row]![at[row]!]![otherRow]! += stretch
      })
    })
    tally.gapsAgreed += (stretch * gaps * (gaps - 1)) / others
    for (const [value, count] of coders) lengthsOf(tally, value).agreed += (stretch * count * (count - 1)) / others
  })
  rows.forEach((segments, row) => {
    segments.forEach(({ value, start, end }, index) => {
      const lengths = lengthsOf(tally, value)
      const byOther = covered[row]![index]!
      const paired = byOther.reduce((sum, units) => sum + units, 0) / others
      lengths.length += end - start
      lengths.squares += (end - start) ** 2
      lengths.paired += paired
      lengths.averagedSquares += paired ** 2
      lengths.pairwiseSquares += byOther.reduce((sum, units) => sum + units ** 2, 0) / others
    })
  })
  return tally
}

/** Adds the continua of another tally, `times` over. Changes the target. */
export function addUnitizing(target: UnitizingTally, source: UnitizingTally, times = 1): void {
  target.total += times * source.total
  target.gapsAgreed += times * source.gapsAgreed
  for (const [value, lengths] of source.values) {
    const sum = lengthsOf(target, value)
    sum.length += times * lengths.length
    sum.agreed += times * lengths.agreed
    sum.paired += times * lengths.paired
    sum.squares += times * lengths.squares
    sum.averagedSquares += times * lengths.averagedSquares
    sum.pairwiseSquares += times * lengths.pairwiseSquares
  }
}

function lengthsOf(tally: UnitizingTally, value: string): ValueLengths {
  let lengths = tally.values.get(value)
  if (!lengths) tally.values.set(value, (lengths = { length: 0, agreed: 0, paired: 0, squares: 0, averagedSquares: 0, pairwiseSquares: 0 }))
  return lengths
}
