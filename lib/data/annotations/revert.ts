import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { StoredPassage, TagFate } from '@/lib/domain/history/plan-annotation-revert'
import type { Annotation } from '@/lib/schemas/annotation'
import type { Transaction } from '../database/client'
import { notVeiledVerdict } from '../review/verdicts'
import { frozenAmong } from '../rounds/frozen'
import { notVeiled } from '../rounds/veil-condition'
import { annotationColumns, presentAnnotation, type AnnotationRow } from './rows'

/** One person's annotations in a project: an event is reverted on its author's rows, whoever reverts it. */
export interface Owner {
  projectId: string
  userId: string
}

const talk = {
  project: Prisma.sql`c."projectId"`,
  document: Prisma.sql`c."documentId"`,
  author: Prisma.sql`c."authorId"`,
  owner: Prisma.sql`a."authorId"`,
  round: Prisma.sql`a."roundId"`,
}

/**
 * Question: what became of these annotations of `owner`, in the bin or not? Locks them until the transaction ends, in the order of their ids so that two
 * who revert overlapping events wait for one another and do not stand in each other's way. What others did with them is told as far as it exists for the member: what
 * is hidden from whoever takes something back stands in the way of nothing.
 */
export async function lockPassages(
  tx: Transaction,
  member: Member,
  owner: Owner,
  ids: readonly string[],
): Promise<Map<string, StoredPassage>> {
  await tx.$queryRaw`
    SELECT 1 FROM "Annotation" a WHERE a."projectId" = ${owner.projectId}::uuid AND a.id = ANY(${ids}::uuid[]) AND a."authorId" = ${owner.userId}::uuid
    ORDER BY a.id FOR NO KEY UPDATE`
  const frozen = new Set((await frozenAmong(tx, owner, ids)).map((row) => row.id))
  const rows = await tx.$queryRaw<(StoredPassage & { wouldBeNew: boolean })[]>`
    WITH task AS (
      SELECT k."roundId", k."documentId", k."submittedAt" IS NOT NULL AS submitted
      FROM "RoundTask" k JOIN "Round" r ON r."projectId" = k."projectId" AND r.id = k."roundId" AND r."closedAt" IS NULL AND r."deletedAt" IS NULL
      WHERE k."projectId" = ${owner.projectId}::uuid AND k."coderId" = ${owner.userId}::uuid FOR SHARE OF k
    )
    SELECT a.id, a."documentId", a."revisionId", a.start, a."end", a.note, a.visibility::text AS visibility, a.certainty, a."secondOpinion",
      ARRAY(SELECT x."tagId" FROM "AnnotationTag" x WHERE x."projectId" = a."projectId" AND x."annotationId" = a.id) AS "tagIds",
      d."currentRevisionId", a."deletedAt" IS NOT NULL AS "inBin", d."deletedAt" IS NOT NULL AS "documentInBin",
      -- Out of the bin it would be something new on a document that was handed in.
      a."deletedAt" IS NOT NULL AND EXISTS (SELECT 1 FROM task WHERE task."documentId" = a."documentId" AND task.submitted)
        AND NOT EXISTS (SELECT 1 FROM task WHERE task."documentId" = a."documentId" AND task."roundId" = a."roundId" AND NOT task.submitted) AS "wouldBeNew",
      CASE
        WHEN EXISTS (SELECT 1 FROM "VerdictItem" i JOIN "Verdict" v ON v."projectId" = i."projectId" AND v.id = i."verdictId" AND v."supersededAt" IS NULL
          WHERE i."projectId" = a."projectId" AND i."annotationId" = a.id${notVeiledVerdict(member)}) THEN 'verdict'
        WHEN EXISTS (SELECT 1 FROM "Comment" c WHERE c."projectId" = a."projectId" AND c."subjectType" = 'annotation' AND c."subjectId" = a.id
          AND c."deletedAt" IS NULL AND c."authorId" <> a."authorId"${notVeiled(member, talk)}) THEN 'comment'
      END AS "builtUpon"
    FROM "Annotation" a JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId"
    WHERE a."projectId" = ${owner.projectId}::uuid AND a.id = ANY(${ids}::uuid[]) AND a."authorId" = ${owner.userId}::uuid`
  return new Map(rows.map(({ wouldBeNew, ...row }) => [row.id, { ...row, frozen: wouldBeNew || frozen.has(row.id) }]))
}

