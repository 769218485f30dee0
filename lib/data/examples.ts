import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { ExampleKind, TagExample } from '@/lib/schemas/example'
import { visibleAnnotation } from './annotations/visibility'
import type { Transaction } from './client'
import { visibleTag } from './rounds/hidden-tags'
import { notVeiled } from './rounds/veil-condition'

interface ExampleRow extends Omit<TagExample, 'author' | 'createdAt'> {
  authorId: string
  authorName: string
  createdAt: Date
}

/**
 * The passages that were named as examples and counter-examples of tags, of one or of all, in the order in which they were named: those whose passage and tag
 * exist for this member, and whose naming no blind round hides. An example is one for as long as its passage carries the tag; a counter-example need not.
 */
export async function listExamples(db: Transaction, member: Member, tagId?: string): Promise<TagExample[]> {
  const rows = await db.$queryRaw<ExampleRow[]>`
    SELECT s."tagId", s.kind, a.id AS "annotationId", a."documentId", d.title AS "documentTitle", a.quote, a.page, a."revisionId" <> d."currentRevisionId" AS orphaned, a."authorId", u.name AS "authorName", s."createdAt"
    FROM "TagExample" s JOIN "Annotation" a ON a."projectId" = s."projectId" AND a.id = s."annotationId" JOIN "User" u ON u.id = a."authorId"
      JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId" JOIN "Tag" t ON t."projectId" = s."projectId" AND t.id = s."tagId" AND t."deletedAt" IS NULL
    WHERE s."projectId" = ${member.projectId}::uuid ${tagId === undefined ? Prisma.empty : Prisma.sql`AND s."tagId" = ${tagId}::uuid`}
      AND ${visibleAnnotation(member)}${notVeiled(member, naming)}${visibleTag(member, Prisma.sql`s."tagId"`)}
      AND (s.kind = 'counter' OR EXISTS (SELECT 1 FROM "AnnotationTag" x WHERE x."projectId" = s."projectId" AND x."annotationId" = s."annotationId" AND x."tagId" = s."tagId"))
    ORDER BY s."createdAt", s."annotationId"`
  return rows.map(({ authorId, authorName, createdAt, ...row }) => ({ ...row, author: { id: authorId, name: authorName }, createdAt: createdAt.toISOString() }))
}

const naming = { project: Prisma.sql`a."projectId"`, document: Prisma.sql`a."documentId"`, author: Prisma.sql`s."createdById"`, owner: Prisma.sql`a."authorId"`, round: Prisma.sql`a."roundId"` }

/** Who named a passage as what. */
export interface Naming {
  kind: ExampleKind
  userId: string
  /** ISO 8601. */
  createdAt: string
}

/** Names a passage as an example or counter-example of a tag, instead of what it was before. */
export async function putExample(tx: Transaction, member: Member, tagId: string, annotationId: string, { kind, userId, createdAt }: Naming): Promise<void> {
  const row = { kind, createdById: userId, createdAt: new Date(createdAt) }
  await tx.tagExample.upsert({ where: { projectId_tagId_annotationId: { projectId: member.projectId, tagId, annotationId } }, create: { projectId: member.projectId, tagId, annotationId, ...row }, update: row, select: { kind: true } })
}

/** Takes the name of an example off a passage; answers what it was named, and by whom. */
export async function takeExample(tx: Transaction, member: Member, tagId: string, annotationId: string): Promise<Naming | null> {
  const [row] = await tx.$queryRaw<{ kind: ExampleKind; userId: string; createdAt: Date }[]>`
    DELETE FROM "TagExample" WHERE "projectId" = ${member.projectId}::uuid AND "tagId" = ${tagId}::uuid AND "annotationId" = ${annotationId}::uuid RETURNING kind, "createdById" AS "userId", "createdAt"`
  return row ? { ...row, createdAt: row.createdAt.toISOString() } : null
}

/** Gives the examples of one tag to another, all or those of `annotationIds`, but where that passage is one of the other's already; answers whose went. */
export async function moveExamples(tx: Transaction, member: Member, tagId: string, intoId: string, annotationIds?: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ annotationId: string }[]>`
    UPDATE "TagExample" s SET "tagId" = ${intoId}::uuid WHERE s."projectId" = ${member.projectId}::uuid AND s."tagId" = ${tagId}::uuid ${annotationIds ? Prisma.sql`AND s."annotationId" = ANY(${[...annotationIds]}::uuid[])` : Prisma.empty}
      AND NOT EXISTS (SELECT 1 FROM "TagExample" o WHERE o."projectId" = s."projectId" AND o."tagId" = ${intoId}::uuid AND o."annotationId" = s."annotationId") RETURNING s."annotationId"`
  return rows.map((row) => row.annotationId)
}
