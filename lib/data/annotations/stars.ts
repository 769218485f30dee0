import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../client'

/** Who put a star on an annotation, and when (ISO 8601). */
export interface Starring {
  userId: string
  createdAt: string
}

/** Puts a star on an annotation; answers false where it has one. */
export async function putStar(tx: Transaction, member: Member, annotationId: string, { userId, createdAt }: Starring): Promise<boolean> {
  const { count } = await tx.star.createMany({ data: { projectId: member.projectId, annotationId, userId, createdAt: new Date(createdAt) }, skipDuplicates: true })
  return count === 1
}

/** Takes the star off an annotation; answers who had put it there, or null where it has none. */
export async function takeStar(tx: Transaction, member: Member, annotationId: string): Promise<Starring | null> {
  const [row] = await tx.$queryRaw<{ userId: string; createdAt: Date }[]>`
    DELETE FROM "Star" WHERE "projectId" = ${member.projectId}::uuid AND "annotationId" = ${annotationId}::uuid RETURNING "userId", "createdAt"`
  return row ? { userId: row.userId, createdAt: row.createdAt.toISOString() } : null
}
