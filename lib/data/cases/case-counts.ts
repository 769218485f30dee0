import { Prisma } from '@/generated/prisma/client'
import { countCodings } from '@/lib/data/annotations/count-codings'
import { amongOverlays, selected } from '@/lib/data/annotations/overlays'
import { visibleCoding } from '@/lib/data/annotations/visibility'
import type { Transaction } from '@/lib/data/database/client'
import { loadHiding } from '@/lib/data/rounds/load-veil'
import type { Member } from '@/lib/domain/access/viewer'
import type { Case } from '@/lib/schemas/case'

interface PlaceRow {
  caseId: string
  documentId: string
  isWhole: boolean
}

/**
 * How many documents these cases have and how many coders' passages on them the member sees. Of whole documents the counts are those that are kept; only where
 * a case has parts of a document are passages looked at, and those of such documents alone.
 */
export async function countCases(
  db: Transaction,
  member: Member,
  ids: readonly string[],
): Promise<(id: string) => Pick<Case, 'counts' | 'hidden'>> {
  const places = await placesOfCases(db, member, ids)
  const onDocuments = await countCodings(db, member, 'documentId', [
    ...new Set(places.filter(({ isWhole }) => isWhole).map(({ documentId }) => documentId)),
  ])
  const onParts = await countOnParts(
    db,
    member,
    places.filter(({ isWhole }) => !isWhole),
  )
  const hiding = await loadHiding(db, member)
  const byCase = new Map<string, PlaceRow[]>()
  for (const place of places) byCase.set(place.caseId, [...(byCase.get(place.caseId) ?? []), place])
  return (id) => {
    const own = byCase.get(id) ?? []
    const whole = own.filter(({ isWhole }) => isWhole)
    const reasons = own.flatMap(({ documentId }) => hiding.get(documentId) ?? [])
    return {
      counts: {
        documents: own.length,
        annotations: whole.reduce(
          (sum, { documentId }) => sum + (onDocuments.get(documentId) ?? 0),
          onParts.get(id) ?? 0,
        ),
      },
      // The later of two times is the surer one.
      hidden: reasons.find((reason) => reason === 'until-all-submit') ?? reasons[0] ?? null,
    }
  }
}

/** The documents that these cases have, each once. A passage without a place in the current text gives none. */
function placesOfCases(db: Transaction, member: Member, ids: readonly string[]): Promise<PlaceRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db.$queryRaw<PlaceRow[]>`
    SELECT p."caseId", p."documentId", bool_or(p.start IS NULL) AS "isWhole" FROM "CasePart" p
    JOIN "Document" d ON d."projectId" = p."projectId" AND d.id = p."documentId" AND d."deletedAt" IS NULL
    WHERE p."projectId" = ${member.projectId}::uuid AND p."caseId" = ANY(${ids}::uuid[]) AND p."removedAt" IS NULL AND (p.start IS NULL OR p."revisionId" = d."currentRevisionId")
    GROUP BY 1, 2`
}

async function countOnParts(
  db: Transaction,
  member: Member,
  places: readonly PlaceRow[],
): Promise<Map<string, number>> {
  if (places.length === 0) return new Map()
  const documentIds = [...new Set(places.map(({ documentId }) => documentId))]
  const seen = await amongOverlays(db, member, { layer: 'coder', documentIds })
  const passages = selected(
    member,
    Prisma.sql`a."projectId" = ${member.projectId}::uuid AND a."documentId" = ANY(${documentIds}::uuid[]) AND ${visibleCoding(member)}${seen}`,
  )
  const rows = await db.$queryRaw<{ id: string; count: number }[]>`
    SELECT w."caseId" AS id, count(DISTINCT a.id)::int AS count
    FROM unnest(${places.map(({ caseId }) => caseId)}::uuid[], ${places.map(({ documentId }) => documentId)}::uuid[]) AS w("caseId", "documentId")
    JOIN ${passages} ON a."documentId" = w."documentId"
    JOIN "CasePart" p ON p."projectId" = a."projectId" AND p."caseId" = w."caseId" AND p."documentId" = w."documentId" AND p."revisionId" = a."revisionId"
      AND p."removedAt" IS NULL AND p.start < a."end" AND a.start < p."end"
    GROUP BY 1`
  return new Map(rows.map(({ id, count }) => [id, count]))
}
