import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'
import { notVeiled } from '../rounds/veil-condition'
import { starColumns, starredOf } from './rows'

/** Who put a star on an annotation, and when (ISO 8601). */
export interface Starring {
  userId: string
  createdAt: string
}

/**
 * Puts stars on an annotation, each as its person's; answers false where it has one already for this member. One that a blind round hides from the member
 * is not there for them, and stays as it is.
 */
export async function putStars(
  tx: Transaction,
  member: Member,
  annotationId: string,
  stars: readonly Starring[],
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO "Star" ("projectId", "annotationId", "userId", "createdAt") SELECT a."projectId", a.id, s."userId", s."createdAt"
    FROM "Annotation" a CROSS JOIN unnest(${stars.map((star) => star.userId)}::uuid[], ${stars.map((star) => new Date(star.createdAt))}::timestamptz[]) AS s("userId", "createdAt")
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ${annotationId}::uuid AND NOT ${starredOf(member)}
    ON CONFLICT ("projectId", "annotationId", "userId") DO UPDATE SET "createdAt" = "Star"."createdAt"`
  return count > 0
}

/** Takes the stars off an annotation that exist for this member, everybody's or those of `userIds`; answers whose they were. */
export async function takeStars(
  tx: Transaction,
  member: Member,
  annotationId: string,
  userIds?: readonly string[],
): Promise<Starring[]> {
  const rows = await tx.$queryRaw<{ userId: string; createdAt: Date }[]>`
    DELETE FROM "Star" s USING "Annotation" a WHERE s."projectId" = ${member.projectId}::uuid AND s."annotationId" = ${annotationId}::uuid AND a."projectId" = s."projectId" AND a.id = s."annotationId"
      ${userIds ? Prisma.sql`AND s."userId" = ANY(${[...userIds]}::uuid[])` : Prisma.empty}${notVeiled(member, starColumns)}
    RETURNING s."userId", s."createdAt"`
  return rows
    .map(({ userId, createdAt }) => ({ userId, createdAt: createdAt.toISOString() }))
    .toSorted((one, other) => (one.userId < other.userId ? -1 : 1))
}

/**
 * Gives the stars of one annotation to another, all or those of `userIds`, but where their person has starred that one already; answers whose went.
 * Whoever may see them sees them there too.
 */
export async function moveStars(
  tx: Transaction,
  member: Member,
  from: string,
  to: string,
  userIds?: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    UPDATE "Star" s SET "annotationId" = ${to}::uuid WHERE s."projectId" = ${member.projectId}::uuid AND s."annotationId" = ${from}::uuid
      ${userIds ? Prisma.sql`AND s."userId" = ANY(${[...userIds]}::uuid[])` : Prisma.empty}
      AND NOT EXISTS (SELECT 1 FROM "Star" o WHERE o."projectId" = s."projectId" AND o."annotationId" = ${to}::uuid AND o."userId" = s."userId")
    RETURNING s."userId"`
  return rows.map((row) => row.userId).toSorted()
}
