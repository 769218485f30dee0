import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { prepared, type Transaction } from '../client'

/** An annotation ready to be stored: the server has cut quote and context itself. */
export interface NewAnnotation {
  id: string
  documentId: string
  revisionId: string
  start: number
  end: number
  quote: string
  prefix: string
  suffix: string
  tagIds: string[]
  note: string
  visibility: 'private' | 'shared'
}

export interface InsertOutcome {
  inserted: boolean
  page: number | null
  /** Whether the document is live and `revisionId` its current revision. */
  current: boolean
  /** How many of the tags exist, are not in the bin and not archived. */
  usableTags: number
}

/**
 * Stores one annotation, its tags and its event, or nothing: one statement, because it is what people and scripts do most. What stood in the
 * way is told by the outcome: not current, too few usable tags, or otherwise an id that is taken.
 */
export async function insertAnnotation(db: Transaction, member: Member, row: NewAnnotation, event: object, now: Date): Promise<InsertOutcome> {
  const [outcome] = await db.$queryRaw<InsertOutcome[]>`${prepared}
    WITH revision AS (
      SELECT r.id, NULLIF(width_bucket(${row.start}::int, r."pageStarts"), 0) AS page
      FROM "Document" d JOIN "Revision" r ON r."projectId" = d."projectId" AND r.id = d."currentRevisionId"
      WHERE d."projectId" = ${member.projectId}::uuid AND d.id = ${row.documentId}::uuid AND d."deletedAt" IS NULL AND r.id = ${row.revisionId}::uuid
    ), tags AS (
      SELECT t.id FROM "Tag" t WHERE t."projectId" = ${member.projectId}::uuid AND t.id = ANY(${row.tagIds}::uuid[]) AND t."deletedAt" IS NULL AND t."archivedAt" IS NULL
      FOR KEY SHARE
    ), added AS (
      INSERT INTO "Annotation" ("projectId", id, "documentId", "revisionId", start, "end", quote, prefix, suffix, page, "authorId", visibility, note, "createdAt", "updatedAt")
      SELECT ${member.projectId}::uuid, ${row.id}::uuid, ${row.documentId}::uuid, revision.id, ${row.start}, ${row.end}, ${row.quote}, ${row.prefix}, ${row.suffix}, revision.page,
        ${member.userId}::uuid, ${row.visibility}::"Visibility", ${row.note}, ${now}, ${now}
      FROM revision WHERE (SELECT count(*) FROM tags) = ${row.tagIds.length}
      ON CONFLICT DO NOTHING RETURNING id
    ), tagged AS (
      INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById", "createdAt")
      SELECT ${member.projectId}::uuid, added.id, tags.id, ${row.documentId}::uuid, ${row.start}, ${member.userId}::uuid, ${now} FROM added CROSS JOIN tags
    ), recorded AS (
      INSERT INTO "Event" ("projectId", "actorId", type, "subjectId", "documentId", "ownerId", shared, after, "createdAt")
      SELECT ${member.projectId}::uuid, ${member.userId}::uuid, 'annotation.created', added.id, ${row.documentId}::uuid, ${member.userId}::uuid, ${row.visibility === 'shared'}, ${JSON.stringify(event)}::jsonb, ${now} FROM added
    )
    SELECT EXISTS (SELECT 1 FROM added) AS inserted, (SELECT page FROM revision) AS page, EXISTS (SELECT 1 FROM revision) AS current, (SELECT count(*)::int FROM tags) AS "usableTags"`
  return outcome ?? { inserted: false, page: null, current: false, usableTags: 0 }
}

/**
 * Stores many annotations without tags or event. All of them, or none and the id of a document that is gone or has a newer revision.
 * An id taken by something the member may not see violates the key and fails the transaction.
 */
