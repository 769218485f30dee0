import { expect, test } from 'vitest'
import { runsOf } from './runs'

const event = (seq: number, rest: object = {}) => ({
  seq,
  kind: 'annotation.tagged' as string | null,
  actor: { id: 'ana' },
  documentId: 'd' as string | null,
  roundId: null,
  reverts: null,
  ...rest,
})
const runs = (events: ReturnType<typeof event>[]) =>
  runsOf(events, ({ kind }) => kind).map((run) => run.map(({ seq }) => seq))

test('what one person did three times and more in one document is one run', () => {
  expect(runs([event(1), event(2), event(3), event(4)])).toEqual([[1, 2, 3, 4]])
  expect(runs([event(1), event(2)])).toEqual([[1], [2]])
})

test.each([
  ['another person', { actor: { id: 'ben' } }],
  ['another kind', { kind: 'annotation.noted' }],
  ['another document', { documentId: 'e' }],
  ['another round', { roundId: 'r' }],
  ['what reverts an earlier event', { reverts: 7 }],
  ['what has no sentence for several', { kind: null }],
])('%s ends a run', (_, other) => {
  expect(runs([event(1), event(2), event(3), event(4, other), event(5), event(6), event(7)])).toEqual([
    [1, 2, 3],
    [4],
    [5, 6, 7],
  ])
})

test('documents that somebody adds are one run', () => {
  const added = ['a', 'b', 'c'].map((documentId, index) => event(index, { kind: 'document.created', documentId }))
  expect(runs(added)).toEqual([[0, 1, 2]])
})
