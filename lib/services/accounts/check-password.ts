import type { KnownDevice } from '@/lib/auth/known-device'
import { comparePassword, hashPassword } from '@/lib/auth/passwords'
import { renewHash } from '@/lib/data/accounts/accounts'
import type { Database } from '@/lib/data/database/client'
import { findSignIn } from '@/lib/data/accounts/identity'
import { log } from '@/lib/log'
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
 * A password that is stored in a form or at a cost of former days is stored anew while it is at hand. Throws `too-many-attempts` while a wait lasts, `too-much-at-once` where too many are checked from one place.
 */
export async function checkPassword(
  db: Database,
  { email, password, address, devices = [] }: PasswordGuess,
  now: Date,
): Promise<SignedIn | null> {
  const account = await findSignIn(db, email)
  const usable = account?.deactivatedAt === null ? account : null
  const known = devices.find(({ userId }) => userId === account?.id)?.id
  return guessPassword(db, { email, address, known }, now, async () => {
    const stored = usable?.passwordHash ?? null
    const outcome = await comparePassword(stored, password, known ?? address)
    if (outcome === 'wrong' || !usable || stored === null) return null
    if (outcome === 'outdated') await renewed(db, usable.id, stored, password)
    return { id: usable.id, sessionVersion: usable.sessionVersion }
  })
}

/** What keeps it from being stored anew keeps nobody from signing in. */
async function renewed(db: Database, userId: string, from: string, password: string): Promise<void> {
  try {
    await renewHash(db, userId, { from, to: await hashPassword(password) })
  } catch (error) {
    log().warn({ err: error }, 'a password could not be stored anew')
  }
}
