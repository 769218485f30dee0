import { createRequire } from 'node:module'
import { join } from 'node:path'
import fc from 'fast-check'
import type { NextAuthOptions } from 'next-auth'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { hashPassword } from '@/lib/auth/passwords'
import { sessionCookieName } from '@/lib/auth/session'
import { signOnRefusals } from '@/lib/auth/sign-on-refusal'
import { provideEnv, type Env } from '@/lib/env'
import { log } from '@/lib/log'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, caller, person } from '@/testing/team'
import { startToldProvider, type Told } from '@/testing/told-provider'
import { nextAuth } from './next-auth'
import { nextAuthOptions, type Outcome } from './next-auth-options'
import { claimsOf } from './single-sign-on'
import { isSameIssuer } from './provider-issuer'

// What next-auth's route handlers call; by its file, since the handlers themselves need Next around them.
interface Answered {
  cookies?: { name: string; value: string }[]
  body?: unknown
  redirect?: string
}
const { AuthHandler } = createRequire(import.meta.url)(join(process.cwd(), 'node_modules/next-auth/core/index.js')) as {
  AuthHandler: (params: { req: object; options: object }) => Promise<Answered>
}

const { db, url: databaseUrl } = await freshDatabase()
const provider = await startToldProvider()
const baseUrl = 'http://127.0.0.1:3000'
const env = {
  DATABASE_URL: databaseUrl,
  NEXTAUTH_SECRET: 'a secret for tests only, at least 32 bytes',
  BASE_URL: baseUrl,
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: 'commonplace',
  OIDC_CLIENT_SECRET: 'a client secret for tests only',
}
provideEnv({ ...env, NEXTAUTH_URL: baseUrl })
const api = apiOn(db)
const logged = () => vi.mocked(log().error).mock.calls

beforeEach(() => void vi.spyOn(log(), 'error').mockImplementation(() => {}))
afterEach(() => void vi.restoreAllMocks())
afterAll(() => provider.stop())

/** Provider and application share this process, which may be slow while others use the machine. */
const patient = ({ providers, ...options }: NextAuthOptions) => ({
  ...options,
  providers: providers.map((one) => ({ ...one, httpOptions: { timeout: 60_000 } })),
})

/** A browser that keeps its cookies, at next-auth's own routes. */
function browser(issuer: string) {
  const jar: Record<string, string> = {}
  const outcome: Outcome = {}
  return {
    jar,
    outcome,
    async send(request: object): Promise<Answered> {
      const answer = await AuthHandler({
        req: { method: 'GET', query: {}, cookies: { ...jar }, headers: {}, origin: baseUrl, ...request },
        options: patient(nextAuthOptions(db, { ...env, OIDC_ISSUER: issuer } as Env, outcome)),
      })
      for (const { name, value } of answer.cookies ?? []) jar[name] = value
      return answer
    },
    async csrfToken(): Promise<string> {
      return ((await this.send({ action: 'csrf' })).body as { csrfToken: string }).csrfToken
    },
  }
}

/** Where somebody ends up whom the provider says this of, and as whom. */
async function signOn(told: Told, issuer = provider.issuer): Promise<{ address: string; email: string | null }> {
  provider.tell(told)
  const theirs = browser(issuer)
  const csrfToken = await theirs.csrfToken()
  const away = await theirs.send({ action: 'signin', method: 'POST', providerId: 'oidc', body: { csrfToken } })
  if (!away.redirect?.startsWith(`${provider.issuer}/auth`)) return { address: away.redirect ?? '', email: null }
  const query = provider.visit(away.redirect)
  const { redirect = '' } = await theirs.send({ action: 'callback', providerId: 'oidc', query })
  const cookie = `${sessionCookieName(false)}=${theirs.jar[sessionCookieName(false)] ?? ''}`
  const me = await caller(api, { cookie })('GET', '/me')
  return { address: redirect, email: me.status === 200 ? (me.body.email as string) : null }
}

async function somebody(name: string): Promise<string> {
  const { id } = await person(db, api, name)
  return (await db.user.findUniqueOrThrow({ where: { id }, select: { email: true } })).email
}
const vouched = (sub: unknown, email: unknown, more: object = {}): Told => ({
  token: { sub, email, email_verified: true, ...more },
})

/** That an address says no more than a word that was settled beforehand: next-auth's own, or one of ours. */
function expectNoWords(address: string): void {
  const { error = 'Failed', ...rest } = Object.fromEntries(new URL(address, baseUrl).searchParams)
  expect([...signOnRefusals, 'OAuthCallback', 'Callback', 'CredentialsSignin']).toContain(error)
  expect(Object.keys(rest).filter((name) => name !== 'provider')).toEqual([])
}

test('the second subject with an address is not let into the account of the first, who stays in it', async () => {
  const email = await somebody('Emil')
  expect(await signOn(vouched('emil before', email))).toMatchObject({ email })
  expect(await signOn(vouched('emil after', email))).toEqual({ address: '/sign-in?error=OtherSubject', email: null })
  expect(await signOn(vouched('emil before', 'married@example.org'))).toMatchObject({ email })
})

