import type { Span } from '../anchoring/span'
import type { Folding } from './fold-character'
import type { Query, Run, Term } from './query'
import { foldText } from './folded-text'
import { tokensOf, wholeFolding, type Token } from './tokens'

/** Which forms a word is found in beside its own, by the word’s form. */
export type OtherForms = ReadonlyMap<string, ReadonlySet<string>>

const noOthers: OtherForms = new Map()

/** Tokens from one to another, both included. */
interface Place {
  from: number
  to: number
}

/**
 * The places in one paragraph that a query finds, in order and not overlapping; none where the paragraph is not what the query asks for. Where case or accents
 * are told apart a word is found as it was typed and in no other form. Of two words near each other the whole stretch from one to the other is the place.
 */
export function matchBlock(
  text: string,
  query: Query,
  folding: Folding = wholeFolding,
  others: OtherForms = noOthers,
): Span[] {
  const tokens = tokensOf(text, folding)
  const isForm = (token: Token, term: Term) =>
    token.form === term.compared ||
    (term.isPrefix && token.kind === 'word' && token.form.startsWith(term.compared)) ||
    (term.isStemmed && others.get(term.form)?.has(token.form) === true)
  const fits: Fits = (token, term, before) =>
    isForm(token, term) && (!term.isJoined || !before || !partsSigns(text, before.end, token.start))
  const places = placesOf(query, tokens, fits)
  return places ? apart(places.map(({ from, to }) => ({ start: tokens[from]!.start, end: tokens[to]!.end }))) : []
}

/** Whether a token is what is wanted behind the token before it. */
type Fits = (token: Token, term: Term, before: Token | undefined) => boolean

/** Whether anything that one sees stands between two signs; a space does not part them, as little as a line that was broken. */
const partsSigns = (text: string, from: number, to: number): boolean =>
  from < to && foldText(text.slice(from, to), wholeFolding).text.trim() !== ''

/** Where a query stands; null where the paragraph is not what it asks for. */
function placesOf(query: Query, tokens: readonly Token[], fits: Fits): Place[] | null {
  switch (query.kind) {
    case 'run':
      return someOf(placesOfRun(query, tokens, fits))
    case 'not':
      return placesOf(query.part, tokens, fits) ? null : []
    case 'near': {
      const left = placesOf(query.left, tokens, fits)
      const right = left && placesOf(query.right, tokens, fits)
      return right && someOf(nearPlaces(left, right, query.distance))
    }
    case 'and': {
      const places: Place[] = []
      for (const part of query.parts) {
        const found = placesOf(part, tokens, fits)
        if (!found) return null
        places.push(...found)
      }
      return places
    }
    case 'or': {
      const found = query.parts.flatMap((part) => {
        const places = placesOf(part, tokens, fits)
        return places ? [places] : []
      })
      return found.length > 0 ? found.flat() : null
    }
  }
}

const someOf = (places: Place[]): Place[] | null => (places.length > 0 ? places : null)

function placesOfRun({ terms }: Run, tokens: readonly Token[], fits: Fits): Place[] {
  const places: Place[] = []
  for (let from = 0; from + terms.length <= tokens.length; from++)
    if (terms.every((term, at) => fits(tokens[from + at]!, term, at > 0 ? tokens[from + at - 1] : undefined)))
      places.push({ from, to: from + terms.length - 1 })
  return places
}

/** Of each place of the one side the nearest of the other that begins or ends at most so many words away, both as one stretch. */
function nearPlaces(left: readonly Place[], right: readonly Place[], distance: number): Place[] {
  const sorted = right.toSorted((one, other) => one.from - other.from)
  const places: Place[] = []
  for (const one of left) {
    let best: Place | undefined
    let nearest = distance + 1
    for (let at = firstAtOrAfter(sorted, one.from - distance - longest(sorted)); at < sorted.length; at++) {
      const other = sorted[at]!
      if (other.from - one.to > distance) break
      const gap = other.from > one.to ? other.from - one.to : one.from > other.to ? one.from - other.to : 0
      // The same words are not near themselves.
      if (gap === 0 || gap >= nearest) continue
      nearest = gap
      best = { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) }
    }
    if (best) places.push(best)
  }
  return places
}

const lengths = new WeakMap<readonly Place[], number>()

function longest(places: readonly Place[]): number {
  let length = lengths.get(places)
  if (length === undefined) {
    length = places.reduce((most, { from, to }) => Math.max(most, to - from), 0)
    lengths.set(places, length)
  }
  return length
}

function firstAtOrAfter(places: readonly Place[], from: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (places[middle]!.from >= from) high = middle
    else low = middle + 1
  }
  return low
}

/** Spans in order, without those that begin within one before; of two that begin together the longer. */
function apart(spans: readonly Span[]): Span[] {
  const places: Span[] = []
  let free = 0
  for (const span of spans.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    if (span.start < free) continue
    places.push(span)
    free = span.end
  }
  return places
}
