import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { MemoCounts, MemoCountsQuery, MemoSubject } from '@/lib/schemas/memo'
import type { Transaction } from '../database/client'
import { amongMemos, visibleMemo } from './visible-memo'

interface CountRow {
  part: 'all' | 'kind' | 'author' | 'type' | 'passage'
  key: string
  name: string | null
  count: number
}

/**
 * How many memos exist for this member, in all and by kind, author, what they are about and, within one document, by passage: what the filters of a list and the
 * entries at many things show, with one statement for all of them. Relies on the indexes of Memo by subject and document.
 */
export async function countMemos(db: Transaction, member: Member, query: MemoCountsQuery): Promise<MemoCounts> {
  const { subjectType, subjectId, documentId } = query
  const about = Prisma.join(
    [
      Prisma.sql`${visibleMemo(member)}${await amongMemos(db, member, query)}`,
      ...(subjectType ? [Prisma.sql`m."subjectType" = ${subjectType}`] : []),
      ...(subjectId ? [Prisma.sql`m."subjectId" = ${subjectId}::uuid`] : []),
      ...(documentId ? [Prisma.sql`m."documentId" = ${documentId}::uuid`] : []),
    ],
    ' AND ',
  )
  const isOfDocument = documentId !== undefined
  const rows = await db.$queryRaw<CountRow[]>`
    WITH seen AS MATERIALIZED (SELECT m.kind, m."authorId", m."subjectType", m."subjectId" FROM "Memo" m WHERE ${about})
    SELECT 'all' AS part, '' AS key, NULL AS name, count(*)::int AS count FROM seen
    UNION ALL SELECT 'kind', kind, NULL, count(*)::int FROM seen WHERE kind IS NOT NULL GROUP BY kind
    UNION ALL SELECT 'author', u.id::text, u.name, s.count FROM (SELECT "authorId", count(*)::int FROM seen GROUP BY 1) s JOIN "User" u ON u.id = s."authorId"
    UNION ALL SELECT 'type', "subjectType", NULL, count(*)::int FROM seen GROUP BY 2
    UNION ALL SELECT 'passage', "subjectId"::text, NULL, count(*)::int FROM seen WHERE ${isOfDocument} AND "subjectType" = 'annotation' GROUP BY 2
    ORDER BY part, count DESC, key`
  const of = (part: CountRow['part']) => rows.filter((row) => row.part === part)
  return {
    total: of('all')[0]?.count ?? 0,
    byKind: of('kind').map(({ key, count }) => ({ kind: key, count })),
    byAuthor: of('author').map(({ key, name, count }) => ({ id: key, name: name ?? '', count })),
    byType: of('type').map(({ key, count }) => ({ type: key as MemoSubject, count })),
    byPassage: of('passage').map(({ key, count }) => ({ annotationId: key, count })),
  }
}
