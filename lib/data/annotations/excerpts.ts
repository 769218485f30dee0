import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { keyOf, type GroupBy } from '@/lib/domain/themes/group-by'
import type { AnnotationFilter, Excerpt } from '@/lib/schemas/annotation'
import type { PageQuery } from '@/lib/schemas/primitives'
import type { Transaction } from '../database/client'
import { cutPage, decodeCursor, type Page } from '../database/page'
import { withinBytes, type Picked } from '../database/within-bytes'
import { selection, type Selection } from './conditions'
import { credit } from './credit'
import { valuesInOrder } from './groups'
import { keptTotal } from './kept-totals'
import { askedOfEach, selected, taggedAnnotations } from './overlays'
import { carries } from './passage-conditions'
import { annotationColumns, bytesOfAnnotation, presentAnnotation, type AnnotationRow } from './rows'
import { amongTags, visibleTag } from '../rounds/hidden-tags'

interface ExcerptRow extends AnnotationRow {
  documentTitle: string
  groupRank: number
  groupKey: string
  groupLabel: string
}

/**
 * Question: which excerpts does this filter select, in the order of their groups and then of reading (document, position)?
 * By document and by tag it merges the posting lists of the tags ("AnnotationTag" by projectId, tagId, documentId, start), so that the first and
 * the last page cost the same however many excerpts there are. By author and by attribute the selected rows are sorted, by attribute in the order of its
 * values: choices as the team has ordered them, numbers by size, and what is not given last. `among` is a further condition on "Annotation" a.
 */
