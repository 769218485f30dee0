import { failure, success, type Result } from '@/lib/domain/result'
import { isHigh, isLow, type Span } from './span'

/** Converts between UTF-16 offsets (ours, JavaScript's) and code point offsets (REFI-QDA's, W3C's, Python's) of one text. */
export interface CodePointIndex {
  /** Length of the text in code points. */
  length: number
  /** Code point offset of a UTF-16 offset. Throws RangeError outside the text or inside a surrogate pair. */
  toCodePoint(utf16: number): number
  /** UTF-16 offset of a code point offset. Throws RangeError outside the text. */
  toUtf16(codePoint: number): number
}

/** Reads the text once; each conversion is then O(log astral characters), and free in a text that has none. */
export function codePointIndex(text: string): CodePointIndex {
  const pairs: number[] = []
  for (let at = 0; at < text.length - 1; at += 1) {
    if (isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1))) pairs.push(at++)
  }
  const length = text.length - pairs.length
  const toCodePoint = (utf16: number): number => {
    if (!Number.isInteger(utf16) || utf16 < 0 || utf16 > text.length)
      throw new RangeError(`UTF-16 offset ${utf16} is outside the text [0, ${text.length}]`)
    const before = countWhere(pairs.length, (pair) => (pairs[pair] as number) < utf16)
    if (before > 0 && pairs[before - 1] === utf16 - 1)
      throw new RangeError(`UTF-16 offset ${utf16} is inside a surrogate pair`)
    return utf16 - before
  }
  const toUtf16 = (codePoint: number): number => {
    if (!Number.isInteger(codePoint) || codePoint < 0 || codePoint > length)
      throw new RangeError(`Code point offset ${codePoint} is outside the text [0, ${length}]`)
    // The n-th pair begins n code points before its UTF-16 offset.
    return codePoint + countWhere(pairs.length, (pair) => (pairs[pair] as number) - pair < codePoint)
  }
  return { length, toCodePoint, toUtf16 }
}

/** One conversion; for many in the same text keep a codePointIndex. */
export const utf16ToCodePoint = (text: string, utf16: number): number => codePointIndex(text).toCodePoint(utf16)

/** One conversion; for many in the same text keep a codePointIndex. */
export const codePointToUtf16 = (text: string, codePoint: number): number => codePointIndex(text).toUtf16(codePoint)

/** A span that another tool gave in code points; one that cannot be an annotation comes back with its fault. */
export function spanFromCodePoints(
  index: CodePointIndex,
  start: number,
  end: number,
): Result<Span, 'not-an-integer' | 'out-of-range' | 'empty'> {
  if (!Number.isInteger(start) || !Number.isInteger(end)) return failure('not-an-integer')
  if (start < 0 || start > end || end > index.length) return failure('out-of-range')
  if (start === end) return failure('empty')
  return success({ start: index.toUtf16(start), end: index.toUtf16(end) })
}

/** How many of 0..count-1 satisfy a condition that holds for a leading run of them. */
function countWhere(count: number, holds: (item: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}
