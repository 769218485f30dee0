export type Cell = string | number | boolean | Date | null

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
