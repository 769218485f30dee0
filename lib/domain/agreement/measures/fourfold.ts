import { coderPairs, pairTableStart, type Tally } from './tally'

/** Units of two coders: coded by both (a), only the first (b), only the second (c), neither (d). */
export interface Fourfold {
  a: number
  b: number
  c: number
  d: number
}

/** The raw table of two coders, `first` < `second`, from a tally of presence (category 1) and absence (category 0). */
export function fourfold(tally: Tally, first: number, second: number): Fourfold {
  if (tally.categories !== 2) throw new RangeError('A fourfold table is of two categories')
  const start = pairTableStart(tally, first, second)
  const { sums } = tally
  return { d: sums[start]!, c: sums[start + 1]!, b: sums[start + 2]!, a: sums[start + 3]! }
}

/** The tables of all pairs of coders added up; b is then what only the one listed earlier coded. */
export function allFourfolds(tally: Tally): Fourfold {
  const sum: Fourfold = { a: 0, b: 0, c: 0, d: 0 }
  for (const [first, second] of coderPairs(tally.coders)) {
    const table = fourfold(tally, first, second)
    sum.a += table.a
    sum.b += table.b
    sum.c += table.c
    sum.d += table.d
  }
  return sum
}
