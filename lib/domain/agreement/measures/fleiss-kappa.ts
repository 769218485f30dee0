import { chanceCorrected } from './chance-corrected'
import { percentAgreement } from './percent-agreement'
import { collapse, prevalences, ratedUnits, type Tally } from './tally'
import type { Agreement } from './undefined-reason'

/**
 * Fleiss (1971): kappa of any number of coders, whose margins are taken together. With two coders it is Scott's pi. Where ratings are
 * missing, a unit's ratings share one weight (Gwet 2014).
 */
export function fleissKappa(tally: Tally): Agreement {
  const observed = percentAgreement(tally)
  if (!observed.ok) return observed
  const rated = ratedUnits(tally)
  return chanceCorrected(
    observed.value,
    prevalences(tally).reduce((sum, prevalence) => sum + (prevalence / rated) ** 2, 0),
  )
}

/** Fleiss (1971): kappa of one category against all others taken together. */
export function fleissKappaOfCategory(tally: Tally, category: number): Agreement {
  return fleissKappa(collapse(tally, category))
}
