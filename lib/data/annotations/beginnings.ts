import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'
import { visibleAnnotation } from './visibility'

/** Enough of a passage to know it again by. */
const length = 200

/** How these passages begin, by id: those that exist for the member, as they are now. */
export async function beginnings(
  db: Transaction,
  member: Member,
  annotationIds: readonly string[],
): Promise<Map<string, string>> {
  if (annotationIds.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: string; words: string }[]>`
    SELECT a.id, left(a.quote, ${length}) AS words FROM "Annotation" a
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${annotationIds}::uuid[]) AND ${visibleAnnotation(member)}`
  return new Map(rows.map(({ id, words }) => [id, words]))
}
