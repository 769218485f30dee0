import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { planConsensus, type Words } from '@/lib/domain/review/one-passage'
import { moveStars } from '../annotations/stars'
import { notVeiledPassage } from '../annotations/visibility'
import type { Transaction } from '../database/client'
import { moveTalk } from './move-talk'

interface PassageRow {
  id: string
  place: string
  isLive: boolean
  verdictId: string
  tagIds: string[]
}

interface WordsRow extends Words {
  roundId: string | null
  createdById: string
}

/**
 * Makes the consensus at the places of these passages what the standing verdicts say: one passage a place with the tags of all of them, in the name of the
 * first. What a round hides from the member is no part of a place (ADR 0127): a hidden passage among these is settled by itself. The caller holds the documents (`lockForVerdicts`). `fresh` are rows stored in this transaction, whose version does not rise.
 */
export async function settleConsensus(
  tx: Transaction,
  member: Member,
  passageIds: readonly string[],
  now: Date,
  fresh: ReadonlySet<string> = new Set(),
): Promise<void> {
  if (passageIds.length === 0) return
  const rows = await passagesAtPlacesOf(tx, member, passageIds)
  const words = await standingWords(
    tx,
    member,
    rows.map((row) => row.id),
  )
  const { standing, gone, moved, joined } = planConsensus(rows, words)
  const stored = new Map(rows.map((row) => [row.id, row]))
  const given = new Map(words.map((word) => [word.verdictId, word]))
  for (const { from, to } of joined) await moveStars(tx, member, from, to)
  await moveTalk(tx, member, joined)
  await moveWords(tx, member, moved)
  await binPassages(tx, member, gone, now)
  const before = (id: string) => new Set(stored.get(id)?.tagIds)
  const dropped = standing.flatMap(({ id, tagIds }) =>
    [...before(id)].filter((tagId) => !tagIds.includes(tagId)).map((tagId) => ({ id, tagId })),
  )
  const added = standing.flatMap(({ id, tagIds, verdictId }) =>
    tagIds
      .filter((tagId) => !before(id).has(tagId))
      .map((tagId) => ({ id, tagId, by: given.get(verdictId)?.createdById ?? member.userId })),
  )
  await tx.$executeRaw`
    DELETE FROM "AnnotationTag" x USING unnest(${dropped.map((one) => one.id)}::uuid[], ${dropped.map((one) => one.tagId)}::uuid[]) AS d(id, "tagId")
    WHERE x."projectId" = ${member.projectId}::uuid AND x."annotationId" = d.id AND x."tagId" = d."tagId"`
  await tx.$executeRaw`
    INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById", "createdAt")
    SELECT a."projectId", a.id, p."tagId", a."documentId", a.start, p.by, ${now} FROM unnest(${added.map((one) => one.id)}::uuid[], ${added.map((one) => one.tagId)}::uuid[], ${added.map((one) => one.by)}::uuid[]) AS p(id, "tagId", by)
    JOIN "Annotation" a ON a."projectId" = ${member.projectId}::uuid AND a.id = p.id ON CONFLICT DO NOTHING`
  const touched = new Set([...dropped, ...added].map((one) => one.id))
  const changed = standing.filter(
    ({ id, verdictId }) => touched.has(id) || !stored.get(id)?.isLive || stored.get(id)?.verdictId !== verdictId,
  )
  const first = changed.map(({ verdictId }) => given.get(verdictId))
  await tx.$executeRaw`
    UPDATE "Annotation" a SET "deletedAt" = NULL, "verdictId" = s."verdictId", "roundId" = s."roundId", "authorId" = s.by, version = a.version + s.raise, "updatedAt" = ${now}
    FROM unnest(${changed.map((one) => one.id)}::uuid[], ${changed.map((one) => one.verdictId)}::uuid[], ${first.map((word) => word?.roundId ?? null)}::uuid[], ${first.map((word) => word?.createdById ?? member.userId)}::uuid[],
      ${changed.map((one) => (fresh.has(one.id) ? 0 : 1))}::int[]) AS s(id, "verdictId", "roundId", by, raise)
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = s.id`
}

/** The passages of the consensus that these verdicts speak of. */
export async function passagesOfVerdicts(
  tx: Transaction,
  member: Member,
  verdictIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<
    { id: string }[]
  >`SELECT DISTINCT k."annotationId" AS id FROM "VerdictPassage" k WHERE k."projectId" = ${member.projectId}::uuid AND k."verdictId" = ANY(${verdictIds}::uuid[])`
  return rows.map((row) => row.id)
}

