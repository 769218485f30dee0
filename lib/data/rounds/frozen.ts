import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'

/** Those of the annotations that were handed in, with the name of their round. Share-locks the tasks, so that none is handed in before the transaction ends. */
export async function frozenAmong(
  tx: Transaction,
  member: Pick<Member, 'projectId'>,
  annotationIds: readonly string[],
): Promise<{ id: string; round: string }[]> {
  const rows = await tx.$queryRaw<{ id: string; round: string; submittedAt: Date | null }[]>`
    SELECT a.id, r.name AS round, k."submittedAt" FROM "Annotation" a
    JOIN "RoundTask" k ON k."projectId" = a."projectId" AND k."roundId" = a."roundId" AND k."documentId" = a."documentId" AND k."coderId" = a."authorId"
    JOIN "Round" r ON r."projectId" = k."projectId" AND r.id = k."roundId" AND r."deletedAt" IS NULL
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${annotationIds}::uuid[]) AND a.layer = 'coder'
    FOR SHARE OF k`
  return rows.filter((row) => row.submittedAt !== null)
}
