import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'

/**
 * Which annotations exist for this member, as a condition on "Annotation" a: shared or their own, not in the bin, in a document
 * that is not in the bin. Every statement that reads annotations contains it; there is no other way to say it.
 */
export function visibleAnnotation(member: Pick<Member, 'userId'>): Prisma.Sql {
  return Prisma.sql`a."deletedAt" IS NULL AND (a.visibility = 'shared' OR a."authorId" = ${member.userId}::uuid)
    AND EXISTS (SELECT 1 FROM "Document" live WHERE live."projectId" = a."projectId" AND live.id = a."documentId" AND live."deletedAt" IS NULL)`
}
