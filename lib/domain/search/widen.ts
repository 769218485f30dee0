import type { Span } from '../anchoring/span'

/** What of a place that was found is tagged: the words found, or the sentences or paragraphs they stand in. */
export const hitUnits = ['hit', 'sentence', 'paragraph'] as const
export type HitUnit = (typeof hitUnits)[number]

/**
 * The span to tag for a place that was found in `text`: the place itself, or from the beginning of the sentence or paragraph in which it begins to the end of the
 * one in which it ends, without white space about it. What is answered always holds the place. `sentences` are where sentences begin, in order, the first at 0;
 * paragraphs end with a line. Offsets are UTF-16 code units, half-open.
 */
export function widened(text: string, hit: Span, unit: HitUnit, sentences: readonly number[]): Span {
  if (unit === 'hit') return hit
  const around = unit === 'sentence' ? sentencesAround(text, hit, sentences) : linesAround(text, hit)
  const within = trimmed(text, around)
  return { start: Math.min(within.start, hit.start), end: Math.max(within.end, hit.end) }
}

function linesAround(text: string, { start, end }: Span): Span {
  const lineEnd = text.indexOf('\n', end)
  return { start: start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1, end: lineEnd < 0 ? text.length : lineEnd }
}

/** A sentence never goes on in the next paragraph, whatever stands at the end of this one. */
function sentencesAround(text: string, hit: Span, sentences: readonly number[]): Span {
  const lines = linesAround(text, hit)
  const first = beginningAt(sentences, hit.start)
  const next = sentences[beginningAt(sentences, hit.end - 1) + 1] ?? text.length
  return { start: Math.max(lines.start, sentences[first] ?? 0), end: Math.min(lines.end, next) }
}

/** The index of the last of `beginnings` at or before `offset`. */
function beginningAt(beginnings: readonly number[], offset: number): number {
  let [low, high] = [0, beginnings.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((beginnings[middle] ?? Infinity) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function trimmed(text: string, { start, end }: Span): Span {
  const piece = text.slice(start, end)
  const from = start + (piece.length - piece.trimStart().length)
  return { start: from, end: Math.max(from, end - (piece.length - piece.trimEnd().length)) }
}
