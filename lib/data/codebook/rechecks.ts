import { Prisma } from '@/generated/prisma/client'
import { shownAnnotationQuote } from '@/lib/data/annotations/shown-quote'
import type { Member } from '@/lib/domain/access/viewer'
import type { MeaningChanges, Recheck } from '@/lib/schemas/recheck'
import { amongOverlays, taggedAnnotations } from '@/lib/data/annotations/overlays'
import { visibleCoding } from '@/lib/data/annotations/visibility'
import type { Transaction } from '@/lib/data/database/client'
import { amongEvents } from '@/lib/data/history/event-strands'
import { visibleTag } from '@/lib/data/rounds/hidden-tags'

/** When posting x was made, or looked at again by its author. */
const lookedAt = Prisma.sql`GREATEST(x."createdAt", x."recheckedAt")`

/** Postings x of annotation a under tag t that were made before the meaning of t changed and were not looked at since. */
const stale = Prisma.sql`t."meaningChangedAt" > ${lookedAt}`

/** Annotations a with their postings x and tags t: where a round is blind, those that exist for the member and never the posting list of a tag. */
const from = (member: Member) =>
  Prisma.sql`${taggedAnnotations(member)} JOIN "Tag" t ON t."projectId" = a."projectId" AND t.id = x."tagId"`

const changedTags = (member: Member) =>
  Prisma.sql`a."projectId" = ${member.projectId}::uuid AND t."deletedAt" IS NULL AND t."meaningChangedAt" IS NOT NULL${visibleTag(member, 't')} AND ${visibleCoding(member)}`

const ownOverlays = (db: Transaction, member: Member) =>
  amongOverlays(db, member, { layer: 'coder', authorIds: [member.userId] })

/**
 * How many passages of their own the member has to look at again, of each of these tags. Free where there are none. Nobody but its author tags a coder's
 * passage, so the postings of others are left aside before their passages are looked at.
 */
