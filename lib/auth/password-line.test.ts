import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { PasswordLine } from './password-line'
import { hashPassword, passwordMatches } from './passwords'

test('three hundred guesses from one place keep neither somebody elsewhere nor the reading of files waiting', async () => {
  const stored = await hashPassword('correct horse')
  let over = 0
  const guesses = Array.from({ length: 300 }, () => passwordMatches(null, 'wrong horse', '192.0.2.7').then((answer) => ((over += 1), answer), (error: unknown) => error))
  await readFile(import.meta.filename)
  expect(over).toBeLessThan(20)
  expect(await passwordMatches(stored, 'correct horse', '198.51.100.1')).toBe(true)
  expect(over).toBeLessThan(20)
  const answers = await Promise.all(guesses)
  expect(answers.filter((answer) => answer === false).length).toBeLessThan(30)
  expect(answers.filter((answer) => answer !== false)).toEqual(answers.filter((answer) => answer instanceof AppError && answer.code === 'too-much-at-once' && answer.extras.retryAfter === 2))
})

test('a line does so many things at once, takes turns, and goes on after one that failed', async () => {
  const line = new PasswordLine({ atOnce: 1, waiting: 3, waitingOfOne: 2 })
  const done: string[] = []
  const act = (name: string) => line.run(name.charAt(0), async () => ((await Promise.resolve(), done.push(name)), name.endsWith('!') ? Promise.reject(new Error(name)) : name)).catch((error: Error) => error.message)
  const answers = [act('a1'), act('a2!'), act('a3'), act('a4'), act('b1'), act('c1')]
  expect(await Promise.all(answers)).toEqual(['a1', 'a2!', 'a3', expect.stringMatching(/^Many passwords/), 'b1', expect.stringMatching(/^Many passwords/)])
  expect(done).toEqual(['a1', 'a2!', 'b1', 'a3'])
  expect(await act('a5')).toBe('a5')
})
