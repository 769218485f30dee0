import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { ReviewChoice } from '@/lib/domain/review/review-address'
import { mostDocuments, sharedBy, type CodedDocument } from '@/lib/domain/review/shared-documents'
import { amongOverlays } from '../annotations/overlays'
import { livePostings } from '../annotations/rows'
import { visibleCoding } from '../annotations/visibility'
import type { Transaction } from '../database/client'
import { comparableRoundIds } from '../rounds/comparable-rounds'

/**
 * What review begins with where nobody has chosen: the newest round in which there is something to compare, otherwise the two coders who differ most on what
 * both coded, otherwise the newest round (`newestRoundId`), of which the page says what it waits for.
 */
export async function firstComparison(
  db: Transaction,
  member: Member,
  coded: readonly CodedDocument[],
  newestRoundId: string | null,
): Promise<ReviewChoice> {
  const [roundId] = await comparableRoundIds(db, member)
  if (roundId !== undefined) return { roundId, documentIds: [], coderIds: [] }
  const pair = await differingPair(db, member, coded)
  if (pair) return { roundId: null, documentIds: sharedBy(coded, pair).slice(0, mostDocuments), coderIds: pair }
  return { roundId: newestRoundId, documentIds: [], coderIds: [] }
}

/** How much is looked at for finding out who differs most: enough to begin with something, and never a whole large project. */
const looked = { documents: 40, passages: 5000 }

/** Question: which two coders differ most, in passages that one of them has and the other not with the same edges and tags, as far as the member sees their work? */
async function differingPair(
  db: Transaction,
  member: Member,
  coded: readonly CodedDocument[],
): Promise<[string, string] | null> {
  if (coded.length === 0) return null
  const documentIds = coded.slice(-looked.documents).map(({ documentId }) => documentId)
  const among = await amongOverlays(db, member, { documentIds, layer: 'coder' })
  const [row] = await db.$queryRaw<{ first: string; second: string }[]>(Prisma.sql`
    WITH marks AS (
      SELECT DISTINCT a."documentId", a."authorId", a.start, a."end", ARRAY(SELECT x."tagId" FROM ${livePostings(member)} ORDER BY x."tagId") AS tags FROM (
        SELECT * FROM "Annotation" a
        WHERE a."projectId" = ${member.projectId}::uuid AND a."documentId" = ANY(${documentIds}::uuid[]) AND a.visibility = 'shared' AND ${visibleCoding(member)}${among}
          AND a."revisionId" = (SELECT d."currentRevisionId" FROM "Document" d WHERE d."projectId" = a."projectId" AND d.id = a."documentId")
        ORDER BY a."documentId", a.start LIMIT ${looked.passages}) a
    ), sizes AS (SELECT "documentId", "authorId", count(*) AS size FROM marks GROUP BY 1, 2
    ), alike AS (
      SELECT m."documentId", m."authorId" AS first, o."authorId" AS second, count(*) AS size
      FROM marks m JOIN marks o USING ("documentId", start, "end", tags) WHERE m."authorId" < o."authorId" GROUP BY 1, 2, 3
    )
    SELECT m."authorId" AS first, o."authorId" AS second
    FROM sizes m JOIN sizes o ON o."documentId" = m."documentId" AND m."authorId" < o."authorId"
    LEFT JOIN alike b ON b."documentId" = m."documentId" AND b.first = m."authorId" AND b.second = o."authorId"
    GROUP BY 1, 2 ORDER BY sum(m.size + o.size - 2 * COALESCE(b.size, 0)) DESC, 1, 2 LIMIT 1`)
  return row ? [row.first, row.second] : null
}
