'use client'

import { useFormatter } from 'use-intl'
import { asCoefficient, rounded, roundedShare, withRelation, type Rounded } from '@/lib/domain/figures/rounded'

/** Figures as people read them, in their language. None is written as a value that it does not have: see lib/domain/figures. */
export function useFigures() {
  const format = useFormatter()
  const decimals = (figure: Rounded, least = figure.decimals) =>
    format.number(figure.value, {
      minimumFractionDigits: least,
      maximumFractionDigits: figure.decimals,
      signDisplay: 'negative',
    })
  return {
    /** A coefficient or an end of its interval, to two decimals or as many as it takes, also not to seem beyond one of `bounds`. */
    coefficient: (value: number, bounds: readonly number[] = []): string => {
      const figure = rounded(value, { ...asCoefficient, bounds })
      return withRelation(figure, decimals(figure))
    },
    /** A share between 0 and 1 in percent. */
    share: (share: number, places = 0): string => {
      const figure = roundedShare(share, places)
      return withRelation(
        figure,
        format.number(figure.value / 100, { style: 'percent', maximumFractionDigits: figure.decimals }),
      )
    },
    /** How many; a mean of counts to one decimal. */
    count: (value: number): string => {
      const figure = rounded(value, {
        decimals: Number.isInteger(value) ? 0 : 1,
        most: 4,
        landmarks: Number.isInteger(value) ? [] : [Math.round(value)],
      })
      return withRelation(figure, decimals(figure, 0))
    },
  }
}
