import { hashPassword } from '@/lib/auth/passwords'
import { sessionSeconds, type Credential, type SessionClaims } from '@/lib/auth/session'
import {
  endSession,
  endSessions,
  hasPassword,
  insertAccount,
  revokeTokens,
  setPassword,
  spendResetLinks,
  updateProfile,
  type ProfileChange,
} from '@/lib/data/accounts/accounts'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { uniqueViolation } from '@/lib/data/database/violations'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError, fault } from '@/lib/errors'
import { confirmPassword, demandFreshness } from './confirm-self'
import { demandStillSignedIn } from './still-signed-in'
import { say } from '@/lib/i18n/say'

/** Makes an account; for the terminal and the demo project. People come by invitation. */
export async function createUser(
  db: Database,
  input: { email: string; name: string; password: string | null; isAdmin?: boolean },
): Promise<{ id: string }> {
  const { password, ...account } = input
  const id = newId()
  const passwordHash = password === null ? null : await hashPassword(password)
  try {
    await insertAccount(db, { ...account, id, passwordHash })
    return { id }
  } catch (error) {
    if (uniqueViolation(error))
      throw new AppError('already-exists', say('refusals.accounts.emailTaken', { email: input.email }))
    throw error
  }
}

/**
 * Changes one's own password and ends every session and every open link that sets a password, and where that is asked every token; answers the sessionVersion that the present session must now carry. Whoever has no password yet
 * sets one shortly after signing in through the provider.
 */
export async function changePassword(
  db: Database,
  viewer: Viewer,
  input: { current?: string | undefined; password: string; endTokens: boolean; credential: Credential },
  now: Date,
): Promise<{ sessionVersion: number }> {
  const { current, credential } = input
  if (current !== undefined) await confirmPassword(db, viewer, { password: current, path: 'current', credential }, now)
  else if (await hasPassword(db, viewer))
    throw new AppError('invalid', say('refusals.accounts.currentNeeded'), {
      errors: [fault('current', say('faults.currentPassword'))],
    })
  else demandFreshness(credential, 'current', now)
  const passwordHash = await hashPassword(input.password)
  return db.$transaction(async (tx) => {
    await demandStillSignedIn(tx, viewer, credential)
    if (input.endTokens) await revokeTokens(tx, viewer.userId)
    // Whoever has such a link would set the next one.
    await spendResetLinks(tx, viewer.userId, now)
    return setPassword(tx, viewer.userId, passwordHash)
  })
}

/** Ends one session at the server: its cookie, wherever it was copied to, is worth nothing any more. */
export async function signOut(db: Database, session: SessionClaims, now: Date): Promise<void> {
  await endSession(db, session.sessionId, new Date(session.signedInAt + sessionSeconds * 1000), now)
}

/** Ends every session of this person; tokens go on working, they are revoked one by one. */
export async function signOutEverywhere(db: Database, viewer: Viewer): Promise<void> {
  await endSessions(db, viewer.userId)
}

/** Changes one's own name, interface language, when one gets mail, or the keys of the reader. */
export async function changeMe(db: Database, viewer: Viewer, change: ProfileChange): Promise<Viewer> {
  return { ...viewer, ...(await updateProfile(db, viewer, change)) }
}
