import type { Span } from '../anchoring/span'

// What can make one character of several code units: marks, joiners, jamo, what is outside of the first plane, and the few letters that Unicode attaches to their neighbours.
const joining = /[\p{M}\p{Cf}\u0d4e\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\uff9e\uff9f\r\u{10000}-\u{10ffff}]/u

let segmenter: Intl.Segmenter | undefined

/**
 * What a text holds beyond one code unit for each character as a person reads it (extended grapheme cluster, UAX 29): for every character of several code
 * units all but the first of them. Left out of a count, each character counts once. Ascending, half-open, UTF-16 code units.
 */
export function characterTails(text: string): Span[] {
  const tails: Span[] = []
  if (!joining.test(text)) return tails
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  // A line end is a character of its own, so lines are looked at one by one: most hold nothing of the kind.
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found + 1
    const line = text.slice(start, end)
    if (joining.test(line)) for (const { segment, index } of segmenter.segment(line)) if (segment.length > 1) tails.push({ start: start + index + 1, end: start + index + segment.length })
    start = end === start ? end + 1 : end
  }
  return tails
}
