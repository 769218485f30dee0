import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Annotation, AnnotationFilter, DocumentAnnotations } from '@/lib/schemas/annotation'
import type { PageQuery } from '@/lib/schemas/primitives'
import type { Transaction } from '../client'
import { cutPage, decodeCursor, type Page } from '../page'
import { selection } from './conditions'
import { listExcerpts, where } from './excerpts'
import { annotationColumns, presentAnnotation, starredOf, tagIdsOf, type AnnotationRow } from './rows'
import { visibleAnnotation } from './visibility'

export type AnnotationOrder = 'position' | 'created' | 'document'

/** Annotations the member sees: in reading order (documents in order of import), or newest first. */
export async function listAnnotations(db: Transaction, member: Member, filter: AnnotationFilter, order: AnnotationOrder, query: PageQuery): Promise<Page<Annotation>> {
  if (order !== 'created') {
    const page = await listExcerpts(db, member, filter, { by: 'document' }, query)
    return { ...page, items: page.items.map(({ documentTitle: _, group: _g, ...annotation }) => annotation) }
  }
  const chosen = await selection(db, member, filter)
  const after = decodeCursor(query.cursor, ['time', 'id'])
  const rows = await db.$queryRaw<AnnotationRow[]>`
    SELECT ${annotationColumns} FROM "Annotation" a JOIN "User" u ON u.id = a."authorId"
    WHERE ${where(member, chosen)} ${after ? Prisma.sql`AND (a."createdAt", a.id) < (${new Date(after[0] ?? 0)}, ${after[1]}::uuid)` : Prisma.empty}
    ORDER BY a."createdAt" DESC, a.id DESC LIMIT ${query.limit + 1}`
  const [count] = query.total === 'false' ? [] : await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM "Annotation" a WHERE ${where(member, chosen)}`
  return { ...cutPage(rows, query, (row) => [row.createdAt.toISOString(), row.id], presentAnnotation), total: count?.count }
}

export async function getAnnotation(db: Transaction, member: Member, id: string): Promise<Annotation | null> {
  const [row] = await annotationsByIds(db, member, [id])
  return row ?? null
}

/** Those of `ids` that the member sees, in no particular order. */
export async function annotationsByIds(db: Transaction, member: Member, ids: readonly string[]): Promise<Annotation[]> {
  const rows = await db.$queryRaw<AnnotationRow[]>`
    SELECT ${annotationColumns} FROM "Annotation" a JOIN "User" u ON u.id = a."authorId"
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${ids}::uuid[]) AND ${visibleAnnotation(member)}`
  return rows.map(presentAnnotation)
}

interface LayerRow {
  id: string
  start: number
  end: number
  tagIds: string[]
  note: string
  visibility: 'private' | 'shared'
  layer: 'coder' | 'consensus'
  starred: boolean
  version: number
  createdAt: Date
  authorId: string
  authorName: string
}

/**
 * Question: what is to be painted on this document? Everything the member sees on its current revision, whole: a document is opened at once, and without
 * quotes (the reader has the text) ten thousand annotations are about two megabytes. Relies on Annotation_live_reading_order.
 */
export async function documentAnnotations(db: Transaction, member: Member, documentId: string): Promise<DocumentAnnotations | null> {
  const document = await db.document.findUnique({
    where: { projectId_id: { projectId: member.projectId, id: documentId }, deletedAt: null },
    select: { currentRevisionId: true },
  })
  if (!document?.currentRevisionId) return null
  const rows = await db.$queryRaw<LayerRow[]>`
    SELECT a.id, a.start, a."end", a.note, a.visibility::text AS visibility, a.layer::text AS layer, a.version, a."createdAt", a."authorId", u.name AS "authorName",
      ${tagIdsOf} AS "tagIds", ${starredOf} AS starred
    FROM "Annotation" a JOIN "User" u ON u.id = a."authorId"
    WHERE a."projectId" = ${member.projectId}::uuid AND a."documentId" = ${documentId}::uuid AND a."revisionId" = ${document.currentRevisionId}::uuid AND ${visibleAnnotation(member)}
    ORDER BY a.start, a.id`
  const authors = new Map<string, string>()
  const items = rows.map(({ authorName, createdAt, ...row }) => {
    authors.set(row.authorId, authorName)
    return { ...row, createdAt: createdAt.toISOString() }
  })
  return { revisionId: document.currentRevisionId, authors: [...authors].map(([id, name]) => ({ id, name })), items }
}
