import { beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { guessPassword, guessSecret } from './throttle'

const { db } = await freshDatabase()
let now = new Date('2026-11-28T08:00:00Z')
const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000))
const wrong = () => Promise.resolve(null)

/** How many of `count` wrong guesses, one every `seconds`, were made; the others had to wait. */
async function made(
  count: number,
  seconds: number,
  guess: (i: number, check: () => Promise<null>) => Promise<null>,
): Promise<number> {
  let checked = 0
  for (let i = 0; i < count; i += 1) {
    await guess(i, () => ((checked += 1), wrong())).catch(() => null)
    later(seconds)
  }
  return checked
}

beforeEach(async () => {
  await db.throttle.deleteMany()
})

test('failures are forgotten one by one while others go on failing: a busy office in which somebody mistypes every four minutes waits for nothing', async () => {
  const refused: unknown[] = []
  for (let i = 0; i < 200; i += 1) {
    await guessPassword(db, { email: `person${i % 40}@example.org`, address: '198.51.100.5' }, now, wrong).catch(
      (error: unknown) => refused.push(error),
    )
    later(240)
  }
  expect(refused).toEqual([])
})

test('who tries one password on many accounts from one address is refused before long, and each account is then tried once', async () => {
  const { refused, checked } = { refused: [] as unknown[], checked: new Map<string, number>() }
  for (let i = 0; i < 150; i += 1) {
    const email = `person${i % 10}@example.org`
    await guessPassword(
      db,
      { email, address: '198.51.100.5' },
      now,
      () => (checked.set(email, (checked.get(email) ?? 0) + 1), wrong()),
    ).catch((error: unknown) => refused.push(error))
    later(1)
  }
  expect(refused.length).toBeGreaterThan(100)
  expect(Math.max(...checked.values())).toBeLessThanOrEqual(7)
})

test('an account that is guessed at for eight hours from ever other addresses is guessed at some forty times', async () => {
  expect(
    await made(480, 60, (i, check) =>
      guessPassword(db, { email: 'vera@example.org', address: `198.51.100.${i % 250}` }, now, check),
    ),
  ).toBeLessThan(45)
})

test('guesses at links from one address are refused before long; each decays after three minutes', async () => {
  let refused = 0
  for (let i = 0; i < 40; i += 1) await guessSecret(db, 'reset', '198.51.100.6', now, wrong).catch(() => (refused += 1))
  expect(refused).toBe(20)
  later(3 * 60)
  expect(await guessSecret(db, 'reset', '198.51.100.6', now, wrong)).toBeNull()
  expect(await guessSecret(db, 'reset', '198.51.100.6', now, () => Promise.resolve('right'))).toBe('right')
})

test('a clock that was set back, or differs between processes, adds no failures', async () => {
  await guessSecret(db, 'setup', '198.51.100.6', now, wrong)
  later(-3600)
  await guessSecret(db, 'setup', '198.51.100.6', now, wrong)
  expect((await db.throttle.findMany()).map(({ failures }) => failures)).toEqual([2])
})
