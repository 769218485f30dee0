import { RE2JS, RE2JSException } from 're2js'
import type { Span } from '../anchoring/span'
import { standsApart } from './phrase'
import type { QueryFault } from './query'

/** Steps of a compiled pattern at most: every letter of a text may cost as many. */
const mostSteps = 500
/** Letters of a paragraph times steps of a pattern that one look may take, which nothing can end: some tenths of a second. */
const mostOfLook = 3_000_000

/** A pattern that takes too long on a paragraph. */
export class PatternTooSlow extends Error {}

export type ParsedPattern =
  | { ok: true; match: (text: string, mayGoOn: () => boolean) => Span[] }
  | { ok: false; why: Extract<QueryFault['why'], 'badPattern' | 'tooLong' | 'empty'>; part: string }

/**
 * Reads a regular expression in the syntax of RE2: one look for the next place takes time in proportion to the text whatever it says, so there is no
 * look-around, and nothing refers back to a group. `match` answers its places in a paragraph, from left to right, none of them empty; ^ and $ are where the
 * paragraph begins and ends. It throws PatternTooSlow where a look would take too long, and where `mayGoOn` answers false before another: each may read to the end.
 */
export function parsePattern(
  source: string,
  { isExactCase, isWhole }: { isExactCase: boolean; isWhole: boolean },
): ParsedPattern {
  if (source.trim() === '') return { ok: false, why: 'empty', part: '' }
  try {
    const pattern = RE2JS.compile(source, isExactCase ? 0 : RE2JS.CASE_INSENSITIVE)
    if (pattern.programSize() > mostSteps) return { ok: false, why: 'tooLong', part: '' }
    return {
      ok: true,
      match: (text, mayGoOn) =>
        placesOf(pattern, text, mayGoOn).filter((place) => !isWhole || standsApart(text, place)),
    }
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    const part: unknown = 'input' in error ? error.input : ''
    return { ok: false, why: 'badPattern', part: typeof part === 'string' ? part : '' }
  }
}

function placesOf(pattern: RE2JS, text: string, mayGoOn: () => boolean): Span[] {
  if (text.length * pattern.programSize() > mostOfLook) throw new PatternTooSlow()
  const matcher = pattern.matcher(text)
  const places: Span[] = []
  while (matcher.find()) {
    if (!mayGoOn()) throw new PatternTooSlow()
    const [start, end] = [matcher.start(), matcher.end()]
    if (end > start) places.push({ start, end })
  }
  return places
}
