import { failure } from '@/lib/domain/result'
import { chanceCorrected } from './chance-corrected'
import { percentAgreement } from './percent-agreement'
import type { Tally } from './tally'
import type { Agreement } from './undefined-reason'

/**
 * Brennan & Prediger (1981): kappa with expected agreement 1 / q, every one of the q categories being equally likely. For more than two
 * coders it is Randolph's (2005) free-marginal kappa.
 */
export function brennanPrediger(tally: Tally): Agreement {
  const observed = percentAgreement(tally)
  if (!observed.ok) return observed
  return tally.categories < 2 ? failure('one-category') : chanceCorrected(observed.value, 1 / tally.categories)
}
