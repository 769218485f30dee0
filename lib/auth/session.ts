import { randomUUID } from 'node:crypto'
import { decode, encode } from 'next-auth/jwt'
import { hashSecret } from './secrets'

/** What a request presents to say who it is; nothing here has been checked against the database yet. */
export type Credential = { kind: 'token'; hash: string } | ({ kind: 'session' } & SessionClaims)

/** What the cookie of a session says: whose it is, which one, and when its owner signed in, in milliseconds. */
export interface SessionClaims {
  userId: string
  sessionVersion: number
  sessionId: string
  signedInAt: number
}

/** Seconds a session lasts from signing in. */
export const sessionSeconds = 30 * 24 * 60 * 60

/** The name of next-auth's session cookie; the prefix binds it to https. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Secure-next-auth.session-token' : 'next-auth.session-token'
}

/** Whether an instance under this address is reached over https, and its cookies so bound. */
export function isSecure(baseUrl: string): boolean {
  return baseUrl.startsWith('https:')
}

/** How the session cookie is kept, whoever sets it. */
export function sessionCookieOptions(secure: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
}

/** The value of a session cookie for this person, valid until their sessionVersion is raised. */
export function issueSessionCookie(user: { id: string; sessionVersion: number }, secret: string): Promise<string> {
  return encode({ token: sessionToken(newSession(user)), secret, maxAge: sessionSeconds })
}

/** A session that begins now. */
export function newSession(user: { id: string; sessionVersion: number }): { kind: 'session' } & SessionClaims {
  return {
    kind: 'session',
    userId: user.id,
    sessionVersion: user.sessionVersion,
    sessionId: randomUUID(),
    signedInAt: Date.now(),
  }
}

/** The claims of a session as they are kept in its cookie; none where there is no session. */
export function sessionToken(session: SessionClaims | null): {
  sub?: string
  sessionVersion?: number
  sid?: string
  at?: number
} {
  return session
    ? { sub: session.userId, sessionVersion: session.sessionVersion, sid: session.sessionId, at: session.signedInAt }
    : {}
}

/** The claims in the token of a session cookie; null where one is missing, as in the cookies of earlier versions, whose sessions could not be ended one by one. */
export function sessionClaims(token: Readonly<Record<string, unknown>> | null): SessionClaims | null {
  const { sub, sessionVersion, sid, at } = token ?? {}
  if (
    typeof sub !== 'string' ||
    typeof sessionVersion !== 'number' ||
    typeof sid !== 'string' ||
    typeof at !== 'number'
  )
    return null
  // However often its cookie was written anew: what ended is remembered no longer than this.
  if (Date.now() >= at + sessionSeconds * 1000) return null
  return { userId: sub, sessionVersion, sessionId: sid, signedInAt: at }
}

/** A Set-Cookie header that signs this person in, as next-auth would write it. */
export async function sessionCookieHeader(
  user: { id: string; sessionVersion: number },
  { secret, baseUrl }: { secret: string; baseUrl: string },
): Promise<string> {
  const secure = isSecure(baseUrl)
  return `${sessionCookieName(secure)}=${await issueSessionCookie(user, secret)}; Path=/; Max-Age=${sessionSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** The token in an Authorization header. Anything else there, such as a password for a proxy that the browser sends on its own, is not for us. */
export function bearerToken(header: string | null | undefined): string | undefined {
  return /^Bearer (cp_[\w-]+)$/.exec(header ?? '')?.[1]
}

/**
 * Reads a bearer token or a session cookie; null where there is none or it does not decode. On an https instance only the cookie
 * that is bound to https counts: the other name could have been planted over plain http.
 */
export async function readCredential(
  headers: Headers,
  { secret, baseUrl }: { secret: string; baseUrl: string },
): Promise<Credential | null> {
  const bearer = bearerToken(headers.get('authorization'))
  if (bearer !== undefined) return { kind: 'token', hash: hashSecret(bearer) }
  const token = cookieValue(headers.get('cookie') ?? '', sessionCookieName(isSecure(baseUrl)))
  return token === undefined ? null : readSessionToken(token, secret)
}

async function readSessionToken(token: string, secret: string): Promise<Credential | null> {
  try {
    const claims = sessionClaims(await decode({ token, secret }))
    return claims && { kind: 'session', ...claims }
  } catch {
    return null // A cookie under an old secret, or a forged one, is the same as none.
  }
}

/** The value of a cookie in a Cookie header. */
export function cookieValue(header: string, name: string): string | undefined {
  for (const part of header.split(/; */)) if (part.startsWith(`${name}=`)) return part.slice(name.length + 1)
  return undefined
}
