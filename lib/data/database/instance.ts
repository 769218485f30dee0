import type { Span } from '@/lib/domain/anchoring/span'
import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from './client'

// What only the person at the terminal may ask: questions about the whole instance, without a viewer. Never called for a request.

export interface ProjectSummary {
  id: string
  name: string
  members: number
  documents: number
  annotations: number
}

/** Every live project of the instance, by name. */
export function summariseProjects(db: Transaction): Promise<ProjectSummary[]> {
  return db.$queryRaw<ProjectSummary[]>`
    SELECT p.id, p.name,
           (SELECT count(*) FROM "Membership" m WHERE m."projectId" = p.id)::int AS members,
           (SELECT count(*) FROM "Document" d WHERE d."projectId" = p.id AND d."deletedAt" IS NULL)::int AS documents,
           (SELECT count(*) FROM "Annotation" a WHERE a."projectId" = p.id AND a."deletedAt" IS NULL)::int AS annotations
    FROM "Project" p WHERE p."deletedAt" IS NULL
    ORDER BY p.name, p.id`
}

/** Hands every revision of the instance, or of one project, to `visit`, one at a time, so that memory holds one text only. */
export async function eachRevision(
  db: Transaction,
  visit: (revision: RevisionText) => Promise<void>,
  projectId?: string,
): Promise<void> {
  const ofProject = projectId === undefined ? Prisma.empty : Prisma.sql`AND r."projectId" = ${projectId}::uuid`
  await eachPage<RevisionKey>(
    (last) =>
      db.$queryRaw<RevisionKey[]>`SELECT r."projectId", r.id FROM "Revision" r WHERE true ${ofProject}
        ${last ? Prisma.sql`AND (r."projectId", r.id) > (${last.projectId}::uuid, ${last.id}::uuid)` : Prisma.empty} ORDER BY r."projectId", r.id LIMIT ${rowsAtOnce}`,
    async (keys) => {
      for (const key of keys) {
        const revision = await db.revision.findUnique({ where: { projectId_id: key }, select: revisionText })
        // One may be purged meanwhile.
        if (revision) await visit(revision)
      }
    },
  )
}

type RevisionKey = Pick<RevisionText, 'projectId' | 'id'>

const revisionText = {
  projectId: true,
  id: true,
  documentId: true,
  content: true,
  text: true,
  sha256: true,
  length: true,
  pageStarts: true,
  document: { select: { title: true, language: true } },
} as const

export interface RevisionText {
  projectId: string
  id: string
  documentId: string
  content: unknown
  text: string
  sha256: string
  length: number
  pageStarts: number[]
  /** Missing only where a reference is broken. */
  document: { title: string; language: string } | null
}

const rowsAtOnce = 5000

/** Hands the anchors of one revision to `visit`, binned annotations included, some thousands at a time. Each part goes along an index of its own. */
export async function eachAnchorPage(
  db: Transaction,
  { projectId, documentId, id }: Pick<RevisionText, 'projectId' | 'documentId' | 'id'>,
  visit: (anchors: AnchorRow[]) => void,
): Promise<void> {
  const columns = Prisma.sql`SELECT a.id, a.start, a."end", a.quote, a.prefix, a.suffix, a.page FROM "Annotation" a
    WHERE a."projectId" = ${projectId}::uuid AND a."revisionId" = ${id}::uuid`
  await eachPage<AnchorRow>(
    (last) => db.$queryRaw<AnchorRow[]>`${columns} AND a."deletedAt" IS NULL AND a."documentId" = ${documentId}::uuid
      ${last ? Prisma.sql`AND (a.start, a.id) > (${last.start}::int, ${last.id}::uuid)` : Prisma.empty} ORDER BY a.start, a.id LIMIT ${rowsAtOnce}`,
    visit,
  )
  await eachPage<AnchorRow>(
    (last) => db.$queryRaw<AnchorRow[]>`${columns} AND a."deletedAt" IS NOT NULL
      ${last ? Prisma.sql`AND a.id > ${last.id}::uuid` : Prisma.empty} ORDER BY a."revisionId", a.id LIMIT ${rowsAtOnce}`,
    visit,
  )
}

