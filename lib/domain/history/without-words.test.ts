import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutWords } from './without-words'

test('leaves nothing of the words, wherever they stand', () => {
  const row = fc.record({ id: fc.uuid(), title: fc.string(), quote: fc.constant('zymurgical'), note: fc.constant('zymurgical'), narrative: fc.object({ values: [fc.constant('zymurgical')] }) })
  fc.assert(
    fc.property(fc.record({ items: fc.array(row), into: row, count: fc.nat() }), (side) => {
      const before = JSON.stringify(side)
      const stripped = withoutWords(side)
      expect(JSON.stringify(stripped)).not.toContain('zymurgical')
      expect(stripped).toMatchObject({ count: side.count, into: { id: side.into.id, title: side.into.title, purged: true }, items: side.items.map(({ id, title }) => ({ id, title })) })
      expect(withoutWords(stripped)).toEqual(stripped)
      expect(JSON.stringify(side)).toBe(before)
    }),
  )
})

test('touches only the items that are meant', () => {
  const items = [{ id: 'a', quote: 'one' }, { id: 'b', quote: 'two' }]
  expect(withoutWords({ items }, (item) => (item as { id: string }).id === 'a')).toEqual({ items: [{ id: 'a', purged: true }, { id: 'b', quote: 'two' }] })
  expect(withoutWords(null)).toBeNull()
})
