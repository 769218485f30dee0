import type { Span } from '../anchoring/span'
import type { Continuum } from './continuum'
import { sweep } from './sweep'
import { coderPairs } from './tally'
import type { Tabulation } from './tabulate'
import type { ValuedSegment } from './unitizing-tally'
import { tagsOfValue, valuedSegments } from './valued-segments'

/** Units by tag of one coder (row) and of another (column). The last row and column are for no tag. */
export interface ConfusionTable {
  tagIds: readonly string[]
  /** Row by row, one wider than there are tags. */
  units: number[][]
}

/**
 * What coders chose where they differ. At each unit the tags two coders share count on the diagonal; each further tag of the one is set
 * against each further tag of the other, or against no tag if the other has none left. Where neither has any, the corner counts. For two
 * named coders rows are the first's; else all pairs are added both ways round, and the table is symmetric. Throws RangeError on an
 * unknown coder.
 */
export function confusionTable({ study, continua }: Tabulation, coders?: readonly [first: string, second: string]): ConfusionTable {
  const none = study.tagIds.length
  const units = Array.from({ length: none + 1 }, () => new Array<number>(none + 1).fill(0))
  const chosen = coders?.map((id) => study.coderIds.indexOf(id))
  if (chosen?.includes(-1)) throw new RangeError('A coder of the confusion table is not in this study')
  for (const continuum of continua) {
    const rows = continuum.coders.map((coder) => combinedSegments(continuum, coder))
    const pairs = chosen ? [chosen.map((coder) => continuum.coders.indexOf(coder))] : coderPairs(rows.length)
    for (const [first, second] of pairs) {
      const one = rows[first!]
      const other = rows[second!]
      if (!one || !other) continue
      sweep([one, other], continuum.length, (stretch, at) => {
        const [left, right] = unshared(one[at[0]!]?.tags ?? [], other[at[1]!]?.tags ?? [], none, (tag) => (units[tag]![tag]! += chosen ? stretch : 2 * stretch))
        for (const row of left) {
          for (const column of right) {
            units[row]![column]! += stretch
            if (!chosen) units[column]![row]! += stretch
          }
        }
      })
    }
  }
  return { tagIds: study.tagIds, units }
}

/** What is left of each side without the tags both have, which `share` is told; `none` stands for nothing left on one side, or at all. */
function unshared(left: readonly number[], right: readonly number[], none: number, share: (tag: number) => void): [readonly number[], readonly number[]] {
  const both = left.filter((tag) => right.includes(tag))
  both.forEach(share)
  const onlyLeft = left.filter((tag) => !both.includes(tag))
  const onlyRight = right.filter((tag) => !both.includes(tag))
  if (both.length > 0 && onlyLeft.length === 0 && onlyRight.length === 0) return [[], []]
  return [onlyLeft.length > 0 ? onlyLeft : [none], onlyRight.length > 0 ? onlyRight : [none]]
}

function combinedSegments({ coded }: Continuum, coder: number): (ValuedSegment & { tags: number[] })[] {
  const byTag = new Map([...coded].map(([tag, byCoder]): [number, readonly Span[]] => [tag, byCoder[coder]!]))
  const segments = valuedSegments(byTag, 'combined')
  return segments.ok ? segments.value.map((segment) => ({ ...segment, tags: tagsOfValue(segment.value) })) : []
}
