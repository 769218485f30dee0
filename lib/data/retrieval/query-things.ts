import type { Member } from '@/lib/domain/access/viewer'
import { tagThings, type Thing, type Things } from '@/lib/domain/retrieval/names'
import type { ReferringField } from '@/lib/domain/retrieval/query'
import { seenOverlays } from '../annotations/overlays'
import { visibleAnnotation } from '../annotations/visibility'
import { tagTree } from '../codebook/tags'
import type { Transaction } from '../database/client'
import { savedQueries } from './saved-queries'

/** Documents are many: only those with these titles or ids are read. */
export interface AskedDocuments {
  titles: readonly string[]
  ids: readonly string[]
}

/** What a query can refer to in some fields, as the member sees it. */
export async function queryThings(
  db: Transaction,
  member: Member,
  fields: Iterable<ReferringField>,
  documents: AskedDocuments,
): Promise<Things> {
  const all = await Promise.all(
    Array.from(new Set(fields), async (field) => [field, await read[field](db, member, documents)] as const),
  )
  return Object.fromEntries(all)
}

type Reading = (db: Transaction, member: Member, documents: AskedDocuments) => Promise<Thing[]>
const read: Record<ReferringField, Reading> = {
  tag: async (db, member) => tagThings(await tagTree(db, member)),
  theme: async (db, member) =>
    called(
      await db.theme.findMany({
        where: { projectId: member.projectId, deletedAt: null },
        select: { id: true, name: true },
      }),
    ),
  round: async (db, member) =>
    called(
      await db.round.findMany({
        where: { projectId: member.projectId, deletedAt: null },
        select: { id: true, name: true },
      }),
    ),
  by: async (db, member) => called(await people(db, member)),
  document: async (db, member, { titles, ids }) =>
    called(
      await db.$queryRaw<{ id: string; name: string }[]>`
        SELECT d.id, d.title AS name FROM "Document" d WHERE d."projectId" = ${member.projectId}::uuid AND d."deletedAt" IS NULL
          AND (d.id = ANY(${ids}::uuid[]) OR d.title = ANY(${titles}::text[]) OR lower(d.title) = ANY(SELECT lower(t) FROM unnest(${titles}::text[]) t))`,
    ),
  query: (db, member) => savedQueries(db, member).then(called),
}

const called = (rows: readonly { id: string; name: string }[]): Thing[] =>
  rows.map(({ id, name }) => ({ id, names: [name] }))

/**
 * Members, and whoever else marked something that the member sees: an overlay that exists for them, in which some passage does. The first of each is looked for
 * in the order of its index, so that none is stepped over that is hidden.
 */
const people = (db: Transaction, member: Member): Promise<{ id: string; name: string }[]> =>
  db.$queryRaw`
    SELECT u.id, u.name FROM "User" u WHERE EXISTS (SELECT 1 FROM "Membership" m WHERE m."projectId" = ${member.projectId}::uuid AND m."userId" = u.id)
    UNION SELECT u.id, u.name FROM "User" u WHERE u.id IN (SELECT o."authorId" FROM "Overlay" o WHERE ${seenOverlays(member)} AND EXISTS (
      SELECT 1 FROM "Annotation" a WHERE a."projectId" = o."projectId" AND a."overlayId" = o.id AND ${visibleAnnotation(member)} ORDER BY a.start, a.id OFFSET 0))`