export async function countRechecks(
  db: Transaction,
  member: Member,
  tagIds: readonly string[],
): Promise<Map<string, number>> {
  if (tagIds.length === 0) return new Map()
  const among = await ownOverlays(db, member)
  const rows = await db.$queryRaw<{ id: string; count: number }[]>`
    SELECT t.id, count(*)::int AS count FROM ${from(member)} WHERE ${changedTags(member)}${among} AND t.id = ANY(${tagIds}::uuid[]) AND x."createdById" = ${member.userId}::uuid
      AND a."authorId" = ${member.userId}::uuid AND ${stale} GROUP BY 1`
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** The passages of their own that the member coded before the meaning of a tag changed, in reading order. */
export async function listRechecks(
  db: Transaction,
  member: Member,
  { tagId, documentId }: { tagId?: string; documentId?: string },
): Promise<Recheck[]> {
  const among = await ownOverlays(db, member)
  const rows = await db.$queryRaw<(Omit<Recheck, 'codedAt'> & { codedAt: Date })[]>`
    SELECT a.id AS "annotationId", t.id AS "tagId", a."documentId", d.title AS "documentTitle", ${shownAnnotationQuote} AS quote, a.start, a."end", a."revisionId", ${lookedAt} AS "codedAt"
    FROM ${from(member)} JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId"
    WHERE ${changedTags(member)}${among} AND a."authorId" = ${member.userId}::uuid AND ${stale}
      ${tagId ? Prisma.sql`AND t.id = ${tagId}::uuid` : Prisma.empty} ${documentId ? Prisma.sql`AND a."documentId" = ${documentId}::uuid` : Prisma.empty}
    ORDER BY d."createdAt", d.id, a.start, a.id, t.id`
  return rows.map((row) => ({ ...row, codedAt: row.codedAt.toISOString() }))
}

/** How far each author of passages that the member sees is with looking at them again. */
export async function recheckProgress(
  db: Transaction,
  member: Member,
  tagId: string,
): Promise<NonNullable<MeaningChanges['progress']>> {
  const among = await amongOverlays(db, member, { layer: 'coder' })
  const rows = await db.$queryRaw<{ id: string; name: string; done: number; total: number }[]>`
    SELECT u.id, u.name, count(*) FILTER (WHERE x."recheckedAt" >= t."meaningChangedAt")::int AS done, count(*)::int AS total
    FROM ${from(member)} JOIN "User" u ON u.id = a."authorId" WHERE ${changedTags(member)}${among} AND t.id = ${tagId}::uuid AND x."createdAt" < t."meaningChangedAt" GROUP BY u.id, u.name ORDER BY u.name, u.id`
  return rows.map(({ id, name, done, total }) => ({ coder: { id, name }, done, total }))
}

/** A posting with when its author looked at it again last; null where never. */
export interface LookedAt {
  annotationId: string
  tagId: string
  at: string | null
}

/** Writes when postings of the author’s own were looked at again; answers what stood there before, of those that are there. */
export async function setLookedAt(
  tx: Transaction,
  member: Pick<Member, 'projectId'>,
  ownerId: string,
  items: readonly LookedAt[],
): Promise<LookedAt[]> {
  const wanted = Prisma.sql`unnest(${items.map((item) => item.annotationId)}::uuid[], ${items.map((item) => item.tagId)}::uuid[], ${items.map((item) => (item.at === null ? null : new Date(item.at)))}::timestamptz[]) AS w("annotationId", "tagId", at)`
  const rows = await tx.$queryRaw<{ annotationId: string; tagId: string; at: Date | null }[]>`
    SELECT x."annotationId", x."tagId", x."recheckedAt" AS at FROM ${wanted} JOIN "AnnotationTag" x ON x."projectId" = ${member.projectId}::uuid AND x."annotationId" = w."annotationId" AND x."tagId" = w."tagId"
      JOIN "Annotation" a ON a."projectId" = x."projectId" AND a.id = x."annotationId" AND a."authorId" = ${ownerId}::uuid AND a.layer = 'coder' FOR NO KEY UPDATE OF x`
  const there = new Set(rows.map((row) => `${row.annotationId} ${row.tagId}`))
  const kept = items.filter((item) => there.has(`${item.annotationId} ${item.tagId}`))
  await tx.$executeRaw`
    UPDATE "AnnotationTag" x SET "recheckedAt" = w.at FROM unnest(${kept.map((item) => item.annotationId)}::uuid[], ${kept.map((item) => item.tagId)}::uuid[], ${kept.map((item) => (item.at === null ? null : new Date(item.at)))}::timestamptz[]) AS w("annotationId", "tagId", at)
    WHERE x."projectId" = ${member.projectId}::uuid AND x."annotationId" = w."annotationId" AND x."tagId" = w."tagId"`
  return rows.map(({ annotationId, tagId, at }) => ({ annotationId, tagId, at: at?.toISOString() ?? null }))
}

interface MeaningEvent {
  type: string
  actorId: string
  actorName: string
  subjectId: string
  before: unknown
  after: unknown
  undo: unknown
  createdAt: Date
}

/**
 * The events on a tag since a time that may have changed what it means, oldest first, as far as the member is shown them; without those that were reverted and what
 * reverted them. Those that changed the codebook are few.
 */
export async function meaningEvents(
  db: Transaction,
  member: Member,
  tagId: string,
  since: Date,
): Promise<MeaningEvent[]> {
  // Those that changed the codebook are an index of their own; whether one was reverted is asked about each of the few that are left (ADR 0100).
  return db.$queryRaw<MeaningEvent[]>`
    WITH acts AS MATERIALIZED (
      SELECT e.* FROM "Event" e WHERE e."projectId" = ${member.projectId}::uuid AND e.type LIKE 'tag.%' AND e.type IN ('tag.changed', 'tag.split', 'tag.merged', 'tag.imported') AND e."createdAt" >= ${since}
        AND (e."subjectId" = ${tagId}::uuid OR (e.type = 'tag.merged' AND e.after->'into'->>'id' = ${tagId}) OR (e.type = 'tag.imported' AND e.undo @> ${JSON.stringify({ changed: [{ before: { id: tagId } }] })}::jsonb))${await amongEvents(db, member)})
    SELECT e.type, e."actorId", u.name AS "actorName", e."subjectId", e.before, e.after, e.undo, e."createdAt" FROM acts e JOIN "User" u ON u.id = e."actorId"
      CROSS JOIN LATERAL (SELECT (SELECT r.seq FROM "Event" r WHERE r."projectId" = e."projectId" AND r.reverts = e.seq LIMIT 1) AS "by", (SELECT r.reverts FROM "Event" r WHERE r."projectId" = e."projectId" AND r.seq = e.reverts) AS first) taken
    WHERE taken."by" IS NULL AND (e.reverts IS NULL OR taken.first IS NOT NULL) ORDER BY e.txid, e.seq`
}
