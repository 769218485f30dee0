import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { AttributeValues, Document } from '@/lib/schemas/document'
import type { PageQuery } from '@/lib/schemas/primitives'
import type { Revision } from '@/lib/schemas/revision'
import type { Transaction } from '@/lib/data/database/client'
import { countCodings } from '@/lib/data/annotations/count-codings'
import { casesOfDocuments } from '@/lib/data/cases/cases-of-documents'
import { codingOf } from '@/lib/data/documents/document-coding'
import { loadHiding } from '@/lib/data/rounds/load-veil'
import { cutPage, decodeCursor, type Page } from '@/lib/data/database/page'
import { weighedWithinBytes, type Picked } from '@/lib/data/database/within-bytes'

interface DocumentRow {
  id: string
  title: string
  /** The title as this database sorts it. */
  sortTitle: string
  language: string
  direction: 'ltr' | 'rtl'
  attributes: AttributeValues
  revisionId: string
  revisionNumber: number
  format: string
  encoding: string | null
  length: number
  wordCount: number
  pageCount: number
  authorId: string
  authorName: string
  version: number
  createdAt: Date
  updatedAt: Date
}

// A document without a current revision is being made in another transaction and does not show.
const rowsWhere = (member: Member, condition: Prisma.Sql, tail: Prisma.Sql) => Prisma.sql`
  SELECT d.id, d.title, lower(d.title) AS "sortTitle", d.language, d.direction::text AS direction, d.attributes, d.version, d."createdAt", d."updatedAt",
    r.id AS "revisionId", r.number AS "revisionNumber", r.format, (CASE WHEN r.number = 1 THEN r.report ELSE f.report END)->>'encoding' AS encoding, r.length, r."wordCount", cardinality(r."pageStarts") AS "pageCount",
    u.id AS "authorId", u.name AS "authorName"
  FROM "Document" d
  JOIN "Revision" r ON r."projectId" = d."projectId" AND r.id = d."currentRevisionId"
  LEFT JOIN "Revision" f ON r.number > 1 AND f."projectId" = d."projectId" AND f."documentId" = d.id AND f.number = 1
  JOIN "User" u ON u.id = d."createdById"
  WHERE d."projectId" = ${member.projectId}::uuid AND d."deletedAt" IS NULL ${condition} ${tail}`

/** The project's documents by title. */
export async function listDocuments(db: Transaction, member: Member, query: PageQuery): Promise<Page<Document>> {
  const after = decodeCursor(query.cursor, ['text', 'id'])
  const rows = await db.$queryRaw<(DocumentRow & Picked)[]>(
    weighedWithinBytes(
      rowsWhere(
        member,
        after ? Prisma.sql`AND (lower(d.title), d.id) > (${after[0]}, ${after[1]}::uuid)` : Prisma.empty,
        Prisma.sql`ORDER BY lower(d.title), d.id LIMIT ${query.limit + 1}`,
      ),
      Prisma.sql`"sortTitle", id`,
    ),
  )
  const total =
    query.total === 'false'
      ? undefined
      : await db.document.count({
          where: { projectId: member.projectId, deletedAt: null, currentRevisionId: { not: null } },
        })
  const page = cutPage(
    rows,
    query,
    (row) => [row.sortTitle, row.id],
    (row) => row,
  )
  return { ...page, items: await withCoding(db, member, page.items), total }
}

export async function getDocument(db: Transaction, member: Member, id: string): Promise<Document | null> {
  const [row] = await db.$queryRaw<DocumentRow[]>(rowsWhere(member, Prisma.sql`AND d.id = ${id}::uuid`, Prisma.empty))
  return row ? ((await withCoding(db, member, [row]))[0] ?? null) : null
}

/** The documents with what is marked on them, as it exists for the member: as many statements for a page of them as for one. */
async function withCoding(db: Transaction, member: Member, rows: readonly DocumentRow[]): Promise<Document[]> {
  const ids = rows.map((row) => row.id)
  const counts = await countCodings(db, member, 'documentId', ids)
  const coding = await codingOf(db, member, ids)
  const cases = await casesOfDocuments(db, member, ids)
  const hiding = await loadHiding(db, member)
  return rows.map((row) =>
    presentDocument(
      row,
      counts.get(row.id) ?? 0,
      { ...coding(row.id), cases: cases.get(row.id) ?? [] },
      hiding.get(row.id) ?? null,
    ),
  )
}

