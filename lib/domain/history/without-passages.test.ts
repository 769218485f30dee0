import { expect, test } from 'vitest'
import { withoutPassages } from './without-passages'

test('a side loses the items that are or are about hidden passages, however deep, and nothing else', () => {
  const side = {
    count: 2,
    ids: ['a', 'b'],
    items: [{ id: 'a', tagIds: ['t'] }, { annotationId: 'b', tagIds: ['t'] }, { of: { id: 'b' } }],
    byId: { a: 1, b: 2 },
    none: null,
  }
  expect(withoutPassages(side, new Set(['b']))).toEqual({
    count: 2,
    ids: ['a'],
    items: [{ id: 'a', tagIds: ['t'] }, { of: { id: 'b' } }],
    byId: { a: 1 },
    none: null,
  })
  expect(withoutPassages(side, new Set())).toBe(side)
})
