import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placesIn, readingOf, type OffsetReading } from './offset-reading'

const readings: OffsetReading[] = (['codepoint', 'utf16'] as const).flatMap((unit) =>
  ([1, 2] as const).map((lineEnd) => ({ unit, lineEnd })),
)

/** The position of a UTF-16 offset of `text` as a program counts that reads so. */
function positionIn(text: string, at: number, { unit, lineEnd }: OffsetReading): number {
  const before = lineEnd === 1 ? text.slice(0, at).replaceAll('\r\n', '\n') : text.slice(0, at)
  return unit === 'codepoint' ? [...before].length : before.length
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
