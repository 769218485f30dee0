import type { Span } from '../anchoring/span'
import type { Folding } from './fold-character'
import { foldText, type FoldedText } from './folded-text'

/**
 * Where a query stands in a folded text, as spans of its source: whole characters, in order, not overlapping. Half a ligature is found with the whole of it; a
 * letter is not found in one with an accent where accents are told apart. A query of which folding leaves nothing stands nowhere.
 */
export function findIn(folded: FoldedText, query: string, folding: Folding): Span[] {
  const wanted = foldText(query, folding).text
  const hits: Span[] = []
  if (wanted === '') return hits
  const { text, starts, ends, isLetter } = folded
  let free = 0
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const beyond = at + wanted.length
    if (!isLetter[at] || (beyond < text.length && !isLetter[beyond]) || starts[at]! < free) continue
    free = ends[beyond - 1]!
    hits.push({ start: starts[at]!, end: free })
    // The next cannot begin before this one ends.
    at = beyond - 1
  }
  return hits
}

/** Index of the first hit that begins at or after `offset`, or the first of all beyond the last; -1 where there are none. */
export function firstFrom(hits: readonly Span[], offset: number): number {
  if (hits.length === 0) return -1
  let [low, high] = [0, hits.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (hits[middle]!.start >= offset) high = middle
    else low = middle + 1
  }
  return low === hits.length ? 0 : low
}
