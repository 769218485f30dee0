import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { hashPassword } from '@/lib/auth/passwords'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, caller, person } from '@/testing/team'
import type { Env } from '@/lib/env'
import { knownDeviceHeader, knownDevices } from '@/lib/auth/known-device'
import { nextAuthOptions, type Outcome } from './next-auth-options'
import { issueSessionCookie, readCredential, sessionCookieName, sessionSeconds } from '@/lib/auth/session'

// What next-auth's route handlers call; by its file, since the handlers themselves need Next around them.
type Cookie = { name: string; value: string }
type Handler = (params: {
  req: object
  options: object
}) => Promise<{ cookies?: Cookie[]; body?: unknown; redirect?: string }>
const { AuthHandler } = createRequire(import.meta.url)(join(process.cwd(), 'node_modules/next-auth/core/index.js')) as {
  AuthHandler: Handler
}

const { db } = await freshDatabase()
const secret = 'a secret for tests only, at least 32 bytes'
const baseUrl = 'http://127.0.0.1:3000'
const env = { NEXTAUTH_SECRET: secret, BASE_URL: baseUrl } as Env
process.env.NEXTAUTH_URL = baseUrl
const api = apiOn(db)

afterEach(async () => {
  await db.throttle.deleteMany()
})

interface Sent {
  action: string
  method?: string
  body?: Record<string, string>
  query?: Record<string, string>
  providerId?: string
}

/** A browser that keeps its cookies, at next-auth's own routes. */
function browser(address = '192.0.2.1') {
  const jar: Record<string, string> = {}
  const outcome: Outcome = {}
  const send = async ({ action, method = 'GET', body, query, providerId }: Sent) => {
    const cookie = Object.entries(jar)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
    const answer = await AuthHandler({
      req: {
        action,
        method,
        providerId,
        body,
        query: query ?? {},
        cookies: { ...jar },
        headers: { 'x-commonplace-address': address, cookie },
        origin: baseUrl,
      },
      options: nextAuthOptions(db, env, outcome),
    })
    for (const { name, value } of answer.cookies ?? [])
      if (value === '') delete jar[name]
      else jar[name] = value
    return answer
  }
  const csrfToken = async () => ((await send({ action: 'csrf' })).body as { csrfToken: string }).csrfToken
  return {
    jar,
    outcome,
    send,
    async signIn(email: string, password: string) {
      const answer = await send({
        action: 'callback',
        providerId: 'credentials',
        method: 'POST',
        body: { csrfToken: await csrfToken(), email, password, json: 'true' },
      })
      if (outcome.signedIn)
        jar['commonplace-devices'] =
          /=([^;]*)/.exec(
            knownDeviceHeader(
              new Headers({ cookie: `commonplace-devices=${jar['commonplace-devices'] ?? ''}` }),
              outcome.signedIn.id,
              { secret, baseUrl },
            ),
          )?.[1] ?? ''
      return answer
    },
    signOut: async () =>
      send({ action: 'signout', method: 'POST', body: { csrfToken: await csrfToken(), json: 'true' } }),
    session: () => jar[sessionCookieName(false)] ?? '',
  }
}

const with_ = (value: string) => caller(api, { cookie: `${sessionCookieName(false)}=${value}` })

async function somebody(name: string) {
  const made = await person(db, api, name)
  const { email } = await db.user.update({
    where: { id: made.id },
    data: { passwordHash: await hashPassword('the right password') },
    select: { email: true },
  })
  return { ...made, email }
}

describe('signing out', () => {
  test('ends the session at the server: the cookie that was copied before is dead, and other sessions go on', async () => {
    const { id, email, call } = await somebody('Lena')
    const hers = browser()
    await hers.signIn(email, 'the right password')
    const copied = hers.session()
    // next-auth writes the cookie anew when it is asked who is signed in.
    await hers.send({ action: 'session' })
    const rewritten = hers.session()
    expect(rewritten).not.toBe(copied)
    for (const value of [copied, rewritten]) expect((await with_(value)('GET', '/me')).body).toMatchObject({ id })
    const thiefs = browser()
    thiefs.jar[sessionCookieName(false)] = copied
    await hers.signOut()
    expect(hers.session()).toBe('')
    await thiefs.send({ action: 'session' })
    for (const value of [copied, rewritten, thiefs.session()])
      expect((await with_(value)('GET', '/me')).status).toBe(401)
    expect((await call('GET', '/me')).status).toBe(200)
    await hers.signIn(email, 'the right password')
    expect((await with_(hers.session())('GET', '/me')).status).toBe(200)
  })

  test('is not said to be done where the server could not do it', async () => {
    const { id } = await somebody('Lena')
    const hers = browser()
    hers.jar[sessionCookieName(false)] = await issueSessionCookie({ id, sessionVersion: 1 }, secret)
    await db.$executeRaw`ALTER TABLE "EndedSession" RENAME TO "away"`
    try {
      await hers.signOut()
    } finally {
      await db.$executeRaw`ALTER TABLE "away" RENAME TO "EndedSession"`
    }
    expect(hers.outcome.refused).toMatchObject({ code: 'unavailable' })
  })

  test('what ended is forgotten when no cookie of it could be good any more', async () => {
    const { id } = await somebody('Lena')
    await db.endedSession.create({
      data: { id: '0193e0a8-5c00-7000-8000-000000000001', expiresAt: new Date(Date.now() - 1) },
    })
    const [hers, value] = [browser(), await issueSessionCookie({ id, sessionVersion: 1 }, secret)]
    hers.jar[sessionCookieName(false)] = value
    await hers.signOut()
    const [row, ...others] = await db.endedSession.findMany({
      where: {
        OR: [
          { expiresAt: { lt: new Date() } },
          { expiresAt: { gt: new Date(Date.now() + (sessionSeconds - 60) * 1000) } },
        ],
      },
      orderBy: { expiresAt: 'desc' },
    })
    expect([
      row?.expiresAt.getTime() ?? 0 > Date.now(),
      others.some(({ expiresAt }) => expiresAt < new Date()),
    ]).toEqual([expect.anything(), false])
  })
})

