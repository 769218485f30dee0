import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { purgeableFrom, type BinKind } from '@/lib/domain/bin/bin'
import type { BinItem, BinQuery } from '@/lib/schemas/bin'
import type { Transaction } from '@/lib/data/database/client'
import { cutPage, decodeCursor, type Page } from '@/lib/data/database/page'
import { amongEvents } from '@/lib/data/history/event-strands'
import { amongTags, visibleTag } from '@/lib/data/rounds/hidden-tags'
import { visibleEnds } from '@/lib/data/links/visible-link'
import { visibleComment } from '@/lib/data/threads/visible-comment'

interface BinRow {
  kind: BinKind
  id: string
  name: string
  documentId: string | null
  documentTitle: string | null
  mergedInto: string | null
  deletedAt: Date
}

// Of annotations, memos and links one's own: a colleague's private work is theirs in the bin too. What a superseded verdict had written is that verdict's business, and what
// stands in a document in the bin comes back with it.
const parts = async (db: Transaction, member: Member): Promise<Record<BinKind, Prisma.Sql>> => ({
  document: Prisma.sql`SELECT 'document' AS kind, d.id, d.title AS name, NULL::uuid AS "documentId", NULL AS "documentTitle", NULL AS "mergedInto", d."deletedAt"
    FROM "Document" d WHERE d."projectId" = ${member.projectId}::uuid AND d."deletedAt" IS NOT NULL`,
  tag: Prisma.sql`SELECT 'tag', t.id, t.name, NULL, NULL, o.name, t."deletedAt"
    FROM "Tag" t LEFT JOIN "Tag" o ON o."projectId" = t."projectId" AND o.id = t."mergedIntoId" WHERE t."projectId" = ${member.projectId}::uuid AND t."deletedAt" IS NOT NULL${visibleTag(member, 't')}${await amongTags(db, member)}`,
  theme: Prisma.sql`SELECT 'theme', h.id, h.name, NULL, NULL, NULL, h."deletedAt" FROM "Theme" h WHERE h."projectId" = ${member.projectId}::uuid AND h."deletedAt" IS NOT NULL`,
  annotation: Prisma.sql`SELECT 'annotation', a.id, left(a.quote, 500), a."documentId", d.title, NULL, a."deletedAt"
    FROM "Annotation" a JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId" AND d."deletedAt" IS NULL
    WHERE a."projectId" = ${member.projectId}::uuid AND a."authorId" = ${member.userId}::uuid AND a.layer = 'coder' AND a."deletedAt" IS NOT NULL`,
  memo: Prisma.sql`SELECT 'memo', m.id, m.title, m."documentId", d.title, NULL, m."deletedAt"
    FROM "Memo" m LEFT JOIN "Document" d ON d."projectId" = m."projectId" AND d.id = m."documentId"
    WHERE m."projectId" = ${member.projectId}::uuid AND m."authorId" = ${member.userId}::uuid AND m."deletedAt" IS NOT NULL AND ${visibleComment(member, 'm')}`,
  link: Prisma.sql`SELECT 'link', l.id, concat_ws(' · ', ${endName('from')}, l.kind, ${endName('to')}), COALESCE(l."fromDocumentId", l."toDocumentId"), d.title, NULL, l."deletedAt"
    FROM "Link" l LEFT JOIN "Document" d ON d."projectId" = l."projectId" AND d.id = COALESCE(l."fromDocumentId", l."toDocumentId")
    WHERE l."projectId" = ${member.projectId}::uuid AND l."authorId" = ${member.userId}::uuid AND l."deletedAt" IS NOT NULL AND ${visibleEnds(member)}`,
  case: Prisma.sql`SELECT 'case', c.id, c.name, NULL, NULL, NULL, c."deletedAt" FROM "Case" c WHERE c."projectId" = ${member.projectId}::uuid AND c."deletedAt" IS NOT NULL`,
})

/** An end of "Link" l, which is there for the reader, in a few words. */
const endName = (side: 'from' | 'to'): Prisma.Sql => {
  const [type, id] = [Prisma.raw(`l."${side}Type"`), Prisma.raw(`l."${side}Id"`)]
  return Prisma.sql`CASE ${type} WHEN 'tag' THEN (SELECT t.name FROM "Tag" t WHERE t."projectId" = l."projectId" AND t.id = ${id})
    ELSE (SELECT concat('“', left(a.quote, 80), CASE WHEN length(a.quote) > 80 THEN '…' END, '”') FROM "Annotation" a WHERE a."projectId" = l."projectId" AND a.id = ${id}) END`
}

