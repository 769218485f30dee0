import { Prisma } from '@/generated/prisma/client'
import { can } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import type { Coding } from '@/lib/domain/review/coding'
import { comparedCoders, isComparingHidden } from '@/lib/domain/rounds/compared-coders'
import { isBlindRound } from '@/lib/domain/rounds/round'
import { isWorkSeen } from '@/lib/domain/rounds/veil'
import { livePostings } from '../annotations/rows'
import { codedPlaces } from '../annotations/coded-places'
import { amongOverlays } from '../annotations/overlays'
import { holdCodebook } from '../codebook/hold-codebook'
import { loadVeil } from '../rounds/load-veil'
import { roundIsBlind, roundMayBeBlind } from '../rounds/veil-condition'
import { visibleAnnotation } from '../annotations/visibility'
import type { Transaction } from '../database/client'

/** One document to be compared: its current revision, and whose coding of it may be. */
export interface ComparedDocument {
  id: string
  title: string
  revisionId: string
  coderIds: string[]
  /** Whether it cannot be compared yet, or not whole, because somebody has not submitted it. */
  isWaiting: boolean
  /** Who has it to code and has not submitted it, as far as the member may know: until then their work is nobody's to compare. */
  waitingFor: string[]
}

/**
 * The documents of a round by title, each with the coders whose work on it is there to be compared: who submitted it, and once the round is open or closed
 * who has work on it too; nobody until all have submitted where the round is blind for so long. A document that the member codes blind, in this
 * round or another, has nobody but them either, and whether it waits for others is not told.
 */
export async function roundDocuments(
  db: Transaction,
  member: Member,
  roundId: string,
): Promise<ComparedDocument[] | null> {
  const round = await db.round.findFirst({
    where: { projectId: member.projectId, id: roundId, deletedAt: null },
    select: {
      visibility: true,
      openedAt: true,
      closedAt: true,
      tasks: { select: { documentId: true, coderId: true, submittedAt: true }, orderBy: { coderId: 'asc' } },
    },
  })
  if (!round) return null
  const isBlind = isBlindRound(round)
  const places = await codedPlaces(db, member, { roundIds: [roundId] })
  const coded = new Set(places.map(({ documentId, coderId }) => `${documentId}/${coderId}`))
  const maySeeProgress = can(member.role, 'rounds.progress', member.settings)
  const reader = { userId: member.userId, veil: await loadVeil(db, member) }
  const documents = await liveDocuments(db, member, [...new Set(round.tasks.map((task) => task.documentId))])
  return documents.map((document) => {
    const tasks = round.tasks.filter((task) => task.documentId === document.id)
    const waitingFor = tasks.filter((task) => task.submittedAt === null).map((task) => task.coderId)
    const coderIds = comparedCoders(round, tasks, member.userId, (id) => coded.has(`${document.id}/${id}`)).filter(
      (ownerId) => isWorkSeen(reader, { documentId: document.id, roundId, ownerId }),
    )
    const isHidden = reader.veil.documentIds.has(document.id) || isComparingHidden(round, tasks, member.userId)
    const isWaiting = isBlind && (maySeeProgress ? waitingFor.length > 0 : isHidden)
    return {
      ...document,
      coderIds,
      isWaiting,
      waitingFor: isWaiting ? waitingFor.filter((id) => maySeeProgress || id === member.userId) : [],
    }
  })
}

/** Live documents by title; those that are not there are left out. */
export async function liveDocuments(
  db: Transaction,
  member: Member,
  ids: readonly string[],
): Promise<{ id: string; title: string; revisionId: string }[]> {
  return db.$queryRaw<{ id: string; title: string; revisionId: string }[]>`
    SELECT d.id, d.title, d."currentRevisionId" AS "revisionId" FROM "Document" d
    WHERE d."projectId" = ${member.projectId}::uuid AND d.id = ANY(${ids}::uuid[]) AND d."deletedAt" IS NULL AND d."currentRevisionId" IS NOT NULL ORDER BY lower(d.title), d.id`
}

/**
 * Question: what did these coders mark on this document, as far as the member sees it? As columns of one row, because ten thousand rows of objects cost
 * five times as much to read. With a round, only what was made in it.
 */
