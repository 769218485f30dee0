import type { NodeJson } from '@/lib/editor/document-json'

/** What a cell that began in a row above still covers, by the column in which it begins. */
interface Covered {
  rows: number
  columns: number
}

/** Word lays out no more columns than this. */
const mostColumns = 63

const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>`)
  .join('')

/** A table of the document as Word has them: a cell over several rows is continued in each of them. `inner` writes what stands in a cell, paragraphs or nothing. */
export function docxTable(table: NodeJson, inner: (cell: NodeJson) => string): string {
  const open = new Map<number, Covered>()
  const rows = (table.content ?? []).map((row) => rowOf(row, open, inner))
  const columns = Math.max(1, ...rows.map((row) => row.columns))
  const grid = '<w:gridCol w:w="2000"/>'.repeat(columns)
  const xml = rows
    .map((row) => `<w:tr>${row.xml === '' ? cellXml('', { columns: 1, merge: '' }) : row.xml}</w:tr>`)
    .join('')
  // What follows a table, or ends a cell that it stands in, is a paragraph.
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${border}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${xml}</w:tbl><w:p/>`
}

function rowOf(
  row: NodeJson,
  open: Map<number, Covered>,
  inner: (cell: NodeJson) => string,
): { xml: string; columns: number } {
  const parts: string[] = []
  let column = 0
  const continued = () => {
    for (let covered = open.get(column); covered; covered = open.get(column)) {
      parts.push(cellXml('', { columns: covered.columns, merge: '<w:vMerge/>' }))
      if (covered.rows > 1) open.set(column, { ...covered, rows: covered.rows - 1 })
      else open.delete(column)
      column += covered.columns
    }
  }
  for (const cell of row.content ?? []) {
    continued()
    const columns = Math.min(Number(cell.attrs?.['colspan'] ?? 1), Math.max(1, mostColumns - column))
    const rows = Number(cell.attrs?.['rowspan'] ?? 1)
    parts.push(cellXml(inner(cell), { columns, merge: rows > 1 ? '<w:vMerge w:val="restart"/>' : '' }))
    const from = column
    column += columns
    if (rows > 1) open.set(from, { rows: rows - 1, columns })
  }
  continued()
  return { xml: parts.join(''), columns: column }
}

function cellXml(inner: string, { columns, merge }: { columns: number; merge: string }): string {
  const span = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : ''
  return `<w:tc><w:tcPr>${span}${merge}</w:tcPr>${inner === '' ? '<w:p/>' : inner}</w:tc>`
}
