import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import { prepared, type Transaction } from '../database/client'
import { standing } from '../projects/members'
import { visibleTag } from '../rounds/hidden-tags'

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
  /** null: shared in a round, which hides what has to be hidden, and otherwise what the project says. */
  visibility: 'private' | 'shared' | null
  certainty: number | null
  secondOpinion: boolean
}

export interface InsertOutcome {
  inserted: boolean
  /** Whether the author is still what they were when their request came; that they stay until the statement has ended. */
  standing: boolean
  /** The number of the event, where it was inserted. */
  event: number | null
  page: number | null
  /** The round that the annotation belongs to: the newest live one in which its author has this document to code. */
  roundId: string | null
  visibility: 'private' | 'shared'
  /** Whether the author has submitted the document and could only go on once it is reopened. */
  frozen: boolean
  /** Whether the document is live and `revisionId` its current revision. */
  current: boolean
  /** How many of the tags exist, are not in the bin and not archived. */
  usableTags: number
}

/**
 * Stores one annotation, its tags and its event, or nothing: one statement, because it is what people and scripts do most. What stood in the
 * way is told by the outcome: not current, submitted, too few usable tags, or otherwise an id that is taken. The task is share-locked, so that what a
 * submission freezes is all there is.
 */
export async function insertAnnotation(
  db: Transaction,
  member: Member,
  row: NewAnnotation,
  event: object,
  now: Date,
): Promise<InsertOutcome> {
  const [outcome] = await db.$queryRaw<InsertOutcome[]>`${prepared}
    WITH standing AS (
      SELECT FROM "Membership" m WHERE ${standing(member)} AND m.role = ${member.role}::"Role" FOR SHARE OF m
    ), revision AS (
      SELECT r.id, NULLIF(width_bucket(${row.start}::int, r."pageStarts"), 0) AS page
      FROM "Document" d JOIN "Revision" r ON r."projectId" = d."projectId" AND r.id = d."currentRevisionId"
      WHERE d."projectId" = ${member.projectId}::uuid AND d.id = ${row.documentId}::uuid AND d."deletedAt" IS NULL AND r.id = ${row.revisionId}::uuid
      FOR KEY SHARE OF d
    ), task AS (${currentTask(member, Prisma.sql`${row.documentId}::uuid`, Prisma.sql`${row.start}::int`, Prisma.sql`${row.end}::int`)}
    ), place AS (
      SELECT revision.id, revision.page, task."roundId", COALESCE(${row.visibility}::"Visibility", CASE WHEN task."roundId" IS NULL THEN ${member.settings.defaultVisibility}::"Visibility" ELSE 'shared' END) AS visibility
      FROM revision LEFT JOIN task ON true WHERE task."submittedAt" IS NULL AND EXISTS (SELECT FROM standing)
    ), tags AS (
      SELECT t.id FROM "Tag" t WHERE t."projectId" = ${member.projectId}::uuid AND t.id = ANY(${row.tagIds}::uuid[]) AND t."deletedAt" IS NULL AND t."archivedAt" IS NULL${visibleTag(member, 't')}
      FOR KEY SHARE
    ), added AS (
      INSERT INTO "Annotation" ("projectId", id, "documentId", "revisionId", start, "end", quote, prefix, suffix, page, "authorId", "roundId", visibility, note, certainty, "secondOpinion", "createdAt", "updatedAt")
      SELECT ${member.projectId}::uuid, ${row.id}::uuid, ${row.documentId}::uuid, place.id, ${row.start}, ${row.end}, ${row.quote}, ${row.prefix}, ${row.suffix}, place.page,
        ${member.userId}::uuid, place."roundId", place.visibility, ${row.note}, ${row.certainty}::smallint, ${row.secondOpinion}, ${now}, ${now}
      FROM place WHERE (SELECT count(*) FROM tags) = ${row.tagIds.length}
      ON CONFLICT DO NOTHING RETURNING id
    ), tagged AS (
      INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById", "createdAt")
      SELECT ${member.projectId}::uuid, added.id, tags.id, ${row.documentId}::uuid, ${row.start}, ${member.userId}::uuid, ${now} FROM added CROSS JOIN tags
    ), recorded AS (
      INSERT INTO "Event" ("projectId", "actorId", type, "subjectId", "documentId", "ownerId", "roundId", shared, after, "createdAt")
      SELECT ${member.projectId}::uuid, ${member.userId}::uuid, 'annotation.created', added.id, ${row.documentId}::uuid, ${member.userId}::uuid, place."roundId", place.visibility = 'shared',
        ${JSON.stringify(event)}::jsonb || jsonb_build_object('visibility', place.visibility, 'roundId', place."roundId"), ${now} FROM added CROSS JOIN place
      RETURNING seq
    )
    SELECT EXISTS (SELECT FROM standing) AS standing, EXISTS (SELECT 1 FROM added) AS inserted, (SELECT seq::float8 FROM recorded) AS event, (SELECT page FROM revision) AS page, (SELECT "roundId" FROM task) AS "roundId", COALESCE((SELECT visibility FROM place), 'shared')::text AS visibility,
      EXISTS (SELECT 1 FROM task WHERE "submittedAt" IS NOT NULL) AS frozen, EXISTS (SELECT 1 FROM revision) AS current, (SELECT count(*)::int FROM tags) AS "usableTags"`
  return (
    outcome ?? {
      inserted: false,
      standing: false,
      event: null,
      page: null,
      roundId: null,
      visibility: 'shared',
      frozen: false,
      current: false,
      usableTags: 0,
    }
  )
}

