import { createToken } from '@/lib/services/accounts/tokens'
import { afterEach, describe, expect, test } from 'vitest'
import { hashPassword } from '@/lib/auth/passwords'
import { checkPassword } from '@/lib/services/accounts/check-password'
import { makeResetLink } from '@/lib/services/accounts/reset-password'
import { issueSetupCode } from '@/lib/services/accounts/set-up-instance'
import { waitAfter } from '@/lib/services/accounts/throttle'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, caller, person, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
let now = new Date('2026-03-01T09:00:00Z')
const api = apiOn(db, () => now)
const nobody = (address = '192.0.2.1') => caller(api, { 'x-commonplace-address': address })
const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000))
const cookieOf = (answer: { headers: Headers }) => /^([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''

afterEach(async () => {
  await db.throttle.deleteMany()
})

describe('set-up', () => {
  const account = { name: 'Lena', email: 'Lena@Example.org', password: 'a password of hers' }

  test('happens once, for whoever has the newest code, and signs that person in', async () => {
    const stale = await issueSetupCode(db)
    const code = await issueSetupCode(db)
    expect((await nobody()('POST', '/setup', { ...account, code: stale })).status).toBe(403)
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        nobody()('POST', '/setup', { ...account, email: `lena${i}@example.org`, code }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 403, 403, 403, 403, 403])
    expect(await db.user.count()).toBe(1)
    const made = answers.find(({ status }) => status === 201)
    if (!made) throw new Error('nobody was let in')
    expect(made.headers.get('set-cookie')).toMatch(
      /^next-auth\.session-token=[^;]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax, commonplace-devices=[^;]+; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/,
    )
    const me = await caller(api, { cookie: cookieOf(made) })('GET', '/me')
    expect(me.body).toMatchObject({ id: made.body.userId, isAdmin: true })
    expect(await issueSetupCode(db)).toBeNull()
    expect((await nobody()('POST', '/setup', { ...account, code })).status).toBe(403)
  })

  test('says per field what is wrong', async () => {
    const answer = await nobody()('POST', '/setup', { code: 'x', name: ' ', email: 'no', password: 'short' })
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((fault: { path: string }) => fault.path).toSorted()).toEqual([
      'email',
      'name',
      'password',
    ])
  })

  test('slows down whoever guesses the code', async () => {
    for (let i = 0; i < 20; i += 1)
      expect((await nobody()('POST', '/setup', { ...account, code: `guess ${i}` })).status).toBe(403)
    const refused = await nobody()('POST', '/setup', { ...account, code: 'guess' })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '15'])
    expect((await nobody('192.0.2.2')('POST', '/setup', { ...account, code: 'guess' })).status).toBe(403)
  })
})

