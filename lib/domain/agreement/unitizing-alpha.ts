import { failure, success } from '../anchoring/result'
import type { UnitizingTally, ValueLengths } from './unitizing-tally'
import type { Agreement } from './undefined-reason'

// Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50, and Krippendorff (2019), Content Analysis, 4th ed., 12.6. The
// 1995 and 2004 forms, on squared differences of position, are superseded by it. Lengths are in units of the continuum.

/**
 * How the length of a segment that several other coders cover in part is squared. `averaged` over them first: Krippendorff (2019), whose
 * printed 0.724 for Figure 12.11 it gives. `pairwise`, coder by coder: equation 10 of the paper of 2016, in public programs after it.
 */
export type PairedLengths = 'averaged' | 'pairwise'

const squaresBy = { averaged: 'averagedSquares', pairwise: 'pairwiseSquares' } as const

/** u-alpha for nominal values: agreement on where segments are and on their values, gaps being a value too. */
export function unitizingAlpha(tally: UnitizingTally): Agreement {
  const gaps = gapLength(tally)
  const agreed = tally.gapsAgreed + sum(tally, 'agreed')
  let unlike = tally.total ** 2 - gaps ** 2
  for (const { length } of tally.values.values()) unlike -= length ** 2
  return alpha(tally.total, tally.total - agreed, unlike, gaps + sum(tally, 'squares'))
}

/** |u-alpha, binary: agreement on what is in any segment and what is in a gap, whatever the values. */
export function binaryUnitizingAlpha(tally: UnitizingTally): Agreement {
  const gaps = gapLength(tally)
  return alpha(tally.total, 2 * (gaps - tally.gapsAgreed), 2 * gaps * (tally.total - gaps), gaps + sum(tally, 'squares'))
}

/**
 * cu-alpha: agreement on values where two coders have both placed a segment. Each segment counts with its paired length, that is as far as
 * other coders' segments cover it.
 */
export function codingAlpha(tally: UnitizingTally, pairedLengths: PairedLengths): Agreement {
  const paired = sum(tally, 'paired')
  if (paired === 0) return failure(tally.total === 0 ? 'no-units' : 'nothing-paired')
  let unlike = paired ** 2
  for (const value of tally.values.values()) unlike -= value.paired ** 2
  return alpha(paired, paired - sum(tally, 'agreed'), unlike, sum(tally, squaresBy[pairedLengths]))
}

/** The share of all coders' text that cu-alpha is about. From 0 to 1. */
export function codingCoverage(tally: UnitizingTally): Agreement {
  return tally.total === 0 ? failure('no-units') : success(sum(tally, 'paired') / tally.total)
}

/** (k)u-alpha: how reliably one value is told from the other values, where two coders have both placed a segment. */
export function valueAlpha(tally: UnitizingTally, value: string, pairedLengths: PairedLengths): Agreement {
  const lengths = tally.values.get(value)
  if (!lengths) return failure(tally.total === 0 ? 'no-units' : 'nothing-coded')
  if (lengths.paired === 0) return failure('nothing-paired')
  const all = sum(tally, 'paired')
  const others = lengths.paired * (all - lengths.paired)
  if (others === 0) return failure('no-variation')
  const expected = (all * lengths.paired - lengths[squaresBy[pairedLengths]]) / lengths.paired
  return success(1 - (expected * (lengths.paired - lengths.agreed)) / others)
}

/** The share of a value's length that (k)u-alpha is about. From 0 to 1. */
export function valueCoverage(tally: UnitizingTally, value: string): Agreement {
  const lengths = tally.values.get(value)
  if (!lengths) return failure(tally.total === 0 ? 'no-units' : 'nothing-coded')
  return success(lengths.paired / lengths.length)
}

/** 1 - Do / De, where De = unlike / (total - squares / total): a segment is not to be paired with itself. */
function alpha(total: number, observed: number, unlike: number, squares: number): Agreement {
  if (total === 0) return failure('no-units')
  return unlike === 0 ? failure('no-variation') : success(1 - (observed * (total - squares / total)) / unlike)
}

const gapLength = (tally: UnitizingTally): number => tally.total - sum(tally, 'length')

function sum(tally: UnitizingTally, what: keyof ValueLengths): number {
  let total = 0
  for (const lengths of tally.values.values()) total += lengths[what]
  return total
}
