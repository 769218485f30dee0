import type { Span } from '@/lib/domain/anchoring/span'

/** The runs of white space of a text (what \s matches: spaces, line feeds, no-break spaces), in UTF-16 code units. */
export function whiteSpace(text: string): Span[] {
  return Array.from(text.matchAll(/\s+/gu), ({ 0: run, index }) => ({ start: index, end: index + run.length }))
}
