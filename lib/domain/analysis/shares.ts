/** What a cell of a table is a share of. */
export type ShareOf = 'row' | 'column' | 'total'

/** How many passages, in how many documents. */
export interface Count {
  annotations: number
  documents: number
}

/** Which of them a table shows. */
export type Counted = keyof Count

/** Of which whole a cell is shown as a share: its row's passages or documents, its column's, or all that are counted. */
export function shareOf(
  cell: Count,
  counted: Counted,
  of: ShareOf,
  wholes: { row: Count | undefined; column: Count | undefined; total: Count },
): number {
  const whole = of === 'total' ? wholes.total : wholes[of]
  return whole === undefined || whole[counted] === 0 ? 0 : cell[counted] / whole[counted]
}