describe('an address is verified by the source that it is from', () => {
  test.each<[string, (own: string, other: string) => Told]>([
    [
      'the token has the address, the answer verifies another',
      (own, other) => ({ token: { sub: 'mix 1', email: own }, userinfo: { email: other, email_verified: true } }),
    ],
    [
      'the token verifies nothing, the answer has the address unverified',
      (own) => ({ token: { sub: 'mix 2', email_verified: true }, userinfo: { email: own, email_verified: false } }),
    ],
    [
      'the token says that it is not',
      (own) => ({
        token: { sub: 'mix 3', email: own, email_verified: false },
        userinfo: { email: own, email_verified: true },
      }),
    ],
  ])('%s: nobody comes in', async (_, told) => {
    const [own, other] = [await somebody('Cara'), await somebody('Mallory')]
    expect(await signOn(told(own, other))).toEqual({ address: '/sign-in?error=NoAccount', email: null })
  })

  test('either may have both', async () => {
    const [one, two] = [await somebody('One'), await somebody('Two')]
    expect((await signOn({ token: { sub: 'both 1', email: one, email_verified: true } })).email).toBe(one)
    const userinfo = { email: two, email_verified: true }
    expect((await signOn({ token: { sub: 'both 2' }, userinfo })).email).toBe(two)
  })

  test('whatever the two say, the pair is of one of them, and who it is of the token', () => {
    const said = fc.record(
      {
        email: fc.constantFrom('a', 'b', null, 7),
        email_verified: fc.constantFrom(true, false, 'true'),
        sub: fc.string(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(said, said, (token, userinfo) => {
        const claims = claimsOf({ ...token, iss: 'issuer', sub: 'subject' }, userinfo)
        const pair = (of: typeof said extends fc.Arbitrary<infer T> ? T : never) => [of.email, of.email_verified]
        expect([pair(token), pair(userinfo)]).toContainEqual([claims.email, claims.email_verified])
        expect([claims.iss, claims.sub]).toEqual(['issuer', 'subject'])
      }),
    )
  })
})

describe('the issuer', () => {
  const leave = async (discovery: object) => {
    provider.tell({ discovery })
    const url = new URL(`${baseUrl}/api/auth/signin/oidc`)
    const request: unknown = Object.assign(new Request(url, { method: 'POST', body: '{}' }), { nextUrl: url })
    return nextAuth(request as Parameters<typeof nextAuth>[0], {
      params: Promise.resolve({ nextauth: ['signin', 'oidc'] }),
    })
  }

  test.each<[object, string, object]>([
    [{ issuer: 'http://evil.example' }, 'WrongIssuer', { named: 'http://evil.example', configured: provider.issuer }],
    [{ issuer: `${provider.issuer}//` }, 'WrongIssuer', { named: `${provider.issuer}//` }],
    [{ issuer: provider.issuer.toUpperCase() }, 'WrongIssuer', { named: provider.issuer.toUpperCase() }],
    [{ issuer: undefined }, 'Failed', { configured: provider.issuer }],
  ])('that a provider names as %j keeps people here, with a sentence in the log', async (discovery, code, facts) => {
    const answer = await leave(discovery)
    expect([answer.status, await answer.json()]).toEqual([200, { url: `${baseUrl}/sign-in?error=${code}` }])
    expect(logged()).toEqual([[expect.objectContaining(facts), expect.stringMatching(/[a-z ]{40}/)]])
  })

  test('of the token must be it too, should the document be another by then', async () => {
    const email = await somebody('Ben')
    const elsewhere = { discovery: { issuer: 'http://evil.example' } }
    expect(await signOn({ ...vouched('ben', email, { iss: 'http://evil.example' }), ...elsewhere })).toEqual({
      address: '/sign-in?error=WrongIssuer',
      email: null,
    })
    expect(logged()).toContainEqual([expect.objectContaining({ named: 'http://evil.example' }), expect.any(String)])
    expect(await db.userIdentity.count({ where: { issuer: 'http://evil.example' } })).toBe(0)
  })

  test('may be written with or without a slash at its end, which the standard takes off', async () => {
    const email = await somebody('Slash')
    const slashed = `${provider.issuer}/`
    expect((await signOn(vouched('slash', email), slashed)).email).toBe(email)
    expect([isSameIssuer('https://a', 'https://a/'), isSameIssuer('https://a', 'https://a/b')]).toEqual([true, false])
  })
})

describe('what cannot be used or goes wrong', () => {
  test.each<[string, unknown, unknown]>([
    ['an address with NUL', 'nul', 'ana\u0000@example.org'],
    ['half a character', 'half', 'ana\ud800@example.org'],
    ['a list of addresses', 'list', ['ana@example.org']],
    ['an object for an address', 'object', { equals: 'ana@example.org' }],
    ['a number for an address', 'number', 7],
    ['an address of 200 kB', 'long', `${'a'.repeat(200_000)}@example.org`],
    ['a subject with NUL', 'a\u0000b', 'nobody@example.org'],
    ['a subject that is a number', 12_345, 'nobody@example.org'],
    ['a subject that is an object', { not: 'x' }, 'nobody@example.org'],
    ['a subject of 100 kB', 's'.repeat(100_000), 'nobody@example.org'],
    ['no subject', '', 'nobody@example.org'],
  ])('%s is in the log without the address, and answered with one code', async (_, sub, email) => {
    const { address, email: entered } = await signOn(vouched(sub, email))
    expect(entered).toBeNull()
    expectNoWords(address)
    expect(address).toMatch(/[?&]error=/)
    expect(logged().length).toBeGreaterThan(0)
    expect(JSON.stringify(logged())).not.toContain('@example.org')
  })

  test.each(['User', 'UserIdentity', 'Throttle', 'EndedSession'])(
    'without the table %s no callback puts words into an address, and the log has them',
    async (table) => {
      const email = await somebody('Vera')
      await db.user.updateMany({ where: { email }, data: { passwordHash: await hashPassword('the right password') } })
      const theirs = browser(provider.issuer)
      const csrfToken = await theirs.csrfToken()
      const withPassword = () =>
        theirs.send({
          action: 'callback',
          providerId: 'credentials',
          method: 'POST',
          body: { csrfToken, email, password: 'the right password', json: 'true' },
        })
      await withPassword()
      const answers: string[] = []
      await db.$executeRawUnsafe(`ALTER TABLE "${table}" RENAME TO away`)
      try {
        provider.tell(vouched(`vera ${table}`, email))
        const away = await theirs.send({ action: 'signin', method: 'POST', providerId: 'oidc', body: { csrfToken } })
        const query = provider.visit(away.redirect ?? '')
        answers.push((await theirs.send({ action: 'callback', providerId: 'oidc', query })).redirect ?? '')
        answers.push((await withPassword()).redirect ?? '')
        await theirs.send({ action: 'session' })
        answers.push((await theirs.send({ action: 'signout', method: 'POST', body: { csrfToken } })).redirect ?? '')
      } finally {
        await db.$executeRawUnsafe(`ALTER TABLE away RENAME TO "${table}"`)
      }
      for (const address of answers) expectNoWords(address)
      expect(logged().length).toBeGreaterThan(0)
      expect(JSON.stringify(logged().map(([, sentence]) => sentence))).toMatch(/could not be/)
    },
  )
})

describe('a token that is not for this sign-in', () => {
  const past = Math.floor(Date.now() / 1000) - 7200
  test.each<[string, object]>([
    ['has the nonce of another', { nonce: 'of another' }],
    ['has no nonce', { nonce: undefined }],
    ['is for another application', { aud: 'elsewhere' }],
    ['is for several, and made for another of them', { aud: ['commonplace', 'elsewhere'], azp: 'elsewhere' }],
    ['is for several, and says not for which it was made', { aud: ['commonplace', 'elsewhere'] }],
    ['is over', { exp: past, iat: past - 600 }],
    ['is of another issuer', { iss: 'http://evil.example' }],
    ['says whom it is about in a list', { sub: ['list'] }],
  ])('%s: nobody comes in, and nothing is linked', async (what, more) => {
    const email = await somebody('Iris')
    const { address, email: entered } = await signOn({ token: { sub: what, email, email_verified: true, ...more } })
    expect(entered).toBeNull()
    expectNoWords(address)
    expect(await db.userIdentity.count({ where: { user: { email } } })).toBe(0)
  })

  test('and neither does somebody of whom userinfo says that they are another', async () => {
    const email = await somebody('Jona')
    const told = { token: { sub: 'jona' }, userinfo: { sub: 'another', email, email_verified: true } }
    expect((await signOn(told)).email).toBeNull()
  })
})

describe('an address that looks like another', () => {
  test.each([
    ['capitals', (email: string) => email.toUpperCase(), true],
    ['spaces around it', (email: string) => ` ${email}\n`, true],
    ['a letter of another alphabet', (email: string) => email.replace('k', '\u043a'), false],
    ['the Kelvin sign', (email: string) => email.replace('k', '\u212a'), false],
    ['a long s', (email: string) => email.replace('s', '\u017f'), false],
    ['full width letters', (email: string) => email.replace('k', '\uff4b'), false],
    ['a sign that shows nothing', (email: string) => email.replace('k', 'k\u200b'), false],
    ['a dot more', (email: string) => email.replace('k', 'k.'), false],
    ['a tag', (email: string) => email.replace('@', '+x@'), false],
  ] as const)('%s', async (what, spelled, isSame) => {
    const email = await somebody(`Kisk${what.replaceAll(/[^a-z]/g, '')}`)
    expect((await signOn(vouched(`looks ${what}`, spelled(email)))).email).toBe(isSame ? email : null)
  })
})
