import type { Span } from '../anchoring/span'
import { segmenterFor } from '../sentences/segmenter-for'

/**
 * The offset one word on (1) or back (-1): on the way forward the end of the next word, on the way back the start of the one before. White space and
 * punctuation are stepped over. The text's end and start are the last steps. `locale` is BCP 47 and decides how Chinese or Thai is cut.
 */
export function stepWord(text: string, offset: number, step: 1 | -1, locale = 'und'): number {
  // Words are short: looking at a window keeps a step in a long text as cheap as in a short one.
  for (let reach = 200; ; reach *= 4) {
    const from = step === 1 ? offset : Math.max(0, offset - reach)
    const to = step === 1 ? Math.min(text.length, offset + reach) : offset
    const words = wordRanges(text.slice(from, to), locale).map(({ start, end }) => ({
      start: start + from,
      end: end + from,
    }))
    if (step === 1) {
      const word = words.find(({ end }) => end > offset)
      if (word && (word.end < to || to === text.length)) return word.end
      if (to === text.length) return text.length
    } else {
      const word = words.findLast(({ start }) => start < offset)
      if (word && (word.start > from || from === 0)) return word.start
      if (from === 0) return 0
    }
  }
}

/** The offset one grapheme (what people take for a character) on or back; the text's end and start are the last steps. */
export function stepGrapheme(text: string, offset: number, step: 1 | -1): number {
  // 64 units hold the longest emoji sequences; segmenting from a line start keeps flags, which come in pairs, in step.
  if (step === 1) {
    const first = graphemes
      .segment(text.slice(offset, offset + 64))
      [Symbol.iterator]()
      .next()
    return first.done ? offset : offset + first.value.segment.length
  }
  const from = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - 256, 0)
  if (from === offset) return Math.max(0, offset - 1)
  let last = from
  for (const { index } of graphemes.segment(text.slice(from, offset))) last = from + index
  return last
}

/** A selection without the white space at its ends; an all-white one collapses to its start. */
export function trimmed(text: string, { start, end }: Span): Span {
  const body = text.slice(start, end)
  const lead = body.length - body.trimStart().length
  return lead === body.length ? { start, end: start } : { start: start + lead, end: start + body.trimEnd().length }
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

function wordRanges(text: string, locale: string): Span[] {
  const ranges: Span[] = []
  for (const { segment, index, isWordLike } of segmenterFor(locale, 'word').segment(text)) {
    if (isWordLike) ranges.push({ start: index, end: index + segment.length })
  }
  return ranges
}
