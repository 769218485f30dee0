import { beforeEach, expect, test } from 'vitest'
import { hashPassword } from '@/lib/auth/passwords'
import type { ProviderClaims } from '@/lib/auth/provider-claims'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, caller, team, type Caller } from '@/testing/team'
import { admitIdentity } from './admit-identity'
import { checkPassword } from './check-password'

const { db } = await freshDatabase()
const now = new Date('2026-11-28T12:00:00Z')
const api = apiOn(db, () => now)
const nobody = caller(api, {})

let lead: Caller, path: string, projectId: string
beforeEach(async () => {
  await db.user.updateMany({ where: { email: 'victim@example.org' }, data: { email: `${Math.random()}@example.org` } })
  ;({ lead, path, projectId } = await team(db, api, []))
})

const claims = (sub: string, more: Partial<ProviderClaims> = {}): ProviderClaims => ({
  iss: 'https://idp.example.org',
  sub: `${sub} ${projectId}`,
  email: 'Victim@Example.org',
  email_verified: true,
  ...more,
})
const invite = async (who: Caller, input: object) =>
  new URL((await who.call('POST', `${path}/invitations`, input)).body.url).pathname.replace('/invitations/', '')
const accept = (token: string, answer: object, call = nobody) => call('POST', `/invitations/${token}/accept`, answer)

/** An account under a stranger's address, made by whoever was handed the invitation for it. */
async function squatted(): Promise<Caller> {
  const answer = await accept(await invite(lead, { role: 'lead', email: 'victim@example.org' }), {
    name: 'Victim',
    password: 'the thief’s password',
  })
  expect(answer.status).toBe(200)
  return {
    id: answer.body.userId,
    name: 'Victim',
    cookie: '',
    call: caller(api, { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }),
  }
}

test('an account made under a stranger’s address is the stranger’s once they come, and nobody else’s any more', async () => {
  const thief = await squatted()
  const { body: token } = await thief.call('POST', '/me/tokens', { name: 'R', scope: 'write' })
  const script = caller(api, { authorization: `Bearer ${token.secret}` })
  expect((await script('GET', '/me')).status).toBe(200)
  const [back, friend] = [await invite(thief, { role: 'lead' }), await invite(lead, { role: 'coder' })]
  await db.resetLink.create({
    data: {
      id: thief.id,
      userId: thief.id,
      tokenHash: `of the thief ${projectId}`,
      expiresAt: new Date(now.getTime() + 1e6),
    },
  })

  expect(await admitIdentity(db, claims('owner'), now)).toMatchObject({ id: thief.id, ended: true })
  expect([(await thief.call('GET', '/me')).status, (await script('GET', '/me')).status]).toEqual([401, 401])
  expect(
    await checkPassword(db, { email: 'victim@example.org', password: 'the thief’s password', address: 'x' }, now),
  ).toBeNull()
  expect(await db.resetLink.count({ where: { userId: thief.id, usedAt: null } })).toBe(0)
  expect(
    (await accept(back, { name: 'Thief', email: 'thief@example.org', password: 'a password of his' })).status,
  ).toBe(410)
  expect(
    (await accept(friend, { name: 'Friend', email: `friend@${projectId}.org`, password: 'a password of hers' })).status,
  ).toBe(200)
  // The team can read in the history when the account changed hands.
  const { items } = (await lead.call('GET', `${path}/events?order=newest&kind=member`)).body
  expect(items.map(({ type }: { type: string }) => type)).toContain('member.proven')
  // From now on it is proven: a password that its owner sets stays.
  await db.user.update({ where: { id: thief.id }, data: { passwordHash: await hashPassword('the owner’s password') } })
  expect(await admitIdentity(db, claims('owner'), now)).toMatchObject({ id: thief.id, ended: false })
  expect(
    await checkPassword(db, { email: 'VICTIM@example.org', password: 'the owner’s password', address: 'x' }, now),
  ).toMatchObject({ id: thief.id })
})

test('an account linked before addresses were proven is cleared at the next sign-on, once', async () => {
  const thief = await squatted()
  await db.userIdentity.create({
    data: { issuer: 'https://idp.example.org', subject: claims('owner').sub, userId: thief.id },
  })
  expect(await admitIdentity(db, claims('owner', { email_verified: false }), now)).toMatchObject({
    id: thief.id,
    ended: false,
  })
  expect((await thief.call('GET', '/me')).status).toBe(200)
  expect(await admitIdentity(db, claims('owner'), now)).toMatchObject({ id: thief.id, ended: true })
  expect((await thief.call('GET', '/me')).status).toBe(401)
})

test('two sign-ons at once link one account and clear it once', async () => {
  const thief = await squatted()
  const answers = await Promise.all([
    admitIdentity(db, claims('owner'), now),
    admitIdentity(db, claims('owner'), now),
    admitIdentity(db, claims('owner'), now),
  ])
  for (const answer of answers) expect(answer).toMatchObject({ id: thief.id })
  expect(answers.filter((answer) => typeof answer === 'object' && answer.ended)).toHaveLength(1)
})

