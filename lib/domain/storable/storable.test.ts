import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStorable, isStorableTree, storableJson } from './storable'

const nested = (levels: number, inside: unknown): unknown =>
  Array.from({ length: levels }).reduce<unknown>((value, _, i) => (i % 2 ? [value] : { part: value }), inside)

test('law: a text can be stored where it comes back from UTF-8 as it was and has no NUL', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '\u0000', '\ud83d', '\ude00', '😀'), (text, odd) => {
      const whole = text + odd
      expect(isStorable(whole)).toBe(Buffer.from(whole, 'utf8').toString('utf8') === whole && !whole.includes('\u0000'))
    }),
  )
})

test('law: a tree can be stored down to its last text and key, and no deeper than the levels', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom<unknown>('fine', 1, null, true, 'NUL\u0000', '\ud83d'),
      (levels, inside) => {
        const fine = typeof inside !== 'string' || isStorable(inside)
        expect(isStorableTree(nested(levels, inside), levels)).toBe(fine)
        if (levels > 0) expect(isStorableTree(nested(levels, inside), levels - 1)).toBe(false)
        expect(isStorableTree(nested(levels, { ['odd\u0000']: 1 }), 20)).toBe(false)
      },
    ),
  )
  expect(isStorableTree(nested(200_000, 'deep'), 60)).toBe(false)
})

test('law: what is written as storable JSON says the same but for what cannot be stored', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
      const said = JSON.parse(storableJson({ words })) as { words: string[] }
      expect(said.words).toEqual(words.map((word) => word.toWellFormed().replaceAll('\u0000', '\uFFFD')))
      expect(isStorableTree(said, 3)).toBe(true)
    }),
  )
  expect(storableJson({ a: 'a\u0000b', b: ['\\u0000'] })).toBe('{"a":"a\uFFFDb","b":["\\\\u0000"]}')
})
