import type { Transaction } from '@/lib/data/database/client'
import { notify } from '@/lib/data/threads/notifications'
import { leadIds } from '@/lib/data/rounds/round-leads'
import { openTasks } from '@/lib/data/rounds/round-writes'
import type { Member } from '@/lib/domain/access/viewer'
import { isBlindRound, type RoundVisibility } from '@/lib/domain/rounds/round'

/**
 * Tells the leads, and who codes the document too, that it was handed in; and where that was the last thing a veil waited for, that it is lifted: of the
 * document where all had to submit it, otherwise of the round. Whoever still codes the document blind is told once they may know (`visibleNotification`).
 */
export async function tellSubmission(
  tx: Transaction,
  member: Member,
  round: { id: string; visibility: RoundVisibility; openedAt: Date | null; closedAt: Date | null },
  documentId: string,
  now: Date,
): Promise<void> {
  const { coders, open } = await openTasks(tx, member, round.id)
  const leads = await leadIds(tx, member)
  const here = coders.filter((task) => task.documentId === documentId).map((task) => task.coderId)
  const isBlind = isBlindRound(round)
  const revealsDocument =
    isBlind && round.visibility === 'until-all-submit' && !open.some((task) => task.documentId === documentId)
  const revealsRound = isBlind && round.visibility === 'until-own-submit' && open.length === 0
  const kind = revealsDocument ? 'revealed' : 'submitted'
  await notify(
    tx,
    member,
    [...leads, ...here].map((userId) => ({ userId, kind, roundId: round.id, documentId })),
    now,
  )
  if (revealsRound)
    await notify(
      tx,
      member,
      [...leads, ...coders.map((task) => task.coderId)].map((userId) => ({
        userId,
        kind: 'revealed',
        roundId: round.id,
      })),
      now,
    )
}