test('a cookie of an earlier version, which names no session, signs nobody in', async () => {
  const { encode } = await import('next-auth/jwt')
  const { id } = await somebody('Lena')
  for (const token of [
    { sub: id, sessionVersion: 1 },
    { sub: id, sessionVersion: 1, sid: '0193e0a8-5c00-7000-8000-000000000001' },
    { sub: id, sessionVersion: 1, sid: '0193e0a8-5c00-7000-8000-000000000001', at: Date.now() - sessionSeconds * 1000 },
  ])
    expect(
      await readCredential(
        new Headers({ cookie: `next-auth.session-token=${await encode({ token, secret, maxAge: sessionSeconds })}` }),
        { secret, baseUrl },
      ),
    ).toBeNull()
})

describe('guessing at somebody’s password from elsewhere', () => {
  test('keeps them neither from a browser they were signed in with before, nor from their session', async () => {
    const { email, call } = await somebody('Lena')
    const hers = browser('192.0.2.1')
    await hers.signIn(email, 'the right password')
    for (let i = 0; i < 8; i += 1) await browser('198.51.100.1').signIn(email, `guess ${i}`)
    const stranger = browser('192.0.2.77')
    await stranger.signIn(email, 'the right password')
    expect(stranger.outcome).toMatchObject({ refused: { code: 'too-many-attempts' } })
    // Signed in still, and able to change the password.
    expect(
      (
        await with_(hers.session())('POST', '/me/password', {
          current: 'the right password',
          password: 'a better password',
        })
      ).status,
    ).toBe(204)
    await hers.signOut()
    await hers.signIn(email, 'a better password')
    expect(hers.outcome.signedIn).toBeDefined()
    expect((await call('GET', '/me')).status).toBe(401)
  })

  test('from a browser they were signed in with before has a count of its own', async () => {
    const { email } = await somebody('Lena')
    const hers = browser()
    await hers.signIn(email, 'the right password')
    for (let i = 0; i < 5; i += 1) await hers.signIn(email, `guess ${i}`)
    hers.outcome.refused = undefined
    await hers.signIn(email, 'the right password')
    expect(hers.outcome.refused).toMatchObject({ code: 'too-many-attempts' })
    const other = browser('192.0.2.5')
    await other.signIn(email, 'the right password')
    expect(other.outcome.signedIn).toBeDefined()
  })

  test('a browser is known by our signature alone, for the person it names, and for a few people at once', () => {
    const settings = { secret, baseUrl }
    const known = (headers: string) =>
      knownDevices(new Headers({ cookie: headers }), settings).map(({ userId }) => userId)
    let cookie = ''
    for (const userId of ['a', 'b', 'c', 'd', 'e', 'f', 'b'])
      cookie = knownDeviceHeader(new Headers({ cookie }), userId, settings).split(';')[0] ?? ''
    expect(known(cookie)).toEqual(['b', 'f', 'e', 'd', 'c'])
    const [, id = '', signature = ''] = (cookie.split('=')[1]?.split('~')[0] ?? '').split('.')
    for (const forged of [
      `z.${id}.${signature}`,
      `b.${id}x.${signature}`,
      `b.${id}.`,
      `b.${id}.${signature}x`,
      '..',
      '~~~',
      '',
      `b.${id}`,
    ])
      expect(known(`commonplace-devices=${forged}`)).toEqual([])
    expect(knownDevices(new Headers({ cookie }), { ...settings, secret: `${secret}!` })).toEqual([])
    expect(knownDevices(new Headers({ cookie }), { ...settings, baseUrl: 'https://notes.example' })).toEqual([])
    expect(knownDeviceHeader(new Headers(), 'a', { secret, baseUrl: 'https://notes.example' })).toMatch(
      /^__Secure-commonplace-devices=a\.[\w-]+\.[\w-]+; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure$/,
    )
  })
})

test.each([
  '//evil.example',
  '/.//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/\\evil.example',
  '/a\r\nset-cookie: x=y',
  `${baseUrl}.evil.example`,
])('after signing in or out the browser stays on this site, though asked to go to %j', async (callbackUrl) => {
  const { email } = await somebody('Lena')
  const hers = browser()
  const csrf = ((await hers.send({ action: 'csrf' })).body as { csrfToken: string }).csrfToken
  const signedIn = await hers.send({
    action: 'callback',
    providerId: 'credentials',
    method: 'POST',
    body: { csrfToken: csrf, email, password: 'the right password', callbackUrl },
  })
  const signedOut = await hers.send({ action: 'signout', method: 'POST', body: { csrfToken: csrf, callbackUrl } })
  for (const { redirect } of [signedIn, signedOut]) expect(redirect).toBe(`${baseUrl}/`)
})