/** Stores what verdicts say of passages. */
export async function insertWords(tx: Transaction, member: Member, words: readonly Words[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "VerdictPassage" ("projectId", "verdictId", "annotationId", "tagIds")
    SELECT ${member.projectId}::uuid, (w ->> 'verdictId')::uuid, (w ->> 'passageId')::uuid, ARRAY(SELECT t::uuid FROM json_array_elements_text(w -> 'tagIds') AS t) FROM json_array_elements(${JSON.stringify(words)}::json) AS w
    ON CONFLICT ("projectId", "verdictId", "annotationId") DO UPDATE SET "tagIds" = ${both}`
}

// What was said of either of two passages, each tag once.
const both = Prisma.sql`"VerdictPassage"."tagIds" || ARRAY(SELECT t FROM unnest(EXCLUDED."tagIds") AS t WHERE t <> ALL ("VerdictPassage"."tagIds"))`

/** Lets verdicts speak of another passage than before; answers what they had said of the former ones. */
export async function moveWords(
  tx: Transaction,
  member: Member,
  moves: readonly { from: string; to: string }[],
): Promise<Words[]> {
  if (moves.length === 0) return []
  const to = new Map(moves.map((move) => [move.from, move.to]))
  const said = await wordsOf(tx, member, [...to.keys()])
  const joined = new Map<string, Words>()
  for (const { verdictId, passageId, tagIds } of said) {
    const target = to.get(passageId) ?? passageId
    const key = `${verdictId} ${target}`
    joined.set(key, {
      verdictId,
      passageId: target,
      tagIds: [...new Set([...(joined.get(key)?.tagIds ?? []), ...tagIds])],
    })
  }
  await insertWords(tx, member, [...joined.values()])
  await tx.verdictPassage.deleteMany({ where: { projectId: member.projectId, annotationId: { in: [...to.keys()] } } })
  return said
}

/** What verdicts, standing or not, say of these passages. */
export async function wordsOf(tx: Transaction, member: Member, passageIds: readonly string[]): Promise<Words[]> {
  const rows = await tx.verdictPassage.findMany({
    where: { projectId: member.projectId, annotationId: { in: [...passageIds] } },
    orderBy: [{ verdictId: 'asc' }, { annotationId: 'asc' }],
  })
  return rows.map(({ verdictId, annotationId, tagIds }) => ({ verdictId, passageId: annotationId, tagIds }))
}

export async function binPassages(tx: Transaction, member: Member, ids: readonly string[], now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Annotation" a SET "deletedAt" = ${now}, version = a.version + 1, "updatedAt" = ${now}
    WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${ids}::uuid[]) AND a.layer = 'consensus' AND a."deletedAt" IS NULL`
}

/** These passages, and those of the live consensus that stand where one of them does and that exist for the member. One that does not is a place of its own. */
async function passagesAtPlacesOf(tx: Transaction, member: Member, ids: readonly string[]): Promise<PassageRow[]> {
  return tx.$queryRaw<PassageRow[]>`
    WITH asked AS MATERIALIZED (SELECT a."documentId", a."revisionId", a.start, a."end" FROM "Annotation" a WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${ids}::uuid[]) AND a.layer = 'consensus')
    SELECT a.id, concat_ws(' ', a."revisionId", a.start, a."end", CASE WHEN true${notVeiledPassage(member)} THEN NULL ELSE a.id END) AS place, a."deletedAt" IS NULL AS "isLive", a."verdictId",
      ARRAY(SELECT x."tagId" FROM "AnnotationTag" x WHERE x."projectId" = a."projectId" AND x."annotationId" = a.id) AS "tagIds"
    FROM "Annotation" a WHERE a."projectId" = ${member.projectId}::uuid AND a.layer = 'consensus' AND (a.id = ANY(${ids}::uuid[]) OR (true${notVeiledPassage(member)} AND a.id IN (
      SELECT o.id FROM asked JOIN "Annotation" o ON o."projectId" = ${member.projectId}::uuid AND o."documentId" = asked."documentId" AND o."revisionId" = asked."revisionId" AND o.start = asked.start AND o."end" = asked."end"
        AND o.layer = 'consensus' AND o."deletedAt" IS NULL)))`
}

/** What the standing verdicts say of these passages, in the order in which they were given. */
async function standingWords(tx: Transaction, member: Member, passageIds: readonly string[]): Promise<WordsRow[]> {
  return tx.$queryRaw<WordsRow[]>`
    SELECT k."verdictId", k."annotationId" AS "passageId", k."tagIds", v."roundId", v."createdById" FROM "VerdictPassage" k
    JOIN "Verdict" v ON v."projectId" = k."projectId" AND v.id = k."verdictId" AND v."supersededAt" IS NULL
    WHERE k."projectId" = ${member.projectId}::uuid AND k."annotationId" = ANY(${passageIds}::uuid[]) ORDER BY v."createdAt", v.id`
}