describe('signing in', () => {
  const attempt = (email: string, password: string, address = '192.0.2.9') =>
    checkPassword(db, { email, password, address }, now)

  async function somebody(name: string, password = 'the right password'): Promise<Caller & { email: string }> {
    const made = await person(db, api, name)
    const { email } = await db.user.update({
      where: { id: made.id },
      data: { passwordHash: await hashPassword(password) },
      select: { email: true },
    })
    return { ...made, email }
  }

  test('takes the right password, whatever the case of the email, and nothing else', async () => {
    const { id, email } = await somebody('Mira')
    expect(await attempt(` ${email.toUpperCase()} `, 'the right password')).toEqual({ id, sessionVersion: 1 })
    expect(await attempt(email, 'the wrong password')).toBeNull()
    expect(await attempt('nobody@example.org', 'the right password')).toBeNull()
  })

  test('answers an unknown email as slowly as a wrong password', async () => {
    const { email } = await somebody('Timo')
    await attempt('warm@example.org', 'up')
    // The shortest of a few: what comes on top is other people's work on the machine, which may come on top of one and not of the other.
    const time = async (address: string) => {
      const all: number[] = []
      for (let i = 0; i < 4; i += 1) {
        const begun = performance.now()
        await attempt(address, 'the wrong password')
        all.push(performance.now() - begun)
      }
      return Math.min(...all)
    }
    const [known, unknown] = [await time(email), await time('unknown@example.org')]
    // Hashing takes tens of milliseconds, a look-up one or two: without the decoy the second would be a small part of the first.
    expect(unknown).toBeGreaterThan(known / 4)
  })

  test('waits grow with each failure, end, and are forgotten after a success', async () => {
    const { email } = await somebody('Nora')
    for (let i = 0; i < 5; i += 1) expect(await attempt(email, 'wrong')).toBeNull()
    await expect(attempt(email, 'the right password')).rejects.toMatchObject({
      code: 'too-many-attempts',
      extras: { retryAfter: 15 },
    })
    later(15)
    expect(await attempt(email, 'wrong')).toBeNull()
    await expect(attempt(email, 'wrong')).rejects.toMatchObject({ extras: { retryAfter: 30 } })
    later(29)
    await expect(attempt(email, 'wrong')).rejects.toMatchObject({ extras: { retryAfter: 1 } })
    later(1)
    expect(await attempt(email, 'the right password')).not.toBeNull()
    for (let i = 0; i < 5; i += 1) expect(await attempt(email, 'wrong')).toBeNull()
  })

  test('counts guesses made at once one by one', async () => {
    const { email } = await somebody('Omar')
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) => attempt(email, `guess ${i}`, `192.0.2.${100 + i}`)),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  })

  test('slows an address that tries many accounts, though it has an account itself', async () => {
    const { email } = await somebody('Eve')
    for (let i = 0; i < 20; i += 1) {
      expect(await attempt(`victim${i}@example.org`, 'guess', '198.51.100.1')).toBeNull()
      if (i % 5 === 0) expect(await attempt(email, 'the right password', '198.51.100.1')).not.toBeNull()
    }
    await expect(attempt('victim@example.org', 'guess', '198.51.100.1')).rejects.toMatchObject({
      code: 'too-many-attempts',
    })
    expect(await attempt('victim@example.org', 'guess', '198.51.100.2')).toBeNull()
  })

  test('charges failures alone: a class that signs in at once is let in, from one address', async () => {
    const { email } = await somebody('Mira')
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => attempt(email, 'the right password', '198.51.100.9')),
    )
    expect(answers.every((answer) => answer !== null)).toBe(true)
    expect(await db.throttle.count()).toBe(0)
  })

  test('lets whoever has the right password in behind an address where many failed, and slows everybody who has not', async () => {
    const [mira, nora] = [await somebody('Mira'), await somebody('Nora')]
    for (let i = 0; i < 25; i += 1) await attempt(`pupil${i}@example.org`, 'guess', '198.51.100.3').catch(() => null)
    expect(await attempt(mira.email, 'the right password', '198.51.100.3')).not.toBeNull()
    await expect(attempt(nora.email, 'guess', '198.51.100.3')).rejects.toMatchObject({ code: 'too-many-attempts' })
    // One guess was hers to make: the next has to wait, be it right.
    await expect(attempt(nora.email, 'the right password', '198.51.100.3')).rejects.toMatchObject({
      code: 'too-many-attempts',
    })
    expect(await attempt(nora.email, 'the right password', '203.0.113.5')).not.toBeNull()
  })

  test('lets whoever has the right code or link through behind an address where many guessed', async () => {
    const { id } = await somebody('Mira')
    for (let i = 0; i < 25; i += 1)
      await nobody('198.51.100.4')('POST', `/resets/guess-${i}`, { password: 'a brand new password' })
    expect((await nobody('198.51.100.4')('POST', '/resets/guess', { password: 'a brand new password' })).status).toBe(
      429,
    )
    await db.user.update({ where: { id }, data: { isAdmin: true } })
    const secret = await makeResetLink(db, (await db.user.findUniqueOrThrow({ where: { id } })).email, now)
    expect(
      (await nobody('198.51.100.4')('POST', `/resets/${secret}`, { password: 'a brand new password' })).status,
    ).toBe(204)
  })

  test('the wait doubles from 15 seconds to a quarter of an hour', () => {
    expect([0, 4, 5, 6, 7, 10, 11, 12, 99].map((failures) => waitAfter(failures, 5) / 1000)).toEqual([
      0, 0, 15, 30, 60, 480, 900, 900, 900,
    ])
  })

  test('a deactivated person is refused like a stranger', async () => {
    const { id, email } = await somebody('Gone')
    await db.user.update({ where: { id }, data: { deactivatedAt: now } })
    expect(await attempt(email, 'the right password')).toBeNull()
  })
})

