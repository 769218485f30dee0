import { chanceCorrected } from './chance-corrected'
import { onlyContingency } from './contingency'
import type { Tally } from './tally'
import type { Agreement } from './undefined-reason'

/** Scott (1955): pi of two coders, whose margins are taken together, over the units both judged. From -1 to 1. */
export function scottPi(tally: Tally): Agreement {
  const table = onlyContingency(tally)
  if (!table.ok) return table
  const { units, observed, first, second } = table.value
  const expected = first.reduce((sum, count, category) => sum + ((count + second[category]!) / (2 * units)) ** 2, 0)
  return chanceCorrected(observed, expected)
}
