/** Lower case without changing any length, so that an offset in the result is the same offset in the text. */
export function foldCase(text: string): string {
  const folded = text.toLowerCase()
  if (folded.length === text.length) return folded
  // A few letters (the Turkish capital dotted I) become two units in lower case; those stay as they are.
  return Array.from(text, (character) => {
    const lower = character.toLowerCase()
    return lower.length === character.length ? lower : character
  }).join('')
}

/** Where `query` stands in a folded text: starts of matches that do not overlap, in order. An empty query stands nowhere. */
export function findAll(folded: string, query: string): number[] {
  const wanted = foldCase(query)
  const starts: number[] = []
  if (wanted === '') return starts
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) starts.push(at)
  return starts
}

/** Index of the first start at or after `offset`, or the first of all beyond the last; -1 where there are none. */
export function firstFrom(starts: readonly number[], offset: number): number {
  if (starts.length === 0) return -1
  const found = starts.findIndex((start) => start >= offset)
  return found === -1 ? 0 : found
}
