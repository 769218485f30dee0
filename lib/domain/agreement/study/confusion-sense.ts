import type { ConfusionCell } from './confused-passages'

/**
 * What a cell of the confusion table says of a stretch and a pair of coders. Tags that both gave are set aside first, so the last row and column do not mean
 * that a coder gave no tag: they gave no further one. Only where neither gave a further tag and they share none do both have no tag at all. The sentence for
 * each is in the messages (`agreement.confusion.sense`), for the page and for files.
 */
export type ConfusionSense = 'shared' | 'against' | 'row-only' | 'column-only' | 'neither'

export function senseOf({ row, column }: ConfusionCell): ConfusionSense {
  if (row === null) return column === null ? 'neither' : 'column-only'
  if (column === null) return 'row-only'
  return row === column ? 'shared' : 'against'
}
