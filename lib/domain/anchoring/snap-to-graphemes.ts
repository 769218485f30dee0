import { graphemes, mayJoin } from './graphemes'
import type { Span } from './span'

/**
 * Widens a selection so that it cuts no grapheme (what people take for one character: a flag, a family emoji, a letter with its accents).
 * Offsets are UTF-16 units; a span outside the text throws RangeError, an empty one comes back as it is.
 */
export function snapToGraphemes(text: string, start: number, end: number): Span {
  if (start < 0 || end > text.length || start > end)
    throw new RangeError(`[${start}, ${end}) is outside the text [0, ${text.length}]`)
  if (start === end) return { start, end }
  return { start: boundary(text, start, 'before'), end: boundary(text, end, 'after') }
}

function boundary(text: string, offset: number, side: 'before' | 'after'): number {
  if (isSafe(text, offset)) return offset
  // Segment only between two sure boundaries, so that a selection in a long text costs no more than in a short one.
  let from = offset
  while (!isSafe(text, from)) from -= 1
  let to = offset
  while (!isSafe(text, to)) to += 1
  for (const { start, end } of graphemes(text.slice(from, to))) {
    const [begins, ends] = [from + start, from + end]
    if (offset === begins) return offset
    if (offset < ends) return side === 'before' ? begins : ends
  }
  return offset
}

/** No grapheme spans two code units that join nothing, nor the ends of the text. */
function isSafe(text: string, offset: number): boolean {
  return (
    offset <= 0 || offset >= text.length || (!mayJoin(text.slice(offset - 1, offset + 1)) && !isSurrogate(text, offset))
  )
}

const isSurrogate = (text: string, offset: number): boolean =>
  [text.charCodeAt(offset - 1), text.charCodeAt(offset)].some((unit) => unit >= 0xd800 && unit <= 0xdfff)
