import { Prisma } from '@/generated/prisma/client'
import type { Database, Transaction } from '../database/client'
import { everyPassage, wantedSets, type CountedSet } from './counted-sets'

/** So many passages are put right in one transaction: one that writes is to be short, because the history is shown up to the oldest that runs. */
const atOnce = 1_000

/** The projects in which something waits to be counted. */
export async function uncountedProjects(db: Transaction): Promise<string[]> {
  const rows = await db.$queryRaw<{ projectId: string }[]>`
    WITH RECURSIVE found AS (
      (SELECT u."projectId" FROM "Uncounted" u ORDER BY 1 LIMIT 1)
      UNION ALL
      SELECT (SELECT u."projectId" FROM "Uncounted" u WHERE u."projectId" > f."projectId" ORDER BY 1 LIMIT 1) FROM found f WHERE f."projectId" IS NOT NULL
    ) SELECT "projectId" FROM found WHERE "projectId" IS NOT NULL`
  return rows.map(({ projectId }) => projectId)
}

/**
 * Counts a part of what waits in a project, in a short transaction. Answers `more` where it should be called again, `done` where nothing waits any more, and
 * `taken` where another process is counting it: one at a time, so that nobody waits.
 */
export async function countPart(db: Database, projectId: string): Promise<'more' | 'done' | 'taken'> {
  return db.$transaction(
    async (tx) => {
      if (!(await takeProject(tx, projectId))) return 'taken'
      if (await openDocument(tx, projectId)) return 'more'
      if ((await countPassages(tx, projectId)) === atOnce) return 'more'
      await keepWantedSets(tx, projectId)
      return 'done'
    },
    { timeout: 120_000 },
  )
}

/** Forgets every kept count of the instance: what is there waits to be counted, document by document, and is counted at reading until it is. */
export async function forgetCounts(tx: Transaction): Promise<void> {
  await tx.$executeRaw`LOCK TABLE "KeptCount", "CountedSet", "CountedPassage" IN EXCLUSIVE MODE`
  await tx.$executeRaw`DELETE FROM "CountedSet"`
  await tx.$executeRaw`DELETE FROM "CountedPassage"`
  await tx.$executeRaw`DELETE FROM "Uncounted"`
  await tx.$executeRaw`INSERT INTO "Uncounted" ("projectId", "documentId") SELECT "projectId", id FROM "Document" ORDER BY "projectId", id`
}

/** How many passages are contained in the kept counts. */
export function countedPassages(db: Transaction): Promise<number> {
  return db.countedPassage.count()
}

