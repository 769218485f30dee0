import { failure, success, type Result } from '@/lib/domain/result'
import { chanceCorrected } from './chance-corrected'
import { contingency, expectedByOwnMargins, onlyContingency } from './contingency'
import { coderPairs, type Tally } from './tally'
import type { Agreement, UndefinedReason } from './undefined-reason'

/** Cohen (1960): kappa of two coders, each with their own margins, over the units both judged. From -1 to 1. */
export function cohenKappa(tally: Tally): Agreement {
  const table = onlyContingency(tally)
  return table.ok ? chanceCorrected(table.value.observed, expectedByOwnMargins(table.value)) : table
}

/** Light (1971): the mean of Cohen's kappas of all pairs of coders that share units. Undefined as soon as one of them is. */
export function lightKappa(tally: Tally): Agreement {
  let sum = 0
  let pairs = 0
  for (const [first, second] of coderPairs(tally.coders)) {
    const table = contingency(tally, first, second)
    if (!table.ok) continue
    const kappa = chanceCorrected(table.value.observed, expectedByOwnMargins(table.value))
    if (!kappa.ok) return kappa
    sum += kappa.value
    pairs++
  }
  return pairs === 0 ? failure(tally.coders < 2 ? 'fewer-than-two-coders' : 'no-units') : success(sum / pairs)
}

/**
 * Hubert (1977), also Conger (1980): kappa of any number of coders from the mean observed and the mean expected agreement of their pairs.
 * With two coders it is Cohen's.
 */
export function hubertKappa(tally: Tally): Agreement {
  const means = meanPairAgreement(tally)
  return means.ok ? chanceCorrected(means.value.observed, means.value.expected) : means
}

/** Observed agreement and Cohen's expected agreement, each averaged over the pairs of coders that share units. */
export function meanPairAgreement(tally: Tally): Result<{ observed: number; expected: number }, UndefinedReason> {
  let observed = 0
  let expected = 0
  let pairs = 0
  for (const [first, second] of coderPairs(tally.coders)) {
    const table = contingency(tally, first, second)
    if (!table.ok) continue
    observed += table.value.observed
    expected += expectedByOwnMargins(table.value)
    pairs++
  }
  if (pairs === 0) return failure(tally.coders < 2 ? 'fewer-than-two-coders' : 'no-units')
  return success({ observed: observed / pairs, expected: expected / pairs })
}
