import { RE2JS, RE2JSException } from 're2js'
import type { Span } from '../anchoring/span'
import { standsApart } from './phrase'
import type { QueryFault } from './query'

/** Steps of a compiled pattern at most: every letter of a text may cost as many. */
const mostSteps = 500

export type ParsedPattern =
  | { ok: true; match: (text: string) => Span[] }
  | { ok: false; why: Extract<QueryFault['why'], 'badPattern' | 'tooLong' | 'empty'>; part: string }

/**
 * Reads a regular expression in the syntax of RE2, which takes time in proportion to the text whatever it says: so there is no look-around, and nothing refers
 * back to a group. `match` answers its places in a paragraph, from left to right, none of them empty; ^ and $ are where the paragraph begins and ends.
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
      match: (text) => placesOf(pattern, text).filter((place) => !isWhole || standsApart(text, place)),
    }
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    const part: unknown = 'input' in error ? error.input : ''
    return { ok: false, why: 'badPattern', part: typeof part === 'string' ? part : '' }
  }
}

function placesOf(pattern: RE2JS, text: string): Span[] {
  const matcher = pattern.matcher(text)
  const places: Span[] = []
  while (matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()]
    if (end > start) places.push({ start, end })
  }
  return places
}
