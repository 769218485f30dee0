import { failure, success } from '@/lib/domain/result'
import { coincidences, trace, type Tally } from './tally'
import type { Agreement } from './undefined-reason'

/**
 * Krippendorff (2004, 2011): alpha for nominal data, any number of coders, missing ratings allowed; units rated once do not count.
 * 1 - (n - 1) (n - sum of o_cc) / (n^2 - sum of n_c^2), n in pairable ratings. 1 is full agreement, 0 none beyond chance.
 */
export function krippendorffAlpha(tally: Tally): Agreement {
  const { categories } = tally
  const table = coincidences(tally)
  const totals = new Array<number>(categories).fill(0)
  table.forEach((pairs, index) => (totals[Math.floor(index / categories)]! += pairs))
  const ratings = totals.reduce((sum, total) => sum + total, 0)
  if (ratings === 0) return failure('no-units')
  const unlike = ratings ** 2 - totals.reduce((sum, total) => sum + total ** 2, 0)
  if (unlike === 0) return failure('no-variation')
  return success(1 - ((ratings - 1) * (ratings - trace(table, categories))) / unlike)
}
