import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Annotation, AnnotationFilter } from '@/lib/schemas/annotation'
import type { Transaction } from '../database/client'
import { selection } from './conditions'
import { where } from './excerpts'
import type { GroupBy } from '@/lib/domain/themes/group-by'
import { grouping } from './groups'
import { askedOfEach, selected } from './overlays'
import { annotationColumns, presentAnnotation, type AnnotationRow } from './rows'

/** Rows read at a time: few enough to be formatted without holding up other requests, many enough that round trips do not count. */
const batchSize = 500

export interface ExportRowsQuery {
  filter: AnnotationFilter
  /** reading: documents in order of import. title: documents by title. Within a document always by position. */
  order: 'reading' | 'title'
  /** Excerpts come group by group, each with its group, as in the view so grouped; left out, they come without. */
  group?: GroupBy | undefined
  /** An excerpt comes once, with all its groups, and not under each of them: for rows that are counted. */
  once?: boolean
  /** Leaves out annotations that carry any of these tags. */
  without?: readonly string[]
}

/** An annotation and the group under which it stands. */
export interface ExportRow {
  annotation: Annotation
  group: { key: string; label: string } | null
}

type Cell = Omit<AnnotationRow, 'createdAt' | 'updatedAt'> & {
  createdAt: string
  updatedAt: string
  groupKey?: string
  groupLabel?: string
}

/**
 * Question: which annotations does this filter select, all of them, a batch at a time? One cursor over one statement, so that the batches are one
 * consistent order of one snapshot and cost the same from first to last. Rows come as JSON text, one column: a tenth of the time that decoding
 * twenty columns takes. `tx` must be a transaction; only one of these can be open in it at a time.
 */
export async function* exportRows(
  tx: Transaction,
  member: Member,
  query: ExportRowsQuery,
): AsyncGenerator<ExportRow[]> {
  const chosen = await selection(tx, member, query.filter)
  const without = query.without
    ? Prisma.sql`AND NOT EXISTS (SELECT 1 FROM "AnnotationTag" o WHERE o."projectId" = a."projectId" AND o."annotationId" = a.id AND o."tagId" = ANY(${query.without}::uuid[])${askedOfEach(member)})`
    : Prisma.empty
  const order =
    query.order === 'title'
      ? Prisma.sql`lower(d.title), a."documentId", a.start, a.id`
      : Prisma.sql`a."documentId", a.start, a.id`
  const group = query.group && (await grouping(tx, member, query.group, chosen.tagIds, query.once ?? false))
  const grouped = group ? Prisma.sql`, ${group.key} AS "groupKey", ${group.label} AS "groupLabel"` : Prisma.empty
  // All of it is read. By itself the planner expects a tenth of it to be, and takes what begins at once and may end after minutes.
  await tx.$executeRaw`SET LOCAL cursor_tuple_fraction = 1`
  await tx.$executeRaw`
    DECLARE exported NO SCROLL CURSOR FOR
    SELECT to_json(r)::text AS row FROM (
      SELECT ${annotationColumns(member)}${grouped} FROM ${selected(member, Prisma.sql`${where(member, chosen)} ${without}`)} JOIN "User" u ON u.id = a."authorId"
      JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId" ${group?.join ?? Prisma.empty}
      ORDER BY ${group?.order ?? Prisma.empty} ${order}) r`
  for (;;) {
    const rows = await tx.$queryRawUnsafe<{ row: string }[]>(`FETCH ${batchSize} FROM exported`)
    if (rows.length > 0) yield rows.map(({ row }) => present(JSON.parse(row) as Cell))
    if (rows.length < batchSize) break
  }
  await tx.$executeRaw`CLOSE exported`
}

function present({ groupKey, groupLabel, ...cell }: Cell): ExportRow {
  const annotation = presentAnnotation({
    ...cell,
    createdAt: new Date(cell.createdAt),
    updatedAt: new Date(cell.updatedAt),
  })
  return {
    annotation,
    group: groupKey === undefined || groupLabel === undefined ? null : { key: groupKey, label: groupLabel },
  }
}

/** How many `exportRows` would yield. */
export async function countExportRows(tx: Transaction, member: Member, filter: AnnotationFilter): Promise<number> {
  const chosen = await selection(tx, member, filter)
  const [row] = await tx.$queryRaw<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM "Annotation" a WHERE ${where(member, chosen)}`
  return row?.count ?? 0
}
