import fc from 'fast-check'
import { expect, it } from 'vitest'
import { characterTails } from '../units/character-tails'
import { confusedPassages } from '../study/confused-passages'
import { confusionTable } from '../study/confusion-table'
import { tabulate } from '../units/tabulate'

const pieces = [
  'a',
  ' ',
  '\n',
  'é',
  'e\u0301',
  '👩‍👩‍👧',
  '👍🏽',
  '🇨🇳',
  '盐',
  '각',
  '\u1100\u1161\u11a8',
  'กำ',
  'नि',
  '\u200d',
  '\u0600',
  '\r\n',
  'ｶﾞ',
  '🜔',
  '\ud83d',
]

it('law: left out of a text, what is beyond the first code unit of each character leaves as many as a person counts', () => {
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
        fc.string({ unit: 'binary', maxLength: 30 }),
      ),
      (text) => {
        const tails = characterTails(text)
        const clusters = [...graphemes.segment(text)].filter(({ segment }) => segment.length > 1)
        expect(tails).toEqual(clusters.map(({ segment, index }) => ({ start: index + 1, end: index + segment.length })))
      },
    ),
    { numRuns: 2000 },
  )
})

it('is nothing in a plain text, and found in a long one', () => {
  expect(characterTails('Salt came into the wells. 盐 came into the wells. Où, à Nîmes.')).toEqual([])
  const long = 'Salt came into the wells before the sea did.\n'.repeat(20_000) + 'e\u0301'
  expect(characterTails(long)).toHaveLength(1)
})

it('lets a family count as one character, coded as soon as any of it is; passages behind a cell are whole characters', () => {
  const text = 'ab👩‍👩‍👧cd'
  const end = text.indexOf('c')
  const study = {
    coderIds: ['a', 'b'],
    tagIds: ['x'],
    documents: [
      {
        id: 'd',
        length: text.length,
        coderIds: ['a', 'b'],
        spans: [
          { coderId: 'a', tagId: 'x', start: 1, end },
          { coderId: 'b', tagId: 'x', start: 4, end: end + 1 },
        ],
      },
    ],
  }
  const characters = new Map([['d', characterTails(text)]])
  const tabulation = tabulate(study, {
    unit: { kind: 'character' },
    touching: 'separate',
    overlappingTags: 'combined',
    tails: characters,
  })
  expect(confusionTable(tabulation, ['a', 'b']).units).toEqual([
    [1, 1],
    [1, 2],
  ])
  expect(
    confusedPassages(tabulation, { row: 'x', column: 'x' }).map((one) => [text.slice(one.start, one.end), one.units]),
  ).toEqual([['👩‍👩‍👧', 1]])
  expect(
    confusedPassages(tabulation, { row: 'x', column: null }, ['a', 'b']).map((one) => text.slice(one.start, one.end)),
  ).toEqual(['b'])
})