/**
 * The task that a passage marked now belongs to, as one row or none: of the newest live round in which the member has the document to code and, where
 * the round asks for passages, the passage lies within one of them. One that is not submitted goes first.
 */
const currentTask = (member: Member, documentId: Prisma.Sql, start: Prisma.Sql, end: Prisma.Sql) => Prisma.sql`
  SELECT k."roundId", k."submittedAt" FROM "RoundTask" k JOIN "Round" r ON r."projectId" = k."projectId" AND r.id = k."roundId" AND r."closedAt" IS NULL AND r."deletedAt" IS NULL
  WHERE k."projectId" = ${member.projectId}::uuid AND k."coderId" = ${member.userId}::uuid AND k."documentId" = ${documentId}
    AND (NOT EXISTS (SELECT 1 FROM "RoundPassage" g WHERE g."projectId" = k."projectId" AND g."roundId" = k."roundId")
      OR EXISTS (SELECT 1 FROM "RoundPassage" g WHERE g."projectId" = k."projectId" AND g."roundId" = k."roundId" AND g."documentId" = k."documentId" AND g.start <= ${start} AND ${end} <= g."end"))
  ORDER BY k."submittedAt" IS NOT NULL, r."createdAt" DESC, r.id DESC LIMIT 1 FOR SHARE OF k`

/**
 * Stores many annotations without tags or event, each in the round it belongs to. All of them, or none and the id of a document that is gone or has a
 * newer revision, or that its author has submitted. An id taken by something the member may not see violates the key and fails the transaction.
 */