export async function codingsOf(
  db: Transaction,
  member: Member,
  { id, revisionId, coderIds }: ComparedDocument,
  roundId: string | null,
): Promise<Coding[]> {
  const among = await amongOverlays(db, member, { documentIds: [id], authorIds: coderIds, layer: 'coder' })
  const [row] = await db.$queryRaw<{ codings: string }[]>`
    SELECT COALESCE(json_agg(json_build_array(a.id, a."authorId", a.start, a."end", a.version, ARRAY(SELECT x."tagId" FROM ${livePostings(member)} ORDER BY x."tagId"))), '[]')::text AS codings FROM "Annotation" a
      WHERE a."projectId" = ${member.projectId}::uuid AND a."documentId" = ${id}::uuid AND a."revisionId" = ${revisionId}::uuid AND a."authorId" = ANY(${coderIds}::uuid[]) AND a.layer = 'coder' AND a.visibility = 'shared'
        ${roundId === null ? Prisma.empty : Prisma.sql`AND a."roundId" = ${roundId}::uuid`} AND ${visibleAnnotation(member)}${among}`
  const rows = JSON.parse(row?.codings ?? '[]') as [string, string, number, number, number, string[]][]
  return rows.map(([codingId, coderId, start, end, version, tagIds]) => ({
    id: codingId,
    coderId,
    start,
    end,
    version,
    tagIds,
  }))
}

/**
 * Question: in which rounds was this coding made, as far as the member sees it? That a coder marked nothing of it was made in each round that asked them for
 * this document and may hide what they do there; an open round asked besides takes nothing out of that. Of these rounds those count that are blind now. Where
 * none is: the newest, or else the one that asked one of these coders for this document last; `standsOutside` keeps the others from hiding that coding again.
 * None where no round did. The rounds are held as they are until the transaction ends.
 */
export async function roundsOfCoding(
  tx: Transaction,
  member: Member,
  {
    documentId,
    coderIds,
    annotationIds,
  }: { documentId: string; coderIds: readonly string[]; annotationIds: readonly string[] },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ roundId: string }[]>`
    WITH coding AS (SELECT a."roundId", a."authorId" FROM "Annotation" a
      WHERE a."projectId" = ${member.projectId}::uuid AND a.id = ANY(${annotationIds}::uuid[]) AND ${visibleAnnotation(member)}
    ), asked AS (SELECT k."roundId", k."coderId", blind."createdAt", ${roundMayBeBlind} AS hides
      FROM "RoundTask" k JOIN "Round" blind ON blind."projectId" = k."projectId" AND blind.id = k."roundId" AND blind."deletedAt" IS NULL
      WHERE k."projectId" = ${member.projectId}::uuid AND k."documentId" = ${documentId}::uuid AND k."coderId" = ANY(${coderIds}::uuid[])
    ), made AS (SELECT "roundId" FROM coding WHERE "roundId" IS NOT NULL
      UNION SELECT "roundId" FROM asked WHERE hides AND "coderId" NOT IN (SELECT "authorId" FROM coding))
    SELECT "roundId" FROM made
    UNION ALL (SELECT "roundId" FROM asked WHERE NOT EXISTS (SELECT 1 FROM made) ORDER BY hides DESC, "createdAt" DESC, "roundId" DESC LIMIT 1)`
  const ids = rows.map((row) => row.roundId)
  await tx.$queryRaw`SELECT 1 FROM "Round" WHERE "projectId" = ${member.projectId}::uuid AND id = ANY(${ids}::uuid[]) ORDER BY id FOR SHARE`
  const rounds = await tx.$queryRaw<{ id: string; isBlind: boolean }[]>`
    SELECT blind.id, ${roundIsBlind} AS "isBlind" FROM "Round" blind WHERE blind."projectId" = ${member.projectId}::uuid AND blind.id = ANY(${ids}::uuid[])
      ORDER BY ${roundMayBeBlind} DESC, blind."createdAt" DESC, blind.id DESC`
  const blind = rounds.filter((round) => round.isBlind)
  return (blind.length > 0 ? blind : rounds.slice(0, 1)).map((round) => round.id)
}

