import { hashPassword } from '@/lib/auth/passwords'
import { hashSecret, newSecret } from '@/lib/auth/secrets'
import { insertResetLink, revokeTokens, setPassword, spendResetLinks } from '@/lib/data/accounts/accounts'
import type { Database, Transaction } from '@/lib/data/database/client'
import { findAccount, findSignIn } from '@/lib/data/accounts/identity'
import { findResetLink } from '@/lib/data/accounts/links'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import { asAdministrator, type AccountCommand } from './administrate-accounts'
import type { SignedIn } from './check-password'
import { guessSecret } from './throttle'
import { say } from '@/lib/i18n/say'

const resetHours = 24

/** The secret of a link with which `email` sets a new password once within a day, or null where there is no live account. For the terminal. */
export async function makeResetLink(db: Database, email: string, now: Date): Promise<string | null> {
  const account = await findSignIn(db, email)
  return account && account.deactivatedAt === null ? store(db, account.id, null, now) : null
}

/** The same for an administrator, by account; the secret is shown once. */
export async function makeResetLinkFor(
  db: Database,
  viewer: Viewer,
  command: AccountCommand,
  now: Date,
): Promise<{ secret: string; expiresAt: Date }> {
  const { userId } = command
  return asAdministrator(db, viewer, command, now, async (tx) => {
    const account = await findAccount(tx, userId)
    if (!account) throw notFound('account')
    if (account.deactivatedAt) throw new AppError('in-use', say('refusals.accounts.deactivated'))
    return { secret: await store(tx, userId, viewer.userId, now), expiresAt: expiry(now) }
  })
}

const expiry = (now: Date) => new Date(now.getTime() + resetHours * 3_600_000)

async function store(db: Transaction, userId: string, madeById: string | null, now: Date): Promise<string> {
  const { secret, hash } = newSecret()
  await insertResetLink(db, { userId, madeById, tokenHash: hash, expiresAt: expiry(now) })
  return secret
}

/** Sets the password that a reset link allows, ends every session, where that is asked every token too, and uses up all of the person's reset links. Answers who it was. Throttled by `address`. */
export async function resetPassword(
  db: Database,
  { secret, password, endTokens, address }: { secret: string; password: string; endTokens: boolean; address: string },
  now: Date,
): Promise<SignedIn> {
  const link = await guessSecret(db, 'reset', address, now, () => findResetLink(db, hashSecret(secret), now))
  if (!link) throw notFound('resetLink')
  if (link.state !== 'open') throw spent()
  const passwordHash = await hashPassword(password)
  return db.$transaction(async (tx) => {
    // Of two requests with one link, or with two links of one person, the first to use them up goes on.
    const current = await findResetLink(tx, hashSecret(secret), now)
    if (current?.state !== 'open' || !(await spendResetLinks(tx, link.userId, now))) throw spent()
    if (endTokens) await revokeTokens(tx, link.userId)
    return { id: link.userId, ...(await setPassword(tx, link.userId, passwordHash)) }
  })
}

const spent = () => new AppError('gone', say('refusals.accounts.linkSpent'))
