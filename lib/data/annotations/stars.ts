import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'
import { starredOf } from './rows'

/** Who put a star on an annotation, and when (ISO 8601). */
export interface Starring {
  userId: string
  createdAt: string
}

/**
 * Puts a star on an annotation; answers false where it has one. One that a blind round hides from the member is not there for them: it becomes theirs,
 * and whoever put it there still sees the annotation starred.
 */
export async function putStar(
  tx: Transaction,
  member: Member,
  annotationId: string,
  { userId, createdAt }: Starring,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO "Star" ("projectId", "annotationId", "userId", "createdAt") SELECT a."projectId", a.id, ${userId}::uuid, ${new Date(createdAt)}
    FROM "Annotation" a WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ${annotationId}::uuid
    ON CONFLICT ("projectId", "annotationId") DO UPDATE SET "userId" = EXCLUDED."userId", "createdAt" = EXCLUDED."createdAt"
    WHERE NOT EXISTS (SELECT 1 FROM "Annotation" a WHERE a."projectId" = EXCLUDED."projectId" AND a.id = EXCLUDED."annotationId" AND ${starredOf(member)})`
  return count === 1
}

/** Takes the star off an annotation; answers who had put it there, or null where it has none. */
export async function takeStar(tx: Transaction, member: Member, annotationId: string): Promise<Starring | null> {
  const [row] = await tx.$queryRaw<{ userId: string; createdAt: Date }[]>`
    DELETE FROM "Star" WHERE "projectId" = ${member.projectId}::uuid AND "annotationId" = ${annotationId}::uuid RETURNING "userId", "createdAt"`
  return row ? { userId: row.userId, createdAt: row.createdAt.toISOString() } : null
}
