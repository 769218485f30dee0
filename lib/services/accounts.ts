import { hashPassword } from '@/lib/auth/passwords'
import { endSessions, insertAccount, setPassword, updateProfile } from '@/lib/data/accounts'
import type { Database } from '@/lib/data/client'
import { newId } from '@/lib/data/ids'
import { uniqueViolation } from '@/lib/data/violations'
import type { Viewer } from '@/lib/domain/access/viewer'
import type { MailDigest } from '@/lib/schemas/notification'
import { AppError } from '@/lib/errors'
import { checkPassword } from './check-password'

/** Makes an account; for the terminal and the demo project. People come by invitation. */
export async function createUser(db: Database, input: { email: string; name: string; password: string | null; isAdmin?: boolean }): Promise<{ id: string }> {
  const { password, ...account } = input
  const id = newId()
  const passwordHash = password === null ? null : await hashPassword(password)
  try {
    await insertAccount(db, { ...account, id, passwordHash })
    return { id }
  } catch (error) {
    if (uniqueViolation(error)) throw new AppError('already-exists', `There is an account with the email address ${input.email} already.`)
    throw error
  }
}

/**
 * Changes one's own password and ends every session; answers the sessionVersion that the present one must now carry. A wrong current
 * password counts as a failed sign-in.
 */
export async function changePassword(db: Database, viewer: Viewer, input: { current: string; password: string; address: string }, now: Date): Promise<{ sessionVersion: number }> {
  if (!(await checkPassword(db, { email: viewer.email, password: input.current, address: input.address }, now)))
    throw new AppError('invalid', 'The current password is not right.', { errors: [{ path: 'current', message: 'This is not your current password' }] })
  return setPassword(db, viewer.userId, await hashPassword(input.password))
}

/** Ends every session of this person; tokens go on working, they are revoked one by one. */
export async function signOutEverywhere(db: Database, viewer: Viewer): Promise<void> {
  await endSessions(db, viewer.userId)
}

/** Changes one's own name, interface language, or when one gets mail. */
export async function changeMe(db: Database, viewer: Viewer, change: { name?: string; locale?: string; mailDigest?: MailDigest }): Promise<Viewer> {
  return { ...viewer, ...(await updateProfile(db, viewer, change)) }
}
