import { expect, test } from 'vitest'
import { ProblemError } from '@/lib/browser/api'
import { eachInTurn } from './each-in-turn'

const settled = new ProblemError('in-use', 'This proposal was declined already. Nothing was changed.', 409)

test('a refusal in the middle keeps the others from nothing, and is named with its reason', async () => {
  const asked: string[] = []
  const outcome = await eachInTurn(['a', 'b', 'c'], async (id) => {
    asked.push(id)
    if (id === 'b') throw settled
    return id === 'a' ? 1 : 3
  })
  expect(asked).toEqual(['a', 'b', 'c'])
  expect(outcome).toEqual({ done: 2, events: [1, 3], refused: [{ id: 'b', reason: settled.message }] })
})

test('a server that cannot be reached is not asked for the rest, and all of it is named', async () => {
  const asked: string[] = []
  const away = new ProblemError('offline', 'The server cannot be reached.', 0)
  const outcome = await eachInTurn(['a', 'b', 'c'], async (id) => {
    asked.push(id)
    if (id === 'b') throw away
    return 1
  })
  expect(asked).toEqual(['a', 'b'])
  expect(outcome).toEqual({
    done: 1,
    events: [1],
    refused: [
      { id: 'b', reason: away.message },
      { id: 'c', reason: away.message },
    ],
  })
})

test('a command that wrote nothing is done all the same, and what is no answer of the server is thrown on', async () => {
  expect(await eachInTurn(['a'], async () => null)).toEqual({ done: 1, events: [], refused: [] })
  await expect(eachInTurn(['a'], () => Promise.reject(new TypeError('a fault of ours')))).rejects.toThrow(
    'a fault of ours',
  )
})
