import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import type { Words } from '@/lib/domain/review/one-passage'
import type { Fate } from '@/lib/domain/review/settle'
import { insertRows } from '../database/bulk-rows'
import type { Transaction } from '../database/client'
import { newId } from '../database/ids'
import { insertWords, passagesOfVerdicts, settleConsensus } from './consensus'
import { notVeiledPassage } from '../annotations/visibility'
import { visibleTagWhere } from '../rounds/hidden-tags'
import { notVeiledVerdict } from './verdicts'

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
  consensus: readonly {
    start: number
    end: number
    quote: string
    prefix: string
    suffix: string
    tagIds: readonly string[]
  }[]
}

/**
 * Stores verdicts with their consensus: where a passage stands already, they speak of that one. Standing verdicts on any of the same annotations are
 * superseded, with what they had written; answers which these were, and who had contested them. What a round hides from the member is neither: whoever
 * gives a verdict cannot replace what does not exist for them.
 */
export async function insertVerdicts(
  tx: Transaction,
  member: Member,
  verdicts: readonly NewVerdict[],
  now: Date,
): Promise<SupersededVerdict[]> {
  const superseded = await supersedeVerdictsOn(
    tx,
    member,
    verdicts.flatMap((verdict) => verdict.items.map((item) => item.annotationId)),
    now,
  )
  const scope = { projectId: member.projectId }
  await tx.verdict.createMany({
    data: verdicts.map(({ items: _, consensus: _c, coderIds, acceptedCoderIds, ...row }) => ({
      ...scope,
      ...row,
      coderIds: [...coderIds],
      acceptedCoderIds: [...acceptedCoderIds],
      createdById: member.userId,
      createdAt: now,
    })),
  })
  await tx.verdictItem.createMany({
    data: verdicts.flatMap(({ id, items }) => items.map((item) => ({ ...scope, verdictId: id, ...item }))),
  })
  const { words, fresh } = await insertPassages(tx, member, verdicts, now)
  await insertWords(tx, member, words)
  const former = await passagesOfVerdicts(
    tx,
    member,
    superseded.map((row) => row.id),
  )
  await settleConsensus(tx, member, [...new Set([...former, ...words.map((word) => word.passageId)])], now, fresh)
  return superseded
}

/** Finds the passages of which verdicts speak, and stores those that do not stand yet. */
async function insertPassages(
  tx: Transaction,
  member: Member,
  verdicts: readonly NewVerdict[],
  now: Date,
): Promise<{ words: Words[]; fresh: Set<string> }> {
  const placeOf = (revisionId: string, { start, end }: Span) => `${revisionId} ${start} ${end}`
  const places = verdicts.flatMap(({ documentId, revisionId, consensus }) =>
    consensus.map(({ start, end }) => ({ documentId, revisionId, start, end })),
  )
  const live = await tx.$queryRaw<({ id: string; revisionId: string } & Span)[]>`
    SELECT a.id, a."revisionId", a.start, a."end" FROM unnest(${places.map((one) => one.documentId)}::uuid[], ${places.map((one) => one.revisionId)}::uuid[], ${places.map((one) => one.start)}::int[], ${places.map((one) => one.end)}::int[]) AS p("documentId", "revisionId", start, "end")
    JOIN "Annotation" a ON a."projectId" = ${member.projectId}::uuid AND a."documentId" = p."documentId" AND a."revisionId" = p."revisionId" AND a.start = p.start AND a."end" = p."end" AND a.layer = 'consensus' AND a."deletedAt" IS NULL${notVeiledPassage(member)} ORDER BY a.id DESC`
  const ids = new Map(live.map((row) => [placeOf(row.revisionId, row), row.id]))
  const at = now.toISOString()
  const rows: Record<string, unknown>[] = []
  const words: Words[] = []
  for (const verdict of verdicts)
    for (const { tagIds, ...anchor } of verdict.consensus) {
      const place = placeOf(verdict.revisionId, anchor)
      const passageId = ids.get(place) ?? newId()
      if (!ids.has(place)) {
        const { documentId, revisionId, roundId, id: verdictId } = verdict
        rows.push({
          projectId: member.projectId,
          id: passageId,
          ...anchor,
          documentId,
          revisionId,
          roundId,
          verdictId,
          authorId: member.userId,
          layer: 'consensus',
          visibility: 'shared',
          note: '',
          secondOpinion: false,
          version: 1,
          createdAt: at,
          updatedAt: at,
        })
        ids.set(place, passageId)
      }
      words.push({ verdictId: verdict.id, passageId, tagIds })
    }
  await insertRows(tx, 'Annotation', rows)
  const fresh = rows.map((row) => row.id as string)
  await pagePassages(tx, member, fresh)
  return { words, fresh: new Set(fresh) }
}

