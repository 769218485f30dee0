import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'

/** Whether the member has marked a passage of the project yet, and whether they have made an invitation, whatever has become of either. */
export async function firstStepsDone(db: Transaction, member: Member): Promise<{ tagged: boolean; invited: boolean }> {
  const [row] = await db.$queryRaw<{ tagged: boolean; invited: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "Annotation" a WHERE a."authorId" = ${member.userId}::uuid AND a."projectId" = ${member.projectId}::uuid AND a.layer = 'coder') AS tagged,
      EXISTS (SELECT 1 FROM "Invitation" i WHERE i."projectId" = ${member.projectId}::uuid AND i."invitedById" = ${member.userId}::uuid) AS invited`
  return row ?? { tagged: false, invited: false }
}
