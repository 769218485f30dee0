import type { NodeJson } from '@/lib/editor/document-json'
import { plainParagraph } from '@/lib/importers/blocks'

const mostColumns = 200

/** What the source says of a row: where its cells end (twips), and which of them are parts of a larger one. */
export class RtfRowDefinition {
  readonly edges: number[] = []
  readonly across: boolean[] = []
  readonly down: boolean[] = []
  isHeader = false
  #across = false
  #down = false

  word(word: string, value: number | null): void {
    if (word === 'trhdr') this.isHeader = true
    else if (word === 'clmrg') this.#across = true
    else if (word === 'clvmrg') this.#down = true
    else if (word === 'cellx' && this.edges.length < mostColumns) {
      this.edges.push(value ?? 0)
      this.across.push(this.#across)
      this.down.push(this.#down)
      this.#across = false
      this.#down = false
    }
  }
}

export interface RtfRow {
  cells: NodeJson[][]
  definition: RtfRowDefinition | undefined
}

interface Cell {
  content: NodeJson[]
  /** Numbers of columns. */
  from: number
  to: number
  rows: number
  isHeader: boolean
}

/** Edges that lie no further apart than this are one (twips; a point has twenty). */
const nearby = 40
/** The rows as a table of the schema, or null where there is none. A cell spans the columns that other rows have between its edges. */
export function tableOf(rows: readonly RtfRow[]): NodeJson | null {
  const columns = columnsOf(rows)
  /** In each column the cell that a merged one below belongs to. */
  const above = new Map<number, Cell>()
  const made = rows.map((row) => rowOf(row, columns, above))
  if (!made.some((row) => row.length > 0)) return null
  return {
    type: 'table',
    content: made.map((row) =>
      row.length > 0 ? { type: 'tableRow', content: row.map(cellNode) } : { type: 'tableRow' },
    ),
  }
}

function rowOf({ cells, definition }: RtfRow, columns: readonly number[], above: Map<number, Cell>): Cell[] {
  const row: Cell[] = []
  const isMeasured = definition !== undefined && definition.edges.length >= cells.length && columns.length > 0
  let from = 0
  cells.forEach((content, at) => {
    const to = isMeasured ? Math.max(from + 1, columnAt(columns, definition.edges[at] ?? 0)) : from + 1
    const before = row.at(-1)
    const over = above.get(from)
    if (definition?.across[at] && before) {
      before.content.push(...content)
      before.to = to
    } else if (definition?.down[at] && over && over.to === to) {
      over.content.push(...content)
      over.rows += 1
    } else {
      const cell: Cell = { content: [...content], from, to, rows: 1, isHeader: definition?.isHeader ?? false }
      row.push(cell)
      above.set(from, cell)
    }
    from = to
  })
  return row
}

function cellNode({ content, from, to, rows, isHeader }: Cell): NodeJson {
  const attrs = { ...(to - from > 1 ? { colspan: to - from } : {}), ...(rows > 1 ? { rowspan: rows } : {}) }
  return {
    type: isHeader ? 'tableHeader' : 'tableCell',
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    content: content.length > 0 ? content : [plainParagraph('')],
  }
}

/** The right edges that the rows' cells have, in order, those that are nearly the same as one; none where there are too many to mean columns. */
function columnsOf(rows: readonly RtfRow[]): number[] {
  const definitions = new Set(rows.map(({ definition }) => definition))
  const edges = [...new Set([...definitions].flatMap((definition) => definition?.edges ?? []))].sort((a, b) => a - b)
  const columns: number[] = []
  for (const edge of edges) if (columns.length === 0 || edge - (columns.at(-1) ?? 0) > nearby) columns.push(edge)
  return columns.length > mostColumns ? [] : columns
}

/** How many columns end at this edge or before it. */
function columnAt(columns: readonly number[], edge: number): number {
  const after = columns.findIndex((column) => column > edge + 1)
  return after < 0 ? columns.length : after
}
