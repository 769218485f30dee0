import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { visibleAnnotation } from '@/lib/data/annotations/visibility'
import type { Transaction } from '@/lib/data/database/client'
import { replaceWords } from '@/lib/data/review/retag-words'
import { touchAnnotations } from './tag-writes'
import { visibleTag } from '@/lib/data/rounds/hidden-tags'

/** A posting that goes, or went, from one tag to another. */
export interface MovedPosting {
  annotationId: string
  tagId: string
}

/** Those of `annotationIds` that the member sees and that carry `tagId`. */
export async function visiblyTagged(
  tx: Transaction,
  member: Member,
  tagId: string,
  annotationIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM "Annotation" a JOIN "AnnotationTag" x ON x."projectId" = a."projectId" AND x."annotationId" = a.id AND x."tagId" = ${tagId}::uuid
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${annotationIds}::uuid[]) AND ${visibleAnnotation(member)}`
  return new Set(rows.map((row) => row.id))
}

/** Whether all of these annotations are the member’s own. */
export async function areOwn(tx: Transaction, member: Member, annotationIds: readonly string[]): Promise<boolean> {
  const ids = [...new Set(annotationIds)]
  return (
    (await tx.annotation.count({
      where: { projectId: member.projectId, id: { in: ids }, authorId: member.userId },
    })) === ids.length
  )
}

/** Moves postings of `tagId` to the tag named with each, whoever made them. None of these annotations may carry its new tag already. */
export async function movePostings(
  tx: Transaction,
  member: Member,
  tagId: string,
  moves: readonly MovedPosting[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "AnnotationTag" x SET "tagId" = m."tagId" FROM ${unnested(moves)}
    WHERE x."projectId" = ${member.projectId}::uuid AND x."tagId" = ${tagId}::uuid AND x."annotationId" = m."annotationId"`
  await replaceWords(
    tx,
    member,
    moves.map((move) => ({ annotationId: move.annotationId, from: tagId, to: move.tagId })),
  )
  await touchAnnotations(
    tx,
    member,
    moves.map((move) => move.annotationId),
  )
}

/**
 * Takes such moves back: of the postings in `moves`, those still as they were at `movedAt`. One that was taken away since, or taken away and made anew, is
 * left as it is, and so is one whose annotation got `tagId` again by other means. Answers which went back.
 */
export async function movePostingsBack(
  tx: Transaction,
  member: Member,
  tagId: string,
  moves: readonly MovedPosting[],
  movedAt: Date,
): Promise<string[]> {
  const back = await tx.$queryRaw<{ annotationId: string }[]>`
    UPDATE "AnnotationTag" x SET "tagId" = ${tagId}::uuid FROM ${unnested(moves)}
    WHERE x."projectId" = ${member.projectId}::uuid AND x."tagId" = m."tagId" AND x."annotationId" = m."annotationId" AND x."createdAt" <= ${movedAt}
      AND NOT EXISTS (SELECT 1 FROM "AnnotationTag" b WHERE b."projectId" = x."projectId" AND b."annotationId" = x."annotationId" AND b."tagId" = ${tagId}::uuid)
    RETURNING x."annotationId"`
  const ids = back.map((row) => row.annotationId)
  const went = new Set(ids)
  await replaceWords(
    tx,
    member,
    moves
      .filter((move) => went.has(move.annotationId))
      .map((move) => ({ annotationId: move.annotationId, from: move.tagId, to: tagId })),
  )
  await touchAnnotations(tx, member, ids)
  return ids
}

/** Which of these live tags are in use as far as the member sees it: by an annotation, or by a live tag that stands below. What they do not see tells them nothing; it keeps its posting. */
export async function tagsInUse(tx: Transaction, member: Member, tagIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT t.id FROM "Tag" t WHERE t."projectId" = ${member.projectId}::uuid AND t.id = ANY(${tagIds}::uuid[]) AND t."deletedAt" IS NULL${visibleTag(member, 't')} AND (
      EXISTS (SELECT 1 FROM "AnnotationTag" x JOIN "Annotation" a ON a."projectId" = x."projectId" AND a.id = x."annotationId" AND ${visibleAnnotation(member)}
        WHERE x."projectId" = t."projectId" AND x."tagId" = t.id)
      OR EXISTS (SELECT 1 FROM "Tag" below WHERE below."projectId" = t."projectId" AND below."parentId" = t.id AND below."deletedAt" IS NULL${visibleTag(member, 'below')})) ORDER BY t.id`
  return new Set(rows.map((row) => row.id))
}

const unnested = (moves: readonly MovedPosting[]) =>
  Prisma.sql`unnest(${moves.map((move) => move.annotationId)}::uuid[], ${moves.map((move) => move.tagId)}::uuid[]) AS m("annotationId", "tagId")`
