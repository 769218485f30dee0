import { failure, success } from '@/lib/domain/result'
import { coincidences, pairableUnits, pairShares, trace, type Tally } from './tally'
import type { Agreement } from './undefined-reason'

/**
 * Observed agreement: of each unit's pairs of ratings the share that agree, averaged over units rated twice or more (Fleiss 1971, P-bar;
 * with missing ratings Gwet 2014). For two coders the share of units they agree on. A share from 0 to 1, of units.
 */
export function percentAgreement(tally: Tally): Agreement {
  const units = pairableUnits(tally)
  return units === 0 ? failure('no-units') : success(trace(pairShares(tally), tally.categories) / units)
}

/**
 * Observed agreement in which a unit weighs as many times as it was rated: 1 - Do of Krippendorff (2004). Differs from
 * `percentAgreement` only where ratings are missing. A share from 0 to 1, of pairable ratings.
 */
export function pooledPercentAgreement(tally: Tally): Agreement {
  const table = coincidences(tally)
  const ratings = table.reduce((sum, pairs) => sum + pairs, 0)
  return ratings === 0 ? failure('no-units') : success(trace(table, tally.categories) / ratings)
}
