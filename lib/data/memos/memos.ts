import { Prisma } from '@/generated/prisma/client'
import { shownQuote } from '@/lib/data/annotations/shown-quote'
import type { Member } from '@/lib/domain/access/viewer'
import { momentOf } from '@/lib/domain/days/day-start'
import type { Memo, MemoQuery, MemoSubject } from '@/lib/schemas/memo'
import type { Transaction } from '../database/client'
import { cutPage, decodeCursor, type Page } from '../database/page'
import { withinBytes, type Picked } from '../database/within-bytes'
import { amongMemos, visibleMemo } from './visible-memo'

interface MemoRow {
  id: string
  subjectType: MemoSubject
  subjectId: string
  subjectName: string | null
  documentId: string | null
  documentTitle: string | null
  revisionId: string | null
  start: number | null
  end: number | null
  quote: string | null
  title: string
  kind: string | null
  body: unknown
  text: string
  visibility: Memo['visibility']
  authorId: string
  authorName: string
  version: number
  createdAt: Date
  updatedAt: Date
}

// Columns of the subject may be read from it as it is, because a memo whose subject is not visible is not shown at all.
const columns = Prisma.sql`m.id, m."subjectType", m."subjectId", COALESCE(t.name, h.name) AS "subjectName", m."documentId", d.title AS "documentTitle",
  a."revisionId", a.start, a."end", ${shownQuote(Prisma.sql`a.quote`)} AS quote, m.title, m.kind, m.body, m.text, m.visibility::text AS visibility,
  m."authorId", u.name AS "authorName", m.version, m."createdAt", m."updatedAt"`

const joins = Prisma.sql`JOIN "User" u ON u.id = m."authorId"
  LEFT JOIN "Document" d ON d."projectId" = m."projectId" AND d.id = m."documentId"
  LEFT JOIN "Annotation" a ON m."subjectType" = 'annotation' AND a."projectId" = m."projectId" AND a.id = m."subjectId"
  LEFT JOIN "Tag" t ON m."subjectType" = 'tag' AND t."projectId" = m."projectId" AND t.id = m."subjectId"
  LEFT JOIN "Theme" h ON m."subjectType" = 'theme' AND h."projectId" = m."projectId" AND h.id = m."subjectId"`

/** The memos that exist for this member, by when they were begun. Relies on the indexes of Memo by subject, document and time. */
export async function listMemos(db: Transaction, member: Member, query: MemoQuery): Promise<Page<Memo>> {
  const where = Prisma.sql`${visibleMemo(member)} ${filters(query)}${await amongMemos(db, member, query)}`
  const after = decodeCursor(query.cursor, ['time', 'id'])
  const isNewest = query.order === 'newest'
  const [beyond, turn] = isNewest ? [Prisma.sql`<`, Prisma.sql`DESC`] : [Prisma.sql`>`, Prisma.sql`ASC`]
  const rows = await db.$queryRaw<(MemoRow & Picked)[]>`${withinBytes(
    Prisma.sql`SELECT ${columns}, (COALESCE(octet_length(m.body::text), 0) + octet_length(m.text))::bigint AS bytes FROM "Memo" m ${joins} WHERE ${where}
      ${after ? Prisma.sql`AND (m."createdAt", m.id) ${beyond} (${new Date(after[0] ?? 0)}, ${after[1]}::uuid)` : Prisma.empty}
      ORDER BY m."createdAt" ${turn}, m.id ${turn} LIMIT ${query.limit + 1}`,
    Prisma.sql`"createdAt" ${turn}, id ${turn}`,
  )}`
  const [count] =
    query.total === 'false'
      ? []
      : await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM "Memo" m WHERE ${where}`
  return { ...cutPage(rows, query, (row) => [row.createdAt.toISOString(), row.id], presentMemo), total: count?.count }
}

function filters(query: MemoQuery): Prisma.Sql {
  const { subjectType, subjectId, documentId, kind, authorId, visibility, q, from, to, timeZone } = query
  const all: Prisma.Sql[] = []
  if (subjectType) all.push(Prisma.sql`AND m."subjectType" = ${subjectType}`)
  if (subjectId) all.push(Prisma.sql`AND m."subjectId" = ${subjectId}::uuid`)
  if (documentId) all.push(Prisma.sql`AND m."documentId" = ${documentId}::uuid`)
  if (kind) all.push(Prisma.sql`AND m.kind = ${kind}`)
  if (authorId) all.push(Prisma.sql`AND m."authorId" = ${authorId}::uuid`)
  if (visibility) all.push(Prisma.sql`AND m.visibility = ${visibility}::"Visibility"`)
  if (from) all.push(Prisma.sql`AND m."createdAt" >= ${momentOf(from, timeZone)}`)
  if (to) all.push(Prisma.sql`AND m."createdAt" < ${momentOf(to, timeZone)}`)
  if (q) {
    const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    all.push(Prisma.sql`AND (m.title ILIKE ${pattern} OR m.text ILIKE ${pattern})`)
  }
  return all.length > 0 ? Prisma.join(all, ' ') : Prisma.empty
}

/** One memo; null where there is none for this member. */
export async function getMemo(db: Transaction, member: Member, id: string): Promise<Memo | null> {
  const [row] = await db.$queryRaw<
    MemoRow[]
  >`SELECT ${columns} FROM "Memo" m ${joins} WHERE ${visibleMemo(member)} AND m.id = ${id}::uuid`
  return row ? presentMemo(row) : null
}

function presentMemo(row: MemoRow): Memo {
  return {
    id: row.id,
    subject: {
      type: row.subjectType,
      id: row.subjectId,
      name: row.subjectName,
      documentId: row.documentId,
      documentTitle: row.documentTitle,
      revisionId: row.revisionId,
      start: row.start,
      end: row.end,
      quote: row.quote,
    },
    title: row.title,
    kind: row.kind,
    body: row.body,
    text: row.text,
    visibility: row.visibility,
    author: { id: row.authorId, name: row.authorName },
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
