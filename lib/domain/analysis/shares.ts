/** What a cell of a table is a share of. */
export type ShareOf = 'row' | 'column' | 'total'

/** How many passages, in how many documents. */
export interface Count {
  annotations: number
  documents: number
}

/** Of which whole a cell is shown as a share: its row's passages, its column's, or all that are counted. */
export function shareOf(
  cell: Count,
  of: ShareOf,
  wholes: { row: Count | undefined; column: Count | undefined; total: Count },
): number {
  const whole = of === 'total' ? wholes.total : wholes[of]
  return whole === undefined || whole.annotations === 0 ? 0 : cell.annotations / whole.annotations
}
