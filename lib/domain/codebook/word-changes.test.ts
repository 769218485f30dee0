import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordChanges, type WordChange } from './word-changes'

const text = (changes: readonly WordChange[], without: WordChange['kind']) =>
  changes
    .filter(({ kind }) => kind !== without)
    .map((change) => change.text)
    .join('')
const shown = (before: string, after: string) =>
  wordChanges(before, after).map(
    ({ kind, text: words }) => ({ same: words, added: `+${words}`, removed: `-${words}` })[kind],
  )

test.each([
  ['Any water', 'Any fresh water', ['Any ', '+fresh ', 'water']],
  ['Any water', 'Any brine', ['Any ', '-water', '+brine']],
  ['', 'Water', ['+Water']],
  ['Water', '', ['-Water']],
  ['Same', 'Same', ['Same']],
  ['鹽的水', '鹽水', ['-鹽的水', '+鹽水']],
])('%j to %j', (before, after, changes) => {
  expect(shown(before, after)).toEqual(changes)
})

test('the pieces are both texts, and the same texts have no change', () => {
  const words = fc
    .array(fc.constantFrom('salt', 'water', ' ', ', ', 'né', '\n', '👩‍👩‍👧'), { maxLength: 30 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(
      fc.oneof(words, fc.string({ unit: 'grapheme' })),
      fc.oneof(words, fc.string({ unit: 'grapheme' })),
      (before, after) => {
        const changes = wordChanges(before, after)
        expect(text(changes, 'added')).toBe(before)
        expect(text(changes, 'removed')).toBe(after)
        expect(changes.some(({ kind }) => kind !== 'same')).toBe(before !== after)
      },
    ),
  )
})

test('texts of the greatest length are compared', () => {
  const long = (seed: number) =>
    Array.from({ length: 800 }, (_, i) => `w${(i * seed) % 97}`)
      .join(' ')
      .slice(0, 5000)
  const changes = wordChanges(long(3), long(5))
  expect(changes.some(({ kind }) => kind === 'same')).toBe(true)
})