export async function listExcerpts(
  db: Transaction,
  member: Member,
  filter: AnnotationFilter,
  group: GroupBy,
  query: PageQuery,
  among?: Prisma.Sql,
): Promise<Page<Excerpt>> {
  const every = await selection(db, member, filter)
  const chosen = among ? { ...every, where: Prisma.sql`${every.where} AND ${among}` } : every
  const after = decodeCursor(query.cursor, ['number', 'text', 'text', 'id', 'number', 'id'])
  const keys = await excerptKeys(db, member, chosen, group, after, query.limit + 1)
  const [rows, total] = await Promise.all([
    db.$queryRaw<(ExcerptRow & Picked)[]>`${withinBytes(
      Prisma.sql`
      SELECT ${annotationColumns(member)}, ${bytesOfAnnotation} AS bytes, d.title AS "documentTitle", k."groupRank"::int AS "groupRank", k."groupKey", k."groupLabel"
      FROM (${keys}) k
      CROSS JOIN LATERAL (SELECT * FROM "Annotation" a WHERE a."projectId" = ${member.projectId}::uuid AND a.id = k."annotationId"${askedOfEach(member)}) a
      JOIN "User" u ON u.id = a."authorId"
      JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId"`,
      Prisma.sql`"groupRank", "groupLabel", "groupKey", "documentId", start, id`,
    )}`,
    query.total === 'false'
      ? undefined
      : among
        ? countRows(db, member, chosen, group)
        : countExcerpts(db, member, filter, chosen, group),
  ])
  const page = cutPage(
    rows,
    query,
    (row) => [row.groupRank, row.groupLabel, row.groupKey, row.documentId, row.start, row.id],
    (row) => presentExcerpt(row, group),
  )
  return { ...page, total }
}

type Cursor = (string | number)[] | null

async function excerptKeys(
  db: Transaction,
  member: Member,
  chosen: Selection,
  group: GroupBy,
  after: Cursor,
  limit: number,
): Promise<Prisma.Sql> {
  const keys: Record<GroupBy['by'], () => Prisma.Sql | Promise<Prisma.Sql>> = {
    document: () => keysByDocument(member, chosen, after, limit),
    author: () => keysByAuthor(member, chosen, after, limit),
    tag: async () => keysByTag(member, chosen, after, limit, await amongTags(db, member)),
    attribute: async () => {
      const key = keyOf(group)
      return keysByValue(member, chosen, key, await valuesInOrder(db, member, key), after, limit)
    },
  }
  return keys[group.by]()
}

const place = (after: Cursor) => Prisma.sql`(${after?.[3]}::uuid, ${after?.[4]}::int, ${after?.[5]}::uuid)`

function keysByDocument(member: Member, chosen: Selection, after: Cursor, limit: number): Prisma.Sql {
  const { tagIds } = chosen
  const ungrouped = Prisma.sql`0 AS "groupRank", '' AS "groupKey", '' AS "groupLabel", "documentId", start, "annotationId"`
  if (tagIds === null || chosen.isCostly || member.blindRoundIds.length > 0)
    return Prisma.sql`SELECT ${ungrouped} FROM (
      SELECT a."documentId", a.start, a.id AS "annotationId" FROM ${chosen.isCostly ? asked(where(member, chosen)) : selected(member, where(member, chosen))}
      WHERE true ${after ? Prisma.sql`AND (a."documentId", a.start, a.id) > ${place(after)}` : Prisma.empty}
      ORDER BY a."documentId", a.start, a.id LIMIT ${limit}) p`
  return Prisma.sql`SELECT DISTINCT ${ungrouped} FROM unnest(${tagIds}::uuid[]) AS g(id) CROSS JOIN LATERAL (
      SELECT p."documentId", p.start, p."annotationId" FROM "AnnotationTag" p JOIN "Annotation" a ON a."projectId" = p."projectId" AND a.id = p."annotationId"
      WHERE p."projectId" = ${member.projectId}::uuid AND p."tagId" = g.id AND ${chosen.where}
        ${after ? Prisma.sql`AND (p."documentId", p.start, p."annotationId") > ${place(after)}` : Prisma.empty}
      ORDER BY p."documentId", p.start, p."annotationId" LIMIT ${limit}) p
    ORDER BY "documentId", start, "annotationId" LIMIT ${limit}`
}

// An annotation with two of the tags stands under both, as it would in a printed index.
function keysByTag(member: Member, chosen: Selection, after: Cursor, limit: number, seenTags: Prisma.Sql): Prisma.Sql {
  const { where, tagIds, isCostly } = chosen
  const tags =
    tagIds === null
      ? Prisma.sql`(SELECT t.id, row_number() OVER (ORDER BY lower(t.name), t.id)::int AS rank, t.name FROM "Tag" t WHERE t."projectId" = ${member.projectId}::uuid AND t."deletedAt" IS NULL${visibleTag(member, 't')}${seenTags})`
      : Prisma.sql`(SELECT t.id, o.rank::int AS rank, t.name FROM unnest(${tagIds}::uuid[]) WITH ORDINALITY AS o(id, rank) JOIN "Tag" t ON t."projectId" = ${member.projectId}::uuid AND t.id = o.id)`
  const begun = after
    ? Prisma.sql`AND (g.rank > ${after[0]}::int OR (g.rank = ${after[0]}::int AND (p."documentId", p.start, p."annotationId") > ${place(after)}))`
    : Prisma.empty
  if (member.blindRoundIds.length > 0)
    return Prisma.sql`SELECT g.rank AS "groupRank", g.id::text AS "groupKey", g.name AS "groupLabel", p."documentId", p.start, p."annotationId"
      FROM (SELECT a."documentId", a.start, a.id AS "annotationId", x."tagId" FROM ${taggedAnnotations(member)} WHERE ${where} OFFSET 0) p JOIN ${tags} g ON g.id = p."tagId"
      WHERE true ${begun} ORDER BY g.rank, p."documentId", p.start, p."annotationId" LIMIT ${limit}`
  if (isCostly)
    return Prisma.sql`SELECT g.rank AS "groupRank", g.id::text AS "groupKey", g.name AS "groupLabel", p."documentId", p.start, p."annotationId"
      FROM ${asked(where)} JOIN "AnnotationTag" p ON p."projectId" = a."projectId" AND p."annotationId" = a.id JOIN ${tags} g ON g.id = p."tagId"
      WHERE true ${begun} ORDER BY g.rank, p."documentId", p.start, p."annotationId" LIMIT ${limit}`
  return Prisma.sql`SELECT g.rank AS "groupRank", g.id::text AS "groupKey", g.name AS "groupLabel", p."documentId", p.start, p."annotationId"
    FROM ${tags} g CROSS JOIN LATERAL (
      SELECT p."documentId", p.start, p."annotationId" FROM "AnnotationTag" p JOIN "Annotation" a ON a."projectId" = p."projectId" AND a.id = p."annotationId"
      WHERE p."projectId" = ${member.projectId}::uuid AND p."tagId" = g.id AND ${where} ${begun}
      ORDER BY p."documentId", p.start, p."annotationId" LIMIT ${limit}) p
    WHERE true ${after ? Prisma.sql`AND g.rank >= ${after[0]}::int` : Prisma.empty}
    ORDER BY g.rank, p."documentId", p.start, p."annotationId" LIMIT ${limit}`
}

/** The annotations a that a condition selects, found before anything is joined with them. */
const asked = (condition: Prisma.Sql) => Prisma.sql`(SELECT * FROM "Annotation" a WHERE ${condition} OFFSET 0) a`

function keysByAuthor(member: Member, chosen: Selection, after: Cursor, limit: number): Prisma.Sql {
  return Prisma.sql`SELECT 0 AS "groupRank", * FROM (
      SELECT ${credit.key} AS "groupKey", ${credit.name} AS "groupLabel", a."documentId", a.start, a.id AS "annotationId"
      FROM ${selected(member, where(member, chosen))} JOIN "User" u ON u.id = a."authorId") s
    WHERE true ${after ? Prisma.sql`AND ("groupLabel", "groupKey", "documentId", start, "annotationId") > (${after[1]}, ${after[2]}, ${after[3]}::uuid, ${after[4]}::int, ${after[5]}::uuid)` : Prisma.empty}
    ORDER BY "groupLabel", "groupKey", "documentId", start, "annotationId" LIMIT ${limit}`
}

function keysByValue(
  member: Member,
  chosen: Selection,
  key: string,
  values: readonly string[],
  after: Cursor,
  limit: number,
): Prisma.Sql {
  // Where a value stands now, in case another has come in before it since the last page.
  const known = after ? values.indexOf(String(after[2])) : -1
  const rank = known === -1 ? after?.[0] : known + 1
  return Prisma.sql`SELECT * FROM (
      SELECT o.rank::int AS "groupRank", o.value AS "groupKey", o.value AS "groupLabel", a."documentId", a.start, a.id AS "annotationId"
      FROM ${selected(member, where(member, chosen))} JOIN "Document" h ON h."projectId" = a."projectId" AND h.id = a."documentId"
      JOIN unnest(${values}::text[]) WITH ORDINALITY AS o(value, rank) ON o.value = COALESCE(h.attributes ->> ${key}, '')) s
    WHERE true ${after ? Prisma.sql`AND ("groupRank", "documentId", start, "annotationId") > (${rank}::int, ${after[3]}::uuid, ${after[4]}::int, ${after[5]}::uuid)` : Prisma.empty}
    ORDER BY "groupRank", "documentId", start, "annotationId" LIMIT ${limit}`
}

/** The whole selection as one condition, tags included. */
export function where(member: Member, { where, tagIds }: Selection): Prisma.Sql {
  if (tagIds === null) return where
  if (member.blindRoundIds.length > 0) return Prisma.sql`${where} AND ${carries(member, tagIds)}`
  return Prisma.sql`${where} AND a.id IN (SELECT p."annotationId" FROM "AnnotationTag" p WHERE p."projectId" = ${member.projectId}::uuid AND p."tagId" = ANY(${tagIds}::uuid[]))`
}

/** How many excerpts there are in all: kept counts where they tell it. Under tags a passage stands once for each of them. */
export async function countExcerpts(
  db: Transaction,
  member: Member,
  filter: AnnotationFilter,
  chosen: Selection,
  group: GroupBy,
): Promise<number> {
  const kept = await keptTotal(db, member, filter, chosen.tagIds, { eachTag: group.by === 'tag' })
  return kept ?? countRows(db, member, chosen, group)
}

async function countRows(db: Transaction, member: Member, chosen: Selection, group: GroupBy): Promise<number> {
  const postings = group.by === 'tag'
  const carriers =
    chosen.isCostly && member.blindRoundIds.length === 0
      ? Prisma.sql`${asked(chosen.where)} JOIN "AnnotationTag" x ON x."projectId" = a."projectId" AND x."annotationId" = a.id`
      : Prisma.sql`(SELECT a."projectId", x."tagId" FROM ${taggedAnnotations(member)} WHERE ${chosen.where}) x`
  const counted = postings
    ? Prisma.sql`SELECT count(*)::int AS count FROM ${carriers}
        JOIN "Tag" g ON g."projectId" = x."projectId" AND g.id = x."tagId" AND g."deletedAt" IS NULL${visibleTag(member, 'g')}${await amongTags(db, member, 'g')}
        WHERE true ${chosen.tagIds ? Prisma.sql`AND x."tagId" = ANY(${chosen.tagIds}::uuid[])` : Prisma.empty}`
    : Prisma.sql`SELECT count(*)::int AS count FROM "Annotation" a WHERE ${where(member, chosen)}`
  const [row] = await db.$queryRaw<{ count: number }[]>(counted)
  return row?.count ?? 0
}

function presentExcerpt(row: ExcerptRow, group: GroupBy): Excerpt {
  const heading =
    group.by === 'document'
      ? { key: row.documentId, label: row.documentTitle }
      : { key: row.groupKey, label: row.groupLabel }
  return { ...presentAnnotation(row), documentTitle: row.documentTitle, group: heading }
}
