import type { AttributeLine } from '@/lib/domain/documents/plan-attributes'
import { proposeAttribute, type ProposedAttribute } from '@/lib/domain/documents/propose-attribute'
import { shortened } from '@/lib/domain/shortened'
import { readCsvSheet } from './csv-sheet'
import { ImportRefused } from '@/lib/importers/import-refused'
import { isArchive, longestHeader, sheetLimits, unnamedColumns } from './sheet'
import { readXlsxSheet } from './xlsx-sheet'
import { say } from '@/lib/i18n/say'

const mostRows = 20_000

/** A sheet of attributes: which column names the documents, which attribute each other column is, and the lines. */
export interface AttributeFile {
  lines: AttributeLine[]
  /** The header of the column that names the documents. */
  nameColumn: string
  /** Keys of the attributes that have a column. */
  keys: string[]
  /** What the columns could become that are no attribute of the project. */
  proposals: ProposedAttribute[]
  /** Columns without a header in which something stands, as a spreadsheet calls them. */
  unnamed: string[]
}

const nameHeaders = {
  document: ['title', 'document', 'documenttitle', 'file', 'filename', 'name', 'source', '标题', '文件'],
  case: ['case', 'participant', 'respondent', 'name', '个案', '姓名'],
}

/**
 * Reads a csv or xlsx whose lines are documents, or cases. They are named in the first column called title, document, file or the like, or case, participant or
 * name, otherwise in the first of all; every other column whose header is the key or the label of one of `attributes` is that attribute, the first of several. Throws ImportRefused with the reason and the limit.
 */
export async function readAttributeFile(
  bytes: Uint8Array,
  attributes: readonly { key: string; label: string }[],
  subject: 'document' | 'case' = 'document',
): Promise<AttributeFile> {
  if (bytes.length === 0) throw new ImportRefused('empty-file', say('refusals.files.empty'))
  if (bytes.length > sheetLimits.fileBytes)
    throw new ImportRefused(
      'too-large',
      say('refusals.files.largerThan', { megabytes: sheetLimits.fileBytes / 1024 / 1024 }),
    )
  const byName = new Map(
    attributes.toReversed().flatMap(({ key, label }) => [label, key].map((name) => [fold(name), key] as const)),
  )
  const keyOf = (header: string) => byName.get(fold(header))
  const isHeader = (header: string) => keyOf(header) !== undefined || nameHeaders[subject].includes(fold(header))
  const { records } = isArchive(bytes) ? await readXlsxSheet(bytes, sheetLimits) : readCsvSheet(bytes, isHeader)
  const [head, ...body] = records
  if (!head || body.length === 0) throw new ImportRefused('empty-file', say('refusals.files.headerAtMost'))
  if (body.length > mostRows)
    throw new ImportRefused('too-large', say('refusals.files.tooManyRows', { rows: body.length, limit: mostRows }))
  // A project may have an attribute called source or name; then that is what the column is.
  const named = head.cells.findIndex(
    (header) => nameHeaders[subject].includes(fold(header)) && keyOf(header) === undefined,
  )
  const nameAt = Math.max(0, named)
  const columns = new Map<string, number>()
  const others: number[] = []
  head.cells.forEach((header, at) => {
    if (at === nameAt) return
    const key = keyOf(header)
    if (key !== undefined && !columns.has(key)) columns.set(key, at)
    else if (header.trim() !== '') others.push(at)
  })
  const textAt = (cells: readonly string[], at: number, most: number) =>
    shortened((cells[at] ?? '').normalize('NFC'), most)
  return {
    lines: body.map(({ line, cells }) => ({
      line,
      name: textAt(cells, nameAt, longestHeader).trim(),
      values: Object.fromEntries([...columns].map(([key, at]) => [key, textAt(cells, at, seen)])),
    })),
    nameColumn: textAt(head.cells, nameAt, longestHeader),
    keys: [...columns.keys()],
    proposals: others.map((at) =>
      proposeAttribute(
        textAt(head.cells, at, longestHeader),
        body.map(({ cells }) => cells[at] ?? ''),
      ),
    ),
    unnamed: unnamedColumns(head.cells, body, (column) => column === nameAt),
  }
}

/** What is longer than the 5,000 characters that a value may have is handed on so far that it is seen to be. */
const seen = 5002

const fold = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
