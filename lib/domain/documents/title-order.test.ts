import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareTitles } from './title-order'

const sorted = (...titles: string[]) => titles.map((title, i) => ({ id: String(i), title })).sort(compareTitles).map(({ title }) => title)

test('titles are in the order in which people look for them', () => {
  expect(sorted('Interview 10', 'interview 2', 'Éclair', 'Zebra', 'Interview 1', 'eclat')).toEqual(['Éclair', 'eclat', 'Interview 1', 'interview 2', 'Interview 10', 'Zebra'])
})

test('law: one order whatever they come in, and no two are equal', () => {
  const titles = fc.uniqueArray(fc.record({ id: fc.uuid(), title: fc.string({ unit: 'grapheme', maxLength: 4 }) }), { selector: ({ id }) => id })
  fc.assert(
    fc.property(titles, (documents) => {
      expect(documents.toReversed().sort(compareTitles)).toEqual(documents.toSorted(compareTitles))
    }),
  )
})