async function eachPage<Row>(
  read: (last: Row | undefined) => Promise<Row[]>,
  visit: (rows: Row[]) => void | Promise<void>,
): Promise<void> {
  let rows: Row[] = []
  do {
    rows = await read(rows.at(-1))
    await visit(rows)
  } while (rows.length === rowsAtOnce)
}

export interface AnchorRow {
  id: string
  start: number
  end: number
  quote: string
  prefix: string
  suffix: string
  page: number | null
}

/** A stretch of a text that something other than an annotation is about, with the words that were there. */
export interface PlaceRow extends Span {
  id: string
  quote: string
}

/** What has a place on a revision besides its annotations, and says its words: passages asked for in rounds, comments on stretches, passages of cases. */
export function quotedPlaces(
  db: Transaction,
  { projectId, documentId, id }: Pick<RevisionText, 'projectId' | 'documentId' | 'id'>,
): Promise<PlaceRow[]> {
  const of = (table: string) =>
    Prisma.sql`SELECT t.id, t.start, t."end", t.quote FROM ${Prisma.raw(`"${table}"`)} t
      WHERE t."projectId" = ${projectId}::uuid AND t."documentId" = ${documentId}::uuid AND t."revisionId" = ${id}::uuid AND t.start IS NOT NULL AND t.quote IS NOT NULL`
  return db.$queryRaw<PlaceRow[]>`${Prisma.join(['RoundPassage', 'Comment', 'CasePart'].map(of), ' UNION ALL ')}`
}

/** How many uploaded files there are, and those whose bytes are not those that were stored. The database hashes them, so that none of them comes here. */
export async function checkOriginals(
  db: Transaction,
  projectId?: string,
): Promise<{ originals: number; faults: RowFault[] }> {
  const originals = await db.originalFile.count({ where: { projectId } })
  const faults = await db.$queryRaw<RowFault[]>`
    SELECT 'original-differs-from-hash' AS kind, o."projectId", COALESCE(d.title, '') AS document, o."documentId" AS id
    FROM "OriginalFile" o LEFT JOIN "Document" d ON d."projectId" = o."projectId" AND d.id = o."documentId"
    WHERE (octet_length(o.bytes) <> o.size OR encode(sha256(o.bytes), 'hex') <> o.sha256) ${projectId === undefined ? Prisma.empty : Prisma.sql`AND o."projectId" = ${projectId}::uuid`} ORDER BY 2, 4`
  return { originals, faults }
}

export interface RowFault {
  kind: string
  projectId: string
  document: string
  id: string
}

