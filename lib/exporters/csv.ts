import { neutraliseFormula } from '@/lib/domain/spreadsheet/neutralise-formula'
import { isDay, type Cell, type Table } from './table'

/**
 * A table as RFC 4180: CRLF between records, quotes where a field needs them or has what other programs separate by, one chunk per batch. Texts are neutralised against formulas; numbers
 * and dates (ISO 8601, UTC) are not texts. `bom` puts U+FEFF first, by which Excel knows the file as UTF-8.
 */
export async function* csv({ columns, batches }: Table, { bom }: { bom: boolean }): AsyncGenerator<string> {
  yield `${bom ? '\uFEFF' : ''}${record(columns.map((column) => column.header))}`
  for await (const batch of batches) yield batch.map(record).join('')
}

const record = (cells: Cell[]): string => `${cells.map(field).join(',')}\r\n`

function field(cell: Cell): string {
  if (cell === null) return ''
  if (cell instanceof Date) return cell.toISOString()
  if (isDay(cell)) return cell.day
  if (typeof cell !== 'string') return String(cell)
  const text = neutraliseFormula(cell)
  return /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
