import { failure, success } from '@/lib/domain/result'
import type { Fourfold } from './fourfold'
import type { Agreement } from './undefined-reason'

/**
 * 2a / (2a + b + c): Holsti's (1969) coefficient of what was coded, Dice (1945), F1 of the units coded. Units coded by neither have no
 * part. From 0 to 1.
 */
export function dice({ a, b, c, d }: Fourfold): Agreement {
  if (a + b + c + d === 0) return failure('no-units')
  return a + b + c === 0 ? failure('nothing-coded') : success((2 * a) / (2 * a + b + c))
}
