import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lettersOf, sameLetters } from './same-letters'

const word = fc.constantFrom('boats', 'Ä', '中文', '𝒳𝒴', '👩🏽‍🌾', 'fish.', 'noon,', 'it', 'was', 'the')
const space = fc.constantFrom(' ', '  ', '\n', '\u00A0', '\n\n', '')

describe('the same letters with other white space', () => {
  test('law: what is marked in one text is what is marked in the other, white space aside', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, space, space), { minLength: 1, maxLength: 60 }),
        fc.nat(400),
        fc.nat(60),
        (parts, from, length) => {
          const source = parts.map(([letters, before]) => before + letters).join('')
          const text = parts.map(([letters, , before]) => before + letters).join('')
          const start = from % source.length
          const end = Math.min(source.length, start + 1 + length)
          const letters = lettersOf(source.slice(start, end))
          const span = sameLetters(source, text)({ start, end })
          expect(span === null ? '' : lettersOf(text.slice(span.start, span.end))).toBe(letters)
          if (span) expect(text.slice(span.start, span.end).trim()).toBe(text.slice(span.start, span.end))
        },
      ),
    )
  })

  test.each([
    [
      'a picture said in words is not there',
      'Before. [picture here] After the picture.',
      'Before.\n\uFFFC\nAfter the picture.',
    ],
    ['the text has a number more', 'Before. After the picture.', 'Before.\n1. After the picture.'],
  ])('%s: what stands behind it is found', (_, source, text) => {
    const start = source.indexOf('After')
    const span = sameLetters(source, text)({ start, end: start + 'After the picture'.length })
    expect(span && text.slice(span.start, span.end)).toBe('After the picture')
  })

  test('what is not there has no place, and what surrounds it has', () => {
    const place = sameLetters('These words, hidden, and these words too.', 'These words, and these words too.')
    expect(place({ start: 13, end: 19 })).toBeNull()
    expect(place({ start: 13, end: 26 })).toEqual({ start: 13, end: 18 })
  })

  test('two long texts that have nothing in common are given up, not compared for ever', () => {
    const place = sameLetters('ab'.repeat(200_000), 'cd'.repeat(200_000))
    expect(place({ start: 0, end: 400_000 })).toBeNull()
  })
})
