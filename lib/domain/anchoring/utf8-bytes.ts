import { isHigh, isLow } from './span'

/** A place is kept for each so many UTF-16 units; from there on it is counted. */
const step = 512

/** Converts offsets that another program counts in bytes of UTF-8 to UTF-16 offsets of the same text. */
export interface Utf8Index {
  /** Bytes of the whole text in UTF-8. */
  length: number
  /** The UTF-16 offset of a byte offset; null outside the text and inside a character. */
  toUtf16(byte: number): number | null
}

/** Reads the text once; each conversion then counts some hundred units at most. A lone surrogate counts as three bytes, as what replaces it does. */
export function utf8Index(text: string): Utf8Index {
  const bytesAt: number[] = []
  let length = 0
  for (let at = 0; at < text.length; at += 1) {
    if (at % step === 0) bytesAt.push(length)
    length += bytesOf(text, at)
  }
  return {
    length,
    toUtf16: (byte) => {
      if (!Number.isInteger(byte) || byte < 0 || byte > length) return null
      let [low, high] = [0, bytesAt.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((bytesAt[middle] as number) <= byte) low = middle + 1
        else high = middle
      }
      let at = Math.max(0, low - 1) * step
      let counted = bytesAt[low - 1] ?? 0
      while (counted < byte) counted += bytesOf(text, at++)
      // After the first half of a pair all of its bytes are counted, and its second half has none.
      while (at < text.length && bytesOf(text, at) === 0) at += 1
      return counted === byte ? at : null
    },
  }
}

/** Bytes of the unit at an offset; those of a pair are counted with its first half. */
function bytesOf(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (unit < 0x80) return 1
  if (unit < 0x800) return 2
  if (isHigh(unit) && isLow(text.charCodeAt(at + 1))) return 4
  return isLow(unit) && at > 0 && isHigh(text.charCodeAt(at - 1)) ? 0 : 3
}
