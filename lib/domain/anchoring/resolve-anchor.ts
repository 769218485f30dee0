import type { AnchorDescription } from './describe-anchor'
import { occurrences } from './occurrences'
import type { Span } from './span'
import { splitsPair } from './span'

export interface Anchor extends AnchorDescription, Span {}

/** An anchor found in a text. `score` is 1 where the quote stands at its offset, else 0.5 for the quote plus up to 0.5 for agreeing context. */
export interface Resolved extends Span {
  state: 'resolved'
  how: 'position' | 'quote'
  score: number
}

/** An anchor that could not be placed. Candidates come best first. */
export interface Unresolved {
  state: 'unresolved'
  reason: 'empty-quote' | 'not-found' | 'ambiguous'
  candidates: (Span & { score: number })[]
}

const shownCandidates = 10

/**
 * Places an anchor in a text: at its own offset where the quote stands there, else at the occurrence of the quote whose surroundings agree
 * best with the kept context. Two occurrences that agree equally well are not told apart by guessing: the answer is then `ambiguous`.
 */
export function resolveAnchor(text: string, anchor: Anchor): Resolved | Unresolved {
  const { start, end, quote } = anchor
  if (quote === '') return { state: 'unresolved', reason: 'empty-quote', candidates: [] }
  if (
    Number.isInteger(start) &&
    start >= 0 &&
    end - start === quote.length &&
    text.startsWith(quote, start) &&
    onBoundaries(text, start, end)
  ) {
    return { state: 'resolved', how: 'position', score: 1, start, end }
  }
  const candidates = bestOccurrences(text, anchor)
  const [best, second] = candidates
  if (!best) return { state: 'unresolved', reason: 'not-found', candidates: [] }
  if (second && second.score === best.score) return { state: 'unresolved', reason: 'ambiguous', candidates }
  return { state: 'resolved', how: 'quote', ...best }
}

/** The best of the places where the quote stands, best first: no more are kept while they are looked at, for there may be one at each letter. */
function bestOccurrences(text: string, anchor: Anchor): (Span & { score: number })[] {
  const { start, quote } = anchor
  const best: (Span & { score: number })[] = []
  for (const at of occurrences(text, quote)) {
    const place = { start: at, end: at + quote.length, score: score(text, at, anchor) }
    if (!onBoundaries(text, place.start, place.end)) continue
    const isBetter = (than: Span & { score: number }) =>
      place.score > than.score || (place.score === than.score && Math.abs(at - start) < Math.abs(than.start - start))
    const last = best[shownCandidates - 1]
    if (last && !isBetter(last)) continue
    const rank = best.findIndex(isBetter)
    if (rank === -1) best.push(place)
    else best.splice(rank, 0, place)
    best.length = Math.min(best.length, shownCandidates)
  }
  return best
}

function onBoundaries(text: string, start: number, end: number): boolean {
  return !splitsPair(text, start) && !splitsPair(text, end)
}

function score(text: string, at: number, { quote, prefix, suffix }: Anchor): number {
  const kept = prefix.length + suffix.length
  if (kept === 0) return 0.5
  let before = 0
  while (before < prefix.length && before < at && text[at - 1 - before] === prefix[prefix.length - 1 - before])
    before += 1
  const end = at + quote.length
  let after = 0
  while (after < suffix.length && text[end + after] === suffix[after]) after += 1
  return 0.5 + (0.5 * (before + after)) / kept
}
