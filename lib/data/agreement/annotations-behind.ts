import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import { selection } from '../annotations/conditions'
import { askedOfEach } from '../annotations/overlays'
import type { Transaction } from '../database/client'
import { visibleTagId } from '../rounds/hidden-tags'

/**
 * Question: which annotation takes one to each of these passages? One that the member sees and that overlaps it, with one of the tags, the one that
 * begins first; by the passage's place in the list. Passages where there is none are not in the answer.
 */
export async function annotationsBehind(
  db: Transaction,
  member: Member,
  passages: readonly (Span & { documentId: string })[],
  {
    tagIds,
    ...filter
  }: { tagIds: readonly string[]; roundIds?: string[] | undefined; authorIds?: string[] | undefined },
): Promise<Map<number, string>> {
  if (passages.length === 0 || tagIds.length === 0) return new Map()
  const { where } = await selection(db, member, {
    ...(filter.roundIds && { roundIds: filter.roundIds }),
    ...(filter.authorIds && { authorIds: filter.authorIds }),
    visibility: 'shared',
    layer: 'coder',
  })
  const list = <T>(pick: (passage: (typeof passages)[number]) => T) => passages.map(pick)
  const rows = await db.$queryRaw<{ place: number; id: string }[]>`
    SELECT p.place::int AS place, f.id FROM unnest(${list(({ documentId }) => documentId)}::uuid[], ${list(({ start }) => start)}::int[], ${list(({ end }) => end)}::int[])
      WITH ORDINALITY AS p("documentId", start, "end", place)
    CROSS JOIN LATERAL (
      SELECT a.id FROM "Annotation" a JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId" AND d."currentRevisionId" = a."revisionId"
      WHERE ${where} AND a."documentId" = p."documentId" AND a.start < p."end" AND a."end" > p.start
        AND EXISTS (SELECT 1 FROM "AnnotationTag" x WHERE x."projectId" = a."projectId" AND x."annotationId" = a.id AND x."tagId" = ANY(${tagIds}::uuid[])${visibleTagId(member, Prisma.sql`x."tagId"`, Prisma.sql`a."projectId"`)}${askedOfEach(member)})
      ORDER BY a.start, a.id LIMIT 1) f`
  return new Map(rows.map(({ place, id }) => [place - 1, id]))
}