test.each([
  ['not verified', { email_verified: false }],
  ['verified with a word', { email_verified: 'true' }],
  ['without an address', { email: undefined }],
  ['with a Kelvin sign for k', { email: 'victim@example.org'.replace('v', '\u2174') }],
  ['with a Cyrillic i', { email: 'v\u0456ctim@example.org' }],
  ['with letters that are wide', { email: '\uff56ictim@example.org' }],
  ['with a dot behind', { email: 'victim@example.org.' }],
  ['with a capital dotted i', { email: 'V\u0130CTIM@EXAMPLE.ORG' }],
  ['with a part after a plus', { email: 'victim+x@example.org' }],
  ['with two addresses', { email: 'victim@example.org,thief@example.org' }],
])('an address %s opens nothing', async (_what, more) => {
  const thief = await squatted()
  expect(await admitIdentity(db, claims('other', more), now)).toBe('NoAccount')
  expect((await thief.call('GET', '/me')).status).toBe(200)
  expect(await db.userIdentity.count({ where: { userId: thief.id } })).toBe(0)
})

test('a closed account is opened by nobody, and a reset link handed over proves nothing', async () => {
  const thief = await squatted()
  await db.user.update({ where: { id: lead.id }, data: { isAdmin: true } })
  const url = (await lead.call('POST', `/users/${thief.id}/reset-link`)).body.url
  expect(
    (
      await nobody('POST', `/resets/${new URL(url).pathname.replace('/resets/', '')}`, {
        password: 'a brand new password',
      })
    ).status,
  ).toBe(204)
  expect(await db.user.findUnique({ where: { id: thief.id }, select: { emailProvenAt: true } })).toEqual({
    emailProvenAt: null,
  })
  await lead.call('POST', `/users/${thief.id}/deactivate`)
  expect(await admitIdentity(db, claims('owner'), now)).toBe('NoAccount')
})

test('an account that an identity of the issuer has is never another’s: address given on, any order, at once', async () => {
  const account = await squatted()
  const subjects = ['first', 'second', 'third']
  const answers = await Promise.all(subjects.map((sub) => admitIdentity(db, claims(sub), now)))
  const winner = subjects[answers.findIndex((answer) => typeof answer === 'object')] ?? ''
  expect(answers.filter((answer) => answer === 'OtherSubject')).toHaveLength(2)
  // Proven or not: what decides is that somebody has it.
  for (const emailProvenAt of [now, null]) {
    await db.user.update({ where: { id: account.id }, data: { emailProvenAt }, select: { id: true } })
    const before = await db.user.findUniqueOrThrow({ where: { id: account.id } })
    expect(await admitIdentity(db, claims('later'), now)).toBe('OtherSubject')
    expect(await db.user.findUniqueOrThrow({ where: { id: account.id } })).toEqual(before)
  }
  expect(await db.userIdentity.findMany({ where: { userId: account.id }, select: { subject: true } })).toEqual([
    { subject: claims(winner).sub },
  ])
  // Whoever has it comes in under any address; and another issuer is another matter.
  expect(await admitIdentity(db, claims(winner, { email: 'moved@example.org' }), now)).toMatchObject({ id: account.id })
  expect(await admitIdentity(db, claims('later', { iss: 'https://other.example.org' }), now)).toMatchObject({
    id: account.id,
  })
})

test('what was unlinked is the next one’s who shows the address, and nobody’s from before', async () => {
  const account = await squatted()
  await admitIdentity(db, claims('former'), now)
  await db.user.update({
    where: { id: account.id },
    data: { passwordHash: await hashPassword('the former one’s password') },
    select: { id: true },
  })
  const { sessionVersion } = await db.user.findUniqueOrThrow({ where: { id: account.id } })
  await expect(lead.call('POST', `/users/${account.id}/unlink`)).resolves.toMatchObject({ status: 403 })
  await db.user.update({ where: { id: lead.id }, data: { isAdmin: true }, select: { id: true } })
  const listed = async () =>
    (await lead.call('GET', '/users?limit=500')).body.items.find(({ id }: { id: string }) => id === account.id)
  expect(await listed()).toMatchObject({ linked: true })
  for (let times = 0; times < 2; times += 1)
    expect((await lead.call('POST', `/users/${account.id}/unlink`)).status).toBe(204)
  expect(await listed()).toMatchObject({ linked: false })
  expect(await db.user.findUniqueOrThrow({ where: { id: account.id } })).toMatchObject({
    sessionVersion: sessionVersion + 1,
    emailProvenAt: null,
  })
  expect(await admitIdentity(db, claims('former', { email: 'moved@example.org' }), now)).toBe('NoAccount')
  expect(await admitIdentity(db, claims('next'), now)).toMatchObject({ id: account.id, ended: true })
  expect(
    await checkPassword(db, { email: 'victim@example.org', password: 'the former one’s password', address: 'x' }, now),
  ).toBeNull()
  expect(await admitIdentity(db, claims('former'), now)).toBe('OtherSubject')
  expect((await lead.call('POST', `/users/${lead.id}/unlink`)).status).toBe(409)
  expect((await lead.call('POST', `/users/${projectId}/unlink`)).status).toBe(404)
})