/**
 * The condition that "Verdict" v, of no round or of another, is about coding that "Round" blind hides while it is blind, asked for "RoundTask" k of it: about
 * something made in it, whose author is still asked or which is hidden until all submit; or about its coder's having marked nothing, which is coding too. The
 * latter is no coding of this round where the verdict is older, or is all about the coder's work in its own round.
 */
const isAboutTask = Prisma.sql`v."roundId" IS DISTINCT FROM k."roundId" AND (
  EXISTS (SELECT 1 FROM "VerdictItem" i JOIN "Annotation" a ON a."projectId" = i."projectId" AND a.id = i."annotationId"
    WHERE i."projectId" = v."projectId" AND i."verdictId" = v.id AND a."roundId" = k."roundId" AND (a."authorId" = k."coderId" OR blind.visibility = 'until-all-submit'))
  OR (k."coderId" = ANY(v."coderIds") AND v."createdAt" >= blind."createdAt"
    AND NOT EXISTS (SELECT 1 FROM "VerdictItem" i JOIN "Annotation" a ON a."projectId" = i."projectId" AND a.id = i."annotationId"
      WHERE i."projectId" = v."projectId" AND i."verdictId" = v.id AND a."authorId" = k."coderId")
    AND (EXISTS (SELECT 1 FROM "VerdictItem" i JOIN "Annotation" a ON a."projectId" = i."projectId" AND a.id = i."annotationId"
        WHERE i."projectId" = v."projectId" AND i."verdictId" = v.id AND a."roundId" IS DISTINCT FROM v."roundId")
      OR NOT EXISTS (SELECT 1 FROM "RoundTask" own
        WHERE own."projectId" = v."projectId" AND own."roundId" = v."roundId" AND own."documentId" = k."documentId" AND own."coderId" = k."coderId"))))`

/**
 * Question: does a verdict of no round or of another stand on coding that was made in this one? It was given while this one hid nothing, and nothing would hide it
 * if this one hid that coding again. Such a verdict is about coding of several rounds.
 */
export async function standsOutside(tx: Transaction, member: Member, roundId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ stands: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "Round" blind JOIN "RoundTask" k ON k."projectId" = blind."projectId" AND k."roundId" = blind.id
      JOIN "Verdict" v ON v."projectId" = k."projectId" AND v."documentId" = k."documentId"
      WHERE blind."projectId" = ${member.projectId}::uuid AND blind.id = ${roundId}::uuid AND v."supersededAt" IS NULL AND ${isAboutTask}) AS stands`
  return row?.stands ?? false
}

/**
 * Question: which of these verdicts, standing or not, are about coding that a round which is none of theirs hides now? The rounds that asked for their documents
 * are held as they are until the transaction ends, so that none of them goes on meanwhile.
 */
export async function verdictsOutside(
  tx: Transaction,
  member: Member,
  verdictIds: readonly string[],
): Promise<Set<string>> {
  await tx.$queryRaw`
    SELECT 1 FROM "Round" r WHERE r."projectId" = ${member.projectId}::uuid AND r.id IN (
      SELECT k."roundId" FROM "RoundTask" k JOIN "Verdict" v ON v."projectId" = k."projectId" AND v."documentId" = k."documentId"
      WHERE k."projectId" = ${member.projectId}::uuid AND v.id = ANY(${verdictIds}::uuid[])) ORDER BY r.id FOR SHARE`
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT v.id FROM "Verdict" v JOIN "RoundTask" k ON k."projectId" = v."projectId" AND k."documentId" = v."documentId"
    JOIN "Round" blind ON blind."projectId" = k."projectId" AND blind.id = k."roundId"
    WHERE v."projectId" = ${member.projectId}::uuid AND v.id = ANY(${verdictIds}::uuid[]) AND ${roundIsBlind} AND ${isAboutTask}`
  return new Set(rows.map((row) => row.id))
}

/** Holds a document's verdicts still until the transaction ends, and the tags that they say; coding goes on meanwhile. */
export async function lockForVerdicts(tx: Transaction, member: Member, documentIds: readonly string[]): Promise<void> {
  await holdCodebook(tx, member)
  await tx.$queryRaw`SELECT 1 FROM "Document" d WHERE d."projectId" = ${member.projectId}::uuid AND d.id = ANY(${documentIds}::uuid[]) ORDER BY d.id FOR NO KEY UPDATE`
}
