import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placesIn, readingByWords, readingOf, type OffsetReading } from './offset-reading'
import { lettersOf } from './same-letters'

const readings: OffsetReading[] = (['codepoint', 'utf16'] as const).flatMap((unit) =>
  ([1, 2] as const).map((lineEnd) => ({ unit, lineEnd })),
)

/** The position of a UTF-16 offset of `text` as a program counts that reads so. */
function positionIn(text: string, at: number, { unit, lineEnd }: OffsetReading): number {
  const before = lineEnd === 1 ? text.slice(0, at).replaceAll('\r\n', '\n') : text.slice(0, at)
  return unit === 'codepoint' ? [...before].length : before.length
}

/** Where in a text with two signs a line end an offset of it with one is. */
function inSource(source: string, offset: number): number {
  let at = 0
  for (let left = offset; left > 0; left -= 1) at += source.startsWith('\r\n', at) ? 2 : 1
  return at
}

/** Words of a text, each with its place. */
const wordsOf = (text: string) => [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({ word, index }))

const text = fc
  .array(fc.constantFrom('boats', 'Ä', '中文', '𝒳𝒴', '👩🏽‍🌾', ' ', ' ', '\r\n', '\r\n', 'fish.', 'noon,'), {
    minLength: 30,
    maxLength: 120,
  })
  .map((parts) => parts.join(' '))

describe('positions of other programs', () => {
  test('law: what a program marked by its own count is found, word for word, when it is read so', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...readings), (source, reading) => {
        const lines = source.replaceAll('\r\n', '\n')
        const place = placesIn(source, reading)
        for (const { word, index } of wordsOf(source)) {
          const span = place(positionIn(source, index, reading), positionIn(source, index + word.length, reading))
          expect(span && lines.slice(span.start, span.end)).toBe(word)
        }
      }),
    )
  })

  test('law: the reading that was meant is found from the places alone, wherever another would mark other words', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...readings), (source, reading) => {
        const marked = wordsOf(source).map(({ word, index }) => ({
          start: positionIn(source, index, reading),
          end: positionIn(source, index + word.length, reading),
          name: '',
        }))
        const found = placesIn(source, readingOf([{ text: source, marked }]))
        const meant = placesIn(source, reading)
        const isSame = marked.every(
          ({ start, end }) => JSON.stringify(found(start, end)) === JSON.stringify(meant(start, end)),
        )
        // Two readings may both fall on words throughout; then they are as good.
        const lines = source.replaceAll('\r\n', '\n')
        const areWords = marked.every(({ start, end }) => {
          const span = found(start, end)
          return span !== null && /^[\p{L}\p{N}]/u.test(lines.slice(span.start))
        })
        expect(isSame || areWords).toBe(true)
      }),
    )
  })

  test('law: where a file keeps the words of its places, these words are found, however short and wherever they begin', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...readings),
        fc.uniqueArray(fc.nat(500), { minLength: 1, maxLength: 6 }),
        (source, reading, starts) => {
          const signs = [...source.replaceAll('\r\n', '\n')]
          const lines = signs.join('')
          const wanted = starts.map((start) => {
            const from = signs.slice(0, start % signs.length).join('').length
            const words = signs.slice(start % signs.length, (start % signs.length) + 2).join('')
            return { words, from: inSource(source, from), to: inSource(source, from + words.length) }
          })
          const marked = wanted.map(({ words, from, to }) => ({
            ...{ words, start: positionIn(source, from, reading), end: positionIn(source, to, reading) },
          }))
          const place = placesIn(source, readingByWords([{ text: source, marked }]))
          for (const { start, end, words } of marked) {
            const span = place(start, end)
            expect(span && lettersOf(lines.slice(span.start, span.end))).toBe(lettersOf(words))
          }
        },
      ),
    )
  })

  test('names decide where edges do not', () => {
    const source = 'ab cd\r\nab cd\r\nab cd'
    const marked = [{ start: 12, end: 17, name: 'ab cd' }]
    expect(readingOf([{ text: source, marked }])).toEqual({ unit: 'codepoint', lineEnd: 1 })
  })

  test.each([
    [-1, 2],
    [0, 100],
    [2, 2],
    [3, 1],
    [0.5, 2],
  ])('%j to %j is no place', (start, end) =>
    expect(placesIn('a𝒳b', { unit: 'codepoint', lineEnd: 2 })(start, end)).toBeNull(),
  )

  test('a position inside a pair of code units is none', () => {
    expect(placesIn('a𝒳b', { unit: 'utf16', lineEnd: 2 })(0, 2)).toBeNull()
  })
})
