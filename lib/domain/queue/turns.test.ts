import { expect, test } from 'vitest'
import { Turns } from './turns'

const full = () => new Error('full')
const later = () => new Promise((resolve) => setTimeout(resolve, 1))

/** What is done, in its order; `a3` is of `a`. */
function doing(turns: Turns) {
  const done: string[] = []
  const act = (name: string, signal?: AbortSignal) =>
    turns
      .run(
        name.charAt(0),
        async () => {
          await later()
          done.push(name)
          if (name.endsWith('!')) throw new Error(name)
          return name
        },
        signal,
      )
      .catch((error: Error) => error.message)
  return { done, act }
}

test('takes turns, refuses what would wait behind too much, and goes on after what failed', async () => {
  const { done, act } = doing(new Turns({ atOnce: 1, atOnceOfOne: 1, waiting: 3, waitingOfOne: 2 }, full))
  expect(await Promise.all(['a1', 'a2!', 'a3', 'a4', 'b1', 'c1'].map((name) => act(name)))).toEqual([
    'a1',
    'a2!',
    'a3',
    'full',
    'b1',
    'full',
  ])
  expect(done).toEqual(['a1', 'a2!', 'b1', 'a3'])
  expect(await act('a5')).toBe('a5')
})

test('one has so many places and the others theirs', async () => {
  const { done, act } = doing(new Turns({ atOnce: 3, atOnceOfOne: 2, waiting: 10, waitingOfOne: 10 }, full))
  await Promise.all(['a1', 'a2', 'a3', 'a4', 'b1'].map((name) => act(name)))
  expect(done).toEqual(['a1', 'a2', 'b1', 'a3', 'a4'])
})

test('who has gone waits no more and takes no place', async () => {
  const { done, act } = doing(new Turns({ atOnce: 1, atOnceOfOne: 1, waiting: 1, waitingOfOne: 1 }, full))
  const gone = new AbortController()
  const answers = [act('a1'), act('b1', gone.signal), act('c1')]
  gone.abort(new Error('gone'))
  expect(await Promise.all([...answers, act('d1')])).toEqual(['a1', 'gone', 'full', 'd1'])
  expect(done).toEqual(['a1', 'd1'])
  const aborted = AbortSignal.abort(new Error('never there'))
  expect(await Promise.all([act('a2'), act('b2', aborted), act('c2')])).toEqual(['a2', 'never there', 'c2'])
})
