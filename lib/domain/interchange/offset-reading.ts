import { codePointIndex } from '@/lib/domain/anchoring/code-points'
import { newlineMap } from '@/lib/domain/anchoring/newlines'
import { checkSpan, type Span } from '@/lib/domain/anchoring/span'
import { lettersOf } from './same-letters'

/** How a program counts positions in a text: in which units, and a carriage return with its line feed as how many. */
export interface OffsetReading {
  unit: 'codepoint' | 'utf16'
  lineEnd: 1 | 2
}

/** The standard's own. */
const first: OffsetReading = { unit: 'codepoint', lineEnd: 2 }

/** Where readings are as good, the first of them is taken. */
const readings: readonly OffsetReading[] = [
  first,
  { unit: 'codepoint', lineEnd: 1 },
  { unit: 'utf16', lineEnd: 2 },
  { unit: 'utf16', lineEnd: 1 },
]

/** A text as another program has it, without a byte order mark, and what is marked in it by that program's positions. */
export interface ForeignText {
  text: string
  marked: readonly { start: number; end: number; name: string }[]
}

/** As many are looked at as make it sure. */
const enough = 3000

/**
 * Which of the ways to count the positions of these texts were meant in: that in which most selections hold the words that they are named by, and begin and end
 * where words and lines do. REFI-QDA says code points and nothing of line ends; programs differ.
 */
export function readingOf(texts: readonly ForeignText[]): OffsetReading {
  let [best, most] = [first, -Infinity]
  for (const reading of readings) {
    let [points, seen] = [0, 0]
    for (const { text, marked } of texts) {
      if (seen >= enough) break
      const place = placesIn(text, reading)
      const lines = text.replaceAll('\r\n', '\n')
      for (const { start, end, name } of marked.slice(0, enough - seen))
        points += pointsOf(lines, place(start, end), name)
      seen += marked.length
    }
    if (points > most) [best, most] = [reading, points]
  }
  return best
}

/** A text, and what is marked in it with the very words that its file keeps of each place. */
export interface QuotedText {
  text: string
  marked: readonly { start: number; end: number; words: string }[]
}

/** The same where the file keeps the words of what is marked: that way to count in which most places have their words, white space aside. */
export function readingByWords(texts: readonly QuotedText[]): OffsetReading {
  let [best, most] = [first, -1]
  for (const reading of readings) {
    let [found, seen] = [0, 0]
    for (const { text, marked } of texts) {
      if (seen >= enough) break
      const place = placesIn(text, reading)
      const lines = text.replaceAll('\r\n', '\n')
      for (const { start, end, words } of marked.slice(0, enough - seen)) {
        const span = place(start, end)
        if (span && lettersOf(lines.slice(span.start, span.end)) === lettersOf(words)) found += 1
      }
      seen += marked.length
    }
    if (found > most) [best, most] = [reading, found]
  }
  return best
}

/** How well a selection fits: by its name, where that is words of the text, and by its edges. */
function pointsOf(text: string, span: Span | null, name: string): number {
  if (!span) return -4
  const words = squeezed(text.slice(span.start, span.end))
  const named = squeezed(name.replace(/(…|\.\.\.)$/u, ''))
  const isNamed = named.length > 3 && words.startsWith(named)
  return (isNamed ? 4 : 0) + edge(text, span.start, 1) + edge(text, span.end, -1)
}

const squeezed = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim()
const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)

/** One point where a word or line has its end at an offset, and what is marked has a letter or sign there and no blank. */
function edge(text: string, at: number, inwards: 1 | -1): number {
  const [inside, outside] = inwards === 1 ? [text[at], text[at - 1]] : [text[at - 1], text[at]]
  if (inside === undefined || /\s/u.test(inside)) return 0
  return isLetter(inside) && isLetter(outside) ? 0 : 1
}

/**
 * Where positions of a reading lie in the text with LF for every line end, in UTF-16 units; null where there is no such place, or nothing in it. The end is
 * excluded.
 */
export function placesIn(text: string, { unit, lineEnd }: OffsetReading): (start: number, end: number) => Span | null {
  // Where a line end counts one, positions are of the text that has it as one.
  const counted = lineEnd === 1 ? text.replaceAll('\r\n', '\n') : text
  const lines = text.replaceAll('\r\n', '\n')
  const index = unit === 'codepoint' ? codePointIndex(counted) : null
  const inLines = newlineMap(counted)
  const inText = (position: number): number => inLines(index ? index.toUtf16(position) : position)
  const length = index?.length ?? counted.length
  return (start, end) => {
    if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end <= length)) return null
    const span = checkSpan(lines, inText(start), inText(end))
    return span.ok ? span.value : null
  }
}
