import fc from 'fast-check'
import { expect, test } from 'vitest'
import { label } from '@/lib/schemas/primitives'
import { nameFrom } from './name-from'

const odd = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\t',
      '\u0000',
      '\u0085',
      '\u2028',
      '\u202e',
      '\u2067',
      '\u200b',
      '\ud800',
      '😀',
      'é',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 40,
})

test('what is made of any words is nothing, or a name that somebody could have typed', () => {
  fc.assert(
    fc.property(odd, fc.integer({ min: 1, max: 30 }), (words, longest) => {
      const name = nameFrom(words, longest)
      if (name !== '') expect(label(longest).parse(name)).toBe(name)
      expect(nameFrom(name, longest)).toBe(name)
    }),
  )
})

test('a name that is typed loses the signs that turn letters, and nothing that a language needs', () => {
  expect(label(200).parse('\u202eaneL')).toBe('aneL')
  expect(label(200).parse('\u2067Ana\u2069 \u202aBell')).toBe('Ana Bell')
  for (const name of ['محمد\u200f', 'नि\u200dया', '\u200eAna', '非传统安全']) expect(label(200).parse(name)).toBe(name)
  expect(label(200).safeParse('\u202e\u2067').success).toBe(false)
})
