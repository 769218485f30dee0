import type { Member } from '@/lib/domain/access/viewer'
import type { Compared } from '@/lib/domain/history/shown-event'
import type { Transaction } from '../database/client'

/** Question: whose coding does a passage of the consensus repeat? That which each standing verdict compared that speaks of it; of a coder's own passage none. */
export async function comparedBehind(
  tx: Transaction,
  member: Pick<Member, 'projectId'>,
  annotationId: string,
): Promise<Compared[]> {
  return tx.$queryRaw<Compared[]>`
    SELECT v."roundId", v."coderIds" FROM "VerdictPassage" k JOIN "Verdict" v ON v."projectId" = k."projectId" AND v.id = k."verdictId" AND v."supersededAt" IS NULL
    WHERE k."projectId" = ${member.projectId}::uuid AND k."annotationId" = ${annotationId}::uuid ORDER BY v."createdAt", v.id`
}
