import { failure } from '@/lib/domain/result'
import { chanceCorrected } from './chance-corrected'
import { percentAgreement } from './percent-agreement'
import { prevalences, ratedUnits, type Tally } from './tally'
import type { Agreement } from './undefined-reason'

/**
 * Gwet (2008): AC1, in which chance counts only where a unit is hard to judge: expected agreement is sum of p (1 - p) / (q - 1) over the q
 * categories. Any number of coders; missing ratings as in Gwet (2014), where units rated once have a part in p. Defined, and 1, where two
 * coders agree that nothing at all is to be coded.
 */
export function gwetAc1(tally: Tally): Agreement {
  const observed = percentAgreement(tally)
  if (!observed.ok) return observed
  if (tally.categories < 2) return failure('one-category')
  const rated = ratedUnits(tally)
  const doubt = prevalences(tally).reduce((sum, prevalence) => sum + (prevalence / rated) * (1 - prevalence / rated), 0)
  return chanceCorrected(observed.value, doubt / (tally.categories - 1))
}
