import { isDay, type Cell, type Column, type Table } from './table'
import { contentTypes, relations, stylesheet, workbook } from './xlsx-parts'
import { xmlHeader, xmlText } from './xml'
import { zipped } from './zipped'

/** Excel's own limits: rows of a sheet, and UTF-16 units of a cell; a longer text makes it call the file damaged. */
const mostRows = 1_048_576
const mostUnits = 32_767
const cutMark = ' […]'

/**
 * A table as an Office Open XML workbook (ECMA-376), written sheet row by sheet row: frozen header, filter, widths, wrapped text, real numbers and
 * dates. Texts are cut, marked “[…]”, at the 32,767 units a cell can hold. Throws RangeError beyond Excel's number of rows.
 */
export function xlsx(table: Table, now: Date): AsyncGenerator<Buffer> {
  return zipped(
    [
      { path: '[Content_Types].xml', chunks: () => [contentTypes] },
      { path: '_rels/.rels', chunks: () => [relations.package] },
      { path: 'xl/workbook.xml', chunks: () => [workbook(table.name)] },
      { path: 'xl/_rels/workbook.xml.rels', chunks: () => [relations.workbook] },
      { path: 'xl/styles.xml', chunks: () => [stylesheet] },
      { path: 'xl/worksheets/sheet1.xml', chunks: () => sheet(table) },
    ],
    now,
  )
}

async function* sheet({ columns, batches }: Table): AsyncGenerator<string> {
  const letters = columns.map((_, i) => columnName(i))
  yield opening(columns)
  yield row(
    1,
    letters,
    columns.map(({ header }) => header),
    headerStyle,
  )
  let last = 1
  for await (const batch of batches) {
    if (last + batch.length > mostRows) throw new RangeError(`A spreadsheet holds ${mostRows} rows`)
    yield batch.map((cells) => row((last += 1), letters, cells)).join('')
  }
  yield `</sheetData><autoFilter ref="A1:${letters.at(-1) ?? 'A'}${last}"/></worksheet>`
}

function opening(columns: Column[]): string {
  const widths = columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
  return `${xmlHeader}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
}

// Indexes into cellXfs of the stylesheet.
const headerStyle = 1
const textStyle = 2
const dateStyle = 3
const dayStyle = 4

/** The first day that Excel counts right: it believes that 1900 had a 29 February. Earlier ones stay texts. */
const firstDay = '1900-03-01'

function row(number: number, letters: string[], cells: Cell[], style = textStyle): string {
  let xml = `<row r="${number}">`
  for (let i = 0; i < cells.length; i += 1) xml += cellXml(`${letters[i]}${number}`, cells[i] ?? null, style)
  return `${xml}</row>`
}

function cellXml(place: string, cell: Cell, style: number): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (cell instanceof Date) return `<c r="${place}" s="${dateStyle}"><v>${serial(cell)}</v></c>`
  if (isDay(cell) && cell.day >= firstDay)
    return `<c r="${place}" s="${dayStyle}"><v>${serial(new Date(cell.day))}</v></c>`
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${inlineText(isDay(cell) ? cell.day : cell)}</t></is></c>`
}

/**
 * A text of a cell. It is no formula however it begins, because an inline string never is one. Excel writes a character that XML cannot hold, and the carriage
 * return that XML would read as a line feed, as _xHHHH_, and reads such a run in any text as one, so a run that is really there has its underscore written so.
 */
function inlineText(text: string): string {
  const whole = text.length <= mostUnits ? text : text.slice(0, mostUnits - cutMark.length) + cutMark
  return xmlText(
    whole
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(unwritable, (unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`),
  )
}

/** What XML 1.0 cannot hold, unit by unit, and the carriage return. */
const unwritable =
  /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** Days since 1899-12-30, the epoch that makes serial dates right from March 1900 on (ECMA-376 part 1, 18.17.4.1). */
const serial = (date: Date): number => date.getTime() / 86_400_000 + 25_569

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}
