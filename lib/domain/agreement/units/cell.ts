import type { Continuum } from './continuum'
import {
  coderPairs,
  addRating,
  addTally,
  createTally,
  missing,
  type Tally,
} from '@/lib/domain/agreement/measures/tally'
import { countSpans, type SpanCounts } from '@/lib/domain/agreement/measures/span-f1'
import { sweep } from './sweep'

/** What one tag, or several added up, comes to in one document, or several added up. */
export interface Cell {
  /** Presence (1) or absence (0) of the tag, unit by unit. */
  tally: Tally
  exact: SpanCounts
  overlap: SpanCounts
}

export const createCell = (coders: number): Cell => ({
  tally: createTally(coders, 2),
  exact: { matched: 0, first: 0, second: 0 },
  overlap: { matched: 0, first: 0, second: 0 },
})

/** Counts one tag (by index) in a document; `coders` is the number in the whole study. Spans are counted over all pairs of coders. */
export function cellOf({ coded, coders: present, length }: Continuum, tag: number, coders: number): Cell {
  const cell = createCell(coders)
  const byCoder = coded.get(tag) ?? []
  const rows = present.map((coder) => byCoder[coder] ?? [])
  const values = new Int8Array(coders).fill(missing)
  sweep(rows, length, (units, at) => {
    present.forEach((coder, row) => (values[coder] = at[row]! >= 0 ? 1 : 0))
    addRating(cell.tally, values, units)
  })
  for (const [first, second] of coderPairs(rows.length)) {
    addCounts(cell.exact, countSpans(rows[first]!, rows[second]!, 'exact'))
    addCounts(cell.overlap, countSpans(rows[first]!, rows[second]!, 'overlap'))
  }
  return cell
}

/** Adds a cell of the same coders, `times` over. Changes the target. */
export function addCell(target: Cell, source: Cell, times = 1): void {
  addTally(target.tally, source.tally, times)
  addCounts(target.exact, source.exact, times)
  addCounts(target.overlap, source.overlap, times)
}

/** Makes a cell what `cells` add up to, the i-th `times[i]` times. Changes the target, so that a bootstrap need not make new ones. */
export function setToSum(target: Cell, cells: readonly Cell[], times: ArrayLike<number>): void {
  target.tally.sums.fill(0)
  for (const counts of [target.exact, target.overlap]) Object.assign(counts, { matched: 0, first: 0, second: 0 })
  for (let index = 0; index < cells.length; index++)
    if (times[index] !== 0) addCell(target, cells[index]!, times[index])
}

function addCounts(target: SpanCounts, source: SpanCounts, times = 1): void {
  target.matched += times * source.matched
  target.first += times * source.first
  target.second += times * source.second
}
