import type { KnownDevice } from '@/lib/auth/known-device'
import { passwordMatches } from '@/lib/auth/passwords'
import type { Database } from '@/lib/data/client'
import { findSignIn } from '@/lib/data/identity'
import { guessPassword } from './throttle'

/** Who a session is for, and the version it must carry to be good. */
export interface SignedIn {
  id: string
  sessionVersion: number
}

/** A password and whose it is said to be, from where, and whom the browser was signed in as before. */
export interface PasswordGuess {
  email: string
  password: string
  address: string
  devices?: readonly KnownDevice[]
}

/**
 * Checks an email and a password. Null for an unknown email, a wrong password and a deactivated account alike, after the same time.
 * Throws `too-many-attempts` while a wait lasts, `too-much-at-once` where too many are checked from one place.
 */
export async function checkPassword(db: Database, { email, password, address, devices = [] }: PasswordGuess, now: Date): Promise<SignedIn | null> {
  const account = await findSignIn(db, email)
  const usable = account?.deactivatedAt === null ? account : null
  const known = devices.find(({ userId }) => userId === account?.id)?.id
  return guessPassword(db, { email, address, known }, now, async () => {
    if (!(await passwordMatches(usable?.passwordHash ?? null, password, known ?? address)) || !usable) return null
    return { id: usable.id, sessionVersion: usable.sessionVersion }
  })
}
