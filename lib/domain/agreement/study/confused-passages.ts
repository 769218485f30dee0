import type { Span } from '@/lib/domain/anchoring/span'
import { confuse } from './confusion-table'
import { sweep } from '@/lib/domain/agreement/units/sweep'
import { coderPairs } from '@/lib/domain/agreement/measures/tally'
import type { Tabulation } from '@/lib/domain/agreement/units/tabulate'
import { taggedStretches } from '@/lib/domain/agreement/unitizing/valued-segments'

/** A cell of the confusion table, by the tags of its row and column; null is no further tag. */
export interface ConfusionCell {
  row: string | null
  column: string | null
}

/** A stretch behind a cell, in offsets of its document, and whose coding put it there. */
export interface ConfusedPassage extends Span {
  documentId: string
  /** How many units it holds, which is what it adds to the cell for each pair. */
  units: number
  rowCoderIds: string[]
  columnCoderIds: string[]
  /** Of those on a side without a tag: who gave none at all there. The others of that side gave only what the other coder gave too. */
  untaggedCoderIds: string[]
}

/**
 * The stretches counted in one cell of `confusionTable`, in the order of the study's documents and then of the text. Each is as long as the same
 * coders are on the same sides. For two named coders rows are the first's, as there. Throws RangeError on an unknown coder or tag.
 */
export function confusedPassages(
  { study, continua }: Tabulation,
  cell: ConfusionCell,
  coders?: readonly [first: string, second: string],
): ConfusedPassage[] {
  const none = study.tagIds.length
  const row = tagIndex(study.tagIds, cell.row)
  const column = tagIndex(study.tagIds, cell.column)
  const chosen = coders?.map((id) => study.coderIds.indexOf(id))
  if (chosen?.includes(-1)) throw new RangeError('A coder of the confusion table is not in this study')
  const found: ConfusedPassage[] = []
  for (const { documentId, coders: present, coded, length, origin } of continua) {
    const rows = present.map((coder) =>
      taggedStretches(new Map([...coded].map(([tag, byCoder]) => [tag, byCoder[coder]!]))),
    )
    const pairs = chosen ? [chosen.map((coder) => present.indexOf(coder))] : coderPairs(present.length)
    const ids = (sides: ReadonlySet<number>): string[] =>
      present.flatMap((coder, index) => (sides.has(index) ? [study.coderIds[coder]!] : []))
    let start = 0
    let last: (Span & { sides: string; passage: ConfusedPassage }) | undefined
    sweep(rows, length, (stretch, at) => {
      const tags = rows.map((list, index) => list[at[index]!]?.tags ?? untagged)
      const rowSide = new Set<number>()
      const columnSide = new Set<number>()
      const put = (left: number, right: number) => {
        rowSide.add(left)
        columnSide.add(right)
      }
      for (const [first, second] of pairs) {
        if (first === undefined || second === undefined || first < 0 || second < 0) continue
        confuse(tags[first]!, tags[second]!, none, (left, right) => {
          if (left === row && right === column) put(first, second)
          if (!chosen && left === column && right === row) put(second, first)
        })
      }
      const bare = new Set(
        [...(row === none ? rowSide : []), ...(column === none ? columnSide : [])].filter(
          (index) => tags[index]!.length === 0,
        ),
      )
      const end = start + stretch
      if (rowSide.size > 0) {
        const passage = {
          documentId,
          units: stretch,
          rowCoderIds: ids(rowSide),
          columnCoderIds: ids(columnSide),
          untaggedCoderIds: ids(bare),
          start,
          end,
        }
        const sides = `${passage.rowCoderIds.join()} ${passage.columnCoderIds.join()} ${passage.untaggedCoderIds.join()}`
        if (last && last.end === start && last.sides === sides) {
          last.end = end
          last.passage.units += stretch
          Object.assign(last.passage, origin(last))
        } else {
          last = { start, end, sides, passage: { ...passage, ...origin(passage) } }
          found.push(last.passage)
        }
      }
      start = end
    })
  }
  return found
}

const untagged: readonly number[] = []

function tagIndex(tagIds: readonly string[], id: string | null): number {
  if (id === null) return tagIds.length
  const index = tagIds.indexOf(id)
  if (index < 0) throw new RangeError(`No tag ${id} in this study`)
  return index
}
