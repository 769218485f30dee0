import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Annotation } from '@/lib/schemas/annotation'
import type { Document } from '@/lib/schemas/document'

type Passage = Pick<Annotation, 'id' | 'documentId' | 'revisionId' | 'start' | 'end'>

/** The cases that each of these annotations is in, by name: those of its document, and those of whose parts it shares a letter (`ofCases`). */
export async function casesOfPassages(
  db: Transaction,
  { projectId }: Member,
  passages: readonly Passage[],
): Promise<Map<string, Document['cases']>> {
  const cases = new Map<string, Document['cases']>()
  if (passages.length === 0) return cases
  const column = <K extends keyof Passage>(name: K) => passages.map((passage) => passage[name])
  const rows = await db.$queryRaw<{ passageId: string; id: string; name: string }[]>`
    SELECT x."passageId", c.id, c.name FROM (
      SELECT DISTINCT a.id AS "passageId", p."caseId"
      FROM unnest(${column('id')}::uuid[], ${column('documentId')}::uuid[], ${column('revisionId')}::uuid[], ${column('start')}::int[], ${column('end')}::int[]) AS a(id, "documentId", "revisionId", start, "end")
      JOIN "CasePart" p ON p."projectId" = ${projectId}::uuid AND p."documentId" = a."documentId" AND p."removedAt" IS NULL
        AND (p.start IS NULL OR (p."revisionId" = a."revisionId" AND p.start < a."end" AND a.start < p."end"))) x
    JOIN "Case" c ON c."projectId" = ${projectId}::uuid AND c.id = x."caseId" AND c."deletedAt" IS NULL
    ORDER BY x."passageId", lower(c.name), c.id`
  for (const { passageId, id, name } of rows) {
    const of = cases.get(passageId)
    if (of) of.push({ id, name })
    else cases.set(passageId, [{ id, name }])
  }
  return cases
}
