import type { AttributeLine } from '@/lib/domain/documents/plan-attributes'
import { readCsvSheet } from './csv-sheet'
import { ImportRefused } from '@/lib/importers/import-refused'
import { isArchive, sheetLimits } from './sheet'
import { readXlsxSheet } from './xlsx-sheet'

const mostRows = 20_000

/** A sheet of attributes: which column names the documents, which attribute each other column is, and the lines. */
export interface AttributeFile {
  lines: AttributeLine[]
  /** The header of the column that names the documents. */
  nameColumn: string
  /** Keys of the attributes that have a column. */
  keys: string[]
  /** Columns that are no attribute of the project, with what stands in them. */
  others: { column: string; cells: string[] }[]
}

const nameHeaders = ['title', 'document', 'documenttitle', 'file', 'filename', 'name', 'source', '标题', '文件']

/**
 * Reads a csv or xlsx whose lines are documents. The documents are named in the first column called title, document, file or the like, otherwise in the first of
 * all; every other column whose header is the key or the label of one of `attributes` is that attribute, the first of several. Throws ImportRefused with the reason and the limit.
 */
export async function readAttributeFile(
  bytes: Uint8Array,
  attributes: readonly { key: string; label: string }[],
): Promise<AttributeFile> {
  if (bytes.length === 0) throw new ImportRefused('empty-file', 'The file is empty.')
  if (bytes.length > sheetLimits.fileBytes)
    throw new ImportRefused(
      'too-large',
      `The file is larger than the ${sheetLimits.fileBytes / 1024 / 1024} MB a sheet may have.`,
    )
  const attributeOf = (header: string) =>
    attributes.find(({ key, label }) => [key, label].some((name) => fold(name) === fold(header)))
  const isHeader = (header: string) => attributeOf(header) !== undefined || nameHeaders.includes(fold(header))
  const { records } = isArchive(bytes) ? await readXlsxSheet(bytes, sheetLimits) : readCsvSheet(bytes, isHeader)
  const [head, ...body] = records
  if (!head || body.length === 0) throw new ImportRefused('empty-file', 'The file has a header at most, and no lines.')
  if (body.length > mostRows)
    throw new ImportRefused('too-large', `The file has ${body.length} lines; ${mostRows} are taken at once.`)
  // A project may have an attribute called source or name; then that is what the column is.
  const named = head.cells.findIndex(
    (header) => nameHeaders.includes(fold(header)) && attributeOf(header) === undefined,
  )
  const nameAt = Math.max(0, named)
  const keys = head.cells.map((header, i) => (i === nameAt ? undefined : attributeOf(header)?.key))
  const lines = body.map(({ line, cells }) => ({
    line,
    name: (cells[nameAt] ?? '').trim(),
    values: Object.fromEntries(
      keys.flatMap((key, i) => (key === undefined || keys.indexOf(key) !== i ? [] : [[key, cells[i] ?? '']])),
    ),
  }))
  const isFirst = (key: string | undefined, i: number) => key !== undefined && keys.indexOf(key) === i
  const others = head.cells.flatMap((header, i) =>
    i === nameAt || header.trim() === '' || isFirst(keys[i], i)
      ? []
      : [{ column: header, cells: body.map(({ cells }) => cells[i] ?? '') }],
  )
  return {
    lines,
    nameColumn: head.cells[nameAt] ?? '',
    keys: keys.flatMap((key, i) => (key !== undefined && isFirst(key, i) ? [key] : [])),
    others,
  }
}

const fold = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
