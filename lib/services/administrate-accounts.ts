import { listAccounts, setDeactivated } from '@/lib/data/accounts'
import type { Database } from '@/lib/data/client'
import { findSignIn } from '@/lib/data/identity'
import type { Page } from '@/lib/data/page'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import type { Account } from '@/lib/schemas/account'
import type { PageQuery } from '@/lib/schemas/primitives'

/** Refuses whoever is not an administrator of the instance. */
export function demandAdmin(viewer: Viewer): void {
  if (!viewer.isAdmin) throw new AppError('not-allowed', 'Only an administrator of this instance may do this.')
}

/** Every account of the instance, for its administrators. */
export async function readAccounts(db: Database, viewer: Viewer, query: PageQuery): Promise<Page<Account>> {
  demandAdmin(viewer)
  return listAccounts(db, query)
}

/** Ends a person's access at once: sessions, tokens and future sign-ins. What they made stays theirs. An administrator cannot shut themselves out. */
export async function deactivateAccount(db: Database, viewer: Viewer, userId: string, now: Date): Promise<void> {
  demandAdmin(viewer)
  if (userId === viewer.userId) throw new AppError('in-use', 'You cannot deactivate your own account. Another administrator can.')
  if (!(await setDeactivated(db, userId, now))) throw notFound('account')
}

/** Lets a deactivated person in again, with the password and the tokens they had. */
export async function reactivateAccount(db: Database, viewer: Viewer, userId: string): Promise<void> {
  demandAdmin(viewer)
  if (!(await setDeactivated(db, userId, null))) throw notFound('account')
}

/** Deactivates by email; for the terminal. */
export async function deactivateUser(db: Database, email: string, now: Date): Promise<void> {
  const account = await findSignIn(db, email)
  if (!account) throw notFound('account')
  await setDeactivated(db, account.id, now)
}
