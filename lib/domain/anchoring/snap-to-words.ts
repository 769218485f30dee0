import type { Span } from './span'

/**
 * Moves the ends of a selection that lie inside a word to the nearer end of that word, as a hand means it that is a letter short or too far; half a word is taken
 * whole. What lies inside one word stays as it is, for then the part is meant, and so does what is written without spaces between words. Offsets are UTF-16 units;
 * what comes back is never empty where the selection is not.
 */
export function snapToWords(text: string, { start, end }: Span): Span {
  if (start >= end) return { start, end }
  const [first, last] = [wordAround(text, start), wordAround(text, end)]
  // Both ends in one word: a part of it is meant.
  if (first && last && first.start === last.start) return { start, end }
  const from = first ? (start - first.start <= first.end - start ? first.start : first.end) : start
  const to = last ? (end - last.start >= last.end - end ? last.end : last.start) : end
  return /\S/.test(text.slice(from, to)) ? { start: from, end: to } : { start, end }
}

/** The word that an offset lies inside of; null between words and at their ends. */
function wordAround(text: string, offset: number): Span | null {
  let start = offset
  while (isJoint(text, start)) start -= 1
  let end = offset
  while (isJoint(text, end)) end += 1
  return start < offset && offset < end ? { start, end } : null
}

const letter = /[\p{L}\p{M}\p{N}]/u
/** Scripts that set no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u
const isOfWord = (sign: string | undefined): boolean => sign !== undefined && letter.test(sign) && !unspaced.test(sign)
/** Within a word, as in “don’t”. */
const isApostrophe = (sign: string | undefined): boolean => sign === "'" || sign === '’'

/** Whether no word ends at an offset: what stands on both sides belongs to one. */
function isJoint(text: string, offset: number): boolean {
  const [before, after] = [text[offset - 1], text[offset]]
  if (isOfWord(before) && isOfWord(after)) return true
  if (isApostrophe(after)) return isOfWord(before) && isOfWord(text[offset + 1])
  return isApostrophe(before) && isOfWord(text[offset - 2]) && isOfWord(after)
}
