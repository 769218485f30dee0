import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { notVeiled } from '../rounds/veil-condition'

/**
 * Which annotations exist for this member, as a condition on "Annotation" a: shared or their own, not veiled by a blind round, not in the bin, in a
 * document that is not in the bin (asked as “not in one that is”, which the foreign key makes the same and the planner cannot turn into a product). Every statement that reads annotations contains it; there is no other way to say it.
 */
export function visibleAnnotation(member: Pick<Member, 'userId' | 'blindRoundIds'>): Prisma.Sql {
  return Prisma.sql`a."deletedAt" IS NULL AND (a.visibility = 'shared' OR a."authorId" = ${member.userId}::uuid)
    AND NOT EXISTS (SELECT 1 FROM "Document" gone WHERE gone."projectId" = a."projectId" AND gone.id = a."documentId" AND gone."deletedAt" IS NOT NULL)${notVeiled(member, columns)}`
}

/** The same for the coders' own work alone. What counts passages counts these: the consensus repeats them. */
export const visibleCoding = (member: Pick<Member, 'userId' | 'blindRoundIds'>): Prisma.Sql => Prisma.sql`a.layer = 'coder' AND ${visibleAnnotation(member)}`

// What a verdict wrote repeats the coding that it compared: it is there while all of that is.
const owner = Prisma.sql`ANY(CASE WHEN a."verdictId" IS NULL THEN ARRAY[a."authorId"] ELSE (SELECT w."coderIds" FROM "Verdict" w WHERE w."projectId" = a."projectId" AND w.id = a."verdictId") END)`
const columns = { project: Prisma.sql`a."projectId"`, document: Prisma.sql`a."documentId"`, author: Prisma.sql`a."authorId"`, owner, round: Prisma.sql`a."roundId"` }