/** What lies in the bin, as far as the member sees it: what was put there last first. */
export async function listBin(db: Transaction, member: Member, query: BinQuery): Promise<Page<BinItem>> {
  const after = decodeCursor(query.cursor, ['time', 'id'])
  const all = await parts(db, member)
  const chosen = query.kind ? all[query.kind] : Prisma.join(Object.values(all), ' UNION ALL ')
  const named = Prisma.sql`bin(kind, id, name, "documentId", "documentTitle", "mergedInto", "deletedAt")`
  const rows = await db.$queryRaw<BinRow[]>`
    SELECT bin.* FROM (${chosen}) ${named} ${after ? Prisma.sql`WHERE (bin."deletedAt", bin.id) < (${new Date(after[0] ?? 0)}, ${after[1]}::uuid)` : Prisma.empty}
    ORDER BY bin."deletedAt" DESC, bin.id DESC LIMIT ${query.limit + 1}`
  const [count] =
    query.total === 'false'
      ? []
      : await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM (${chosen}) ${named}`
  const who = await binnedBy(db, member, rows)
  return {
    ...cutPage(
      rows,
      query,
      (row) => [row.deletedAt.toISOString(), row.id],
      (row) => present(row, who),
    ),
    total: count?.count,
  }
}

/** One thing in the bin; null where it is not there for this member. */
export async function binnedItem(db: Transaction, member: Member, kind: BinKind, id: string): Promise<BinItem | null> {
  const named = Prisma.sql`bin(kind, id, name, "documentId", "documentTitle", "mergedInto", "deletedAt")`
  const [row] = await db.$queryRaw<
    BinRow[]
  >`SELECT bin.* FROM (${(await parts(db, member))[kind]}) ${named} WHERE bin.id = ${id}::uuid`
  return row ? present(row, new Map()) : null
}

/** The number of the event that put this there, where one was about nothing else and has not been reverted. */
export async function binningEvent(db: Transaction, member: Member, kind: BinKind, id: string): Promise<number | null> {
  const row = await db.event.findFirst({
    where: {
      projectId: member.projectId,
      subjectId: id,
      type: { in: [`${kind}.deleted`, ...(kind === 'tag' ? ['tag.merged'] : [])] },
    },
    orderBy: { seq: 'desc' },
    select: { seq: true, revertedBy: { select: { seq: true } } },
  })
  return row && row.revertedBy.length === 0 ? Number(row.seq) : null
}

function present({ deletedAt, ...row }: BinRow, who: ReadonlyMap<string, { id: string; name: string }>): BinItem {
  const { kind, id, name, documentId, documentTitle, mergedInto } = row
  return {
    kind,
    id,
    name,
    documentId,
    documentTitle,
    mergedInto,
    binnedAt: deletedAt.toISOString(),
    binnedBy: who.get(id) ?? null,
    purgeableFrom: purgeableFrom(deletedAt).toISOString(),
  }
}

/** Who put these there: by the last event on each, or by the bulk events about annotations that were done when one of them was binned. */
async function binnedBy(
  db: Transaction,
  member: Member,
  rows: readonly BinRow[],
): Promise<Map<string, { id: string; name: string }>> {
  if (rows.length === 0) return new Map()
  const ids = rows.map((row) => row.id)
  const times = rows.filter((row) => row.kind === 'annotation').map((row) => row.deletedAt.getTime())
  // The database's clock, which dates events, and that of the process, which dates deletions, may differ.
  const [from, to] = [new Date(Math.min(...times, 4e12) - 60_000), new Date(Math.max(...times, 0) + 60_000)]
  const inBulk =
    times.length === 0
      ? Prisma.empty
      : Prisma.sql`UNION ALL
      SELECT (item ->> 'id')::uuid, e."actorId", e.seq FROM "Event" e CROSS JOIN LATERAL jsonb_array_elements(e.before -> 'items') AS item
      WHERE e."projectId" = ${member.projectId}::uuid AND e."ownerId" = ${member.userId}::uuid AND e.type = 'annotations.deleted' AND e."createdAt" BETWEEN ${from} AND ${to}
        AND item ->> 'id' = ANY(${ids}::text[])${await amongEvents(db, member)}`
  const found = await db.$queryRaw<{ subjectId: string; id: string; name: string }[]>`
    SELECT DISTINCT ON (acts."subjectId") acts."subjectId", u.id, u.name FROM (
      SELECT e."subjectId", e."actorId", e.seq FROM "Event" e
      WHERE e."projectId" = ${member.projectId}::uuid AND e."subjectId" = ANY(${ids}::uuid[]) AND e.type = ANY(ARRAY['document.deleted', 'tag.deleted', 'tag.merged', 'theme.deleted', 'annotation.deleted', 'memo.deleted', 'link.deleted', 'case.deleted'])
      ${inBulk}
    ) acts JOIN "User" u ON u.id = acts."actorId" ORDER BY acts."subjectId", acts.seq DESC`
  return new Map(found.map(({ subjectId, id, name }) => [subjectId, { id, name }]))
}
