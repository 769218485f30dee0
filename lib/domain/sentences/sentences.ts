import type { Span } from '../anchoring/span'
import { falseEnd } from './false-end'
import { segmenterFor } from './segmenter-for'

/**
 * The rules by which sentences are cut: version 1 were those of Unicode alone, with the machine's locale where a language was unknown; version 2 knows
 * abbreviations, initials, numbered parts and quoted speech, and asks no machine. A figure that was counted in sentences says which.
 */
export const sentenceVersion = 2

/**
 * The sentences of a text with the white space that follows them: they touch one another, and together they are the text. `language` is BCP 47; an unknown one is
 * cut like English. What is cut depends on the text and its language alone.
 */
export function sentencesOf(text: string, language: string): Span[] {
  const sentences: Span[] = []
  let start = 0
  for (const found of unicodeEnds(text, language)) {
    const end = withReferences(text, Math.max(start, found))
    if (end <= start || (end < text.length && falseEnd(text, start, end, language))) continue
    sentences.push({ start, end })
    start = end
  }
  if (start < text.length) sentences.push({ start, end: text.length })
  return sentences
}

/**
 * Where Unicode's rules end sentences, in order. Walking a whole text with one segmenter takes time that grows with its square, so it is walked in stretches. Of a
 * stretch the last two ends are left to the next one: what decides about an end is never farther off than the end after it.
 */
function* unicodeEnds(text: string, language: string): Generator<number> {
  const segmenter = segmenterFor(language, 'sentence')
  let from = 0
  for (let size = stretch; from < text.length;) {
    const isLast = from + size >= text.length
    const ends: number[] = []
    for (const { index, segment } of segmenter.segment(text.slice(from, from + size)))
      ends.push(from + index + segment.length)
    const sure = isLast ? ends : ends.slice(0, -2)
    yield* sure
    from = sure.at(-1) ?? from
    size = sure.length === 0 ? size * 2 : stretch
    if (isLast) return
  }
}

const stretch = 4096

/** Signs of a note that follow the full stop without a space belong to the sentence before them: "rose.[1] The", "left.² They". */
const references =
  /^(?:\d{1,3}(?:[,–-]\d{1,3})*\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+)(?:\[\d{1,3}\]|[\u00b9\u00b2\u00b3\u2070-\u2079])*[ \t\u00a0]*/u

function withReferences(text: string, end: number): number {
  const before = text[end - 1]
  const opened = before === '['
  if (!opened && !/[\u00b9\u00b2\u00b3\u2070-\u2079]/u.test(text[end] ?? '')) return end
  const found = references.exec(text.slice(end, end + 40))
  return found && (opened || before !== ' ') ? end + found[0].length : end
}
