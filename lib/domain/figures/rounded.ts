/** A number as it is to be read: with so many decimals, as itself or as a bound that it lies beyond. */
export interface Rounded {
  value: number
  decimals: number
  /** about: the value rounds to this. over, under: the value is larger, or smaller, than this, and nearer to a round number than can be shown. */
  relation: 'about' | 'over' | 'under'
}

export interface Rounding {
  /** How many decimals are usual, and how many are the most. */
  decimals: number
  most: number
  /** The values that a figure must not seem to have while it does not: for a coefficient -1, 0 and 1. */
  landmarks: readonly number[]
  /** Values that it must not seem to have reached while it has not: what is below .667 is not written 0.67. */
  bounds?: readonly number[]
}

/** Sums of thousands of terms miss a landmark by so much, and mean it. */
const noise = 1e-12

/**
 * Rounds a figure so that it never seems to be what it is not: 0.996 is not 1.00 but 0.996, and 0.99999 is over 0.9999. A landmark is itself, and is never
 * a negative nought.
 */
export function rounded(value: number, { decimals, most, landmarks, bounds = [] }: Rounding): Rounded {
  const hit = landmarks.find((landmark) => Math.abs(value - landmark) <= noise)
  if (hit !== undefined) return { value: hit, decimals, relation: 'about' }
  for (let places = decimals; places <= most; places++) {
    const shown = Number(value.toFixed(places))
    const isBeyond = bounds.some((bound) => shown >= bound !== value >= bound)
    if (!isBeyond && !landmarks.some((landmark) => landmark === shown))
      return { value: shown, decimals: places, relation: 'about' }
  }
  const landmark = Number(value.toFixed(most)) || 0
  const bound = landmark + (value < landmark ? -1 : 1) * 10 ** -most
  return { value: Number(bound.toFixed(most)), decimals: most, relation: value < bound ? 'under' : 'over' }
}

/** A coefficient, an end of an interval, or a probability. */
export const asCoefficient: Rounding = { decimals: 2, most: 4, landmarks: [-1, 0, 1] }

/** A share, to be shown in percent: the decimals are those of the percentage. */
export function roundedShare(share: number, decimals = 0): Rounded {
  return rounded(share * 100, { decimals, most: Math.max(decimals, 2), landmarks: [0, 100] })
}

const signs = { about: '', over: '>\u00a0', under: '<\u00a0' } as const

/** Puts the sign of a bound before a number that somebody has written in their language. */
export const withRelation = ({ relation }: Rounded, written: string): string => `${signs[relation]}${written}`

/** A coefficient in plain English, with a real minus sign. */
export function coefficientText(value: number): string {
  const figure = rounded(value, asCoefficient)
  return withRelation(figure, figure.value.toFixed(figure.decimals).replace('-', '\u2212'))
}

/** A share as a percentage in plain English: 95%. */
export function shareText(share: number, decimals = 2): string {
  const figure = roundedShare(share, decimals)
  return withRelation(figure, `${Number(figure.value.toFixed(figure.decimals))}%`.replace('-', '\u2212'))
}
