import { decode, encode } from 'next-auth/jwt'
import { hashSecret } from './secrets'

/** What a request presents to say who it is; nothing here has been checked against the database yet. */
export type Credential = { kind: 'token'; hash: string } | { kind: 'session'; userId: string; sessionVersion: number }

/** Seconds a session lasts without being used. */
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
  return encode({ token: { sub: user.id, sessionVersion: user.sessionVersion }, secret, maxAge: sessionSeconds })
}

/** A Set-Cookie header that signs this person in, as next-auth would write it. */
export async function sessionCookieHeader(user: { id: string; sessionVersion: number }, { secret, baseUrl }: { secret: string; baseUrl: string }): Promise<string> {
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
export async function readCredential(headers: Headers, { secret, baseUrl }: { secret: string; baseUrl: string }): Promise<Credential | null> {
  const bearer = bearerToken(headers.get('authorization'))
  if (bearer !== undefined) return { kind: 'token', hash: hashSecret(bearer) }
  const token = cookieValue(headers.get('cookie') ?? '', sessionCookieName(isSecure(baseUrl)))
  return token === undefined ? null : readSessionToken(token, secret)
}

async function readSessionToken(token: string, secret: string): Promise<Credential | null> {
  try {
    const claims = await decode({ token, secret })
    if (typeof claims?.sub !== 'string' || typeof claims.sessionVersion !== 'number') return null
    return { kind: 'session', userId: claims.sub, sessionVersion: claims.sessionVersion }
  } catch {
    return null // A cookie under an old secret, or a forged one, is the same as none.
  }
}

function cookieValue(header: string, name: string): string | undefined {
  for (const part of header.split(/; */)) if (part.startsWith(`${name}=`)) return part.slice(name.length + 1)
  return undefined
}