describe('sessions', () => {
  test('a changed password ends the others and lets the present one go on', async () => {
    const lena = await withPassword('Lena', 'the first password')
    const wrong = await lena.call('POST', '/me/password', { current: 'not this one', password: 'the second password' })
    expect([wrong.status, wrong.body.errors]).toEqual([
      422,
      [expect.objectContaining({ path: 'current', message: 'This is not your current password: enter it again' })],
    ])
    const answer = await lena.call('POST', '/me/password', {
      current: 'the first password',
      password: 'the second password',
    })
    expect(answer.status).toBe(204)
    expect((await lena.call('GET', '/me')).status).toBe(401)
    expect((await caller(api, { cookie: cookieOf(answer) })('GET', '/me')).body.id).toBe(lena.id)
  })

  test('signing out everywhere ends them all; tokens go on', async () => {
    const ana = await person(db, api, 'Ana')
    const { body: token } = await ana.call('POST', '/me/tokens', { name: 'R', scope: 'read' })
    expect((await ana.call('DELETE', '/me/sessions')).status).toBe(204)
    expect((await ana.call('GET', '/me')).status).toBe(401)
    expect((await caller(api, { authorization: `Bearer ${token.secret}` })('GET', '/me')).status).toBe(200)
  })

  test('the list of tokens says when each was last used, to the minute', async () => {
    const ana = await person(db, api, 'Ana')
    const { body: token } = await ana.call('POST', '/me/tokens', { name: 'R', scope: 'read' })
    await ana.call('POST', '/me/tokens', { name: 'Spare', scope: 'read' })
    const used = async () =>
      (await ana.call('GET', '/me/tokens')).body.items.map((row: { name: string; lastUsedAt: string | null }) => [
        row.name,
        row.lastUsedAt,
      ])
    expect(await used()).toEqual([
      ['Spare', null],
      ['R', null],
    ])
    const first = now
    const script = caller(api, { authorization: `Bearer ${token.secret}` })
    await script('GET', '/me')
    later(30)
    await script('GET', '/projects')
    expect(await used()).toEqual([
      ['Spare', null],
      ['R', first.toISOString()],
    ])
    later(60)
    await script('POST', '/projects', { name: 'Refused, for it may only read' })
    expect(await used()).toEqual([
      ['Spare', null],
      ['R', now.toISOString()],
    ])
  })

  test('a token is made by whoever has just signed in, or types the password: a cookie or a token in other hands makes none', async () => {
    const kai = await withPassword('Kai', 'the right password')
    const token = (extra: object) => ({ name: 'R', scope: 'write', ...extra })
    expect((await kai.call('POST', '/me/tokens', token({}))).status).toBe(201)
    now = new Date(Date.now() + 11 * 60_000)
    const refused = await kai.call('POST', '/me/tokens', token({}))
    expect(refused.body).toMatchObject({ status: 403, reason: 'confirm', errors: [{ path: 'password' }] })
    expect((await kai.call('POST', '/me/tokens', token({ password: 'the wrong password' }))).body).toMatchObject({
      status: 422,
      errors: [{ path: 'password' }],
    })
    const { body, status } = await kai.call('POST', '/me/tokens', token({ password: 'the right password' }))
    expect(status).toBe(201)
    const script = caller(api, { authorization: `Bearer ${body.secret}` })
    expect((await script('POST', '/me/tokens', token({}))).status).toBe(403)
    for (let i = 0; i < 4; i += 1) await script('POST', '/me/tokens', token({ password: `guess ${i}` }))
    expect((await script('POST', '/me/tokens', token({ password: 'guess' }))).status).toBe(422)
    expect((await script('POST', '/me/tokens', token({ password: 'the right password' }))).status).toBe(429)
    expect((await kai.call('POST', '/me/tokens', token({ password: 'the right password' }))).status).toBe(201)
  })

  test('tokens end with a changed password where that is asked, and go on where not', async () => {
    const kai = await withPassword('Kai', 'the first password')
    const { body } = await kai.call('POST', '/me/tokens', { name: 'R', scope: 'write', password: 'the first password' })
    const script = caller(api, { authorization: `Bearer ${body.secret}` })
    const first = await kai.call('POST', '/me/password', {
      current: 'the first password',
      password: 'the second password',
    })
    expect((await script('GET', '/me')).status).toBe(200)
    const second = await caller(api, { cookie: cookieOf(first) })('POST', '/me/password', {
      current: 'the second password',
      password: 'the third password',
      endTokens: true,
    })
    expect([second.status, (await script('GET', '/me')).status]).toEqual([204, 401])
    expect(await db.apiToken.count({ where: { userId: kai.id } })).toBe(0)
  })

  test('whoever has no password sets one shortly after signing in through the provider, and nobody later', async () => {
    const ana = await person(db, api, 'Ana')
    expect((await ana.call('GET', '/me')).body.hasPassword).toBe(false)
    now = new Date(Date.now() + 11 * 60_000)
    expect((await ana.call('POST', '/me/password', { password: 'a first password' })).body).toMatchObject({
      status: 403,
      reason: 'confirm',
    })
    now = new Date()
    const answer = await ana.call('POST', '/me/password', { password: 'a first password' })
    expect(answer.status).toBe(204)
    const again = caller(api, { cookie: cookieOf(answer) })
    expect((await again('GET', '/me')).body.hasPassword).toBe(true)
    expect((await again('POST', '/me/password', { password: 'another password' })).body.errors).toEqual([
      expect.objectContaining({ path: 'current', message: 'Enter your current password' }),
    ])
  })

  test('a password changed with a token makes no session', async () => {
    const kai = await withPassword('Kai', 'the first password')
    const { body: token } = await kai.call('POST', '/me/tokens', { name: 'script', scope: 'write' })
    const answer = await caller(api, { authorization: `Bearer ${token.secret}` })('POST', '/me/password', {
      current: 'the first password',
      password: 'the second password',
    })
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([204, null])
  })

  test('an https instance takes only the cookie that is bound to https', async () => {
    const secure = apiOn(db, () => now, 'https://cp.example.org')
    const cookie = cookieOf(await withPasswordChanged())
    expect(cookie).toMatch(/^next-auth\.session-token=/)
    expect((await caller(secure, { cookie })('GET', '/me')).status).toBe(401)
    expect((await caller(secure, { cookie: `__Secure-${cookie}` })('GET', '/me')).status).toBe(200)
  })

  async function withPassword(name: string, password: string) {
    const made = await person(db, api, name)
    await db.user.update({ where: { id: made.id }, data: { passwordHash: await hashPassword(password) } })
    return made
  }
  async function withPasswordChanged() {
    const made = await withPassword('Uma', 'the first password')
    return made.call('POST', '/me/password', { current: 'the first password', password: 'the second password' })
  }
})

