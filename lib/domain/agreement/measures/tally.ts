/** Stands for a coder who did not judge a unit. */
export const missing = -1

/**
 * What nominal measures need to know of any number of units rated by some coders: sums only, so that the tallies of documents or tags
 * may be added, and a repeated document may be added twice. Made by `createTally`; read through the functions of this file.
 */
export interface Tally {
  readonly coders: number
  readonly categories: number
  /** rated, pairable, prevalence[c], perUnit[c][k], coincidences[c][k], then for each pair of coders its table[c][k]. */
  readonly sums: Float64Array
}

/** A tally of no units yet. Throws RangeError without coders or categories. */
export function createTally(coders: number, categories: number): Tally {
  if (coders < 1 || categories < 1) throw new RangeError('A tally needs coders and categories')
  const square = categories * categories
  return {
    coders,
    categories,
    sums: new Float64Array(2 + categories + 2 * square + ((coders * (coders - 1)) / 2) * square),
  }
}

/** Counts `units` units to which coder i gave category `values[i]`, or `missing`. Changes the tally. */
export function addRating(tally: Tally, values: ArrayLike<number>, units: number): void {
  const { coders, categories, sums } = tally
  const counts = new Array<number>(categories).fill(0)
  let ratings = 0
  for (let coder = 0; coder < coders; coder++) {
    const value = values[coder]!
    if (value === missing) continue
    counts[value]!++
    ratings++
  }
  if (ratings === 0) return
  sums[0]! += units
  for (let c = 0; c < categories; c++) sums[2 + c]! += (units * counts[c]!) / ratings
  if (ratings === 1) return
  sums[1]! += units
  const square = categories * categories
  const perUnit = 2 + categories
  for (let c = 0; c < categories; c++) {
    for (let k = 0; k < categories; k++) {
      const pairs = counts[c]! * (c === k ? counts[k]! - 1 : counts[k]!)
      sums[perUnit + c * categories + k]! += (units * pairs) / (ratings * (ratings - 1))
      sums[perUnit + square + c * categories + k]! += (units * pairs) / (ratings - 1)
    }
  }
  let table = perUnit + 2 * square
  for (let i = 0; i < coders; i++) {
    for (let j = i + 1; j < coders; j++, table += square) {
      if (values[i] !== missing && values[j] !== missing) sums[table + values[i]! * categories + values[j]!]! += units
    }
  }
}

/** Adds a tally of the same coders and categories, `times` over. Changes the target. Throws RangeError where they differ. */
export function addTally(target: Tally, source: Tally, times = 1): void {
  if (target.coders !== source.coders || target.categories !== source.categories)
    throw new RangeError('Only tallies of the same coders and categories can be added')
  for (let index = 0; index < target.sums.length; index++) target.sums[index]! += times * source.sums[index]!
}

/** Units judged by one coder or more. */
export const ratedUnits = (tally: Tally): number => tally.sums[0]!

/** Units judged by two coders or more. */
export const pairableUnits = (tally: Tally): number => tally.sums[1]!

/** For each category the sum over rated units of the share of ratings it received. */
export const prevalences = ({ sums, categories }: Tally): Float64Array => sums.subarray(2, 2 + categories)

/** Row by row: for two categories the sum over pairable units of the share of ordered pairs of ratings that are these two. */
export const pairShares = ({ sums, categories }: Tally): Float64Array =>
  sums.subarray(2 + categories, 2 + categories + categories ** 2)

/** Row by row: Krippendorff's coincidences, in which a unit weighs as many times as it was rated. */
export const coincidences = ({ sums, categories }: Tally): Float64Array =>
  sums.subarray(2 + categories + categories ** 2, 2 + categories + 2 * categories ** 2)

/**
 * Where in `sums` the contingency table of coders `first` < `second` begins, in units both judged: row by row, rows being the first coder's
 * categories. A place and not a view, because views are dear and a bootstrap reads millions.
 */
export function pairTableStart({ coders, categories }: Tally, first: number, second: number): number {
  const pair = first * coders - (first * (first + 1)) / 2 + (second - first - 1)
  return 2 + categories + (2 + pair) * categories ** 2
}

/** All pairs of coders, the lower index first. The list is shared: a bootstrap asks for it very often. */
export function coderPairs(coders: number): readonly (readonly [first: number, second: number])[] {
  let pairs = pairsOf.get(coders)
  if (!pairs) {
    pairs = Array.from({ length: coders }, (_, first) =>
      Array.from({ length: coders - first - 1 }, (_, more): [number, number] => [first, first + 1 + more]),
    ).flat()
    pairsOf.set(coders, pairs)
  }
  return pairs
}

const pairsOf = new Map<number, [number, number][]>()

/** The sum of the diagonal of a square table. */
export function trace(table: Float64Array, categories: number): number {
  let sum = 0
  for (let c = 0; c < categories; c++) sum += table[c * categories + c]!
  return sum
}

/** The same units judged only as one category or any other: 1 or 0. */
export function collapse(tally: Tally, category: number): Tally {
  const { coders, categories } = tally
  const collapsed = createTally(coders, 2)
  const fold = (from: Float64Array, to: Float64Array): void => {
    from.forEach(
      (sum, index) =>
        (to[(Math.floor(index / categories) === category ? 2 : 0) + (index % categories === category ? 1 : 0)]! += sum),
    )
  }
  collapsed.sums.set(tally.sums.subarray(0, 2))
  prevalences(tally).forEach((sum, index) => (prevalences(collapsed)[index === category ? 1 : 0]! += sum))
  fold(pairShares(tally), pairShares(collapsed))
  fold(coincidences(tally), coincidences(collapsed))
  for (const [first, second] of coderPairs(coders)) {
    const start = pairTableStart(tally, first, second)
    fold(
      tally.sums.subarray(start, start + categories ** 2),
      collapsed.sums.subarray(pairTableStart(collapsed, first, second)),
    )
  }
  return collapsed
}