export async function insertAnnotations(
  tx: Transaction,
  member: Member,
  rows: NewAnnotation[],
  now: Date,
): Promise<{ stale: string } | { frozen: string } | null> {
  const documentIds = [...new Set(rows.map((row) => row.documentId))]
  // A correction that is being made has to be over before it is seen which revision is the current one.
  await tx.$queryRaw`SELECT 1 FROM "Document" d WHERE d."projectId" = ${member.projectId}::uuid AND d.id = ANY(${documentIds}::uuid[]) ORDER BY d.id FOR KEY SHARE`
  const documents = await tx.document.findMany({
    where: { projectId: member.projectId, id: { in: documentIds }, deletedAt: null },
    select: { id: true, currentRevision: { select: { id: true, pageStarts: true } } },
  })
  const revisions = new Map(documents.map((document) => [document.id, document.currentRevision]))
  const stale = rows.find((row) => revisions.get(row.documentId)?.id !== row.revisionId)
  if (stale) return { stale: stale.documentId }
  const tasks = await currentTasks(tx, member, rows)
  const frozen = rows.find((row) => tasks.get(row.id)?.submittedAt)
  if (frozen) return { frozen: frozen.documentId }
  const column = <Key extends keyof NewAnnotation>(key: Key) => rows.map((row) => row[key])
  const pages = rows.map((row) => pageAt(revisions.get(row.documentId)?.pageStarts ?? [], row.start))
  const visibilities = rows.map(
    (row) => row.visibility ?? (tasks.has(row.id) ? 'shared' : member.settings.defaultVisibility),
  )
  // A parameter a column: a parameter a value would be more of them than a statement may have.
  await tx.$executeRaw`
    INSERT INTO "Annotation" ("projectId", id, "documentId", "revisionId", start, "end", quote, prefix, suffix, page, "authorId", "roundId", visibility, note, certainty, "secondOpinion", "createdAt", "updatedAt")
    SELECT ${member.projectId}::uuid, n.id, n."documentId", n."revisionId", n.start, n."end", n.quote, n.prefix, n.suffix, n.page, ${member.userId}::uuid, n."roundId", n.visibility, n.note, n.certainty, n."secondOpinion", ${now}, ${now}
    FROM unnest(${column('id')}::uuid[], ${column('documentId')}::uuid[], ${column('revisionId')}::uuid[], ${column('start')}::int[], ${column('end')}::int[], ${column('quote')}::text[], ${column('prefix')}::text[], ${column('suffix')}::text[],
      ${pages}::int[], ${rows.map((row) => tasks.get(row.id)?.roundId ?? null)}::uuid[], ${visibilities}::"Visibility"[], ${column('note')}::text[], ${column('certainty')}::smallint[], ${column('secondOpinion')}::boolean[])
      AS n(id, "documentId", "revisionId", start, "end", quote, prefix, suffix, page, "roundId", visibility, note, certainty, "secondOpinion")`
  return null
}

/** `currentTask` for many passages, by annotation. */
export async function currentTasks(
  tx: Transaction,
  member: Member,
  rows: NewAnnotation[],
): Promise<Map<string, { roundId: string; submittedAt: Date | null }>> {
  const found = await tx.$queryRaw<{ id: string; roundId: string; submittedAt: Date | null }[]>`
    SELECT n.id, k."roundId", k."submittedAt"
    FROM unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.documentId)}::uuid[], ${rows.map((row) => row.start)}::int[], ${rows.map((row) => row.end)}::int[]) AS n(id, "documentId", start, "end")
    CROSS JOIN LATERAL (${currentTask(member, Prisma.sql`n."documentId"`, Prisma.sql`n.start`, Prisma.sql`n."end"`)}) k`
  return new Map(found.map(({ id, ...task }) => [id, task]))
}

/** The page that `offset` is on, as width_bucket counts it: null before the first page begins, or where there are none. */
function pageAt(pageStarts: number[], offset: number): number | null {
  return pageStarts.filter((start) => start <= offset).length || null
}

/** New values of an annotation; what is left out stays. */
export interface AnnotationUpdate {
  /** With the revision that it is on. */
  span?: Span & { revisionId: string; quote: string; prefix: string; suffix: string }
  note?: string
  visibility?: 'private' | 'shared'
  certainty?: number | null
  secondOpinion?: boolean
}