function presentDocument(
  row: DocumentRow,
  annotationCount: number,
  coding: Pick<Document, 'coders' | 'mine' | 'cases'>,
  hidden: Document['hidden'],
): Document {
  return {
    id: row.id,
    title: row.title,
    language: row.language,
    direction: row.direction,
    attributes: row.attributes,
    revisionId: row.revisionId,
    revisionNumber: row.revisionNumber,
    format: row.format,
    encoding: row.encoding,
    length: row.length,
    wordCount: row.wordCount,
    pageCount: row.pageCount,
    annotationCount,
    ...coding,
    hidden,
    createdBy: { id: row.authorId, name: row.authorName },
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** The revisions of a live document, newest first. */
export async function listRevisions(
  db: Transaction,
  member: Member,
  documentId: string,
  query: PageQuery,
): Promise<Page<Revision>> {
  const after = decodeCursor(query.cursor, ['number'])
  const scope = { projectId: member.projectId, documentId, document: { deletedAt: null } }
  const rows = await db.revision.findMany({
    where: { ...scope, ...(after && { number: { lt: Number(after[0]) } }) },
    select: revisionColumns,
    orderBy: { number: 'desc' },
    take: query.limit + 1,
  })
  const total = query.total === 'false' ? undefined : await db.revision.count({ where: scope })
  return { ...cutPage(rows, query, (row) => [row.number], presentRevision), total }
}

/** One revision of a live document, with its text. */
export async function revisionWithText(
  db: Transaction,
  member: Member,
  documentId: string,
  revisionId: string,
): Promise<(Revision & { text: string }) | null> {
  const row = await db.revision.findFirst({
    where: { projectId: member.projectId, documentId, id: revisionId, document: { deletedAt: null } },
    select: { ...revisionColumns, text: true },
  })
  return row && { ...presentRevision(row), text: row.text }
}

const revisionColumns = {
  id: true,
  documentId: true,
  number: true,
  sha256: true,
  length: true,
  wordCount: true,
  format: true,
  converter: true,
  report: true,
  createdAt: true,
  createdBy: { select: { id: true, name: true } },
} as const
type RevisionRow = Omit<Revision, 'createdAt' | 'reason' | 'restores'> & { report: unknown; createdAt: Date }

function presentRevision({
  id,
  documentId,
  number,
  sha256,
  length,
  wordCount,
  format,
  converter,
  report,
  createdAt,
  createdBy,
}: RevisionRow): Revision {
  const { reason = null, restores = null } = (report ?? {}) as { reason?: string; restores?: number }
  return {
    id,
    documentId,
    number,
    sha256,
    length,
    wordCount,
    format,
    converter,
    reason,
    restores,
    createdBy: { id: createdBy.id, name: createdBy.name },
    createdAt: createdAt.toISOString(),
  }
}

/** The current revision's content as the JSON text it was stored as, with its id; the server passes it on without parsing it. */
export async function documentContent(
  db: Transaction,
  member: Member,
  documentId: string,
): Promise<{ revisionId: string; content: string } | null> {
  const [row] = await db.$queryRaw<{ revisionId: string; content: string }[]>`
    SELECT r.id AS "revisionId", r.content::text AS content FROM "Document" d
    JOIN "Revision" r ON r."projectId" = d."projectId" AND r.id = d."currentRevisionId"
    WHERE d."projectId" = ${member.projectId}::uuid AND d.id = ${documentId}::uuid AND d."deletedAt" IS NULL`
  return row ?? null
}

/** The current revision's canonical text and its SHA-256. */
export async function documentText(
  db: Transaction,
  member: Member,
  documentId: string,
): Promise<{ text: string; sha256: string } | null> {
  const row = await db.document.findUnique({
    where: { projectId_id: { projectId: member.projectId, id: documentId }, deletedAt: null },
    select: { currentRevision: { select: { text: true, sha256: true } } },
  })
  return row?.currentRevision ?? null
}

/** The uploaded file, byte for byte. */
export async function originalFile(db: Transaction, member: Member, documentId: string) {
  return db.originalFile.findFirst({
    where: { projectId: member.projectId, documentId, document: { deletedAt: null } },
    select: { filename: true, mediaType: true, bytes: true, sha256: true },
  })
}

/** The live document that a file with this SHA-256 was imported as, the oldest if it was more than once. */
export function documentFromFile(
  db: Transaction,
  member: Member,
  sha256: string,
): Promise<{ id: string; title: string } | null> {
  return db.document.findFirst({
    where: { projectId: member.projectId, deletedAt: null, originals: { some: { sha256 } } },
    orderBy: { id: 'asc' },
    select: { id: true, title: true },
  })
}
