import { failure } from '@/lib/domain/result'
import { chanceCorrected } from './chance-corrected'
import { meanPairAgreement } from './cohen-kappa'
import type { Tally } from './tally'
import type { Agreement } from './undefined-reason'

/**
 * De Vries, Elliott, Kanouse & Teleki (2008): one kappa for several tags, from the mean over tags of observed and of expected agreement. It
 * is not the mean of their kappas. One tally per tag; tags without shared units have no part. With more than two coders each tag gives
 * the means of its pairs.
 */
export function pooledKappa(tallies: readonly Tally[]): Agreement {
  let observed = 0
  let expected = 0
  let tags = 0
  for (const tally of tallies) {
    const means = meanPairAgreement(tally)
    if (!means.ok) continue
    observed += means.value.observed
    expected += means.value.expected
    tags++
  }
  return tags === 0 ? failure('no-units') : chanceCorrected(observed / tags, expected / tags)
}
