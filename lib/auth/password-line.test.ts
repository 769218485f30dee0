import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { hashPassword, passwordMatches } from './passwords'

test('three hundred guesses from one place keep neither somebody elsewhere nor the reading of files waiting', async () => {
  const stored = await hashPassword('correct horse')
  let over = 0
  const guesses = Array.from({ length: 300 }, () =>
    passwordMatches(null, 'wrong horse', '192.0.2.7').then(
      (answer) => ((over += 1), answer),
      (error: unknown) => error,
    ),
  )
  await readFile(import.meta.filename)
  expect(over).toBeLessThan(20)
  expect(await passwordMatches(stored, 'correct horse', '198.51.100.1')).toBe(true)
  expect(over).toBeLessThan(20)
  const answers = await Promise.all(guesses)
  expect(answers.filter((answer) => answer === false).length).toBeLessThan(30)
  expect(answers.filter((answer) => answer !== false)).toEqual(
    answers.filter(
      (answer) => answer instanceof AppError && answer.code === 'too-much-at-once' && answer.extras.retryAfter === 2,
    ),
  )
})
