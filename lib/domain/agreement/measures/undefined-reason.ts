import type { Result } from '@/lib/domain/result'

/**
 * Why a measure has no value.
 * `no-units`: nothing was coded by two coders. `fewer-than-two-coders`, `more-than-two-coders`: not what the measure is made for.
 * `no-variation`: only one value occurs, so chance alone would agree wholly. `one-category`: there is nothing to choose between.
 * `nothing-coded`: no coder used the tag. `nothing-paired`: no stretch was given a value by two coders.
 * `too-little-paired`: so little that no disagreement can be expected of it. `overlapping-tags`: a coder gave one stretch two values.
 */
export type UndefinedReason =
  | 'no-units'
  | 'fewer-than-two-coders'
  | 'more-than-two-coders'
  | 'no-variation'
  | 'one-category'
  | 'nothing-coded'
  | 'nothing-paired'
  | 'too-little-paired'
  | 'overlapping-tags'

/** A measure's value, or the reason why it has none. It is never NaN, and never a stand-in for an undefined value. */
export type Agreement = Result<number, UndefinedReason>
