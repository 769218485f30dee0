import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstWords } from './first-words'

test.each([
  ['The harbour slept.', 'The harbour slept.'],
  ['The harbour\n  slept.', 'The harbour slept.'],
  ['The boats came home late, without fish, and nobody spoke of it.', 'The boats came home late, without fish, and…'],
  ['海'.repeat(60), `${'海'.repeat(47)}…`],
  ['𠀀'.repeat(60), `${'𠀀'.repeat(23)}…`],
])('%s: %s', (passage, words) => expect(firstWords(passage)).toBe(words))

test('what is left is one line of bounded length that begins as the passage does', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (passage) => {
      const words = firstWords(passage)
      expect(words.length).toBeLessThanOrEqual(49)
      expect(words).not.toMatch(/[\n\r]/)
      expect(passage.replace(/\s+/g, ' ').trim().startsWith(words.replace(/…$/, ''))).toBe(true)
    }),
  ))
