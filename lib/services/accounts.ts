import { hashPassword, passwordMatches } from '@/lib/auth/passwords'
import { hashSecret, newSecret } from '@/lib/auth/secrets'
import type { Database } from '@/lib/data/client'
import { findSignIn } from '@/lib/data/identity'
import { newId } from '@/lib/data/ids'
import { uniqueViolation } from '@/lib/data/violations'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'

const resetHours = 24

/** Makes an account; for the terminal and the demo project. People come by invitation. */
export async function createUser(db: Database, input: { email: string; name: string; password: string | null; isAdmin?: boolean }): Promise<{ id: string }> {
  const id = newId()
  const passwordHash = input.password === null ? null : await hashPassword(input.password)
  try {
    return await db.user.create({ data: { id, email: input.email.trim().toLowerCase(), name: input.name, passwordHash, isAdmin: input.isAdmin ?? false }, select: { id: true } })
  } catch (error) {
    if (uniqueViolation(error)) throw new AppError('already-exists', `There is an account with the email address ${input.email} already.`)
    throw error
  }
}

/** Changes one's own password and ends every other session; answers the sessionVersion that the present one must now carry. */
export async function changePassword(db: Database, viewer: Viewer, current: string, password: string): Promise<{ sessionVersion: number }> {
  const account = await findSignIn(db, viewer.email)
  if (!account || !(await passwordMatches(account.passwordHash, current)))
    throw new AppError('invalid', 'The current password is not right.', { errors: [{ path: 'current', message: 'This is not your current password' }] })
  return db.user.update({
    where: { id: viewer.userId },
    data: { passwordHash: await hashPassword(password), sessionVersion: { increment: 1 } },
    select: { sessionVersion: true },
  })
}

/** Ends every session of this person; tokens go on working, they are revoked one by one. */
export async function signOutEverywhere(db: Database, viewer: Viewer): Promise<void> {
  await db.user.update({ where: { id: viewer.userId }, data: { sessionVersion: { increment: 1 } }, select: { id: true } })
}

/** The secret of a link with which `email` sets a new password once within a day, or null where there is no live account. */
export async function makeResetLink(db: Database, madeById: string | null, email: string, now: Date): Promise<string | null> {
  const account = await findSignIn(db, email)
  if (!account || account.deactivatedAt) return null
  const { secret, hash } = newSecret()
  await db.resetLink.create({
    data: { id: newId(), userId: account.id, madeById, tokenHash: hash, expiresAt: new Date(now.getTime() + resetHours * 3_600_000) },
    select: { id: true },
  })
  return secret
}

/** Sets the password that a reset link allows, ends every session, and uses up all of the person's reset links. */
export async function resetPassword(db: Database, secret: string, password: string, now: Date): Promise<void> {
  const passwordHash = await hashPassword(password)
  await db.$transaction(async (tx) => {
    const link = await tx.resetLink.findUnique({ where: { tokenHash: hashSecret(secret) }, select: { id: true, userId: true, expiresAt: true, usedAt: true } })
    if (!link) throw notFound('reset link')
    const { count } = await tx.resetLink.updateMany({ where: { userId: link.userId, usedAt: null }, data: { usedAt: now } })
    if (count === 0 || link.usedAt || link.expiresAt <= now) throw new AppError('gone', 'This link has been used or has expired. Ask an administrator for another.')
    await tx.user.update({ where: { id: link.userId }, data: { passwordHash, sessionVersion: { increment: 1 } }, select: { id: true } })
  })
}

/** Ends a person's access at once: sessions, tokens and future sign-ins. What they made stays theirs. */
export async function deactivateUser(db: Database, email: string, now: Date): Promise<void> {
  const account = await findSignIn(db, email)
  if (!account) throw notFound('account')
  await db.user.update({ where: { id: account.id }, data: { deactivatedAt: now, sessionVersion: { increment: 1 } }, select: { id: true } })
}

/** Changes one's own name or interface language. */
export async function changeMe(db: Database, viewer: Viewer, change: { name?: string; locale?: string }): Promise<Viewer> {
  const data = { ...(change.name !== undefined && { name: change.name }), ...(change.locale !== undefined && { locale: change.locale }) }
  const row = await db.user.update({ where: { id: viewer.userId }, data, select: { name: true, locale: true } })
  return { ...viewer, ...row }
}
