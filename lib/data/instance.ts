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

/** Hands every revision of the instance to `visit`, one at a time, so that memory holds one text only. */
export async function eachRevision(db: Transaction, visit: (revision: RevisionText) => Promise<void>): Promise<void> {
  let after: { projectId: string; id: string } | undefined
  for (;;) {
    const revision: RevisionText | null = await db.revision.findFirst({
      ...(after && { cursor: { projectId_id: after }, skip: 1 }),
      orderBy: [{ projectId: 'asc' }, { id: 'asc' }],
      select: { projectId: true, id: true, text: true, sha256: true, length: true, document: { select: { title: true } } },
    })
    if (!revision) return
    await visit(revision)
    after = { projectId: revision.projectId, id: revision.id }
  }
}

export interface RevisionText {
  projectId: string
  id: string
  text: string
  sha256: string
  length: number
  document: { title: string }
}

const anchorsAtOnce = 5000

/** Hands the anchors of one revision to `visit`, binned annotations included, some thousands at a time. */
export async function eachAnchorPage(db: Transaction, revision: Pick<RevisionText, 'projectId' | 'id'>, visit: (anchors: AnchorRow[]) => void): Promise<void> {
  let after: string | undefined
  for (;;) {
    const anchors: AnchorRow[] = await db.annotation.findMany({
      where: { projectId: revision.projectId, revisionId: revision.id, ...(after && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: anchorsAtOnce,
      select: { id: true, start: true, end: true, quote: true, prefix: true, suffix: true },
    })
    visit(anchors)
    after = anchors.at(-1)?.id
    if (anchors.length < anchorsAtOnce) return
  }
}

export interface AnchorRow {
  id: string
  start: number
  end: number
  quote: string
  prefix: string
  suffix: string
}

/** How many taggings name another place than their annotation's own: a trigger keeps them alike, so the answer should be 0. */
export async function countStrayTaggings(db: Transaction): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n
    FROM "AnnotationTag" t JOIN "Annotation" a ON a."projectId" = t."projectId" AND a.id = t."annotationId"
    WHERE t.start <> a.start OR t."documentId" <> a."documentId"`
  return row?.n ?? 0
}
