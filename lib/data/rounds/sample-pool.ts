import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { DrawnSpan } from '@/lib/domain/rounds/sample'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import type { Transaction } from '../database/client'
import { selection } from '../annotations/conditions'
import { where } from '../annotations/excerpts'
import { selected } from '../annotations/overlays'

/**
 * Question: among which passages can a sample be drawn? Shared work of coders, as far as it exists for the member, on the current revisions of its
 * documents; `withoutAuthors` leaves out theirs. Relies on the indexes of every filtered list of annotations.
 */
export async function samplePool(
  tx: Transaction,
  member: Member,
  filter: AnnotationFilter,
  withoutAuthors: readonly string[],
): Promise<DrawnSpan[]> {
  const chosen = await selection(tx, member, { ...filter, visibility: 'shared', layer: 'coder' })
  const others =
    withoutAuthors.length === 0 ? Prisma.empty : Prisma.sql`AND NOT a."authorId" = ANY(${withoutAuthors}::uuid[])`
  return tx.$queryRaw<DrawnSpan[]>`
    SELECT DISTINCT a."documentId", a.start, a."end" FROM ${selected(member, where(member, chosen))}
    JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId" AND d."currentRevisionId" = a."revisionId"
    WHERE true ${others}`
}
