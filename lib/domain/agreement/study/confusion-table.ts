import { sweep } from '@/lib/domain/agreement/units/sweep'
import { coderPairs } from '@/lib/domain/agreement/measures/tally'
import type { Tabulation } from '@/lib/domain/agreement/units/tabulate'
import { taggedStretches } from '@/lib/domain/agreement/unitizing/valued-segments'

/** Units by tag of one coder (row) and of another (column). The last row and column are for no further tag (see `confusion-sense`). */
export interface ConfusionTable {
  tagIds: readonly string[]
  /** Row by row, one wider than there are tags. */
  units: number[][]
}

/**
 * What coders chose where they differ. At each unit the tags two coders share count on the diagonal; each further tag of the one is set
 * against each further tag of the other, or against no further tag if the other has none left. Where neither has any at all, the corner counts. For two
 * named coders rows are the first's; else all pairs are added both ways round, and the table is symmetric. Throws RangeError on an
 * unknown coder.
 */
export function confusionTable(
  { study, continua }: Tabulation,
  coders?: readonly [first: string, second: string],
): ConfusionTable {
  const none = study.tagIds.length
  const units = Array.from({ length: none + 1 }, () => new Array<number>(none + 1).fill(0))
  const chosen = coders?.map((id) => study.coderIds.indexOf(id))
  if (chosen?.includes(-1)) throw new RangeError('A coder of the confusion table is not in this study')
  for (const continuum of continua) {
    const rows = continuum.coders.map((coder) =>
      taggedStretches(new Map([...continuum.coded].map(([tag, byCoder]) => [tag, byCoder[coder]!]))),
    )
    const pairs = chosen ? [chosen.map((coder) => continuum.coders.indexOf(coder))] : coderPairs(rows.length)
    for (const [first, second] of pairs) {
      const one = rows[first]
      const other = rows[second]
      if (!one || !other) continue
      sweep([one, other], continuum.length, (stretch, at) => {
        const left = one[at[0]!]?.tags ?? untagged
        const right = other[at[1]!]?.tags ?? untagged
        confuse(left, right, none, (row, column) => {
          units[row]![column]! += stretch
          if (!chosen) units[column]![row]! += stretch
        })
      })
    }
  }
  return { tagIds: study.tagIds, units }
}

const untagged: readonly number[] = []

/** Tells the cells in which a stretch with these tags of two coders counts; `none` stands for no further tag. */
export function confuse(
  left: readonly number[],
  right: readonly number[],
  none: number,
  count: (row: number, column: number) => void,
): void {
  if (left.length === 0 && right.length === 0) return count(none, none)
  let furtherLeft = 0
  for (const tag of left) {
    if (right.includes(tag)) {
      count(tag, tag)
      continue
    }
    furtherLeft++
    let set = false
    for (const other of right) {
      if (left.includes(other)) continue
      count(tag, other)
      set = true
    }
    if (!set) count(tag, none)
  }
  if (furtherLeft === 0) for (const other of right) if (!left.includes(other)) count(none, other)
}
