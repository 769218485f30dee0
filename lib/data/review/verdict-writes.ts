import type { Member } from '@/lib/domain/access/viewer'
import type { Fate } from '@/lib/domain/review/settle'
import { insertRows } from '../bulk-rows'
import type { Transaction } from '../client'
import { newId } from '../ids'

/** A verdict ready to be stored with what it writes into the consensus layer; the server has cut quotes and context itself. */
export interface NewVerdict {
  id: string
  documentId: string
  revisionId: string
  roundId: string | null
  start: number
  end: number
  coderIds: readonly string[]
  outcome: 'accepted' | 'edited' | 'neither'
  acceptedCoderIds: readonly string[]
  reason: string
  items: readonly { annotationId: string; version: number; fate: Fate }[]
  consensus: readonly { start: number; end: number; quote: string; prefix: string; suffix: string; tagIds: readonly string[] }[]
}

/**
 * Stores verdicts with their consensus. Standing verdicts on any of the same annotations are superseded, and what they had written goes to the bin; answers
 * which these were, and who had contested them.
 */
export async function insertVerdicts(tx: Transaction, member: Member, verdicts: readonly NewVerdict[], now: Date): Promise<SupersededVerdict[]> {
  const superseded = await supersedeVerdictsOn(tx, member, verdicts.flatMap((verdict) => verdict.items.map((item) => item.annotationId)), now)
  const scope = { projectId: member.projectId }
  await tx.verdict.createMany({
    data: verdicts.map(({ items: _, consensus: _c, coderIds, acceptedCoderIds, ...row }) => ({ ...scope, ...row, coderIds: [...coderIds], acceptedCoderIds: [...acceptedCoderIds], createdById: member.userId, createdAt: now })),
  })
  await tx.verdictItem.createMany({ data: verdicts.flatMap(({ id, items }) => items.map((item) => ({ ...scope, verdictId: id, ...item }))) })
  const written = verdicts.flatMap((verdict) => verdict.consensus.map((span) => ({ id: newId(), verdict, span })))
  const at = now.toISOString()
  await insertRows(
    tx,
    'Annotation',
    written.map(({ id, verdict, span: { tagIds: _, ...place } }) => ({
      ...scope, id, ...place, documentId: verdict.documentId, revisionId: verdict.revisionId, roundId: verdict.roundId, verdictId: verdict.id, authorId: member.userId,
      layer: 'consensus', visibility: 'shared', note: '', secondOpinion: false, version: 1, createdAt: at, updatedAt: at,
    })),
  )
  await insertRows(tx, 'AnnotationTag', written.flatMap(({ id, verdict, span }) => span.tagIds.map((tagId) => ({ ...scope, annotationId: id, tagId, documentId: verdict.documentId, start: span.start, createdById: member.userId, createdAt: at }))))
  await pageConsensus(tx, member, verdicts.map((verdict) => verdict.id))
  return superseded
}

export interface SupersededVerdict {
  id: string
  contestedById: string | null
}

/** Ends standing verdicts on any of these annotations, and what they wrote. */
async function supersedeVerdictsOn(tx: Transaction, member: Member, annotationIds: readonly string[], now: Date): Promise<SupersededVerdict[]> {
  const rows = await tx.$queryRaw<SupersededVerdict[]>`
    UPDATE "Verdict" v SET "supersededAt" = ${now} WHERE v."projectId" = ${member.projectId}::uuid AND v."supersededAt" IS NULL
      AND v.id IN (SELECT i."verdictId" FROM "VerdictItem" i WHERE i."projectId" = ${member.projectId}::uuid AND i."annotationId" = ANY(${annotationIds}::uuid[])) RETURNING v.id, v."contestedById"`
  await binConsensus(tx, member, rows.map((row) => row.id), now)
  return rows
}

/** Takes verdicts back, and puts those they had superseded in force again. */
export async function withdrawVerdicts(tx: Transaction, member: Member, ids: readonly string[], reinstated: readonly string[], now: Date): Promise<void> {
  await tx.verdict.updateMany({ where: { projectId: member.projectId, id: { in: [...ids] } }, data: { supersededAt: now } })
  await binConsensus(tx, member, ids, now)
  await tx.verdict.updateMany({ where: { projectId: member.projectId, id: { in: [...reinstated] } }, data: { supersededAt: null } })
  await tx.$executeRaw`UPDATE "Annotation" a SET "deletedAt" = NULL, version = a.version + 1, "updatedAt" = ${now} WHERE a."projectId" = ${member.projectId}::uuid AND a."verdictId" = ANY(${reinstated}::uuid[]) AND a."deletedAt" IS NOT NULL`
}

/** Which of these verdicts stand. */
export async function standingAmong(tx: Transaction, member: Member, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.verdict.findMany({ where: { projectId: member.projectId, id: { in: [...ids] }, supersededAt: null }, select: { id: true } })
  return rows.map((row) => row.id)
}

/** The standing verdicts about any of the annotations that these were about. */
export async function standingOnSameAnnotations(tx: Transaction, member: Member, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT v.id FROM "VerdictItem" was JOIN "VerdictItem" i ON i."projectId" = was."projectId" AND i."annotationId" = was."annotationId"
    JOIN "Verdict" v ON v."projectId" = i."projectId" AND v.id = i."verdictId" AND v."supersededAt" IS NULL
    WHERE was."projectId" = ${member.projectId}::uuid AND was."verdictId" = ANY(${ids}::uuid[])`
  return rows.map((row) => row.id)
}

/** Marks a standing verdict as contested; answers whether it was not already. */
export async function markContested(tx: Transaction, member: Member, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.verdict.updateMany({ where: { projectId: member.projectId, id, supersededAt: null, contestedAt: null }, data: { contestedAt: now, contestedById: member.userId } })
  return count === 1
}

/** Those of `tagIds` that exist and are neither in the bin nor archived. */
export async function usableTags(tx: Transaction, member: Member, tagIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.tag.findMany({ where: { projectId: member.projectId, id: { in: [...tagIds] }, deletedAt: null, archivedAt: null }, select: { id: true } })
  return new Set(rows.map((row) => row.id))
}

async function binConsensus(tx: Transaction, member: Member, verdictIds: readonly string[], now: Date): Promise<void> {
  await tx.$executeRaw`UPDATE "Annotation" a SET "deletedAt" = ${now}, version = a.version + 1, "updatedAt" = ${now} WHERE a."projectId" = ${member.projectId}::uuid AND a."verdictId" = ANY(${verdictIds}::uuid[]) AND a."deletedAt" IS NULL`
}

async function pageConsensus(tx: Transaction, member: Member, verdictIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Annotation" a SET page = NULLIF(width_bucket(a.start, r."pageStarts"), 0) FROM "Revision" r
    WHERE a."projectId" = ${member.projectId}::uuid AND a."verdictId" = ANY(${verdictIds}::uuid[]) AND r."projectId" = a."projectId" AND r.id = a."revisionId" AND cardinality(r."pageStarts") > 0`
}
