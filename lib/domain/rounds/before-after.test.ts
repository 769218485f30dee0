import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beforeAfter, countAlike, type ComparedAnnotation } from './before-after'

const passage = { id: 'p', documentId: 'd', start: 10, end: 20 }
const by = (authorId: string, tagIds: string[], start = 10, end = 20, documentId = 'd'): ComparedAnnotation => ({
  authorId,
  tagIds,
  start,
  end,
  documentId,
})

test('what lies within the passage counts, each tag once, for whom it is by', () => {
  const [row] = beforeAfter(
    [passage],
    ['ana', 'ben'],
    [by('ana', ['x'], 12, 14), by('ana', ['x', 'y'], 15, 20), by('ana', ['z'], 9, 20), by('ben', ['z'], 10, 20, 'e')],
    [by('ben', ['y', 'x'])],
  )
  expect(row?.coders).toEqual([
    { coderId: 'ana', before: ['x', 'y'], after: [] },
    { coderId: 'ben', before: [], after: ['x', 'y'] },
  ])
  expect([row?.alikeBefore, row?.alikeAfter]).toEqual([null, null])
})

test.each<[string, string[], string[], boolean | null]>([
  ['the same tags in another order', ['x', 'y'], ['y', 'x'], true],
  ['one tag more', ['x', 'y'], ['x'], false],
  ['only one of them', ['x'], [], null],
  ['nobody', [], [], null],
])('%s: alike %#', (_, ana, ben, expected) => {
  expect(beforeAfter([passage], ['ana', 'ben'], [by('ana', ana), by('ben', ben)], [])[0]?.alikeBefore).toBe(expected)
})

test('a third coder who gave none makes the others not alike', () => {
  expect(beforeAfter([passage], ['ana', 'ben', 'cy'], [by('ana', ['x']), by('ben', ['x'])], [])[0]?.alikeBefore).toBe(
    false,
  )
})

const annotation = fc.record({
  documentId: fc.constantFrom('d', 'e'),
  authorId: fc.constantFrom('ana', 'ben'),
  start: fc.nat(20),
  end: fc.integer({ min: 21, max: 40 }),
  tagIds: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
})

test('law: the order of annotations and of coders makes no difference to who is alike, and before and after are treated the same', () => {
  fc.assert(
    fc.property(fc.array(annotation), (annotations) => {
      const whole = { id: 'p', documentId: 'd', start: 0, end: 40 }
      const [one] = beforeAfter([whole], ['ana', 'ben'], annotations, [...annotations].reverse())
      const [other] = beforeAfter([whole], ['ben', 'ana'], [...annotations].reverse(), annotations)
      expect(one?.alikeBefore).toBe(one?.alikeAfter)
      expect(one?.alikeBefore).toBe(other?.alikeBefore)
      for (const coder of one?.coders ?? []) expect(coder.before).toEqual(coder.after)
    }),
  )
})

test('is counted over the passages that at least two coded', () => {
  expect(countAlike([true, false, null, true])).toEqual({ alike: 2, of: 3 })
})
