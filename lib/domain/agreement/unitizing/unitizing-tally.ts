import type { Span } from '@/lib/domain/anchoring/span'
import { sweep } from '@/lib/domain/agreement/units/sweep'

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

/** What the unitizing alphas need to know of a continuum. Gaps have whatever length the values leave of `total`. */
export interface UnitizingTally {
  /** l..: the length of the continuum times the number of its coders. */
  total: number
  /** l_phi,phi. */
  gapsAgreed: number
  values: Map<string, ValueLengths>
}

const createUnitizingTally = (): UnitizingTally => ({ total: 0, gapsAgreed: 0, values: new Map() })

/**
 * Tallies one continuum of `length` units: a row of ascending, disjoint segments for each coder who coded it. With fewer than two coders
 * there is nothing to pair and nothing is counted.
 */
export function tallySegments(rows: readonly (readonly ValuedSegment[])[], length: number): UnitizingTally {
  const tally = createUnitizingTally()
  const others = rows.length - 1
  if (others < 1) return tally
  tally.total = length * rows.length
  // By segment and other coder, in one array for each row: there may be very many segments.
  const covered = rows.map((segments) => new Float64Array(segments.length * rows.length))
  const agreed = rows.map((segments) => new Float64Array(segments.length))
  sweep(rows, length, (stretch, at) => {
    let gaps = 0
    for (let row = 0; row < rows.length; row++) {
      const index = at[row]!
      if (index < 0) {
        gaps++
        continue
      }
      const { value } = rows[row]![index]!
      for (let other = 0; other < rows.length; other++) {
        if (other === row || at[other]! < 0) continue
        covered[row]![index * rows.length + other]! += stretch
        if (rows[other]![at[other]!]!.value === value) agreed[row]![index]! += stretch
      }
    }
    tally.gapsAgreed += (stretch * gaps * (gaps - 1)) / others
  })
  rows.forEach((segments, row) => {
    segments.forEach(({ value, start, end }, index) => {
      let paired = 0
      let squares = 0
      for (let other = 0; other < rows.length; other++) {
        const units = covered[row]![index * rows.length + other]!
        paired += units
        squares += units ** 2
      }
      const lengths = lengthsOf(tally, value)
      lengths.length += end - start
      lengths.agreed += agreed[row]![index]! / others
      lengths.paired += paired / others
      lengths.squares += (end - start) ** 2
      lengths.averagedSquares += (paired / others) ** 2
      lengths.pairwiseSquares += squares / others
    })
  })
  return tally
}

function lengthsOf(tally: UnitizingTally, value: string): ValueLengths {
  let lengths = tally.values.get(value)
  if (!lengths)
    tally.values.set(
      value,
      (lengths = { length: 0, agreed: 0, paired: 0, squares: 0, averagedSquares: 0, pairwiseSquares: 0 }),
    )
  return lengths
}
