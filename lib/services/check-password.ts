import { passwordMatches } from '@/lib/auth/passwords'
import type { Database } from '@/lib/data/client'
import { findSignIn } from '@/lib/data/identity'
import { attempt } from './throttle'

/** Who a session is for, and the version it must carry to be good. */
export interface SignedIn {
  id: string
  sessionVersion: number
}

/**
 * Checks an email and a password. Null for an unknown email, a wrong password and a deactivated account alike, after the same time.
 * Throws `too-many-attempts` while a wait lasts.
 */
export async function checkPassword(db: Database, input: { email: string; password: string; address: string }, now: Date): Promise<SignedIn | null> {
  const { succeeded } = await attempt(db, 'sign-in', input, now)
  const account = await findSignIn(db, input.email)
  const usable = account !== null && account.deactivatedAt === null
  if (!(await passwordMatches(usable ? account.passwordHash : null, input.password)) || !usable) return null
  await succeeded()
  return { id: account.id, sessionVersion: account.sessionVersion }
}
