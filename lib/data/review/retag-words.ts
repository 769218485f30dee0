import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'

/** What a verdict says of a passage, where a merge of tags changed it. */
export interface RetaggedWords {
  verdictId: string
  annotationId: string
  /** Whether it said both tags before. */
  both: boolean
}

/** Lets every verdict that says `tagId` say `intoId` instead, as the passages carry that instead. */
export async function retagWords(
  tx: Transaction,
  member: Member,
  tagId: string,
  intoId: string,
): Promise<RetaggedWords[]> {
  return tx.$queryRaw<RetaggedWords[]>`
    UPDATE "VerdictPassage" k SET "tagIds" = CASE WHEN was."both" THEN array_remove(k."tagIds", ${tagId}::uuid) ELSE array_replace(k."tagIds", ${tagId}::uuid, ${intoId}::uuid) END
    FROM (SELECT o."verdictId", o."annotationId", ${intoId}::uuid = ANY(o."tagIds") AS "both" FROM "VerdictPassage" o WHERE o."projectId" = ${member.projectId}::uuid AND ${tagId}::uuid = ANY(o."tagIds") FOR UPDATE) AS was
    WHERE k."projectId" = ${member.projectId}::uuid AND k."verdictId" = was."verdictId" AND k."annotationId" = was."annotationId" RETURNING k."verdictId", k."annotationId", was."both"`
}

/** Reverts that where they still say `intoId`; answers of which passages they speak. */
export async function untagWords(
  tx: Transaction,
  member: Member,
  tagId: string,
  intoId: string,
  words: readonly RetaggedWords[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "VerdictPassage" k SET "tagIds" = CASE WHEN w."both" THEN k."tagIds" || ${tagId}::uuid ELSE array_replace(k."tagIds", ${intoId}::uuid, ${tagId}::uuid) END
    FROM unnest(${words.map((one) => one.verdictId)}::uuid[], ${words.map((one) => one.annotationId)}::uuid[], ${words.map((one) => one.both)}::boolean[]) AS w("verdictId", "annotationId", "both")
    WHERE k."projectId" = ${member.projectId}::uuid AND k."verdictId" = w."verdictId" AND k."annotationId" = w."annotationId" AND ${intoId}::uuid = ANY(k."tagIds") AND ${tagId}::uuid <> ALL (k."tagIds") RETURNING k."annotationId" AS id`
  return [...new Set(rows.map((row) => row.id))]
}

/** Of a merge whose event does not know what verdicts said: those given before it on passages that it moved, which each had one verdict then. */
export async function wordsBefore(
  tx: Transaction,
  member: Member,
  intoId: string,
  moved: readonly string[],
  mergedAt: Date,
): Promise<RetaggedWords[]> {
  return tx.$queryRaw<RetaggedWords[]>`
    SELECT k."verdictId", k."annotationId", false AS "both" FROM "VerdictPassage" k JOIN "Verdict" v ON v."projectId" = k."projectId" AND v.id = k."verdictId" AND v."createdAt" <= ${mergedAt}
    WHERE k."projectId" = ${member.projectId}::uuid AND k."annotationId" = ANY(${moved}::uuid[]) AND ${intoId}::uuid = ANY(k."tagIds")`
}

/** Lets verdicts on single passages say another tag, as the passages carry that: each pair of passage and the tag that takes the place of the one before. */
export async function replaceWords(
  tx: Transaction,
  member: Member,
  changes: readonly { annotationId: string; from: string; to: string }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "VerdictPassage" k SET "tagIds" = array_replace(k."tagIds", c."from", c."to")
    FROM unnest(${changes.map((one) => one.annotationId)}::uuid[], ${changes.map((one) => one.from)}::uuid[], ${changes.map((one) => one.to)}::uuid[]) AS c("annotationId", "from", "to")
    WHERE k."projectId" = ${member.projectId}::uuid AND k."annotationId" = c."annotationId" AND c."from" = ANY(k."tagIds") AND c."to" <> ALL (k."tagIds")`
}

/** No verdict says a tag any more that is erased. */
export async function forgetTag(tx: Transaction, member: Member, tagId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "VerdictPassage" k SET "tagIds" = array_remove(k."tagIds", ${tagId}::uuid) WHERE k."projectId" = ${member.projectId}::uuid AND ${tagId}::uuid = ANY(k."tagIds")`
}
