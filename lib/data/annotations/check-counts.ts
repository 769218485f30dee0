import { Prisma } from '@/generated/prisma/client'
import type { RowFault } from '../database/instance'
import type { Transaction } from '../database/client'
import { countsOf, isCounted, taggedWith } from './count-anew'

/** So many faults of a kind are told of a project; more of them say no more. */
const most = 100

/**
 * What is wrong with the kept counts, of the whole instance: passages that are contained in them otherwise than they are though nothing says so, and counts
 * that are not the sum of the passages contained in them. Each question is one statement, so that people may go on working meanwhile.
 */
export async function faultyCounts(db: Transaction): Promise<RowFault[]> {
  const projects = await db.$queryRaw<
    { id: string }[]
  >`SELECT DISTINCT p.id FROM "Project" p WHERE EXISTS (SELECT FROM "CountedSet" s WHERE s."projectId" = p.id) OR EXISTS (SELECT FROM "CountedPassage" c WHERE c."projectId" = p.id) ORDER BY 1`
  const faults: RowFault[] = []
  for (const { id } of projects)
    faults.push(...(await passagesCountedOtherwise(db, id)), ...(await countsThatDiffer(db, id)))
  return faults
}

function passagesCountedOtherwise(db: Transaction, projectId: string): Promise<RowFault[]> {
  const project = Prisma.sql`${projectId}::uuid`
  return db.$queryRaw<RowFault[]>`
    SELECT 'passage-counted-otherwise' AS kind, ${projectId} AS "projectId", COALESCE(d.title, '') AS document, f."annotationId"::text AS id FROM (
      SELECT "annotationId", COALESCE(n."documentId", c."documentId") AS "documentId"
      FROM (SELECT a.id AS "annotationId", a."documentId", a."authorId", a.visibility, a.layer, ${taggedWith} AS "tagIds" FROM "Annotation" a WHERE a."projectId" = ${project} AND ${isCounted}) n
      FULL JOIN (SELECT * FROM "CountedPassage" c WHERE c."projectId" = ${project}) c USING ("annotationId")
      WHERE (n."documentId", n."authorId", n.visibility, n.layer, n."tagIds") IS DISTINCT FROM (c."documentId", c."authorId", c.visibility, c.layer, c."tagIds")
    ) f LEFT JOIN "Document" d ON d."projectId" = ${project} AND d.id = f."documentId"
    WHERE NOT EXISTS (SELECT FROM "Uncounted" u WHERE u."projectId" = ${project} AND (u."annotationId" = f."annotationId" OR u."documentId" = f."documentId"))
    ORDER BY 4 LIMIT ${most}`
}

function countsThatDiffer(db: Transaction, projectId: string): Promise<RowFault[]> {
  const project = Prisma.sql`${projectId}::uuid`
  return db.$queryRaw<RowFault[]>`
    WITH counts AS MATERIALIZED (${countsOf(
      Prisma.sql`SELECT c."annotationId", c."documentId", c."authorId", c.visibility, c.layer, c."tagIds", 1 AS n FROM "CountedPassage" c WHERE c."projectId" = ${project}`,
      Prisma.sql`SELECT s.id, s."tagIds" FROM "CountedSet" s WHERE s."projectId" = ${project}`,
    )})
    SELECT 'count-differs' AS kind, ${projectId} AS "projectId", '' AS document, concat_ws(' ', "setId", per, "keyId") AS id
    FROM counts c FULL JOIN (SELECT * FROM "KeptCount" k WHERE k."projectId" = ${project}) k USING ("setId", per, "ownerId", layer, "keyId")
    WHERE COALESCE(c.count, 0) <> COALESCE(k.count, 0) ORDER BY 4 LIMIT ${most}`
}
