import { beforeEach, expect, test } from 'vitest'
import { hashPassword, passwordMatches } from '@/lib/auth/passwords'
import type { Credential } from '@/lib/auth/session'
import type { Transaction } from '@/lib/data/database/client'
import { findViewer } from '@/lib/data/accounts/identity'
import type { Viewer } from '@/lib/domain/access/viewer'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, type Answer, type Caller } from '@/testing/team'
import { deactivateAccount, reactivateAccount } from './administrate-accounts'
import { proveAddress } from './prove-address'
import { makeResetLinkFor } from './reset-password'

// What gives access is stored only while whoever asked for it still has some: a request that was under way when all access ended brings none back.

const { db } = await freshDatabase()
const api = apiOn(db)
const now = new Date()
let ana: Caller

beforeEach(async () => {
  ana = await person(db, api, 'Ana')
  await db.user.update({
    where: { id: ana.id },
    data: { passwordHash: await hashPassword('somebody planted this') },
    select: { id: true },
  })
})

/** What is answered to a request that comes while all access to the account is being ended, and is stored after that. */
async function underWay(
  request: () => Promise<Answer>,
  end: (tx: Transaction) => Promise<unknown> = (tx) => proveAddress(tx, ana.id, now),
): Promise<Answer> {
  const { answer } = await db.$transaction(async (tx) => {
    await end(tx)
    const answer = request()
    await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 1500))])
    return { answer }
  })
  return answer
}

test('a password that was being changed is none when the owner has come meanwhile', async () => {
  const answer = await underWay(() =>
    ana.call('POST', '/me/password', { current: 'somebody planted this', password: 'and wants to keep it' }),
  )
  expect([answer.status, answer.body.code]).toEqual([401, 'not-signed-in'])
  expect(
    (await db.user.findUniqueOrThrow({ where: { id: ana.id }, select: { passwordHash: true } })).passwordHash,
  ).toBeNull()
})

test('a token that was being made is none either', async () => {
  const answer = await underWay(() =>
    ana.call('POST', '/me/tokens', { name: 'planted', scope: 'write', password: 'somebody planted this' }),
  )
  expect([answer.status, answer.body.code]).toEqual([401, 'not-signed-in'])
  expect(await db.apiToken.count({ where: { userId: ana.id } })).toBe(0)
})

test('a reset link that an administrator was asking for is none either', async () => {
  await db.user.update({ where: { id: ana.id }, data: { isAdmin: true }, select: { id: true } })
  const kai = await person(db, api, 'Kai')
  const answer = await underWay(() =>
    ana.call('POST', `/users/${kai.id}/reset-link`, { password: 'somebody planted this' }),
  )
  expect([answer.status, answer.body.code]).toEqual([401, 'not-signed-in'])
  expect(await db.resetLink.count({ where: { userId: kai.id } })).toBe(0)
})

test('of two changes of a password at once, with the same old one, only the first is made', async () => {
  const answers = await Promise.all(
    ['the first of both', 'the second of both'].map((password) =>
      ana.call('POST', '/me/password', { current: 'somebody planted this', password }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 401])
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: ana.id }, select: { passwordHash: true } })
  expect(
    await passwordMatches(passwordHash, answers[0]?.status === 204 ? 'the first of both' : 'the second of both'),
  ).toBe(true)
})

test('of two administrators who close each other’s account at once one stays, and who was closed makes no links and lets nobody in', async () => {
  const admins = { one: await person(db, api, 'One'), two: await person(db, api, 'Two') }
  await db.user.updateMany({ where: { id: { in: [admins.one.id, admins.two.id] } }, data: { isAdmin: true } })
  const credentialOf = (userId: string): Credential => ({
    kind: 'session',
    userId,
    sessionVersion: 1,
    sessionId: '00000000-0000-7000-8000-000000000000',
    signedInAt: now.getTime(),
  })
  const viewer = async ({ id }: Caller): Promise<Viewer> =>
    (await findViewer(db, credentialOf(id))) ?? Promise.reject(new Error('nobody'))
  const by = (who: Viewer, userId: string) => ({ userId, credential: credentialOf(who.userId) })
  const [one, two] = [await viewer(admins.one), await viewer(admins.two)]
  const results = await Promise.allSettled([
    deactivateAccount(db, one, by(one, two.userId), now),
    deactivateAccount(db, two, by(two, one.userId), now),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const closed = results[0]?.status === 'fulfilled' ? two : one
  const refused = expect.objectContaining({ code: 'not-allowed' })
  await expect(makeResetLinkFor(db, closed, by(closed, ana.id), now)).rejects.toEqual(refused)
  await expect(reactivateAccount(db, closed, by(closed, closed.userId), now)).rejects.toEqual(refused)
  await expect(deactivateAccount(db, closed, by(closed, ana.id), now)).rejects.toEqual(refused)
  expect(await db.resetLink.count({ where: { userId: ana.id } })).toBe(0)
})