export async function insertAnnotations(tx: Transaction, member: Member, rows: NewAnnotation[], now: Date): Promise<string | null> {
  const documents = await tx.document.findMany({
    where: { projectId: member.projectId, id: { in: [...new Set(rows.map((row) => row.documentId))] }, deletedAt: null },
    select: { id: true, currentRevision: { select: { id: true, pageStarts: true } } },
  })
  const revisions = new Map(documents.map((document) => [document.id, document.currentRevision]))
  const stale = rows.find((row) => revisions.get(row.documentId)?.id !== row.revisionId)
  if (stale) return stale.documentId
  await tx.annotation.createMany({
    data: rows.map(({ tagIds: _, ...row }) => ({
      ...row,
      projectId: member.projectId,
      authorId: member.userId,
      page: pageAt(revisions.get(row.documentId)?.pageStarts ?? [], row.start),
      createdAt: now,
      updatedAt: now,
    })),
  })
  return null
}

/** The page that `offset` is on, as width_bucket counts it: null before the first page begins, or where there are none. */
function pageAt(pageStarts: number[], offset: number): number | null {
  return pageStarts.filter((start) => start <= offset).length || null
}

/** New values of an annotation; what is left out stays. */
export interface AnnotationUpdate {
  span?: { start: number; end: number; quote: string; prefix: string; suffix: string }
  note?: string
  visibility?: 'private' | 'shared'
}

/** Writes `update` over the member's own live annotation if it still has `version`; answers whether it did. */
export async function updateAnnotation(tx: Transaction, member: Member, id: string, version: number, update: AnnotationUpdate, now: Date): Promise<boolean> {
  const { span } = update
  const changes = [
    Prisma.sql`version = a.version + 1, "updatedAt" = ${now}`,
    ...(span
      ? [
          Prisma.sql`start = ${span.start}, "end" = ${span.end}, quote = ${span.quote}, prefix = ${span.prefix}, suffix = ${span.suffix},
            page = (SELECT NULLIF(width_bucket(${span.start}::int, r."pageStarts"), 0) FROM "Revision" r WHERE r."projectId" = a."projectId" AND r.id = a."revisionId")`,
        ]
      : []),
    ...(update.note === undefined ? [] : [Prisma.sql`note = ${update.note}`]),
    ...(update.visibility === undefined ? [] : [Prisma.sql`visibility = ${update.visibility}::"Visibility"`]),
  ]
  const count = await tx.$executeRaw`
    UPDATE "Annotation" a SET ${Prisma.join(changes)}
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ${id}::uuid AND a."authorId" = ${member.userId}::uuid AND a."deletedAt" IS NULL AND a.version = ${version}`
  return count === 1
}

/** Makes `tagIds` the tags of an annotation: adds what is missing, takes away the rest (tags in the bin stay, unseen). Answers whether every tag could be used. */
export async function setTags(tx: Transaction, member: Member, annotationId: string, tagIds: string[], now: Date): Promise<boolean> {
  await tx.$executeRaw`
    DELETE FROM "AnnotationTag" x USING "Tag" t
    WHERE x."projectId" = ${member.projectId}::uuid AND x."annotationId" = ${annotationId}::uuid AND NOT x."tagId" = ANY(${tagIds}::uuid[])
      AND t."projectId" = x."projectId" AND t.id = x."tagId" AND t."deletedAt" IS NULL`
  await addTags(tx, member, [{ annotationId, tagIds }], now)
  const count = await tx.annotationTag.count({ where: { projectId: member.projectId, annotationId, tagId: { in: tagIds } } })
  return count === tagIds.length
}

/** Adds tags that exist, are live and not archived to annotations; what is there already stays as it is. Answers how many postings were added. */
export async function addTags(tx: Transaction, member: Member, items: { annotationId: string; tagIds: string[] }[], now: Date): Promise<number> {
  const pairs = items.flatMap((item) => item.tagIds.map((tagId) => [item.annotationId, tagId] as const))
  return tx.$executeRaw`
    INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById", "createdAt")
    SELECT a."projectId", a.id, t.id, a."documentId", a.start, ${member.userId}::uuid, ${now}
    FROM unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, id]) => id)}::uuid[]) AS wanted("annotationId", "tagId")
    JOIN "Annotation" a ON a."projectId" = ${member.projectId}::uuid AND a.id = wanted."annotationId"
    JOIN "Tag" t ON t."projectId" = a."projectId" AND t.id = wanted."tagId" AND t."deletedAt" IS NULL AND t."archivedAt" IS NULL
    ON CONFLICT DO NOTHING`
}
