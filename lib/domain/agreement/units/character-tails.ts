import type { Span } from '@/lib/domain/anchoring/span'
import { wideCharacters } from '@/lib/domain/search/wide-characters'

/**
 * What a text holds beyond one code unit for each character as a person reads it: for every character of several code units all but the first of them. Left
 * out of a count, each character counts once. Ascending, half-open, UTF-16 code units.
 */
export const characterTails = (text: string): Span[] =>
  wideCharacters(text).map(({ start, end }) => ({ start: start + 1, end }))