/** Rows that repeat or depend on what other rows say, and say something else: a trigger or a statement keeps them alike, so the answer should be empty. Of one project where it is named; else of all that somebody can see. */
export function misplacedRows(db: Transaction, projectId?: string): Promise<RowFault[]> {
  const which =
    projectId === undefined
      ? Prisma.sql`NOT EXISTS (SELECT 1 FROM "Project" p WHERE p.id = f."projectId" AND p.unseen)`
      : Prisma.sql`f."projectId" = ${projectId}::uuid`
  return db.$queryRaw<RowFault[]>`
    SELECT * FROM (
    SELECT 'tagging-differs-from-annotation' AS kind, a."projectId", d.title AS document, a.id
    FROM "AnnotationTag" t JOIN "Annotation" a ON a."projectId" = t."projectId" AND a.id = t."annotationId" LEFT JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId"
    WHERE t.start <> a.start OR t."documentId" <> a."documentId"
    UNION ALL
    -- A merge takes every posting along, and nothing puts one on what was merged.
    SELECT 'tagging-with-a-merged-tag', t."projectId", d.title, t."annotationId"
    FROM "Tag" m JOIN "AnnotationTag" t ON t."projectId" = m."projectId" AND t."tagId" = m.id LEFT JOIN "Document" d ON d."projectId" = t."projectId" AND d.id = t."documentId"
    WHERE m."mergedIntoId" IS NOT NULL
    UNION ALL
    SELECT 'annotation-on-text-of-another-document', a."projectId", d.title, a.id
    FROM "Annotation" a JOIN "Revision" r ON r."projectId" = a."projectId" AND r.id = a."revisionId" JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId"
    WHERE r."documentId" <> a."documentId"
    UNION ALL
    SELECT 'annotation-without-its-overlay', a."projectId", d.title, a.id
    FROM "Annotation" a LEFT JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId"
    WHERE NOT EXISTS (SELECT 1 FROM "Overlay" o WHERE o."projectId" = a."projectId" AND o.id = a."overlayId")
    UNION ALL
    SELECT 'event-without-its-maker', e."projectId", '', e."subjectId"
    FROM "Event" e CROSS JOIN LATERAL making_of_event(e."projectId", e.type, e."subjectId", e.reverts) m
    WHERE (e.type LIKE 'tag.%' OR e.type LIKE 'proposal.%' OR ((e.type LIKE 'comment.%' OR e.type LIKE 'memo.%' OR e.type LIKE 'link.%') AND e."documentId" IS NULL))
      AND (e."makerId", e."roundId") IS DISTINCT FROM (m."makerId", m."roundId")
    UNION ALL
    SELECT 'notification-in-another-strand', n."projectId", '', n.id
    FROM "Notification" n WHERE n.strand IS DISTINCT FROM strand_of_notification(n."projectId", n."commentId", n."verdictId", n."proposalId", n."documentId", n.kind)
    UNION ALL
    SELECT 'document-without-its-latest-text', d."projectId", d.title, d.id
    FROM "Document" d LEFT JOIN "Revision" r ON r."projectId" = d."projectId" AND r.id = d."currentRevisionId" AND r."documentId" = d.id
    WHERE r.number IS DISTINCT FROM (SELECT count(*)::int FROM "Revision" o WHERE o."projectId" = d."projectId" AND o."documentId" = d.id) OR r.number IS NULL
    UNION ALL
    SELECT 'memo-in-another-document', m."projectId", COALESCE(d.title, ''), m.id
    FROM "Memo" m LEFT JOIN "Document" d ON d."projectId" = m."projectId" AND d.id = m."documentId"
      -- By its key for each memo: of rows that were written just now nobody has statistics, and a join of all with all is what they seem to ask for.
      LEFT JOIN LATERAL (SELECT a."documentId" FROM "Annotation" a WHERE m."subjectType" = 'annotation' AND a."projectId" = m."projectId" AND a.id = m."subjectId" OFFSET 0) a ON true
    WHERE (m."subjectType" = 'document' AND m."documentId" <> m."subjectId") OR a."documentId" <> m."documentId"
    UNION ALL
    SELECT 'link-without-its-end', l."projectId", COALESCE(d.title, ''), l.id
    FROM "Link" l CROSS JOIN LATERAL (VALUES (l."fromType", l."fromId", l."fromDocumentId"), (l."toType", l."toId", l."toDocumentId")) AS x(type, id, "documentId")
      LEFT JOIN "Document" d ON d."projectId" = l."projectId" AND d.id = x."documentId"
      LEFT JOIN LATERAL (SELECT a."documentId" FROM "Annotation" a WHERE x.type = 'annotation' AND a."projectId" = l."projectId" AND a.id = x.id OFFSET 0) a ON true
      LEFT JOIN LATERAL (SELECT t.id FROM "Tag" t WHERE x.type = 'tag' AND t."projectId" = l."projectId" AND t.id = x.id OFFSET 0) t ON true
    WHERE CASE x.type WHEN 'annotation' THEN a."documentId" IS DISTINCT FROM x."documentId" ELSE t.id IS NULL END
    UNION ALL
    SELECT 'link-in-another-strand', l."projectId", '', l.id
    FROM "Link" l WHERE l.strand IS DISTINCT FROM strand_of_link(l."projectId", l."fromType", l."fromId", l."toType", l."toId", l."authorId")
    UNION ALL
    SELECT 'tag-is-above-itself', t."projectId", '', t.id
    FROM "Tag" t
    WHERE t.id IN (
      WITH RECURSIVE above(id, "parentId") AS (
        SELECT p.id, p."parentId" FROM "Tag" p WHERE p."projectId" = t."projectId" AND p.id = t."parentId"
        UNION
        SELECT p.id, p."parentId" FROM "Tag" p JOIN above ON p."projectId" = t."projectId" AND p.id = above."parentId")
      SELECT id FROM above)) f
    WHERE ${which}
    UNION ALL
    SELECT 'unseen-project-without-its-job', p.id, p.name, p.id FROM "Project" p
    WHERE p.unseen AND NOT EXISTS (SELECT 1 FROM "Job" j WHERE j."projectId" = p.id AND j.state IN ('queued', 'running'))
    UNION ALL
    SELECT 'placeholder-without-its-project', u."placeholderIn", '', u.id FROM "User" u
    WHERE u."placeholderIn" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Project" p WHERE p.id = u."placeholderIn")
    ORDER BY 1, 2, 4`
}

