import { graphemes, mayJoin } from '../anchoring/graphemes'
import type { Span } from '../anchoring/span'

/**
 * The characters of a text, as a person takes them (extended grapheme clusters, UAX 29), that have more than one code unit: ascending, half-open, UTF-16 code
 * units. Every other code unit is a character of its own.
 */
export function wideCharacters(text: string): Span[] {
  const found: Span[] = []
  if (!mayJoin(text)) return found
  // A line end is a character of its own, so lines are looked at one by one: most hold nothing of the kind.
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf('\n', start)
    const end = lineEnd < 0 ? text.length : lineEnd + 1
    const line = text.slice(start, end)
    if (mayJoin(line))
      for (const one of graphemes(line))
        if (one.end - one.start > 1) found.push({ start: start + one.start, end: start + one.end })
    start = end
  }
  return found
}
