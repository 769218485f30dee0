import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Document } from '@/lib/schemas/document'

/** So many cases of one document are named. */
const mostNamed = 20

/** The cases that each of these documents belongs to, as a whole or in part, by name. */
export async function casesOfDocuments(
  db: Transaction,
  { projectId }: Member,
  documentIds: readonly string[],
): Promise<Map<string, Document['cases']>> {
  if (documentIds.length === 0) return new Map()
  const rows = await db.$queryRaw<{ documentId: string; id: string; name: string }[]>`
    SELECT x."documentId", x.id, x.name FROM (
      SELECT p."documentId", c.id, c.name, row_number() OVER (PARTITION BY p."documentId" ORDER BY lower(c.name), c.id) AS place
      FROM (SELECT DISTINCT "documentId", "caseId" FROM "CasePart" WHERE "projectId" = ${projectId}::uuid AND "documentId" = ANY(${documentIds}::uuid[]) AND "removedAt" IS NULL) p
      JOIN "Case" c ON c."projectId" = ${projectId}::uuid AND c.id = p."caseId" AND c."deletedAt" IS NULL) x
    WHERE x.place <= ${mostNamed} ORDER BY x."documentId", x.place`
  const cases = new Map<string, Document['cases']>()
  for (const { documentId, id, name } of rows) {
    const of = cases.get(documentId)
    if (of) of.push({ id, name })
    else cases.set(documentId, [{ id, name }])
  }
  return cases
}
