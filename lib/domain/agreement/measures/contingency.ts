import { failure, success, type Result } from '@/lib/domain/result'
import { pairTableStart, type Tally } from './tally'
import type { UndefinedReason } from './undefined-reason'

/** The units two coders both judged, the share they agree on, and how often each coder chose each category. */
export interface Contingency {
  units: number
  observed: number
  first: readonly number[]
  second: readonly number[]
}

/** Two coders' contingency table with its margins; undefined where they share no unit. */
export function contingency(
  tally: Tally,
  firstCoder: number,
  secondCoder: number,
): Result<Contingency, UndefinedReason> {
  const { categories, sums } = tally
  const start = pairTableStart(tally, firstCoder, secondCoder)
  const first = new Array<number>(categories).fill(0)
  const second = new Array<number>(categories).fill(0)
  let units = 0
  let agreed = 0
  for (let row = 0; row < categories; row++) {
    for (let column = 0; column < categories; column++) {
      const cell = sums[start + row * categories + column]!
      first[row]! += cell
      second[column]! += cell
      units += cell
      if (row === column) agreed += cell
    }
  }
  return units === 0 ? failure('no-units') : success({ units, observed: agreed / units, first, second })
}

/** The contingency of the only two coders. */
export function onlyContingency(tally: Tally): Result<Contingency, UndefinedReason> {
  if (tally.coders < 2) return failure('fewer-than-two-coders')
  return tally.coders > 2 ? failure('more-than-two-coders') : contingency(tally, 0, 1)
}

/** Agreement to expect where each coder keeps to their own margins (Cohen 1960). */
export function expectedByOwnMargins({ units, first, second }: Contingency): number {
  return first.reduce((sum, count, category) => sum + (count / units) * (second[category]! / units), 0)
}
