import {
  listAccounts,
  lockAccounts,
  setDeactivated,
  spendResetLinks,
  spendResetLinksMadeBy,
  takeBackProof,
} from '@/lib/data/accounts/accounts'
import type { Database, Transaction } from '@/lib/data/database/client'
import { findAccount, findSignIn, unlinkIdentities } from '@/lib/data/accounts/identity'
import type { Page } from '@/lib/data/database/page'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import type { Account } from '@/lib/schemas/account'
import type { PageQuery } from '@/lib/schemas/primitives'
import { confirmSelf, type Confirmation } from './confirm-self'
import { demandStillAdmin, demandStillSignedIn } from './still-signed-in'
import { withdrawInvitationsOf } from './withdraw-invitations'
import { say } from '@/lib/i18n/say'

/** Refuses whoever is not an administrator of the instance. */
export function demandAdmin(viewer: Viewer): void {
  if (!viewer.isAdmin) throw new AppError('not-allowed', say('refusals.accounts.onlyAdministrator'))
}

/** Every account of the instance, for its administrators. */
export async function readAccounts(db: Database, viewer: Viewer, query: PageQuery): Promise<Page<Account>> {
  demandAdmin(viewer)
  return listAccounts(db, query)
}

/** An account, and what shows that it is the administrator who asks for something to be done to it. */
export interface AccountCommand extends Confirmation {
  userId: string
}

/**
 * Does `work` on an account as an administrator, who shows that they are who they are: a token that leaked from a script, or a session that was left open, would else be worth every account
 * of the instance. Where either was ended while the password was checked, nothing is done.
 */
export async function asAdministrator<T>(
  db: Database,
  viewer: Viewer,
  { userId, ...confirmation }: AccountCommand,
  now: Date,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  demandAdmin(viewer)
  await confirmSelf(db, viewer, confirmation, now)
  return db.$transaction(async (tx) => {
    await demandStillAdmin(tx, viewer, userId)
    await demandStillSignedIn(tx, viewer, confirmation.credential)
    return work(tx)
  })
}

/** Ends a person's access at once: sessions, tokens, future sign-ins, and the links they made or were sent. What they made stays theirs. An administrator cannot shut themselves out. */
export async function deactivateAccount(
  db: Database,
  viewer: Viewer,
  command: AccountCommand,
  now: Date,
): Promise<void> {
  const { userId } = command
  await asAdministrator(db, viewer, command, now, async (tx) => {
    if (userId === viewer.userId) throw new AppError('in-use', say('refusals.accounts.notOneself'))
    if (!(await shut(tx, userId, viewer.userId, now))) throw notFound('account')
  })
}

/** Closes an account with all that would let its owner in again, on record as the event of `actorId`; false where there is none. */
async function shut(tx: Transaction, userId: string, actorId: string, now: Date): Promise<boolean> {
  if (!(await setDeactivated(tx, userId, now))) return false
  await spendResetLinks(tx, userId, now)
  await spendResetLinksMadeBy(tx, userId, now)
  await withdrawInvitationsOf(tx, { userId, actorId }, now)
  return true
}

/** Lets a deactivated person in again, with the password and the tokens they had. */
export async function reactivateAccount(
  db: Database,
  viewer: Viewer,
  command: AccountCommand,
  now: Date,
): Promise<void> {
  await asAdministrator(db, viewer, command, now, async (tx) => {
    if (!(await setDeactivated(tx, command.userId, null))) throw notFound('account')
  })
}

/** Deactivates by email; for the terminal, where nobody is signed in: what ends with the account is on record under its own name. */
export async function deactivateUser(db: Database, email: string, now: Date): Promise<void> {
  const account = await findSignIn(db, email)
  if (!account) throw notFound('account')
  await db.$transaction((tx) => shut(tx, account.id, account.id, now))
}

/**
 * Takes an account from whoever signs in as it through the single sign-on provider, for when they come under another subject there: their sessions end, and the next who signs in there
 * with its address, verified, is linked and proves it anew, which ends password, tokens and invitations from before and is told to them. An account that nobody is linked to stays as it is.
 */
export async function unlinkAccount(db: Database, viewer: Viewer, command: AccountCommand, now: Date): Promise<void> {
  const { userId } = command
  await asAdministrator(db, viewer, command, now, async (tx) => {
    if (userId === viewer.userId) throw new AppError('in-use', say('refusals.accounts.notOneselfUnlinked'))
    if (!(await findAccount(tx, userId))) throw notFound('account')
    await unlink(tx, userId)
  })
}

/** Unlinks by email, for the terminal; false where nobody was linked. */
export async function unlinkUser(db: Database, email: string): Promise<boolean> {
  const account = await findSignIn(db, email)
  if (!account) throw notFound('account')
  return db.$transaction(async (tx) => {
    await lockAccounts(tx, [account.id])
    return unlink(tx, account.id)
  })
}

/** The proof that the address is its owner's was the subject's, so it goes with it. */
async function unlink(tx: Transaction, userId: string): Promise<boolean> {
  if (!(await unlinkIdentities(tx, userId))) return false
  await takeBackProof(tx, userId)
  return true
}
