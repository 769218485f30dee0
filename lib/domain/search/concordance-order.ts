import { foldName } from './has-words'

/** Places by the words on one side of them: before, from the nearest word outwards; after, as one reads. Equal ones stay in the order in which they were given. */
export function inOrder<Row extends { before: string; after: string }>(
  rows: readonly Row[],
  side: 'before' | 'after',
): Row[] {
  const keyOf = ({ before, after }: Row) => {
    const words = foldName(side === 'before' ? before : after).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
    return (side === 'before' ? words.toReversed() : words).join(' ')
  }
  const compare = new Intl.Collator('und', { numeric: true }).compare
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .toSorted((one, other) => compare(one.key, other.key))
    .map(({ row }) => row)
}
