import type { UnitizingTally, ValueLengths } from './unitizing-tally'

/** The sums over all values of one or many continua, and of the squares of each value's length and paired length. */
export interface UnitizingTotals extends ValueLengths {
  total: number
  gapsAgreed: number
  lengthsSquared: number
  pairedSquared: number
}

/** Adds up continua; the function answers for the i-th being counted `times[i]` times. It is fast, for it is asked for every replicate. */
export function pooledTotals(tallies: readonly UnitizingTally[]): (times: ArrayLike<number>) => UnitizingTotals {
  const sums = tallies.map(sumOf)
  // Most combinations of tags are in one continuum only: their squares can be taken beforehand.
  const lengthsAlone = new Float64Array(tallies.length)
  const pairedAlone = new Float64Array(tallies.length)
  const entries = new Map<string, { tally: number; lengths: ValueLengths }[]>()
  tallies.forEach(({ values }, tally) => {
    for (const [value, lengths] of values) {
      const list = entries.get(value)
      if (list) list.push({ tally, lengths })
      else entries.set(value, [{ tally, lengths }])
    }
  })
  const shared = [...entries.values()].filter((list) => list.length > 1)
  for (const [entry, another] of entries.values()) {
    if (!entry || another) continue
    lengthsAlone[entry.tally]! += entry.lengths.length ** 2
    pairedAlone[entry.tally]! += entry.lengths.paired ** 2
  }
  const flat = shared.flat()
  const tallyOf = Int32Array.from(flat, ({ tally }) => tally)
  const lengthOf = Float64Array.from(flat, ({ lengths }) => lengths.length)
  const pairedOf = Float64Array.from(flat, ({ lengths }) => lengths.paired)
  const counts = Int32Array.from(shared, (list) => list.length)
  return (times) => {
    const totals = emptyTotals()
    sums.forEach((sum, index) => {
      const weight = times[index]!
      addTotals(totals, sum, weight)
      totals.lengthsSquared += weight ** 2 * lengthsAlone[index]!
      totals.pairedSquared += weight ** 2 * pairedAlone[index]!
    })
    let entry = 0
    for (const count of counts) {
      let length = 0
      let paired = 0
      for (const end = entry + count; entry < end; entry++) {
        const weight = times[tallyOf[entry]!]!
        length += weight * lengthOf[entry]!
        paired += weight * pairedOf[entry]!
      }
      totals.lengthsSquared += length ** 2
      totals.pairedSquared += paired ** 2
    }
    return totals
  }
}

/** What each value comes to in all continua. */
export function pooledLengths(tallies: readonly UnitizingTally[]): Map<string, ValueLengths> {
  const pooled = new Map<string, ValueLengths>()
  for (const { values } of tallies) {
    for (const [value, lengths] of values) {
      const sum = pooled.get(value)
      if (sum) addLengths(sum, lengths, 1)
      else pooled.set(value, { ...lengths })
    }
  }
  return pooled
}

function sumOf(tally: UnitizingTally): UnitizingTotals {
  const totals = { ...emptyTotals(), total: tally.total, gapsAgreed: tally.gapsAgreed }
  for (const lengths of tally.values.values()) addLengths(totals, lengths, 1)
  return totals
}

function addTotals(target: UnitizingTotals, source: UnitizingTotals, times: number): void {
  target.total += times * source.total
  target.gapsAgreed += times * source.gapsAgreed
  addLengths(target, source, times)
}

function addLengths(target: ValueLengths, source: ValueLengths, times: number): void {
  target.length += times * source.length
  target.agreed += times * source.agreed
  target.paired += times * source.paired
  target.squares += times * source.squares
  target.averagedSquares += times * source.averagedSquares
  target.pairwiseSquares += times * source.pairwiseSquares
}

const emptyTotals = (): UnitizingTotals => ({
  total: 0,
  gapsAgreed: 0,
  length: 0,
  agreed: 0,
  paired: 0,
  squares: 0,
  averagedSquares: 0,
  pairwiseSquares: 0,
  lengthsSquared: 0,
  pairedSquared: 0,
})
