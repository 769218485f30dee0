import type { Member } from '@/lib/domain/access/viewer'
import type { CommentExcerpt } from '@/lib/schemas/comment'
import { Prisma } from '@/generated/prisma/client'
import { shownQuote } from '../annotations/shown-quote'
import { visibleAnnotation } from '../annotations/visibility'
import type { Transaction } from '../database/client'

interface ExcerptRow extends Omit<CommentExcerpt, 'author'> {
  authorId: string
  authorName: string
}

/** Quoted passages as one reader has them. */
export interface Excerpts {
  visible: ReadonlySet<string>
  byId: ReadonlyMap<string, CommentExcerpt>
}

/** Those of the quoted annotations that exist for this member: a body stores ids alone, so that nobody reads in it what they could not read in the document. */
export async function commentExcerpts(
  db: Transaction,
  member: Member,
  annotationIds: readonly string[],
): Promise<Excerpts> {
  const ids = [...new Set(annotationIds)]
  if (ids.length === 0) return { visible: new Set(), byId: new Map() }
  const rows = await db.$queryRaw<ExcerptRow[]>`
    SELECT a.id AS "annotationId", a."documentId", d.title AS "documentTitle", ${shownQuote(Prisma.sql`a.quote`, 1000)} AS quote, a.layer::text AS layer, a."authorId", u.name AS "authorName"
    FROM "Annotation" a JOIN "User" u ON u.id = a."authorId" JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId"
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${ids}::uuid[]) AND ${visibleAnnotation(member)}`
  const byId = new Map(
    rows.map(({ authorId, authorName, ...row }) => [
      row.annotationId,
      { ...row, author: { id: authorId, name: authorName } },
    ]),
  )
  return { visible: new Set(byId.keys()), byId }
}
