import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import type { Transaction } from '../database/client'
import { visibleTag } from '../rounds/hidden-tags'

/** A passage of one’s own that has exactly the edges of a place. */
export interface OwnAtPlace extends Span {
  id: string
  documentId: string
  tagIds: string[]
  /** It was handed in with a round, so that nobody changes it. */
  isFrozen: boolean
}

/** The member’s own live passages with exactly the edges of one of these places, each on the revision given, the oldest of a place first. */
export function ownAtPlaces(
  db: Transaction,
  member: Member,
  places: readonly (Span & { documentId: string; revisionId: string })[],
): Promise<OwnAtPlace[]> {
  return db.$queryRaw<OwnAtPlace[]>`
    SELECT a.id, a."documentId", a.start, a."end",
      ARRAY(SELECT x."tagId" FROM "AnnotationTag" x JOIN "Tag" t ON t."projectId" = x."projectId" AND t.id = x."tagId" AND t."deletedAt" IS NULL${visibleTag(member, 't')}
        WHERE x."projectId" = a."projectId" AND x."annotationId" = a.id) AS "tagIds",
      EXISTS (SELECT FROM "RoundTask" k JOIN "Round" r ON r."projectId" = k."projectId" AND r.id = k."roundId" AND r."deletedAt" IS NULL
        WHERE k."projectId" = a."projectId" AND k."roundId" = a."roundId" AND k."documentId" = a."documentId" AND k."coderId" = a."authorId" AND k."submittedAt" IS NOT NULL) AS "isFrozen"
    FROM unnest(${places.map((place) => place.documentId)}::uuid[], ${places.map((place) => place.revisionId)}::uuid[], ${places.map((place) => place.start)}::int[], ${places.map((place) => place.end)}::int[])
      AS p("documentId", "revisionId", start, "end")
    JOIN "Annotation" a ON a."projectId" = ${member.projectId}::uuid AND a."documentId" = p."documentId" AND a."revisionId" = p."revisionId" AND a.start = p.start AND a."end" = p."end"
      AND a."authorId" = ${member.userId}::uuid AND a.layer = 'coder' AND a."deletedAt" IS NULL
    ORDER BY a."createdAt", a.id`
}
