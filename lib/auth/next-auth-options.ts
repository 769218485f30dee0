import type { NextAuthOptions } from 'next-auth'
import credentials from 'next-auth/providers/credentials'
import type { Database } from '@/lib/data/client'
import { findIdentity } from '@/lib/data/identity'
import type { Env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { admitIdentity } from '@/lib/services/admit-identity'
import { checkPassword } from '@/lib/services/check-password'
import { clientAddress } from './client-address'
import { singleSignOn, singleSignOnId, type ProviderClaims } from './single-sign-on'
import { isSecure, sessionCookieName, sessionCookieOptions, sessionSeconds } from './session'

/**
 * next-auth for this instance: email and password, and a single sign-on provider where the environment names one. A session is a
 * JWT with the claims `sub` (user id) and `sessionVersion`, nothing else; lib/auth/session reads it. `onRefused` hears of a sign-in
 * that must wait, because next-auth can only answer that the password was wrong.
 */
export function nextAuthOptions(db: Database, env: Env, onRefused: (error: AppError) => void): NextAuthOptions {
  const secure = isSecure(env.BASE_URL)
  const oidc = singleSignOn(env)
  return {
    secret: env.NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    useSecureCookies: secure,
    cookies: { sessionToken: { name: sessionCookieName(secure), options: sessionCookieOptions(secure) } },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [emailAndPassword(db, onRefused), ...(oidc ? [oidc] : [])],
    callbacks: {
      signIn: async ({ account, profile }) => account?.provider !== singleSignOnId || ((await admitIdentity(db, profile as ProviderClaims)) ? true : '/sign-in?error=NoAccount'),
      async jwt({ token, user, account, profile }) {
        if (account?.provider === singleSignOnId) return claims(await findIdentity(db, profile as ProviderClaims))
        return user ? claims(user) : claims({ id: String(token.sub), sessionVersion: Number(token['sessionVersion']) })
      },
      // Nothing reads next-auth's own session endpoint; it says nothing about anybody.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => (url.startsWith('/') && !url.startsWith('//') ? baseUrl + url : URL.canParse(url) && new URL(url).origin === new URL(baseUrl).origin ? url : baseUrl),
    },
  }
}

function emailAndPassword(db: Database, onRefused: (error: AppError) => void) {
  return credentials({
    credentials: { email: {}, password: {} },
    async authorize(given, request) {
      if (!given) return null
      const address = clientAddress(new Headers(request.headers as Record<string, string> | undefined))
      try {
        return await checkPassword(db, { email: given.email ?? '', password: given.password ?? '', address }, new Date())
      } catch (error) {
        if (error instanceof AppError) onRefused(error)
        throw error
      }
    },
  })
}

function claims(user: { id: string; sessionVersion?: number } | null): { sub?: string; sessionVersion?: number } {
  return user ? { sub: user.id, sessionVersion: user.sessionVersion } : {}
}
