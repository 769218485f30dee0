import { expect, test } from 'vitest'
import { isReverted, leftOf } from './reversals'

const passage = (id: string) => ({ id, start: 0, end: 4, tagIds: [] })
const bulk = (...ids: string[]) => ({
  subjectId: 'bulk',
  before: { items: ids.map(passage) },
  after: { items: ids.map(passage) },
})
const plain = { subjectId: 'tag', before: { id: 'tag', name: 'Salt' }, after: { id: 'tag', name: 'Brine' } }

test.each([
  ['nothing reverts', bulk('a', 'b'), [], ['a', 'b'], false],
  ['one gave back a part of', bulk('a', 'b'), [bulk('b')], ['a'], false],
  ['several gave back, each a part of', bulk('a', 'b'), [bulk('b'), bulk('a')], [], true],
  ['nothing reverts and that is about no annotations', plain, [], [], false],
  ['one reverts that is about no annotations', plain, [plain], [], true],
  ['one reverts whose words were purged', { ...plain, before: null, after: null }, [plain], [], true],
])('an event that %s', (_, event, reversals, left, reverted) => {
  expect(leftOf(event, reversals).map(({ id }) => id)).toEqual(left)
  expect(isReverted(event, reversals)).toBe(reverted)
})
