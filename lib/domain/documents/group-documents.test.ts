import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ArrangedAttribute, ArrangedDocument } from './arrange-documents'
import { compareAttributeValues, type AttributeValue } from './attribute-values'
import { groupDocuments } from './group-documents'

const document = (id: string, attributes: Record<string, AttributeValue>): ArrangedDocument => ({
  id,
  title: id,
  language: 'en',
  format: 'txt',
  wordCount: 1,
  pageCount: 1,
  annotationCount: 0,
  coders: [],
  mine: { annotationCount: 0, state: null },
  createdBy: { name: 'Ana' },
  createdAt: '2026-01-01',
  attributes,
})
const groups = (attribute: Partial<ArrangedAttribute>, ...values: AttributeValue[]) =>
  groupDocuments(
    values.map((value, i) => document(String(i), value === null ? {} : { a: value })),
    { key: 'a', type: 'text', choices: [], ...attribute },
  ).map(({ value, documents }) => [value, documents.map(({ id }) => id).join('')])

test.each<[Partial<ArrangedAttribute>, AttributeValue[], [AttributeValue, string][]]>([
  [
    { type: 'choice', choices: ['Spring', 'Autumn', 'Aftermath'] },
    ['Autumn', null, 'Spring', 'Aftermath', 'Autumn'],
    [
      ['Spring', '2'],
      ['Autumn', '04'],
      ['Aftermath', '3'],
      [null, '1'],
    ],
  ],
  [
    { type: 'choice', choices: ['Spring'] },
    ['gone', 'Spring', null],
    [
      ['Spring', '1'],
      ['gone', '0'],
      [null, '2'],
    ],
  ],
  [
    { type: 'number' },
    [10, 9, null, 10],
    [
      [9, '1'],
      [10, '03'],
      [null, '2'],
    ],
  ],
  [
    { type: 'date' },
    ['2017-01-11', '2016', '2017', null, '2017-03'],
    [
      ['2016', '1'],
      ['2017', '024'],
      [null, '3'],
    ],
  ],
  [
    { type: 'boolean' },
    [true, null, false, true],
    [
      [false, '2'],
      [true, '03'],
      [null, '1'],
    ],
  ],
  [
    { type: 'text' },
    ['Wave 10', 'Wave 2', 'wave 2'],
    [
      ['Wave 2', '1'],
      ['wave 2', '2'],
      ['Wave 10', '0'],
    ],
  ],
  [{}, [], []],
])('by %j: %j', (attribute, values, expected) => {
  expect(groups(attribute, ...values)).toEqual(expected)
})

test('law: each document is in one group, in the order in which it came, and groups are in the attribute’s order with “not given” last', () => {
  const shape: ArrangedAttribute = { key: 'a', type: 'choice', choices: ['c', 'a', 'b'] }
  fc.assert(
    fc.property(fc.array(fc.constantFrom<AttributeValue>('a', 'b', 'c', 'gone', null)), (values) => {
      const documents = values.map((value, i) => document(String(i).padStart(3, '0'), { a: value }))
      const made = groupDocuments(documents, shape)
      expect(
        made
          .flatMap((group) => group.documents)
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(documents.map(({ id }) => id))
      for (const group of made)
        expect(group.documents.length > 0 && group.documents.map(({ id }) => id)).toEqual(
          group.documents.map(({ id }) => id).toSorted(),
        )
      made
        .slice(1)
        .forEach((group, i) => expect(compareAttributeValues(shape, made[i]!.value, group.value)).toBeLessThan(0))
    }),
  )
})
