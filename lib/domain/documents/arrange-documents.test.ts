import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  arrangeDocuments,
  countValues,
  type ArrangedAttribute,
  type ArrangedDocument,
  type Arrangement,
} from './arrange-documents'

const attributes: ArrangedAttribute[] = [
  { key: 'author', type: 'text', choices: [] },
  { key: 'date', type: 'date', choices: [] },
  { key: 'size', type: 'number', choices: [] },
  { key: 'genre', type: 'choice', choices: ['speech', 'article'] },
]
const doc = (
  id: string,
  title: string,
  values: ArrangedDocument['attributes'] = {},
  more: Partial<ArrangedDocument> = {},
): ArrangedDocument => ({
  id,
  title,
  language: 'en',
  format: 'txt',
  wordCount: 10,
  pageCount: 0,
  annotationCount: 0,
  coders: [],
  mine: { annotationCount: 0, state: null },
  createdBy: { name: 'Lena' },
  createdAt: '2026-01-01T00:00:00.000Z',
  attributes: values,
  ...more,
})
const documents = [
  doc(
    '1',
    'Zebra crossings',
    { author: 'Müller', date: '2017', size: 3, genre: 'article' },
    { mine: { annotationCount: 2, state: 'coding' } },
  ),
  doc('2', 'apples', { date: '2017-01-11', size: 20 }, { wordCount: 500 }),
  doc(
    '3',
    'Chapter 10',
    { author: 'Ng', date: '2016-12-31', genre: 'speech' },
    { coders: [{ name: 'Ana' }], mine: { annotationCount: 0, state: 'submitted' } },
  ),
  doc(
    '4',
    'Chapter 9',
    { author: 'ng', date: '2018-02' },
    { annotationCount: 4, mine: { annotationCount: 1, state: null } },
  ),
]
const all: Arrangement = { text: '', conditions: {}, sort: { column: 'title', descending: false } }
const ids = (change: Partial<Arrangement>) =>
  arrangeDocuments(documents, attributes, { ...all, ...change })
    .map(({ id }) => id)
    .join('')
const by = (column: Arrangement['sort']['column'], descending = false) => ids({ sort: { column, descending } })

describe('order', () => {
  test.each([
    ['title', false, '2431'],
    ['title', true, '1342'],
    ['words', true, '2431'],
    ['annotations', true, '4231'],
    ['mine', false, '2413'],
    ['coders', true, '3241'],
    ['attribute:date', false, '3124'],
    ['attribute:size', false, '1243'],
    ['attribute:genre', false, '3124'],
    ['attribute:gone', false, '2431'],
  ] as const)('by %s, descending %s: %s', (column, descending, expected) =>
    expect(by(column, descending)).toBe(expected),
  )
  test('not given is last either way', () => {
    expect(by('attribute:author')).toBe('1432')
    expect(by('attribute:author', true)).toBe('4312')
  })
})

test('titles are sorted and dates found as the language of the reader has them', () => {
  const some = [doc('1', '周', { date: '2017-03-02' }), doc('2', '安'), doc('3', '林')]
  const titles = (locale: string, text = '') =>
    arrangeDocuments(
      some,
      attributes,
      { text, conditions: {}, sort: { column: 'title', descending: false } },
      locale,
    ).map(({ title }) => title)
  expect(titles('zh')).toEqual(['安', '林', '周'])
  expect(titles('zh', '2017年3月')).toEqual(['周'])
  expect(titles('en-GB', '2 March')).toEqual(['周'])
})

describe('filters', () => {
  test.each([
    ['chapter', '43'],
    ['muller', '1'],
    ['NG chapter', '43'],
    ['january', '2'],
    ['nothing like it', ''],
  ])('text %j', (text, expected) => expect(ids({ text })).toBe(expected))
  test.each([
    [{ author: { kind: 'is', value: 'Ng' } }, '3'],
    [{ author: { kind: 'missing' } }, '2'],
    [{ date: { kind: 'range', from: '2017' } }, '241'],
    [{ date: { kind: 'range', to: '2017' } }, '231'],
    [{ date: { kind: 'range', from: '2017-01-12', to: '2017' } }, '1'],
    [{ size: { kind: 'range', from: '4', to: '20' } }, '2'],
    [{ gone: { kind: 'missing' } }, '2431'],
  ] as const)('%j', (conditions, expected) => expect(ids({ conditions })).toBe(expected))
})

test('values are counted in the attribute’s own order, with "not given" last', () => {
  expect(countValues(documents, attributes[3] as ArrangedAttribute)).toEqual([
    { value: 'speech', count: 1 },
    { value: 'article', count: 1 },
    { value: null, count: 2 },
  ])
})

test('sorting loses nothing, repeats the same answer whatever the order before, and leaves its input alone', () => {
  const many = fc.array(fc.record({ title: fc.string(), size: fc.option(fc.integer()) }), { maxLength: 30 })
  fc.assert(
    fc.property(many, fc.boolean(), (rows, descending) => {
      const input = rows.map(({ title, size }, i) => doc(String(i), title, { size }))
      const before = structuredClone(input)
      const arrangement: Arrangement = { ...all, sort: { column: 'attribute:size', descending } }
      const arranged = arrangeDocuments(input, attributes, arrangement)
      expect(arranged.map(({ id }) => id).toSorted()).toEqual(input.map(({ id }) => id).toSorted())
      expect(arrangeDocuments(input.toReversed(), attributes, arrangement)).toEqual(arranged)
      expect(input).toEqual(before)
    }),
  )
})
