import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutWords, withoutWordsOf, withoutWordsOfMemo } from './without-words'

test('leaves nothing of the words, wherever they stand', () => {
  const row = fc.record({
    id: fc.uuid(),
    title: fc.string(),
    quote: fc.constant('zymurgical'),
    note: fc.constant('zymurgical'),
    narrative: fc.object({ values: [fc.constant('zymurgical')] }),
  })
  fc.assert(
    fc.property(fc.record({ items: fc.array(row), into: row, count: fc.nat() }), (side) => {
      const before = JSON.stringify(side)
      const stripped = withoutWords(side)
      expect(JSON.stringify(stripped)).not.toContain('zymurgical')
      expect(stripped).toMatchObject({
        count: side.count,
        into: { id: side.into.id, title: side.into.title, purged: true },
        items: side.items.map(({ id, title }) => ({ id, title })),
      })
      expect(withoutWords(stripped)).toEqual(stripped)
      expect(JSON.stringify(side)).toBe(before)
    }),
  )
})

test('touches only what is said of the things that are meant, however deep it stands', () => {
  const isMeant = ({ id }: Readonly<Record<string, unknown>>) => id === 'a'
  const items = [
    { id: 'a', quote: 'one', consensus: [{ quote: 'one' }] },
    { id: 'b', quote: 'two' },
  ]
  const filled = [
    { id: 'a', title: 'A', before: { source: 'one' }, after: {} },
    { id: 'b', before: { source: 'two' } },
  ]
  expect(
    withoutWordsOf(
      { items, changed: [{ before: { id: 'a', definition: 'one' }, after: { id: 'b', definition: 'two' } }], filled },
      isMeant,
    ),
  ).toEqual({
    items: [
      { id: 'a', consensus: [{ purged: true }], purged: true },
      { id: 'b', quote: 'two' },
    ],
    changed: [{ before: { id: 'a', purged: true }, after: { id: 'b', definition: 'two' } }],
    filled: [
      { id: 'a', title: 'A', before: {}, after: {}, purged: true },
      { id: 'b', before: { source: 'two' } },
    ],
  })
  expect(withoutWordsOf(null, isMeant)).toBeNull()
})

test('of a memo leaves neither title nor kind, and says so of nothing that had neither', () => {
  const subject = { type: 'document', id: 'd', name: null }
  expect(withoutWordsOfMemo({ id: 'm', subject, title: 'Wells', kind: 'theory', text: 'Salt', version: 1 })).toEqual({
    id: 'm',
    subject,
    version: 1,
    purged: true,
  })
  expect([withoutWordsOfMemo({ id: 'm' }), withoutWordsOfMemo(null)]).toEqual([{ id: 'm' }, null])
})
