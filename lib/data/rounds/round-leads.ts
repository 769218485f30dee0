import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'

/** The project's leads, who are told how its rounds go. */
export async function leadIds(tx: Transaction, member: Member): Promise<string[]> {
  const rows = await tx.membership.findMany({
    where: { projectId: member.projectId, role: 'lead', user: { deactivatedAt: null } },
    select: { userId: true },
  })
  return rows.map((row) => row.userId)
}