export interface SupersededVerdict {
  id: string
  contestedById: string | null
}

/** Ends the standing verdicts on any of these annotations that exist for the member. */
async function supersedeVerdictsOn(
  tx: Transaction,
  member: Member,
  annotationIds: readonly string[],
  now: Date,
): Promise<SupersededVerdict[]> {
  return tx.$queryRaw<SupersededVerdict[]>`
    UPDATE "Verdict" v SET "supersededAt" = ${now} WHERE v."projectId" = ${member.projectId}::uuid AND v."supersededAt" IS NULL
      AND v.id IN (SELECT i."verdictId" FROM "VerdictItem" i WHERE i."projectId" = ${member.projectId}::uuid AND i."annotationId" = ANY(${annotationIds}::uuid[]))${notVeiledVerdict(member)} RETURNING v.id, v."contestedById"`
}

/** Takes verdicts back, and puts those they had superseded in force again. The caller holds their documents. */
export async function withdrawVerdicts(
  tx: Transaction,
  member: Member,
  ids: readonly string[],
  reinstated: readonly string[],
  now: Date,
): Promise<void> {
  await tx.verdict.updateMany({
    where: { projectId: member.projectId, id: { in: [...ids] } },
    data: { supersededAt: now },
  })
  await tx.verdict.updateMany({
    where: { projectId: member.projectId, id: { in: [...reinstated] } },
    data: { supersededAt: null },
  })
  await settleConsensus(tx, member, await passagesOfVerdicts(tx, member, [...ids, ...reinstated]), now)
}

/** The documents that these verdicts, standing or not, are about. */
export async function documentsOfVerdicts(tx: Transaction, member: Member, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.verdict.findMany({
    where: { projectId: member.projectId, id: { in: [...ids] } },
    select: { documentId: true },
    distinct: ['documentId'],
  })
  return rows.map((row) => row.documentId)
}

/** Those of these verdicts that no round hides from the member, each with whether it stands. */
export async function knownAmong(
  tx: Transaction,
  member: Member,
  ids: readonly string[],
): Promise<{ id: string; stands: boolean }[]> {
  return tx.$queryRaw<{ id: string; stands: boolean }[]>`
    SELECT v.id, v."supersededAt" IS NULL AS stands FROM "Verdict" v WHERE v."projectId" = ${member.projectId}::uuid AND v.id = ANY(${ids}::uuid[])${notVeiledVerdict(member)}`
}

/** A standing verdict that speaks of an annotation of another one. */
export interface StandingOther {
  id: string
  /** The other one, standing or not. */
  on: string
  /** Whether no round hides it from the member. */
  isKnown: boolean
}

/** The standing verdicts about any of the annotations that these were about. */
export async function standingOnSameAnnotations(
  tx: Transaction,
  member: Member,
  ids: readonly string[],
): Promise<StandingOther[]> {
  return tx.$queryRaw<StandingOther[]>`
    SELECT DISTINCT v.id, was."verdictId" AS "on", (true${notVeiledVerdict(member)}) AS "isKnown" FROM "VerdictItem" was
    JOIN "VerdictItem" i ON i."projectId" = was."projectId" AND i."annotationId" = was."annotationId" AND i."verdictId" <> was."verdictId"
    JOIN "Verdict" v ON v."projectId" = i."projectId" AND v.id = i."verdictId" AND v."supersededAt" IS NULL
    WHERE was."projectId" = ${member.projectId}::uuid AND was."verdictId" = ANY(${ids}::uuid[])`
}

/** Marks a standing verdict as contested; answers whether it was not already. */
export async function markContested(tx: Transaction, member: Member, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.verdict.updateMany({
    where: { projectId: member.projectId, id, supersededAt: null, contestedAt: null },
    data: { contestedAt: now, contestedById: member.userId },
  })
  return count === 1
}

/** Those of `tagIds` that exist and are neither in the bin nor archived. */
export async function usableTags(tx: Transaction, member: Member, tagIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.tag.findMany({
    where: {
      projectId: member.projectId,
      id: { in: [...tagIds] },
      deletedAt: null,
      archivedAt: null,
      ...(await visibleTagWhere(tx, member)),
    },
    select: { id: true },
  })
  return new Set(rows.map((row) => row.id))
}

async function pagePassages(tx: Transaction, member: Member, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Annotation" a SET page = NULLIF(width_bucket(a.start, r."pageStarts"), 0) FROM "Revision" r
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${ids}::uuid[]) AND r."projectId" = a."projectId" AND r.id = a."revisionId" AND cardinality(r."pageStarts") > 0`
}