/** What became of tags, which stay as they are until the transaction ends. A tag that is not in the answer was purged. */
export async function tagFates(tx: Transaction, owner: Owner, ids: readonly string[]): Promise<Map<string, TagFate>> {
  const rows = await tx.$queryRaw<{ id: string; fate: TagFate }[]>`
    SELECT t.id, CASE WHEN t."deletedAt" IS NULL THEN 'live' WHEN t."mergedIntoId" IS NULL THEN 'binned' ELSE 'merged' END AS fate
    FROM "Tag" t WHERE t."projectId" = ${owner.projectId}::uuid AND t.id = ANY(${ids}::uuid[]) FOR KEY SHARE`
  return new Map(rows.map((row) => [row.id, row.fate]))
}

/** Moves annotations to the bin or out of it; their postings were never gone. */
export async function setPassagesBinned(
  tx: Transaction,
  owner: Owner,
  ids: readonly string[],
  binned: boolean,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Annotation" SET "deletedAt" = ${binned ? now : null}, "updatedAt" = ${now}, version = version + 1
    WHERE "projectId" = ${owner.projectId}::uuid AND id = ANY(${ids}::uuid[]) AND "authorId" = ${owner.userId}::uuid`
}

/** One posting, by the annotation and its tag. */
export type Posting = readonly [annotationId: string, tagId: string]

/** Takes postings away and puts others there as their author's, whether the tag is archived or not: they were there before. */
export async function exchangePostings(
  tx: Transaction,
  owner: Owner,
  drop: readonly Posting[],
  add: readonly Posting[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "AnnotationTag" x USING ${pairs(drop)}
    WHERE x."projectId" = ${owner.projectId}::uuid AND x."annotationId" = pair."annotationId" AND x."tagId" = pair."tagId"`
  await tx.$executeRaw`
    INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById", "createdAt")
    SELECT a."projectId", a.id, pair."tagId", a."documentId", a.start, ${owner.userId}::uuid, ${now}
    FROM ${pairs(add)} JOIN "Annotation" a ON a."projectId" = ${owner.projectId}::uuid AND a.id = pair."annotationId" AND a."authorId" = ${owner.userId}::uuid
    ON CONFLICT DO NOTHING`
}

/** Raises the version of annotations whose tags were exchanged. */
export async function touchPassages(tx: Transaction, owner: Owner, ids: readonly string[], now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Annotation" SET version = version + 1, "updatedAt" = ${now}
    WHERE "projectId" = ${owner.projectId}::uuid AND id = ANY(${ids}::uuid[]) AND "authorId" = ${owner.userId}::uuid`
}

/** The author's annotations whole, in the bin or not, for the record of what was done to them. */
export async function passagesByIds(
  tx: Transaction,
  member: Member,
  owner: Owner,
  ids: readonly string[],
): Promise<Annotation[]> {
  const rows = await tx.$queryRaw<AnnotationRow[]>`
    SELECT ${annotationColumns(member)} FROM "Annotation" a JOIN "User" u ON u.id = a."authorId"
    WHERE a."projectId" = ${owner.projectId}::uuid AND a.id = ANY(${ids}::uuid[]) AND a."authorId" = ${owner.userId}::uuid`
  return rows.map(presentAnnotation)
}

const pairs = (all: readonly Posting[]) =>
  Prisma.sql`unnest(${all.map(([id]) => id)}::uuid[], ${all.map(([, id]) => id)}::uuid[]) AS pair("annotationId", "tagId")`
