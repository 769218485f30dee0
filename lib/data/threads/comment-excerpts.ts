import type { Member } from '@/lib/domain/access/viewer'
import type { CommentExcerpt } from '@/lib/schemas/comment'
import { annotationsByIds } from '../annotations/list'
import type { Transaction } from '../database/client'

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
  const annotations = await annotationsByIds(db, member, ids)
  const documents = await db.document.findMany({
    where: { projectId: member.projectId, id: { in: annotations.map((row) => row.documentId) } },
    select: { id: true, title: true },
  })
  const titles = new Map(documents.map(({ id, title }) => [id, title]))
  const byId = new Map(
    annotations.map(({ id, documentId, quote, layer, author }) => [
      id,
      { annotationId: id, documentId, documentTitle: titles.get(documentId) ?? '', quote, layer, author },
    ]),
  )
  return { visible: new Set(byId.keys()), byId }
}
