import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ofSameWords } from './same-words'

const excerpt = (id: string, rest: object = {}) => ({
  id,
  documentId: 'd',
  revisionId: 'r',
  start: 3,
  end: 9,
  group: { key: 'g' } as { key: string } | null,
  ...rest,
})
const ids = (excerpts: ReturnType<typeof excerpt>[]) => ofSameWords(excerpts).map((same) => same.map(({ id }) => id))

test('the same words are gathered where the first of them stands, with others between them', () => {
  expect(ids([excerpt('a'), excerpt('b', { end: 12 }), excerpt('c'), excerpt('d', { start: 5 })])).toEqual([
    ['a', 'c'],
    ['b'],
    ['d'],
  ])
})

test.each([
  ['another heading', { group: { key: 'h' } }],
  ['another document', { documentId: 'e' }],
  ['another revision', { revisionId: 's' }],
  ['another end', { end: 10 }],
])('%s keeps them apart', (_, rest) => expect(ids([excerpt('a'), excerpt('b', rest)])).toEqual([['a'], ['b']]))

test('every excerpt stands once, and what a page more brings moves nothing that was there', () =>
  fc.assert(
    fc.property(
      fc.array(fc.record({ start: fc.nat(4), end: fc.integer({ min: 5, max: 7 }) }), { maxLength: 30 }),
      fc.nat(30),
      (spans, page) => {
        const all = spans.map((span, index) => excerpt(String(index), span))
        const [before, after] = [ids(all.slice(0, page)), ids(all)]
        expect(after.flat().toSorted()).toEqual(all.map(({ id }) => id).toSorted())
        expect(after.slice(0, before.length).map(([first]) => first)).toEqual(before.map(([first]) => first))
      },
    ),
  ))
