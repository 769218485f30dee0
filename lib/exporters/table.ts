/** A day without a time, as ISO 8601. */
export interface Day {
  day: string
}

export type Cell = string | number | boolean | Date | Day | null

export const isDay = (cell: Cell): cell is Day => typeof cell === 'object' && cell !== null && 'day' in cell

export interface Column {
  header: string
  /** Width in characters, where the format has widths. */
  width: number
}

/** Rows on their way to a spreadsheet. Every row has one cell per column; dates are instants. */
export interface Table {
  name: string
  columns: Column[]
  batches: AsyncIterable<Cell[][]>
}
