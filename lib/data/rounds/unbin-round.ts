import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'

/** Takes a round out of the bin; answers whether it was there. */
export async function unbinRound(tx: Transaction, member: Member, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.round.updateMany({
    where: { projectId: member.projectId, id, deletedAt: { not: null } },
    data: { deletedAt: null, version: { increment: 1 }, updatedAt: now },
  })
  return count === 1
}
