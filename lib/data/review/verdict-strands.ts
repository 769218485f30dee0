import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'
import { seenStrands } from '../rounds/strands'
import { notVeiled } from '../rounds/veil-condition'

/**
 * The verdicts that a round does not surely hide from this member, as a condition on "Verdict" v beside the one that decides about each: so that no
 * statement steps over those that it hides. Of these documents, or of all. Nothing, and nothing asked, where no round is blind. Begins with AND.
 */
export async function amongVerdicts(
  db: Transaction,
  member: Member,
  documentIds?: readonly string[],
): Promise<Prisma.Sql> {
  if (member.blindRoundIds.length === 0) return Prisma.empty
  const strands = await seenStrands(db, {
    table: Prisma.sql`"Verdict"`,
    as: 'v',
    scope: Prisma.sql`v."projectId" = ${member.projectId}::uuid`,
    order: Prisma.sql`v."createdAt", v.id`,
    seen: Prisma.sql`${documentIds === undefined ? Prisma.empty : Prisma.sql`AND v."documentId" = ANY(${[...documentIds]}::uuid[])`}${notVeiled(
      member,
      {
        project: Prisma.sql`v."projectId"`,
        document: Prisma.sql`v."documentId"`,
        author: Prisma.sql`v."createdById"`,
        // Whose work it compared differs within a strand.
        owner: Prisma.sql`NULL::uuid`,
        round: Prisma.sql`v."roundId"`,
      },
    )}`,
  })
  return Prisma.sql` AND v.strand = ANY(${strands}::uuid[])`
}
