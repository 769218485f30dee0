import type { ConfusionCell } from './confused-passages'

/**
 * What a cell of the confusion table says of a stretch and a pair of coders. Tags that both gave are set aside first, so the last row and column do not mean
 * that a coder gave no tag: they gave no further one. Only where neither gave a further tag and they share none do both have no tag at all.
 */
export const confusionSenses = ['shared', 'against', 'row-only', 'column-only', 'neither'] as const
export type ConfusionSense = (typeof confusionSenses)[number]

export function senseOf({ row, column }: ConfusionCell): ConfusionSense {
  if (row === null) return column === null ? 'neither' : 'column-only'
  if (column === null) return 'row-only'
  return row === column ? 'shared' : 'against'
}

/** The name of the last row and column, for files. */
export const noFurtherTag = 'No further tag'

const sentences: Record<ConfusionSense, (row: string, column: string) => string> = {
  shared: (row) => `Both gave ${row}`,
  against: (row, column) => `The coder of the row gave ${row} and not ${column}, the other ${column} and not ${row}`,
  'row-only': (row) => `The coder of the row gave ${row}; the other did not, and gave nothing that the first had not given too`,
  'column-only': (_, column) => `The coder of the column gave ${column}; the other did not, and gave nothing that the first had not given too`,
  neither: () => 'Neither gave any tag',
}

/** The sentence for a cell, for files. */
export const senseSentence = (cell: ConfusionCell, row: string, column: string): string => sentences[senseOf(cell)](row, column)
