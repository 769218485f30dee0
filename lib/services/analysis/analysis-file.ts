import { csv } from '@/lib/exporters/csv'
import type { Cell, Column, Table } from '@/lib/exporters/table'
import { xlsx } from '@/lib/exporters/xlsx'
import type { Member } from '@/lib/domain/access/viewer'
import { shareOf, type Count, type Counted, type ShareOf } from '@/lib/domain/analysis/shares'
import type { CooccurrenceTable, CountTable, SaturationCurve, WordTable } from '@/lib/schemas/analysis'
import { authorise } from '../authorise'
import { inFilename, mediaTypes, type ExportFile } from '../export/export-project'

interface FileWanted {
  /** What is in it, for its name. */
  kind: string
  format: 'csv' | 'xlsx'
  bom: boolean
  now: Date
}

/** How a table of tags is laid out, and what its cells say. */
export interface TableShown {
  layout: 'table' | 'tidy'
  counted: Counted
  share: ShareOf | 'none'
}

/** A table of tags as a file. Throws AppError where the member may not export. */
export const countTableFile = (member: Member, table: CountTable, shown: TableShown, wanted: FileWanted): ExportFile =>
  asFile(member, shown.layout === 'tidy' ? tidyTable(table) : wideTable(table, shown), wanted)

/** Which tags stand together, as a file with a row for each two of them. */
export const cooccurrenceFile = (member: Member, table: CooccurrenceTable, wanted: FileWanted): ExportFile =>
  asFile(member, pairTable(table), wanted)

/** The documents in the order of coding, as a file. */
export const saturationFile = (member: Member, curve: SaturationCurve, wanted: FileWanted): ExportFile =>
  asFile(member, stepTable(curve), wanted)

/** Words, as a file. */
export const wordFile = (member: Member, table: WordTable, wanted: FileWanted): ExportFile =>
  asFile(member, wordsTable(table), wanted)

function asFile(member: Member, table: Table, { kind, format, bom, now }: FileWanted): ExportFile {
  authorise(member, 'export')
  const name = [member.projectName, kind, now.toISOString().slice(0, 10)].map(inFilename).join('_')
  return {
    filename: `${name}.${format}`,
    mediaType: mediaTypes[format],
    chunks: format === 'csv' ? csv(table, { bom }) : xlsx(table, now),
  }
}

const pathOf = ({ path }: { path: readonly string[] }): string => path.join(' > ')
const made = (columns: [string, number][], rows: Cell[][]): Table => ({
  name: 'Table',
  columns: columns.map(([header, width]): Column => ({ header, width })),
  batches: one(rows),
})

async function* one(rows: Cell[][]): AsyncGenerator<Cell[][]> {
  yield rows
}

const none: Count = { annotations: 0, documents: 0 }

/** A row for each tag and a column for each column; in the last row and column each passage or document once. */
function wideTable({ rows, columns, cells, total }: CountTable, { counted, share }: TableShown): Table {
  const counts = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell]))
  const figure = (cell: Count, row: Count, column: Count): number =>
    share === 'none' ? cell[counted] : shareOf(cell, counted, share, { row, column, total })
  return made(
    [['tag', 40], ...columns.map(({ name }): [string, number] => [name === '' ? 'notGiven' : name, 14]), ['all', 10]],
    [
      ...rows.map((row): Cell[] => [
        pathOf(row),
        ...columns.map((column) => figure(counts.get(`${row.id} ${column.id}`) ?? none, row, column)),
        figure(row, row, total),
      ]),
      ['all', ...columns.map((column) => figure(column, total, column)), figure(total, total, total)],
    ],
  )
}

/** A row for each cell that is not empty, with everything about it beside it. */
function tidyTable({ rows, columns, cells }: CountTable): Table {
  const [rowOf, columnOf] = [byId(rows), byId(columns)]
  return made(
    [
      ['tag', 40],
      ['column', 34],
      ['annotations', 12],
      ['documents', 12],
      ['annotationsOfTag', 16],
      ['annotationsOfColumn', 18],
      ['tagId', 38],
      ['columnId', 38],
    ],
    cells.flatMap(({ row, column, annotations, documents }): Cell[][] => {
      const [tag, across] = [rowOf.get(row), columnOf.get(column)]
      if (!tag || !across) return []
      return [[pathOf(tag), across.name, annotations, documents, tag.annotations, across.annotations, row, column]]
    }),
  )
}

/** A row for each two tags that stand together. */
function pairTable({ within, formula, rows, cells }: CooccurrenceTable): Table {
  const rowOf = byId(rows)
  return made(
    [
      ['tag', 40],
      ['otherTag', 40],
      ['within', 12],
      ['both', 10],
      ['either', 10],
      ['coefficient', 12],
      ['formula', 26],
      ['documents', 12],
      ['tagId', 38],
      ['otherTagId', 38],
    ],
    cells.flatMap(({ row, column, both, either, coefficient, documents }): Cell[][] => {
      const [tag, other] = [rowOf.get(row), rowOf.get(column)]
      if (!tag || !other) return []
      return [[pathOf(tag), pathOf(other), within, both, either, coefficient, formula, documents, row, column]]
    }),
  )
}

/** A row for each document, in the order of coding. */
function stepTable({ steps }: SaturationCurve): Table {
  return made(
    [
      ['document', 34],
      ['codedAt', 17],
      ['annotations', 12],
      ['tags', 10],
      ['newTags', 10],
      ['tagsSoFar', 10],
      ['documentId', 38],
    ],
    steps.map(({ title, codedAt, annotations, tags, added, known, documentId }): Cell[] => [
      title,
      new Date(codedAt),
      annotations,
      tags,
      added,
      known,
      documentId,
    ]),
  )
}

/** A row for each word, the most frequent first. */
function wordsTable({ words, total }: WordTable): Table {
  return made(
    [
      ['word', 30],
      ['count', 10],
      ['documents', 12],
      ['perThousandWords', 18],
    ],
    words.map(({ form, count, documents }): Cell[] => [form, count, documents, (1000 * count) / total]),
  )
}

const byId = <T extends { id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]))
