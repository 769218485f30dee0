import type { Credential } from '@/lib/auth/session'
import { lockAccounts } from '@/lib/data/accounts/accounts'
import type { Transaction } from '@/lib/data/database/client'
import { findViewer } from '@/lib/data/accounts/identity'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/**
 * Refuses where the credential of a request does not count any more, and holds the account until the transaction ends. What gives access, a password or a token, asks this when it is
 * stored: a password takes long to check, and whoever ends all access meanwhile must have ended it.
 */
export async function demandStillSignedIn(
  tx: Transaction,
  viewer: Pick<Viewer, 'userId'>,
  credential: Credential,
): Promise<void> {
  await lockAccounts(tx, [viewer.userId])
  if ((await findViewer(tx, credential))?.userId !== viewer.userId)
    throw new AppError('not-signed-in', say('refusals.accounts.sessionEnded'))
}

/** Refuses whoever is not an administrator of the instance any more, and holds their account and that of `userId` until the transaction ends: of two who close each other's, one does. */
export async function demandStillAdmin(tx: Transaction, viewer: Viewer, userId: string): Promise<void> {
  const { openAdminIds } = await lockAccounts(tx, [viewer.userId, userId])
  if (!openAdminIds.includes(viewer.userId))
    throw new AppError('not-allowed', say('refusals.accounts.noAdministratorAnyMore'))
}
