import { splitsPair, type Span } from './span'

// What can make one character of several code units: marks, joiners, jamo, what is outside of the first plane, and the few letters that Unicode attaches to their neighbours.
const joining =
  /[\p{M}\p{Cf}\u0d4e\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\uff9e\uff9f\r\u{10000}-\u{10ffff}]/u

/** Whether there may be a character of several code units in this text. */
export const mayJoin = (text: string): boolean => joining.test(text)

let segmenter: Intl.Segmenter | undefined

/** Code units that are looked at in one go: the time of Intl.Segmenter grows with the square of what it is given. */
const usual = 64

/**
 * The characters of a text as a person takes them (extended grapheme clusters, UAX 29), in order, as spans that make it up. In time proportional to the text, where
 * no character is of more than some dozen code units. The text is looked at piece by piece, each from where the last surely ended.
 */
export function* graphemes(text: string): Generator<Span> {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  let size = usual
  for (let from = 0; from < text.length;) {
    let to = Math.min(text.length, from + size)
    if (splitsPair(text, to)) to += 1
    let last: Span | undefined
    for (const { segment, index } of segmenter.segment(text.slice(from, to))) {
      if (last) yield last
      last = { start: from + index, end: from + index + segment.length }
    }
    if (!last) return
    // What ends where the piece ends may go on beyond.
    if (to === text.length) {
      yield last
      return
    }
    size = last.start === from ? 2 * size : usual
    from = last.start
  }
}
