import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'
import { seenOverlays, type OverlayFilter } from './overlays'
import { visibleCoding } from './visibility'

/** That somebody has shared work on a document, made in a round or outside of all. */
export interface CodedPlace {
  roundId: string | null
  documentId: string
  coderId: string
}

/**
 * Question: who has shared coding on which document, in which round, as far as the member sees it? Asked of the overlays, of which there are few, each whether
 * there is a passage in it on the document's text as it is now.
 */
export async function codedPlaces(
  db: Transaction,
  member: Member,
  filter: Pick<OverlayFilter, 'documentIds' | 'roundIds'> = {},
): Promise<CodedPlace[]> {
  return db.$queryRaw<CodedPlace[]>`
    SELECT o."roundId", o."documentId", o."authorId" AS "coderId" FROM "Overlay" o
    JOIN "Document" d ON d."projectId" = o."projectId" AND d.id = o."documentId" AND d."deletedAt" IS NULL
    WHERE ${seenOverlays(member, { ...filter, layer: 'coder' })} AND o.visibility = 'shared'
      AND EXISTS (SELECT 1 FROM "Annotation" a WHERE a."projectId" = o."projectId" AND a."overlayId" = o.id AND a."revisionId" = d."currentRevisionId" AND a.visibility = 'shared' AND ${visibleCoding(member)})
    ORDER BY o."documentId", o."authorId", o."roundId"`
}