async function takeProject(tx: Transaction, projectId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { taken: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(hashtextextended(${`counts of ${projectId}`}, 0)) AS taken`
  return row?.taken ?? false
}

/** Takes one waiting document away and lets each passage on it wait instead: those counted there and those that are there. Answers whether there was one. */
async function openDocument(tx: Transaction, projectId: string): Promise<boolean> {
  const opened = await tx.$queryRaw<{ documentId: string }[]>`
    DELETE FROM "Uncounted" u WHERE u."projectId" = ${projectId}::uuid AND u.id = (
      SELECT w.id FROM "Uncounted" w WHERE w."projectId" = ${projectId}::uuid AND w."documentId" IS NOT NULL ORDER BY w.id LIMIT 1) RETURNING u."documentId"`
  const [document] = opened
  if (!document) return false
  await tx.$executeRaw`
    INSERT INTO "Uncounted" ("projectId", "annotationId")
    SELECT ${projectId}::uuid, c."annotationId" FROM "CountedPassage" c WHERE c."documentId" = ${document.documentId}::uuid AND c."projectId" = ${projectId}::uuid
    UNION
    SELECT ${projectId}::uuid, a.id FROM "Annotation" a WHERE a."projectId" = ${projectId}::uuid AND a."documentId" = ${document.documentId}::uuid AND a."deletedAt" IS NULL`
  return true
}

/**
 * Counts passages as they are and takes them out as they were counted: one statement and hence one snapshot, in which a passage and what says that it is not
 * counted are seen together. Answers how many rows were done away with.
 */
async function countPassages(tx: Transaction, projectId: string): Promise<number> {
  const project = Prisma.sql`${projectId}::uuid`
  const [row] = await tx.$queryRaw<{ taken: number }[]>`
    WITH taken AS MATERIALIZED (
      SELECT u.id, u."annotationId" FROM "Uncounted" u WHERE u."projectId" = ${project} AND u."documentId" IS NULL ORDER BY u.id LIMIT ${atOnce}
    ), passage AS MATERIALIZED (SELECT DISTINCT "annotationId" AS id FROM taken WHERE "annotationId" IS NOT NULL),
    was AS MATERIALIZED (
      SELECT c."annotationId", c."documentId", c."authorId", c.visibility, c.layer, c."tagIds" FROM passage p CROSS JOIN LATERAL (
        SELECT * FROM "CountedPassage" c WHERE c."projectId" = ${project} AND c."annotationId" = p.id OFFSET 0) c
    ), is_now AS MATERIALIZED (
      SELECT a.id AS "annotationId", a."documentId", a."authorId", a.visibility, a.layer, ${taggedWith} AS "tagIds" FROM passage p CROSS JOIN LATERAL (
        SELECT * FROM "Annotation" a WHERE a."projectId" = ${project} AND a.id = p.id OFFSET 0) a
      WHERE ${isCounted}
    ), change AS MATERIALIZED (
      ${countsOf(Prisma.sql`SELECT *, -1 AS n FROM was UNION ALL SELECT *, 1 FROM is_now`, Prisma.sql`SELECT s.id, s."tagIds" FROM "CountedSet" s WHERE s."projectId" = ${project}`)} HAVING sum(n) <> 0
    ), kept AS (
      INSERT INTO "KeptCount" AS k ("projectId", "setId", per, "ownerId", layer, "keyId", count) SELECT ${project}, "setId", per, "ownerId", layer, "keyId", count FROM change
      ON CONFLICT ("projectId", "setId", per, "ownerId", layer, "keyId") DO UPDATE SET count = k.count + EXCLUDED.count
    ), stored AS (
      INSERT INTO "CountedPassage" AS c ("projectId", "annotationId", "documentId", "authorId", visibility, layer, "tagIds")
      SELECT ${project}, "annotationId", "documentId", "authorId", visibility, layer, "tagIds" FROM is_now EXCEPT ALL SELECT ${project}, "annotationId", "documentId", "authorId", visibility, layer, "tagIds" FROM was
      ON CONFLICT ("projectId", "annotationId") DO UPDATE SET "documentId" = EXCLUDED."documentId", "authorId" = EXCLUDED."authorId", visibility = EXCLUDED.visibility, layer = EXCLUDED.layer, "tagIds" = EXCLUDED."tagIds"
    ), dropped AS (
      DELETE FROM "CountedPassage" c USING was WHERE c."projectId" = ${project} AND c."annotationId" = was."annotationId" AND NOT EXISTS (SELECT FROM is_now n WHERE n."annotationId" = was."annotationId")
    ), settled AS (
      DELETE FROM "Uncounted" u USING taken WHERE u."projectId" = ${project} AND u.id = taken.id
    )
    SELECT count(*)::int AS taken FROM taken`
  await tx.$executeRaw`DELETE FROM "KeptCount" k WHERE k."projectId" = ${project} AND k.count = 0`
  return row?.taken ?? 0
}

/** Whether annotation a is in the kept counts: neither it nor its document is in the bin. Who sees it is asked of the counts. */
export const isCounted = Prisma.sql`a."deletedAt" IS NULL AND NOT EXISTS (SELECT FROM "Document" d WHERE d."projectId" = a."projectId" AND d.id = a."documentId" AND d."deletedAt" IS NOT NULL)`

/** The tags of annotation a, in the order of their ids, those in the bin too. */
export const taggedWith = Prisma.sql`ARRAY(SELECT x."tagId" FROM "AnnotationTag" x WHERE x."projectId" = a."projectId" AND x."annotationId" = a.id ORDER BY 1)`

/** What `passages` (with n, how often each counts) add to the counts of `sets`; to stand before HAVING. A passage with two tags of a set is one. */
export const countsOf = (passages: Prisma.Sql, sets: Prisma.Sql) => Prisma.sql`
  SELECT "setId", per, "ownerId", layer, "keyId", sum(n)::int AS count FROM (
    WITH passages AS MATERIALIZED (${passages}), sets AS MATERIALIZED (${sets}),
    tagged AS MATERIALIZED (SELECT s.id, t.id AS "tagId" FROM sets s CROSS JOIN LATERAL unnest(s."tagIds") AS t(id))
    SELECT s.id AS "setId", p.* FROM sets s CROSS JOIN passages p WHERE s.id = ${everyPassage.id}::uuid
    UNION ALL
    SELECT DISTINCT s.id, p.* FROM passages p CROSS JOIN LATERAL unnest(p."tagIds") AS t(id) JOIN tagged s ON s."tagId" = t.id
  ) p CROSS JOIN LATERAL (VALUES ('author', p."authorId"), ('document', p."documentId")) AS k(per, "keyId")
  CROSS JOIN LATERAL (SELECT CASE p.visibility WHEN 'shared' THEN '00000000-0000-0000-0000-000000000000'::uuid ELSE p."authorId" END AS "ownerId") o
  GROUP BY 1, 2, 3, 4, 5`

/** Lets counts be kept of the sets that are wanted now, and no others. What is counted of them is what is counted of the passages. */
async function keepWantedSets(tx: Transaction, projectId: string): Promise<void> {
  const wanted = await wantedSets(tx, projectId)
  const kept = await tx.countedSet.findMany({ where: { projectId }, select: { id: true } })
  const [ids, known] = [new Set(wanted.map(({ id }) => id)), new Set(kept.map(({ id }) => id))]
  const unwanted = kept.filter(({ id }) => !ids.has(id)).map(({ id }) => id)
  const missing = wanted.filter(({ id }) => !known.has(id))
  if (missing.length > 0) await keepSets(tx, projectId, missing)
  if (unwanted.length > 0) await tx.countedSet.deleteMany({ where: { projectId, id: { in: unwanted } } })
}

async function keepSets(tx: Transaction, projectId: string, sets: readonly CountedSet[]): Promise<void> {
  const given = JSON.stringify(sets)
  const rows = Prisma.sql`SELECT s.id, s."tagIds" FROM json_to_recordset(${given}::json) AS s(id uuid, "tagIds" uuid[])`
  // The counts are complete before the first row is written: until then the transaction has no number that others would wait for.
  await tx.$executeRaw`
    WITH counts AS MATERIALIZED (
      ${countsOf(Prisma.sql`SELECT c."annotationId", c."documentId", c."authorId", c.visibility, c.layer, c."tagIds", 1 AS n FROM "CountedPassage" c WHERE c."projectId" = ${projectId}::uuid`, rows)}
    ), made AS (
      INSERT INTO "CountedSet" ("projectId", id, "tagIds") SELECT ${projectId}::uuid, s.id, s."tagIds" FROM (${rows}) s WHERE (SELECT count(*) FROM counts) >= 0
    )
    INSERT INTO "KeptCount" ("projectId", "setId", per, "ownerId", layer, "keyId", count) SELECT ${projectId}::uuid, "setId", per, "ownerId", layer, "keyId", count FROM counts`
}
