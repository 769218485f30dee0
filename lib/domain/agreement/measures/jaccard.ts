import { failure, success } from '@/lib/domain/result'
import type { Fourfold } from './fourfold'
import type { Agreement } from './undefined-reason'

/** a / (a + b + c) (Jaccard 1912): of the units coded by either, the share coded by both. From 0 to 1. */
export function jaccard({ a, b, c, d }: Fourfold): Agreement {
  if (a + b + c + d === 0) return failure('no-units')
  return a + b + c === 0 ? failure('nothing-coded') : success(a / (a + b + c))
}
