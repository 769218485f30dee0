import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { notVeiled } from '../rounds/veil-condition'

/**
 * Which annotations exist for this member, as a condition on "Annotation" a: shared or their own, not veiled by a blind round, not in the bin, in a
 * document that is not in the bin (asked as “not in one that is”, which the foreign key makes the same and the planner cannot turn into a product). Every statement that reads annotations contains it; there is no other way to say it.
 */
export function visibleAnnotation(member: Pick<Member, 'userId' | 'blindRoundIds'>): Prisma.Sql {
  return Prisma.sql`a."deletedAt" IS NULL AND (a.visibility = 'shared' OR a."authorId" = ${member.userId}::uuid)
    AND NOT EXISTS (SELECT 1 FROM "Document" gone WHERE gone."projectId" = a."projectId" AND gone.id = a."documentId" AND gone."deletedAt" IS NOT NULL)${notVeiledPassage(member)}`
}

/** The same for the coders' own work alone. What counts passages counts these: the consensus repeats them. */
export const visibleCoding = (member: Pick<Member, 'userId' | 'blindRoundIds'>): Prisma.Sql =>
  Prisma.sql`a.layer = 'coder' AND ${visibleAnnotation(member)}`

const coding = {
  project: Prisma.sql`a."projectId"`,
  document: Prisma.sql`a."documentId"`,
  author: Prisma.sql`a."authorId"`,
  owner: Prisma.sql`a."authorId"`,
  round: Prisma.sql`a."roundId"`,
}
const decided = {
  project: Prisma.sql`w."projectId"`,
  document: Prisma.sql`w."documentId"`,
  author: Prisma.sql`w."createdById"`,
  owner: Prisma.sql`ANY(w."coderIds")`,
  round: Prisma.sql`w."roundId"`,
}

/**
 * Which annotations, in the bin or not, no round hides from this member, as a condition on "Annotation" a: for what keeps the consensus; everything that
 * reads contains `visibleAnnotation`. What verdicts wrote repeats the coding that they compared: it is there for whom every standing verdict is there that
 * speaks of it. Begins with AND.
 */
export function notVeiledPassage(member: Pick<Member, 'userId' | 'blindRoundIds'>): Prisma.Sql {
  if (member.blindRoundIds.length === 0) return Prisma.empty
  // Asked of each passage (hence the offset), and never of all verdicts at once, since hidden ones are among them.
  return Prisma.sql` AND CASE WHEN a."verdictId" IS NULL THEN true ${notVeiled(member, coding)} ELSE NOT EXISTS (
    SELECT 1 FROM "VerdictPassage" k JOIN "Verdict" w ON w."projectId" = k."projectId" AND w.id = k."verdictId" AND w."supersededAt" IS NULL
    WHERE k."projectId" = a."projectId" AND k."annotationId" = a.id AND NOT (true ${notVeiled(member, decided)}) OFFSET 0) END`
}
