/**
 * Counts in a row of places, drawn together into at most `columns` columns of neighbours, so that a card can show a corpus of any size.
 * The sum is kept.
 */
export function spread(counts: readonly number[], columns: number): number[] {
  if (counts.length <= columns) return [...counts]
  const result = Array.from({ length: columns }, () => 0)
  counts.forEach((count, i) => {
    const at = Math.floor((i * columns) / counts.length)
    result[at] = (result[at] ?? 0) + count
  })
  return result
}
