import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashPassword } from '@/lib/auth/passwords'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person } from '@/testing/team'
import { checkPassword } from './check-password'

const { db } = await freshDatabase()
const api = apiOn(db)
const now = new Date('2026-11-28T12:00:00Z')
const composed = 'Caf\u00e9 am Hafen'
const split = 'Cafe\u0301 am Hafen'
const current = { memoryCost: 19456, timeCost: 2, parallelism: 1 }

async function withHash(passwordHash: string) {
  const { id } = await person(db, api, 'Ana')
  const { email } = await db.user.update({ where: { id }, data: { passwordHash }, select: { email: true } })
  const read = () => db.user.findUniqueOrThrow({ where: { id }, select: { passwordHash: true, sessionVersion: true } })
  return { id, read, signIn: (password: string) => checkPassword(db, { email, password, address: '192.0.2.1' }, now) }
}

test.each([
  ['as it was typed, in decomposed letters', split, () => hash(split, current)],
  ['at a lower cost', composed, () => hash(composed, { ...current, memoryCost: 8192 })],
  ['at a higher cost', composed, () => hash(composed, { ...current, timeCost: 3 })],
])('a password stored %s is stored anew at the next sign-in, and sessions stay', async (_, typed, make) => {
  const stored = await make()
  const { id, read, signIn } = await withHash(stored)
  expect(await signIn('another password')).toBe(null)
  expect(await read()).toEqual({ passwordHash: stored, sessionVersion: 1 })
  expect(await signIn(typed)).toEqual({ id, sessionVersion: 1 })
  const after = await read()
  expect(after).toEqual({
    passwordHash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/),
    sessionVersion: 1,
  })
  expect(after.passwordHash).not.toBe(stored)
  // In whatever letters a keyboard makes of it.
  for (const form of [composed, split]) expect(await signIn(form)).toEqual({ id, sessionVersion: 1 })
  expect((await read()).passwordHash).toBe(after.passwordHash)
})

test('one that is stored as it would be now stays as it is', async () => {
  const stored = await hashPassword(composed)
  const { read, signIn } = await withHash(stored)
  expect(await signIn(split)).not.toBe(null)
  expect((await read()).passwordHash).toBe(stored)
})
