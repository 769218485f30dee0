import { ImportRefused } from '@/lib/importers/import-refused'
import { defaultLimits, type ImportLimits } from '@/lib/importers/limits'
import { say } from '@/lib/i18n/say'

/** A table as it was written, before anybody asks what its columns mean. */
export interface Sheet {
  /** The lines that are not blank. `line` is as an editor or a spreadsheet counts it, from 1. Cells are untrimmed; those left out at the end of a line are missing. */
  records: { line: number; cells: string[] }[]
  encoding: string
  delimiter: 'comma' | 'semicolon' | 'tab' | 'workbook'
}

const megabyte = 1024 * 1024

/** Sheets are tables of short texts: less than a document may have. */
export const sheetLimits: ImportLimits = {
  ...defaultLimits,
  milliseconds: 30_000,
  fileBytes: 15 * megabyte,
  zipEntries: 1000,
  zipExpandedBytes: 64 * megabyte,
  zipTextBytes: 32 * megabyte,
}

/** What nobody types by hand, and more than fits a table that people read. Texts are counted in UTF-16 code units. */
const most = { rows: 50_000, columns: 500, cells: 1_000_000, cell: 400_000, text: 32_000_000 } as const

/** So much of a column's header is shown (UTF-16 code units). */
export const longestHeader = 1000

const tooLarge = (what: 'columns' | 'cells' | 'cell' | 'characters' | 'lines', most: number) =>
  new ImportRefused('too-large', say('refusals.files.sheetHasMore', { what, most }))

/**
 * Collects the lines of a sheet within its bounds, blank ones left out. A text that stands in many cells counts in each: it takes little to write down and as
 * much to send on. Throws ImportRefused with the first bound that is passed.
 */
export class SheetRecords {
  readonly records: Sheet['records'] = []
  #cells = 0
  #text = 0

  /** To be asked for each cell of a line before the line is there. */
  demandRoom(column: number, text: string): void {
    if (column >= most.columns) throw tooLarge('columns', most.columns)
    if ((this.#cells += 1) > most.cells) throw tooLarge('cells', most.cells)
    if (text.length > most.cell) throw tooLarge('cell', most.cell)
    if ((this.#text += text.length) > most.text) throw tooLarge('characters', most.text)
  }

  add(line: number, cells: string[]): void {
    if (!cells.some((cell) => cell.trim() !== '')) return
    if (this.records.length >= most.rows) throw tooLarge('lines', most.rows)
    // Further cells are blank: others were asked about.
    this.records.push({ line, cells: cells.slice(0, most.columns) })
  }
}

/** Whether a file is a zip, on which workbooks are built; the letters PK alone could be a tag. */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}

/**
 * Columns that have no header and something in them, as a spreadsheet calls them (A, B, … AA): past the last header too, so that nobody takes them for read.
 * `isRead` says which columns are.
 */
export function unnamedColumns(
  headers: readonly string[],
  body: Sheet['records'],
  isRead: (column: number) => boolean,
): string[] {
  const filled = new Set<number>()
  for (const { cells } of body)
    cells.forEach((cell, column) => {
      if ((headers[column] ?? '').trim() === '' && cell.trim() !== '' && !isRead(column)) filled.add(column)
    })
  return [...filled].sort((a, b) => a - b).map(lettersOf)
}

/** 0 is A, and 26 is AA. */
function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last
}