describe('administration', () => {
  test('only an administrator sees accounts and events on them', async () => {
    const [plain, victim] = [await person(db, api, 'Plain'), await person(db, api, 'Victim')]
    for (const [method, path] of [
      ['GET', '/users'],
      ['POST', `/users/${victim.id}/reset-link`],
      ['POST', `/users/${victim.id}/deactivate`],
      ['POST', `/users/${victim.id}/reactivate`],
      ['POST', `/users/${victim.id}/unlink`],
      ['POST', '/demo'],
    ] as const) {
      const answer = await plain.call(method, path)
      expect([path, answer.status]).toEqual([path, 403])
      expect(answer.text).not.toContain('Victim')
    }
    expect((await victim.call('GET', '/me')).status).toBe(200)
  })

  test('deactivation ends sessions and tokens at once; reactivation brings back tokens and sign-in, but no session', async () => {
    const [admin, kai] = [await administrator(), await person(db, api, 'Kai')]
    const { body: token } = await kai.call('POST', '/me/tokens', { name: 'R', scope: 'write' })
    const script = caller(api, { authorization: `Bearer ${token.secret}` })
    expect((await admin.call('POST', `/users/${kai.id}/deactivate`)).status).toBe(204)
    expect([(await kai.call('GET', '/me')).status, (await script('GET', '/me')).status]).toEqual([401, 401])
    expect(
      (await admin.call('GET', '/users?limit=500')).body.items.find((row: { id: string }) => row.id === kai.id),
    ).toMatchObject({ deactivated: true, projectCount: 0 })
    expect((await admin.call('POST', `/users/${kai.id}/reset-link`)).status).toBe(409)
    expect((await admin.call('POST', `/users/${kai.id}/reactivate`)).status).toBe(204)
    expect([(await kai.call('GET', '/me')).status, (await script('GET', '/me')).status]).toEqual([401, 200])
    expect((await admin.call('POST', `/users/${admin.id}/deactivate`)).status).toBe(409)
  })

  test('what gives or takes an account is asked for by whoever has just signed in, or types the password: a token or an old session is not enough', async () => {
    const [admin, kai] = [await administrator(), await person(db, api, 'Kai')]
    await db.user.update({
      where: { id: admin.id },
      data: { passwordHash: await hashPassword('the right password') },
      select: { id: true },
    })
    const { secret } = await createToken(db, { userId: admin.id }, { name: 'R', scope: 'write' }, now)
    const script = caller(api, { authorization: `Bearer ${secret}` })
    const commands = ['reset-link', 'unlink', 'deactivate', 'reactivate']
    const statuses = async (call: Caller['call'], body?: object) => {
      const answers: number[] = []
      for (const command of commands) answers.push((await call('POST', `/users/${kai.id}/${command}`, body)).status)
      return answers
    }
    expect(await statuses(script)).toEqual([403, 403, 403, 403])
    now = new Date(Date.now() + 11 * 60_000)
    expect(await statuses(admin.call)).toEqual([403, 403, 403, 403])
    expect((await admin.call('POST', `/users/${admin.id}/reset-link`, {})).body).toMatchObject({
      status: 403,
      reason: 'confirm',
      errors: [{ path: 'password' }],
    })
    expect(await statuses(admin.call, { password: 'the wrong password' })).toEqual([422, 422, 422, 422])
    expect(await db.resetLink.count({ where: { userId: { in: [kai.id, admin.id] } } })).toBe(0)
    expect((await kai.call('GET', '/me')).status).toBe(200)
    expect(await statuses(admin.call, { password: 'the right password' })).toEqual([201, 204, 204, 204])
    expect(await statuses(script, { password: 'the right password' })).toEqual([201, 204, 204, 204])
  })

  test('a reset link sets one password once, within a day, and signs its owner in', async () => {
    const [admin, kai] = [await administrator(), await person(db, api, 'Kai')]
    const link = async () =>
      new URL((await admin.call('POST', `/users/${kai.id}/reset-link`)).body.url).pathname.replace('/resets/', '')
    const [first, second] = [await link(), await link()]
    const use = (token: string) => nobody()('POST', `/resets/${token}`, { password: 'a brand new password' })
    const answers = await Promise.all([use(first), use(second), use(first)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 410, 410])
    expect((await kai.call('GET', '/me')).status).toBe(401)
    const winner = answers.find(({ status }) => status === 204)
    expect(winner && (await caller(api, { cookie: cookieOf(winner) })('GET', '/me')).body.id).toBe(kai.id)
    const { email } = await db.user.findUniqueOrThrow({ where: { id: kai.id }, select: { email: true } })
    expect(await checkPassword(db, { email, password: 'a brand new password', address: 'x' }, now)).not.toBeNull()
    const third = await link()
    later(24 * 3600)
    expect((await use(third)).status).toBe(410)
    expect((await use('no-such-token')).status).toBe(404)
  })

  test('tokens end with a reset only where that is asked', async () => {
    const [admin, kai] = [await administrator(), await person(db, api, 'Kai')]
    const reset = async (words: object) => {
      const { body } = await admin.call('POST', `/users/${kai.id}/reset-link`)
      const token = new URL(body.url as string).pathname.replace('/resets/', '')
      expect((await nobody()('POST', `/resets/${token}`, { password: 'a brand new password', ...words })).status).toBe(
        204,
      )
    }
    const { secret } = await createToken(db, { userId: kai.id }, { name: 'R', scope: 'read' }, now)
    const script = caller(api, { authorization: `Bearer ${secret}` })
    await reset({})
    expect((await script('GET', '/me')).status).toBe(200)
    await reset({ endTokens: true })
    expect((await script('GET', '/me')).status).toBe(401)
  })

  /** An administrator who has just signed in. */
  async function administrator() {
    now = new Date()
    const made = await person(db, api, 'Root')
    await db.user.update({ where: { id: made.id }, data: { isAdmin: true } })
    return made
  }
})

test('every route answers 401 to nobody, but those by which one comes in', async () => {
  const open = ['POST /api/v1/setup', 'POST /api/v1/resets/{token}', 'POST /api/v1/invitations/{token}/accept']
  const { paths } = (await (await api.request('/api/v1/openapi.json')).json()) as {
    paths: Record<string, Record<string, unknown>>
  }
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(routes).toEqual(expect.arrayContaining(open))
  for (const route of routes.filter((one) => !open.includes(one))) {
    const [method = '', path = ''] = route.split(' ')
    const answer = await api.request(path.replaceAll(/\{\w+\}/g, '0193e0a8-5c00-7000-8000-000000000001'), { method })
    expect([route, answer.status]).toEqual([route, 401])
  }
})