/** Writes `update` over the member's own live annotation if it still has `version`; answers whether it did. */
export async function updateAnnotation(
  tx: Transaction,
  member: Member,
  id: string,
  version: number,
  update: AnnotationUpdate,
  now: Date,
): Promise<boolean> {
  const { span } = update
  const changes = [
    Prisma.sql`version = a.version + 1, "updatedAt" = ${now}`,
    ...(span
      ? [
          Prisma.sql`"revisionId" = ${span.revisionId}::uuid, start = ${span.start}, "end" = ${span.end}, quote = ${span.quote}, prefix = ${span.prefix}, suffix = ${span.suffix},
            page = (SELECT NULLIF(width_bucket(${span.start}::int, r."pageStarts"), 0) FROM "Revision" r WHERE r."projectId" = a."projectId" AND r.id = ${span.revisionId}::uuid)`,
        ]
      : []),
    ...(update.note === undefined ? [] : [Prisma.sql`note = ${update.note}`]),
    ...(update.visibility === undefined ? [] : [Prisma.sql`visibility = ${update.visibility}::"Visibility"`]),
    ...(update.certainty === undefined ? [] : [Prisma.sql`certainty = ${update.certainty}::smallint`]),
    ...(update.secondOpinion === undefined ? [] : [Prisma.sql`"secondOpinion" = ${update.secondOpinion}`]),
  ]
  const count = await tx.$executeRaw`
    UPDATE "Annotation" a SET ${Prisma.join(changes)}
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ${id}::uuid AND a."authorId" = ${member.userId}::uuid AND a."deletedAt" IS NULL AND a.version = ${version}`
  return count === 1
}

/** Makes `tagIds` the tags of an annotation: adds what is missing, takes away the rest (tags in the bin stay, unseen). Answers whether every tag could be used. */
export async function setTags(
  tx: Transaction,
  member: Member,
  annotationId: string,
  tagIds: string[],
  now: Date,
): Promise<boolean> {
  await tx.$executeRaw`
    DELETE FROM "AnnotationTag" x USING "Tag" t
    WHERE x."projectId" = ${member.projectId}::uuid AND x."annotationId" = ${annotationId}::uuid AND NOT x."tagId" = ANY(${tagIds}::uuid[])
      AND t."projectId" = x."projectId" AND t.id = x."tagId" AND t."deletedAt" IS NULL${visibleTag(member, 't')}`
  await addTags(tx, member, [{ annotationId, tagIds }], now)
  const count = await tx.annotationTag.count({
    where: { projectId: member.projectId, annotationId, tagId: { in: tagIds } },
  })
  return count === tagIds.length
}

/** Adds tags that exist, are live and not archived to annotations; what is there already stays as it is. Answers how many postings were added. */
export async function addTags(
  tx: Transaction,
  member: Member,
  items: { annotationId: string; tagIds: string[] }[],
  now: Date,
): Promise<number> {
  const pairs = items.flatMap((item) => item.tagIds.map((tagId) => [item.annotationId, tagId] as const))
  return tx.$executeRaw`
    INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById", "createdAt")
    SELECT a."projectId", a.id, t.id, a."documentId", a.start, ${member.userId}::uuid, ${now}
    FROM unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, id]) => id)}::uuid[]) AS wanted("annotationId", "tagId")
    JOIN "Annotation" a ON a."projectId" = ${member.projectId}::uuid AND a.id = wanted."annotationId"
    JOIN "Tag" t ON t."projectId" = a."projectId" AND t.id = wanted."tagId" AND t."deletedAt" IS NULL AND t."archivedAt" IS NULL${visibleTag(member, 't')}
    ON CONFLICT DO NOTHING`
}

/** Moves one's own annotations to the bin, or raises their version where something else of them was changed; answers how many were there, given one of that version. */
export async function touchOwn(
  tx: Transaction,
  member: Member,
  ids: readonly string[],
  now: Date,
  { bins = false, version }: { bins?: boolean; version?: number } = {},
): Promise<number> {
  const { count } = await tx.annotation.updateMany({
    where: {
      projectId: member.projectId,
      id: { in: [...ids] },
      authorId: member.userId,
      deletedAt: null,
      ...(version !== undefined && { version }),
    },
    data: { version: { increment: 1 }, updatedAt: now, ...(bins && { deletedAt: now }) },
  })
  return count
}