/** So many rows of each broken reference are told; a whole table of them says no more. */
const mostOfOne = 100

/** Rows that refer to a row that is gone, by every reference the schema declares. The database refuses to make them; a lost file or a switched-off trigger does not. */
export async function brokenReferences(db: Transaction): Promise<RowFault[]> {
  const references = await db.$queryRaw<Reference[]>`
    SELECT c.conrelid::regclass::text AS "from", c.confrelid::regclass::text AS "to",
           ARRAY(SELECT quote_ident(a.attname) FROM unnest(c.conkey) WITH ORDINALITY k(number, at) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY k.at) AS columns,
           ARRAY(SELECT quote_ident(a.attname) FROM unnest(c.confkey) WITH ORDINALITY k(number, at) JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number ORDER BY k.at) AS named,
           EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attname = 'projectId' AND NOT a.attisdropped) AS "inProject",
           EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attname = 'id' AND NOT a.attisdropped) AS "hasId"
    FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace ORDER BY c.conname`
  const found: RowFault[] = []
  for (const reference of references) found.push(...(await db.$queryRawUnsafe<RowFault[]>(rowsWithout(reference))))
  return found
}

interface Reference {
  from: string
  to: string
  columns: string[]
  named: string[]
  inProject: boolean
  hasId: boolean
}

/** The rows of one reference that name nothing. All names come from the database's own catalogue, quoted by it. */
function rowsWithout({ from, to, columns, named, inProject, hasId }: Reference): string {
  const kind =
    `${from}-without-its-${columns.filter((column) => column !== '"projectId"').join('-') || 'project'}`.replaceAll(
      '"',
      '',
    )
  const matched = columns.map((column, at) => `t.${named[at]} = f.${column}`).join(' AND ')
  const id = hasId ? 'f.id::text' : columns.map((column) => `f.${column}::text`).join(` || ' ' || `)
  return `SELECT '${kind}' AS kind, ${inProject ? 'f."projectId"::text' : "''"} AS "projectId", '' AS document, ${id} AS id FROM ${from} f
    WHERE ${columns.map((column) => `f.${column} IS NOT NULL`).join(' AND ')} AND NOT EXISTS (SELECT 1 FROM ${to} t WHERE ${matched}) ORDER BY 2, 4 LIMIT ${mostOfOne}`
}
