import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Annotation, AnnotationFilter } from '@/lib/schemas/annotation'
import type { PageQuery } from '@/lib/schemas/primitives'
import type { Transaction } from '../database/client'
import { idList } from '../database/id-list'
import { cutPage, decodeCursor, type Page } from '../database/page'
import { withinBytes, type Picked } from '../database/within-bytes'
import { selection } from './conditions'
import { countExcerpts, listExcerpts, where } from './excerpts'
import { amongOverlays, selected } from './overlays'
import {
  annotationColumns,
  bytesOfAnnotation,
  livePostings,
  presentAnnotation,
  starredOf,
  tagIdsOf,
  type AnnotationRow,
} from './rows'
import { visibleAnnotation, visibleCoding } from './visibility'

export type AnnotationOrder = 'position' | 'created' | 'document'

/** Annotations the member sees: in reading order (documents in order of import), or newest first. */
export async function listAnnotations(
  db: Transaction,
  member: Member,
  filter: AnnotationFilter,
  order: AnnotationOrder,
  query: PageQuery,
): Promise<Page<Annotation>> {
  if (order !== 'created') {
    const page = await listExcerpts(db, member, filter, { by: 'document' }, query)
    return { ...page, items: page.items.map(({ documentTitle: _, group: _g, ...annotation }) => annotation) }
  }
  const chosen = await selection(db, member, filter)
  const after = decodeCursor(query.cursor, ['time', 'id'])
  const rows = await db.$queryRaw<(AnnotationRow & Picked)[]>`
    ${withinBytes(
      Prisma.sql`
      SELECT ${annotationColumns(member)}, ${bytesOfAnnotation} AS bytes FROM ${selected(member, where(member, chosen))} JOIN "User" u ON u.id = a."authorId"
      WHERE true ${after ? Prisma.sql`AND (a."createdAt", a.id) < (${new Date(after[0] ?? 0)}, ${after[1]}::uuid)` : Prisma.empty}
      ORDER BY a."createdAt" DESC, a.id DESC LIMIT ${query.limit + 1}`,
      Prisma.sql`"createdAt" DESC, id DESC`,
    )}`
  const total =
    query.total === 'false' ? undefined : await countExcerpts(db, member, filter, chosen, { by: 'document' })
  return {
    ...cutPage(rows, query, (row) => [row.createdAt.toISOString(), row.id], presentAnnotation),
    total,
  }
}

export async function getAnnotation(db: Transaction, member: Member, id: string): Promise<Annotation | null> {
  const [row] = await annotationsByIds(db, member, [id])
  return row ?? null
}

/** Those of `ids` that the member sees, in no particular order; of each passage the words that `quote` selects. */
export async function annotationsByIds(
  db: Transaction,
  member: Member,
  ids: readonly string[],
  quote = Prisma.sql`a.quote`,
): Promise<Annotation[]> {
  const rows = await db.$queryRaw<AnnotationRow[]>`
    SELECT ${annotationColumns(member, quote)} FROM "Annotation" a JOIN "User" u ON u.id = a."authorId"
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${ids}::uuid[]) AND ${visibleAnnotation(member)}`
  return rows.map(presentAnnotation)
}

/** The same without their words, for what asks where they belong and what they carry. */
export function placesByIds(
  db: Transaction,
  member: Member,
  ids: readonly string[],
): Promise<Pick<AnnotationRow, 'id' | 'documentId' | 'roundId' | 'visibility' | 'tagIds'>[]> {
  return db.$queryRaw`
    SELECT a.id, a."documentId", a."roundId", a.visibility::text AS visibility, ${tagIdsOf(member)} AS "tagIds" FROM "Annotation" a
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${ids}::uuid[]) AND ${visibleAnnotation(member)}`
}

/** How many letters the passages and notes have together of those of `ids` that the member sees, in UTF-16 units; asked before they are read. */
export async function lettersOf(db: Transaction, member: Member, ids: readonly string[]): Promise<number> {
  const [row] = await db.$queryRaw<{ letters: number }[]>`
    SELECT COALESCE(sum(a."end" - a.start + char_length(a.note)), 0)::float8 AS letters FROM "Annotation" a
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${ids}::uuid[]) AND ${visibleAnnotation(member)}`
  return row?.letters ?? 0
}

/** How many of `ids` the member sees: a number can betray what is hidden as well as a name. */
export async function countVisible(
  db: Transaction,
  member: Member,
  ids: readonly string[],
  layer?: 'coder',
): Promise<number> {
  if (ids.length === 0) return 0
  const seen = layer ? visibleCoding(member) : visibleAnnotation(member)
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Annotation" a WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${idList(ids)}) AND ${seen}`
  return row?.count ?? 0
}

/**
 * Question: what is to be painted on this document? Everything the member sees on its current revision, whole, as the JSON text of DocumentAnnotations: a
 * document is opened at once. Without quotes (the reader has the text) and without what is as usual, ten thousand annotations are two and a half megabytes,
 * which the server passes on without parsing them. The text is joined by hand, in half the time that json_agg takes; only notes and names can hold what
 * JSON must escape, and to_json escapes those. Relies on Annotation_live_reading_order.
 */
export async function documentAnnotations(db: Transaction, member: Member, documentId: string): Promise<string | null> {
  const among = await amongOverlays(db, member, { documentIds: [documentId] })
  const [row] = await db.$queryRaw<{ layer: string }[]>`
    WITH document AS (
      SELECT d."currentRevisionId" AS "revisionId" FROM "Document" d
      WHERE d."projectId" = ${member.projectId}::uuid AND d.id = ${documentId}::uuid AND d."deletedAt" IS NULL AND d."currentRevisionId" IS NOT NULL
    ), shown AS MATERIALIZED (
      SELECT a.* FROM "Annotation" a
      WHERE a."projectId" = ${member.projectId}::uuid AND a."documentId" = ${documentId}::uuid AND a."revisionId" = (SELECT "revisionId" FROM document) AND ${visibleAnnotation(member)}${among}
      ORDER BY a.start, a.id
    )
    SELECT concat('{"revisionId":"', document."revisionId",
      '","authors":[', (SELECT string_agg(concat('{"id":"', u.id, '","name":', to_json(u.name), '}'), ',') FROM "User" u WHERE u.id IN (SELECT "authorId" FROM shown)),
      '],"items":[', (SELECT string_agg(${layerItem(member)}, ',') FROM shown a), ']}') AS layer FROM document`
  return row?.layer ?? null
}

/** Annotation a as the JSON text of an item of DocumentAnnotations. */
const layerItem = (member: Member) => Prisma.sql`concat(
  '{"id":"', a.id, '","start":', a.start, ',"end":', a."end", ',"authorId":"', a."authorId", '","createdAt":"', to_char(a."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  '","tagIds":[', (SELECT '"' || string_agg(x."tagId"::text, '","' ORDER BY x."createdAt", x."tagId") || '"' FROM ${livePostings(member)}), ']',
  CASE WHEN a.note <> '' THEN ',"note":' || to_json(a.note)::text END,
  CASE WHEN a.visibility <> 'shared' THEN ',"visibility":"' || a.visibility || '"' END,
  CASE WHEN a.layer <> 'coder' THEN ',"layer":"' || a.layer || '"' END,
  ',"roundId":"' || a."roundId" || '"',
  ',"certainty":' || a.certainty,
  CASE WHEN a."secondOpinion" THEN ',"secondOpinion":true' END,
  CASE WHEN ${starredOf(member)} THEN ',"starred":true' END,
  CASE WHEN a.version <> 1 THEN ',"version":' || a.version END,
  '}')`
