import {
  findAccountToProve,
  proveAccount,
  revokeTokens,
  spendResetLinks,
  spendResetLinksMadeBy,
} from '@/lib/data/accounts/accounts'
import type { Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { projectsOf } from '@/lib/data/projects/members'
import { withdrawInvitationsOf } from './withdraw-invitations'

/**
 * Notes that the owner of an account's address has shown that it is theirs. Where that was not known before, somebody else may have made the account under it:
 * password, sessions, tokens and links from before end, and the history of the person's projects says so. Answers whether there was anything to end; null for an account that is closed.
 */
export async function proveAddress(tx: Transaction, userId: string, now: Date): Promise<{ ended: boolean } | null> {
  const before = await findAccountToProve(tx, userId)
  if (!before || before.deactivatedAt) return null
  if (before.emailProvenAt) return { ended: false }
  await proveAccount(tx, userId, now)
  const tokens = await revokeTokens(tx, userId)
  await spendResetLinks(tx, userId, now)
  await spendResetLinksMadeBy(tx, userId, now)
  const withdrawn = await withdrawInvitationsOf(tx, { userId, actorId: userId }, now)
  const ended = before.passwordHash !== null || tokens + withdrawn > 0
  if (ended)
    for (const projectId of await projectsOf(tx, userId))
      await appendEvents(tx, { projectId, userId, role: null }, [{ type: 'member.proven', subjectId: userId }])
  return { ended }
}
