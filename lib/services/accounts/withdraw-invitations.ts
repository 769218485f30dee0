import type { Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { withdrawOpenInvitations } from '@/lib/data/projects/members'

/**
 * Withdraws the open invitations that somebody made, and those that name their address, in one project or in all: what they were is over, and no link that was
 * handed out while they were it brings it back. On record as the event of `actorId`. Answers how many there were.
 */
export async function withdrawInvitationsOf(
  tx: Transaction,
  whose: { userId: string; projectId?: string; actorId: string },
  now: Date,
): Promise<number> {
  const withdrawn = await withdrawOpenInvitations(tx, whose, now)
  for (const projectId of new Set(withdrawn.map((one) => one.projectId)))
    await appendEvents(
      tx,
      { projectId, userId: whose.actorId, role: null },
      withdrawn
        .filter((one) => one.projectId === projectId)
        .map(({ id }) => ({ type: 'invitation.revoked', subjectId: id })),
    )
  return withdrawn.length
}
