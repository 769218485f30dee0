import { failure, success } from '@/lib/domain/result'
import type { Agreement } from '@/lib/domain/agreement/measures/undefined-reason'
import type { ValueLengths } from './unitizing-tally'
import type { UnitizingTotals } from './unitizing-totals'

// Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50, and Krippendorff (2019), Content Analysis, 4th ed., 12.6. The
// 1995 and 2004 forms, on squared differences of position, are superseded by it. Lengths are in units of the continuum.

/**
 * How the length of a segment that several other coders cover in part is squared. `averaged` over them first: Krippendorff (2019), whose
 * printed 0.724 for Figure 12.11 it gives. `pairwise`, coder by coder: equation 10 of the paper of 2016, in public programs after it.
 */
export type PairedLengths = 'averaged' | 'pairwise'

const squaresBy = { averaged: 'averagedSquares', pairwise: 'pairwiseSquares' } as const

/** u-alpha for nominal values: agreement on where segments are and on their values, gaps being a value too. */
export function unitizingAlpha({
  total,
  gapsAgreed,
  length,
  agreed,
  squares,
  lengthsSquared,
}: UnitizingTotals): Agreement {
  const gaps = total - length
  return alpha(total, total - gapsAgreed - agreed, total ** 2 - gaps ** 2 - lengthsSquared, gaps + squares)
}

/** |u-alpha, binary: agreement on what is in any segment and what is in a gap, whatever the values. */
export function binaryUnitizingAlpha({ total, gapsAgreed, length, squares }: UnitizingTotals): Agreement {
  const gaps = total - length
  return alpha(total, 2 * (gaps - gapsAgreed), 2 * gaps * length, gaps + squares)
}

/**
 * cu-alpha: agreement on values where two coders have both placed a segment. Each segment counts with its paired length, that is as far as
 * other coders' segments cover it.
 */
export function codingAlpha(totals: UnitizingTotals, pairedLengths: PairedLengths): Agreement {
  const { paired, agreed, pairedSquared } = totals
  if (paired === 0) return failure(totals.total === 0 ? 'no-units' : 'nothing-paired')
  return alpha(paired, paired - agreed, paired ** 2 - pairedSquared, totals[squaresBy[pairedLengths]])
}

/** The share of all coders' text that cu-alpha is about. From 0 to 1. */
export function codingCoverage({ total, paired }: UnitizingTotals): Agreement {
  return total === 0 ? failure('no-units') : success(paired / total)
}

/** (k)u-alpha: how reliably one value is told from the other values, where two coders have both placed a segment. */
export function valueAlpha(
  totals: UnitizingTotals,
  value: ValueLengths | undefined,
  pairedLengths: PairedLengths,
): Agreement {
  if (!value) return failure(totals.total === 0 ? 'no-units' : 'nothing-coded')
  if (value.paired === 0) return failure('nothing-paired')
  const others = totals.paired - value.paired
  if (others <= rounding * totals.paired) return failure('no-variation')
  const expected = totals.paired - value[squaresBy[pairedLengths]] / value.paired
  if (expected <= rounding * totals.paired) return failure('too-little-paired')
  return success(1 - (expected * (value.paired - value.agreed)) / (value.paired * others))
}

/** The share of a value's length that (k)u-alpha is about. From 0 to 1. */
export function valueCoverage(totals: UnitizingTotals, value: ValueLengths | undefined): Agreement {
  if (!value) return failure(totals.total === 0 ? 'no-units' : 'nothing-coded')
  return success(value.paired / value.length)
}

/** A difference below this share of what it is of is what is left of nothing after adding up thirds. */
const rounding = 1e-12

/**
 * 1 - Do / De, where De = unlike / (total - squares / total): a segment is not to be paired with itself. With pairwise lengths, three or
 * more coders and next to nothing paired the squares can outweigh the total.
 */
function alpha(total: number, observed: number, unlike: number, squares: number): Agreement {
  if (total === 0) return failure('no-units')
  if (unlike <= rounding * total ** 2) return failure('no-variation')
  const weight = total - squares / total
  return weight <= rounding * total ? failure('too-little-paired') : success(1 - (observed * weight) / unlike)
}
