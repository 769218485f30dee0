import type { Span } from '../anchoring/span'

// What can make one character of several code units: marks, joiners, jamo, what is outside of the first plane, and the few letters that Unicode attaches to their neighbours.
const joining =
  /[\p{M}\p{Cf}\u0d4e\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\uff9e\uff9f\r\u{10000}-\u{10ffff}]/u

let segmenter: Intl.Segmenter | undefined

/**
 * The characters of a text, as a person takes them (extended grapheme clusters, UAX 29), that have more than one code unit: ascending, half-open, UTF-16 code
 * units. Every other code unit is a character of its own.
 */
export function wideCharacters(text: string): Span[] {
  const found: Span[] = []
  if (!joining.test(text)) return found
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  // A line end is a character of its own, so lines are looked at one by one: most hold nothing of the kind.
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf('\n', start)
    const end = lineEnd < 0 ? text.length : lineEnd + 1
    const line = text.slice(start, end)
    if (joining.test(line))
      for (const { segment, index } of segmenter.segment(line))
        if (segment.length > 1) found.push({ start: start + index, end: start + index + segment.length })
    start = end
  }
  return found
}
