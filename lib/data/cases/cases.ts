import { Prisma } from '@/generated/prisma/client'
import { shownQuote } from '@/lib/data/annotations/shown-quote'
import type { Transaction } from '@/lib/data/database/client'
import { cutPage, decodeCursor, type Page } from '@/lib/data/database/page'
import { weighedWithinBytes, type Picked } from '@/lib/data/database/within-bytes'
import type { Member } from '@/lib/domain/access/viewer'
import type { Case, CasePart, CasePlace, CaseQuery, CaseWhole } from '@/lib/schemas/case'
import type { AttributeValues } from '@/lib/schemas/document'
import { countCases } from './case-counts'

/** So many parts of one document are told. */
const mostPlaces = 10_000

interface CaseRow {
  id: string
  name: string
  /** The name as this database sorts it. */
  sortName: string
  description: string
  attributes: AttributeValues
  authorId: string
  authorName: string
  version: number
  createdAt: Date
  updatedAt: Date
}

const rowsWhere = (member: Member, condition: Prisma.Sql, tail: Prisma.Sql) => Prisma.sql`
  SELECT c.id, c.name, lower(c.name) AS "sortName", c.description, c.attributes, c.version, c."createdAt", c."updatedAt", u.id AS "authorId", u.name AS "authorName"
  FROM "Case" c JOIN "User" u ON u.id = c."createdById" WHERE c."projectId" = ${member.projectId}::uuid AND c."deletedAt" IS NULL ${condition} ${tail}`

/** The project's cases by name. Relies on Case_live_name. */
export async function listCases(db: Transaction, member: Member, query: CaseQuery): Promise<Page<Case>> {
  const after = decodeCursor(query.cursor, ['text', 'id'])
  const chosen = narrowed(query)
  const rows = await db.$queryRaw<(CaseRow & Picked)[]>(
    weighedWithinBytes(
      rowsWhere(
        member,
        after ? Prisma.sql`${chosen} AND (lower(c.name), c.id) > (${after[0]}, ${after[1]}::uuid)` : chosen,
        Prisma.sql`ORDER BY lower(c.name), c.id LIMIT ${query.limit + 1}`,
      ),
      Prisma.sql`"sortName", id`,
    ),
  )
  const [count] =
    query.total === 'false'
      ? []
      : await db.$queryRaw<
          { count: number }[]
        >`SELECT count(*)::int AS count FROM "Case" c WHERE c."projectId" = ${member.projectId}::uuid AND c."deletedAt" IS NULL ${chosen}`
  const page = cutPage(
    rows,
    query,
    (row) => [row.sortName, row.id],
    (row) => row,
  )
  return { ...page, items: await counted(db, member, page.items), total: count?.count }
}

function narrowed({ documentId, q }: CaseQuery): Prisma.Sql {
  const ofDocument =
    documentId === undefined
      ? Prisma.empty
      : Prisma.sql`AND EXISTS (SELECT 1 FROM "CasePart" p WHERE p."projectId" = c."projectId" AND p."caseId" = c.id AND p."documentId" = ${documentId}::uuid AND p."removedAt" IS NULL)`
  const called = q === undefined ? Prisma.empty : Prisma.sql`AND c.name ILIKE ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}`
  return Prisma.sql`${ofDocument} ${called}`
}

export async function getCase(db: Transaction, member: Member, id: string): Promise<Case | null> {
  const [row] = await db.$queryRaw<CaseRow[]>(rowsWhere(member, Prisma.sql`AND c.id = ${id}::uuid`, Prisma.empty))
  return row ? ((await counted(db, member, [row]))[0] ?? null) : null
}

/** A case with what belongs to it. */
export async function getWholeCase(db: Transaction, member: Member, id: string): Promise<CaseWhole | null> {
  const row = await getCase(db, member, id)
  return row && { ...row, parts: await partsOfCase(db, member, id) }
}

/** What belongs to a case, of documents that are not in the bin. */
function partsOfCase(db: Transaction, member: Member, caseId: string): Promise<CasePart[]> {
  return db.$queryRaw<CasePart[]>`
    SELECT p.id, p."documentId", d.title AS "documentTitle", p."revisionId", p.start, p."end", ${shownQuote(Prisma.sql`p.quote`)} AS quote,
      p."revisionId" IS NOT NULL AND p."revisionId" <> d."currentRevisionId" AS orphaned
    FROM "CasePart" p JOIN "Document" d ON d."projectId" = p."projectId" AND d.id = p."documentId" AND d."deletedAt" IS NULL AND d."currentRevisionId" IS NOT NULL
    WHERE p."projectId" = ${member.projectId}::uuid AND p."caseId" = ${caseId}::uuid AND p."removedAt" IS NULL
    ORDER BY lower(d.title), d.id, p.start NULLS FIRST, p."end", p.id`
}

/** Where cases have parts in a document as it stands, by name. */
export function casesInDocument(db: Transaction, { projectId }: Member, documentId: string): Promise<CasePlace[]> {
  return db.$queryRaw<CasePlace[]>`
    SELECT p.id, c.id AS "caseId", c.name, p."revisionId", p.start, p."end"
    FROM "CasePart" p JOIN "Case" c ON c."projectId" = p."projectId" AND c.id = p."caseId" AND c."deletedAt" IS NULL
    JOIN "Document" d ON d."projectId" = p."projectId" AND d.id = p."documentId" AND (p."revisionId" IS NULL OR p."revisionId" = d."currentRevisionId")
    WHERE p."projectId" = ${projectId}::uuid AND p."documentId" = ${documentId}::uuid AND p."removedAt" IS NULL
    ORDER BY lower(c.name), c.id, p.start NULLS FIRST, p."end", p.id LIMIT ${mostPlaces}`
}

async function counted(db: Transaction, member: Member, rows: readonly CaseRow[]): Promise<Case[]> {
  const counts = await countCases(
    db,
    member,
    rows.map(({ id }) => id),
  )
  return rows.map(
    ({ sortName: _, authorId, authorName, createdAt, updatedAt, id, name, description, attributes, version }) => ({
      id,
      name,
      description,
      attributes,
      ...counts(id),
      createdBy: { id: authorId, name: authorName },
      version,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
    }),
  )
}
