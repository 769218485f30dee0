import type { NextAuthOptions } from 'next-auth'
import credentials from 'next-auth/providers/credentials'
import type { Database } from '@/lib/data/database/client'
import type { Env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { signOut } from '@/lib/services/accounts/accounts'
import { checkPassword, type SignedIn } from '@/lib/services/accounts/check-password'
import { clientAddress } from '@/lib/auth/client-address'
import { knownDevices } from '@/lib/auth/known-device'
import { localAddress } from '@/lib/auth/local-path'
import { admitClaims } from './admit-claims'
import { singleSignOn, singleSignOnId } from './single-sign-on'
import {
  isSecure,
  newSession,
  sessionClaims,
  sessionCookieName,
  sessionCookieOptions,
  sessionSeconds,
  sessionToken,
} from '@/lib/auth/session'
import { say } from '@/lib/i18n/say'

/** What came of a request to next-auth that its own answer cannot say. */
export interface Outcome {
  /** A sign-in that must wait, or a sign-out that the server could not carry out. */
  refused?: AppError
  /** Who has just signed in, and whether what somebody else may have had on the account was ended on the way. */
  signedIn?: SignedIn & { ended: boolean }
}

/**
 * next-auth for this instance: email and password, and a single sign-on provider where the environment names one. A session is a
 * JWT with the claims of lib/auth/session, nothing else. `outcome` is filled in on the way.
 */
export function nextAuthOptions(db: Database, env: Env, outcome: Outcome): NextAuthOptions {
  const secure = isSecure(env.BASE_URL)
  const oidc = singleSignOn(env)
  return {
    secret: env.NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    useSecureCookies: secure,
    cookies: { sessionToken: { name: sessionCookieName(secure), options: sessionCookieOptions(secure) } },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [emailAndPassword(db, env, outcome), ...(oidc ? [oidc] : [])],
    // The code says what happened. What next-auth puts beside it may hold addresses, codes and tokens.
    logger: {
      error: (code) => log().error({ code }, 'next-auth'),
      warn: (code) => log().info({ code }, 'next-auth'),
      debug: () => {},
    },
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.provider !== singleSignOnId || !oidc) return true
        const admitted = await admitClaims(db, { claims: profile, issuer: oidc.issuer }, new Date())
        if (typeof admitted === 'string') return `/sign-in?error=${admitted}`
        outcome.signedIn = admitted
        return true
      },
      jwt({ token, user, account }) {
        // Who signs in is known from the callback before or from the password; nothing is asked here that could fail.
        return account || user ? begun(outcome.signedIn) : sessionToken(sessionClaims(token))
      },
      // Nothing reads next-auth's own session endpoint; it says nothing about anybody.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => localAddress(url, baseUrl),
    },
    events: {
      async signOut({ token }) {
        const session = sessionClaims(token)
        if (session)
          await signOut(db, session, new Date()).catch((error: unknown) => (outcome.refused = notEnded(error)))
      },
    },
  }
}

function emailAndPassword(db: Database, env: Env, outcome: Outcome) {
  return credentials({
    credentials: { email: {}, password: {} },
    async authorize(given, request) {
      if (!given) return null
      const headers = new Headers(request.headers as Record<string, string> | undefined)
      const devices = knownDevices(headers, { secret: env.NEXTAUTH_SECRET, baseUrl: env.BASE_URL })
      try {
        const signedIn = await checkPassword(
          db,
          { email: given.email ?? '', password: given.password ?? '', address: clientAddress(headers), devices },
          new Date(),
        )
        if (signedIn) outcome.signedIn = { ...signedIn, ended: false }
        return signedIn
      } catch (error) {
        // Thrown on, its message would be in the address that next-auth answers.
        outcome.refused = error instanceof AppError ? error : notChecked(error)
        return null
      }
    },
  })
}

function begun(user: SignedIn | undefined) {
  return sessionToken(user ? newSession(user) : null)
}

function notChecked(error: unknown): AppError {
  log().error({ err: error }, 'a password could not be checked')
  return new AppError('unavailable', say('refusals.accounts.passwordNotChecked'), { retryAfter: 5 })
}

function notEnded(error: unknown): AppError {
  log().error({ err: error }, 'a session could not be ended')
  return new AppError('unavailable', say('refusals.accounts.sessionNotEnded'), { retryAfter: 5 })
}
