import type { Member } from '@/lib/domain/access/viewer'
import { readyVersion } from '@/lib/domain/search/text-places'
import type { Transaction } from '../database/client'

/** The text of a live document in which places were found. */
export interface PlacedText {
  documentId: string
  language: string
  /** Its current revision. */
  revisionId: string
  /** Where its sentences begin; null where it is not ready to be searched. */
  sentences: number[] | null
}

/** The texts of those of these documents that are live, by document. */
export async function textsOfPlaces(
  db: Transaction,
  member: Member,
  documentIds: readonly string[],
): Promise<Map<string, PlacedText>> {
  const rows = await db.$queryRaw<PlacedText[]>`
    SELECT d.id AS "documentId", d.language, d."currentRevisionId" AS "revisionId", s.sentences
    FROM "Document" d LEFT JOIN "SearchText" s ON s."projectId" = d."projectId" AND s."documentId" = d.id AND s."revisionId" = d."currentRevisionId" AND s.version = ${readyVersion}
    WHERE d."projectId" = ${member.projectId}::uuid AND d.id = ANY(${documentIds}::uuid[]) AND d."deletedAt" IS NULL AND d."currentRevisionId" IS NOT NULL`
  return new Map(rows.map((row) => [row.documentId, row]))
}
