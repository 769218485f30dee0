import { expect, test } from 'vitest'
import type { Span } from '../anchoring/span'
import { frozenBy, neighbourPassage, taskFor, type CodingTask } from './task-for'

const task = (
  id: string,
  submittedAt: string | null,
  passages: Span[] = [],
  closedAt: string | null = null,
): CodingTask => ({ round: { id, name: id, closedAt }, submittedAt, passages })
const idFor = (tasks: CodingTask[], start: number, end: number) => taskFor(tasks, { start, end })?.round.id ?? null

test.each<[string, CodingTask[], [number, number], string | null]>([
  ['no task', [], [0, 4], null],
  ['the only one', [task('a', null)], [0, 4], 'a'],
  ['an open one before a submitted one', [task('a', 't'), task('b', null)], [0, 4], 'b'],
  ['a submitted one, which refuses', [task('a', 't')], [0, 4], 'a'],
  ['not a closed one', [task('a', null, [], 't')], [0, 4], null],
  ['within a passage', [task('a', null, [{ start: 2, end: 8 }])], [2, 8], 'a'],
  ['across a passage’s edge', [task('a', null, [{ start: 2, end: 8 }])], [1, 8], null],
  [
    'the whole document where the passage is elsewhere',
    [task('a', null, [{ start: 2, end: 8 }]), task('b', null)],
    [9, 12],
    'b',
  ],
])('a passage belongs to %s', (_, tasks, [start, end], expected) => {
  expect(idFor(tasks, start, end)).toBe(expected)
})

test('what was submitted is frozen, also in a closed round; what is another round’s or none’s is not', () => {
  const tasks = [task('a', 't', [], 't'), task('b', null)]
  expect(frozenBy(tasks, { roundId: 'a' })?.name).toBe('a')
  expect(frozenBy(tasks, { roundId: 'b' })).toBeNull()
  expect(frozenBy(tasks, { roundId: null })).toBeNull()
})

test('passages asked for are gone through in the order of the text', () => {
  const passages = [
    { start: 20, end: 30 },
    { start: 0, end: 5 },
    { start: 10, end: 12 },
  ]
  expect(neighbourPassage(passages, -1, 1)?.start).toBe(0)
  expect(neighbourPassage(passages, 0, 1)?.start).toBe(10)
  expect(neighbourPassage(passages, 20, 1)).toBeNull()
  expect(neighbourPassage(passages, 20, -1)?.start).toBe(10)
  expect(neighbourPassage(passages, 0, -1)).toBeNull()
})
