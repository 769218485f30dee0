import type { Member } from '@/lib/domain/access/viewer'
import type { PassageJoin } from '@/lib/domain/review/joins'
import type { Transaction } from '../database/client'

/** Threads about a passage, and quotations of it in any comment, are about the one that stays. */
export async function moveTalk(tx: Transaction, member: Member, joins: readonly PassageJoin[]): Promise<void> {
  for (const { from, to } of joins) {
    await tx.comment.updateMany({
      where: { projectId: member.projectId, subjectType: 'annotation', subjectId: from },
      data: { subjectId: to },
    })
    // In a comment an id stands for a quotation, and is found as the text that no other word can be.
    await tx.$executeRaw`
      UPDATE "Comment" c SET body = replace(c.body::text, ${from}, ${to})::jsonb
      WHERE c."projectId" = ${member.projectId}::uuid AND c.body @> ${{ content: [{ attrs: { annotationId: from } }] }}::jsonb`
  }
}
