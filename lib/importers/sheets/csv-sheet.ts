import { parse } from 'csv-parse/sync'
import { restoreFormula } from '@/lib/domain/spreadsheet/neutralise-formula'
import { decodeText } from '@/lib/importers/text/decode-text'
import { ImportRefused } from '@/lib/importers/import-refused'
import { SheetRecords, type Sheet } from './sheet'
import { say } from '@/lib/i18n/say'

const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const

/**
 * Reads a csv in whatever encoding, separated by commas, semicolons or tabs: by what gives the first line the most headers that are known (`isHeader`), then
 * the most columns. An apostrophe that only keeps a spreadsheet from taking a text for a formula is taken away. Throws ImportRefused for what is no csv.
 */
export function readCsvSheet(bytes: Uint8Array, isHeader: (cell: string) => boolean): Sheet {
  const { text, encoding } = decodeText(bytes)
  refuseOtherFormats(bytes, text)
  if (text.includes('\u0000')) throw new ImportRefused('unsupported-format', say('refusals.files.csvBytes'))
  const said = saidFirst.exec(text)
  const table = text.slice(said?.[0].length ?? 0)
  const delimiter =
    (Object.keys(delimiters) as (keyof typeof delimiters)[]).find((name) => delimiters[name] === said?.[1]) ??
    likeliest(table, isHeader)
  return { records: parsed(table, delimiters[delimiter], said ? 1 : 0), encoding, delimiter }
}

/** The line before the header in which spreadsheets are told what parts the columns: a line of its own, and no part of the table. */
const saidFirst = /^\uFEFF?"?sep=([^\r\n])"?[ ,;\t]*(?:\r\n|\r|\n)/i

/** First bytes of binary files. */
const signatures = {
  pdf: '%PDF-',
  archive: 'PK\u0005\u0006',
  xls: '\xd0\xcf\x11\xe0',
} as const

/** Any text at all is a list of names to the parser, so what is plainly something else has to be told from its beginning. A tag may begin like it: <18 years, [noise]. */
function refuseOtherFormats(bytes: Uint8Array, text: string): void {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  const opening = text.replace(/^[\uFEFF\s]+/, '')
  const signed = Object.entries(signatures).find(([, signature]) =>
    [start, opening].some((beginning) => beginning.startsWith(signature)),
  )?.[0]
  const what = signed ?? (/^<[?!/\p{L}_]/u.test(opening) ? 'markup' : isJson(opening) ? 'json' : null)
  if (what) throw new ImportRefused('unsupported-format', say('refusals.files.otherFormat', { what }))
}

/** Whole JSON, or text that begins like it and was cut off or goes on, as JSON lines do. */
function isJson(text: string): boolean {
  if (!/^[{[]/.test(text)) return false
  if (/^\{\s*"[^"]*"\s*:|^\[\s*[{"]/.test(text)) return true
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function likeliest(text: string, isHeader: (cell: string) => boolean): keyof typeof delimiters {
  const first = text.slice(0, text.search(/\r|\n|$/)).replace(/^\uFEFF/, '')
  const score = (mark: string) => {
    const cells = first.split(mark).map((cell) => cell.replaceAll('"', ''))
    return cells.filter(isHeader).length * 100 + cells.length
  }
  return (Object.keys(delimiters) as (keyof typeof delimiters)[]).reduce((best, name) =>
    score(delimiters[name]) > score(delimiters[best]) ? name : best,
  )
}

function parsed(text: string, delimiter: string, linesBefore: number): Sheet['records'] {
  try {
    const sheetRecords = new SheetRecords()
    // Taken one by one, and none kept by the parser: a file may be ten million cells.
    parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: false,
      max_record_size: 400_000,
      on_record: (record: string[], { lines }) => {
        record.forEach((cell, column) => cell !== '' && sheetRecords.demandRoom(column, cell))
        // The parser counts the line on which a record ends; a sheet's author looks for the one on which it begins.
        sheetRecords.add(
          linesBefore + lines - record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0),
          record.map(restoreFormula),
        )
        return null
      },
    })
    return sheetRecords.records
  } catch (error) {
    if (error instanceof ImportRefused) throw error
    // A quote that is never closed takes the rest of the file into one cell.
    throw new ImportRefused(
      'corrupt-file',
      say('refusals.files.csvUnread', { reason: error instanceof Error ? error.message : String(error) }),
    )
  }
}
