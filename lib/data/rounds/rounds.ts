import { Prisma } from '@/generated/prisma/client'
import { can } from '@/lib/domain/access/actions'
import { shownQuote } from '@/lib/data/annotations/shown-quote'
import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import { isBlindRound, taskState, type RoundKind, type RoundVisibility } from '@/lib/domain/rounds/round'
import { isNoVeil, isVeiled, type Veil } from '@/lib/domain/rounds/veil'
import type { PageQuery } from '@/lib/schemas/primitives'
import type { DrawnSample, KeptAssignment, OwnTask, Round, RoundDetail, RoundTask } from '@/lib/schemas/round'
import type { Transaction } from '../database/client'
import { amongEvents } from '../history/event-strands'
import { comparableRoundIds } from './comparable-rounds'
import { cutPage, decodeCursor, type Page } from '../database/page'
import { weighedWithinBytes, type Picked } from '../database/within-bytes'
import { loadVeil } from './load-veil'
import { isBlindTask, roundIsBlind } from './veil-condition'

interface RoundRow {
  id: string
  name: string
  instructions: string
  kind: RoundKind
  visibility: RoundVisibility
  dueAt: Date | null
  documentIds: string[]
  coderIds: string[]
  codebookVersion: number
  previousId: string | null
  openedAt: Date | null
  openedById: string | null
  openedByName: string | null
  closedAt: Date | null
  tasks: number
  submitted: number
  mine: number
  mineSubmitted: number
  version: number
  createdById: string
  createdByName: string
  createdAt: Date
  updatedAt: Date
}

// Tasks on documents in the bin wait there with them.
const liveTasks = Prisma.sql`"RoundTask" k JOIN "Document" d ON d."projectId" = k."projectId" AND d.id = k."documentId" AND d."deletedAt" IS NULL`

const rowsWhere = (member: Member, condition: Prisma.Sql, tail: Prisma.Sql) => Prisma.sql`
  SELECT r.id, r.name, r.instructions, r.kind, r.visibility, r."dueAt", r."codebookVersion", r."previousId", r."openedAt", r."openedById", o.name AS "openedByName", r."closedAt",
    r.version, r."createdById", u.name AS "createdByName", r."createdAt", r."updatedAt", t.*
  FROM "Round" r JOIN "User" u ON u.id = r."createdById" LEFT JOIN "User" o ON o.id = r."openedById"
  CROSS JOIN LATERAL (
    SELECT COALESCE(array_agg(DISTINCT k."documentId"), '{}') AS "documentIds", COALESCE(array_agg(DISTINCT k."coderId"), '{}') AS "coderIds",
      count(*)::int AS tasks, count(k."submittedAt")::int AS submitted,
      (count(*) FILTER (WHERE k."coderId" = ${member.userId}::uuid))::int AS mine, (count(k."submittedAt") FILTER (WHERE k."coderId" = ${member.userId}::uuid))::int AS "mineSubmitted"
    FROM ${liveTasks} WHERE k."projectId" = r."projectId" AND k."roundId" = r.id) t
  WHERE r."projectId" = ${member.projectId}::uuid AND r."deletedAt" IS NULL ${condition} ${tail}`

/** The project's rounds, newest first. */
export async function listRounds(db: Transaction, member: Member, query: PageQuery): Promise<Page<Round>> {
  const after = decodeCursor(query.cursor, ['time', 'id'])
  const rows = await db.$queryRaw<(RoundRow & Picked)[]>(
    weighedWithinBytes(
      rowsWhere(
        member,
        after ? Prisma.sql`AND (r."createdAt", r.id) < (${new Date(after[0] ?? 0)}, ${after[1]}::uuid)` : Prisma.empty,
        Prisma.sql`ORDER BY r."createdAt" DESC, r.id DESC LIMIT ${query.limit + 1}`,
      ),
      Prisma.sql`"createdAt" DESC, id DESC`,
    ),
  )
  const total =
    query.total === 'false'
      ? undefined
      : await db.round.count({ where: { projectId: member.projectId, deletedAt: null } })
  return {
    ...cutPage(
      rows,
      query,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => present(member, row),
    ),
    total,
  }
}

/** One round with its documents, coders, tasks and passages. */
export async function getRound(db: Transaction, member: Member, id: string): Promise<RoundDetail | null> {
  const [row] = await db.$queryRaw<RoundRow[]>(rowsWhere(member, Prisma.sql`AND r.id = ${id}::uuid`, Prisma.empty))
  if (!row) return null
  const scope = { projectId: member.projectId, roundId: id }
  const [documents, coders, tasks, all] = [
    await db.document.findMany({
      where: { projectId: member.projectId, id: { in: row.documentIds }, deletedAt: null },
      select: { id: true, title: true },
      orderBy: [{ title: 'asc' }, { id: 'asc' }],
    }),
    await db.user.findMany({
      where: { id: { in: row.coderIds } },
      select: { id: true, name: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    }),
    await roundTasks(db, member, id),
    await db.$queryRaw<RoundDetail['passages']>`
      SELECT p.id, p."documentId", p."revisionId", p.start, p."end", ${shownQuote(Prisma.sql`p.quote`)} AS quote FROM "RoundPassage" p
      WHERE p."projectId" = ${scope.projectId}::uuid AND p."roundId" = ${scope.roundId}::uuid ORDER BY p."documentId", p.start`,
  ]
  const kept = await db.round.findFirst({
    where: { projectId: member.projectId, id },
    select: { sample: true, assignment: true },
  })
  const sample = (kept?.sample ?? null) as DrawnSample | null
  const passages = await seenOfDrawn(db, member, { ...row, sample }, all)
  return {
    ...present(member, row),
    documents,
    coders,
    tasks,
    passages: passages ?? all,
    sample: passages ? null : sample,
    assignment: (kept?.assignment ?? null) as KeptAssignment | null,
    isComparable: (await comparableRoundIds(db, member, [id])).length > 0,
    codebookAt: await codebookChangedBefore(db, member, row.createdAt),
  }
}

/** When the codebook had been changed last by a time, as far as the member sees its changes. */
async function codebookChangedBefore(db: Transaction, member: Member, time: Date): Promise<string | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>(Prisma.sql`
    SELECT max(e."createdAt") AS at FROM "Event" e
    WHERE e."projectId" = ${member.projectId}::uuid AND e.type LIKE 'tag.%' AND e."createdAt" <= ${time}${await amongEvents(db, member)}`)
  return row?.at?.toISOString() ?? null
}

/**
 * What somebody is shown of the passages of a round which they neither set up nor code, while a round hides work on the same documents; null where nothing may
 * be hidden. What others are to look at again may be what somebody codes blind, and tells where colleagues marked something. Drawn passages of a document are not
 * there while work on it is hidden: it may have been seen when they were drawn, and be hidden again by its coder's being given the document back, by a round
 * that goes on or comes back out of the bin.
 */
async function seenOfDrawn(
  db: Transaction,
  member: Member,
  { createdById, coderIds, sample }: RoundRow & { sample: DrawnSample | null },
  all: RoundDetail['passages'],
): Promise<RoundDetail['passages'] | null> {
  if (createdById === member.userId || coderIds.includes(member.userId)) return null
  const veil = await loadVeil(db, member)
  if (isNoVeil(veil)) return null
  const documentIds = [...new Set(all.map((passage) => passage.documentId))]
  const suspect = new Set(sample ? await hiddenWorkOn(db, member, veil, documentIds) : [])
  if (!documentIds.some((document) => suspect.has(document) || veil.documentIds.has(document))) return null
  return all.filter(({ documentId }) => !veil.documentIds.has(documentId) && !suspect.has(documentId))
}

/** Those of the documents on which somebody has marked something that a round hides from the member. */
async function hiddenWorkOn(
  db: Transaction,
  member: Member,
  veil: Veil,
  documentIds: readonly string[],
): Promise<string[]> {
  const overlays = await db.overlay.findMany({
    where: {
      projectId: member.projectId,
      documentId: { in: [...documentIds] },
      roundId: { in: [...member.blindRoundIds] },
      authorId: { not: member.userId },
    },
    select: { roundId: true, documentId: true, authorId: true },
  })
  return overlays
    .filter(({ authorId, ...place }) => isVeiled(veil, { ...place, ownerId: authorId }))
    .map(({ documentId }) => documentId)
}

/** A round's tasks with their states: everybody's for those who may see progress, which is states and no content, otherwise one's own. */
async function roundTasks(db: Transaction, member: Member, roundId: string): Promise<RoundTask[]> {
  const mine = can(member.role, 'rounds.progress', member.settings)
    ? Prisma.empty
    : Prisma.sql`AND k."coderId" = ${member.userId}::uuid`
  const rows = await db.$queryRaw<
    { documentId: string; coderId: string; submittedAt: Date | null; reopenedAt: Date | null; hasWork: boolean }[]
  >`
    SELECT k."documentId", k."coderId", k."submittedAt", k."reopenedAt", EXISTS (${workOf}) AS "hasWork"
    FROM ${liveTasks} WHERE k."projectId" = ${member.projectId}::uuid AND k."roundId" = ${roundId}::uuid ${mine} ORDER BY k."documentId", k."coderId"`
  return rows.map(({ documentId, coderId, submittedAt, reopenedAt, hasWork }) => ({
    documentId,
    coderId,
    state: taskState({ submittedAt, reopenedAt }, hasWork),
    submittedAt: submittedAt?.toISOString() ?? null,
    reopenedAt: reopenedAt?.toISOString() ?? null,
  }))
}

// Whether there is any, and no more: this is the one place that looks past the veil, for the table of states.
const workOf = Prisma.sql`SELECT 1 FROM "Overlay" o JOIN "Annotation" a ON a."projectId" = o."projectId" AND a."overlayId" = o.id AND a."deletedAt" IS NULL
  WHERE o."projectId" = k."projectId" AND o."roundId" = k."roundId" AND o."documentId" = k."documentId" AND o."authorId" = k."coderId" AND o.layer = 'coder'`

interface OwnTaskRow {
  roundId: string
  name: string
  instructions: string
  kind: RoundKind
  visibility: RoundVisibility
  dueAt: Date | null
  openedAt: Date | null
  openedById: string | null
  openedByName: string | null
  closedAt: Date | null
  documentId: string
  title: string
  submittedAt: Date | null
  reopenedAt: Date | null
  annotationCount: number
  privateCount: number
  isBlind: boolean
  passages: (Span & { revisionId: string })[]
}

/** The member's own tasks, in rounds that are not closed unless all are wanted: what is due first comes first. */
export async function ownTasks(
  db: Transaction,
  member: Member,
  {
    documentId,
    state,
    rounds,
    ...query
  }: PageQuery & { documentId?: string; state?: 'open' | 'submitted'; rounds: 'running' | 'all' },
): Promise<Page<OwnTask>> {
  const after = decodeCursor(query.cursor, ['text', 'text', 'id', 'id'])
  const condition = Prisma.sql`k."projectId" = ${member.projectId}::uuid AND k."coderId" = ${member.userId}::uuid AND r."deletedAt" IS NULL ${rounds === 'all' ? Prisma.empty : Prisma.sql`AND r."closedAt" IS NULL`}
    ${documentId === undefined ? Prisma.empty : Prisma.sql`AND k."documentId" = ${documentId}::uuid`}
    ${state === undefined ? Prisma.empty : Prisma.sql`AND (k."submittedAt" IS NOT NULL) = ${state === 'submitted'}`}`
  const due = Prisma.sql`to_char(COALESCE(r."dueAt", 'infinity'::timestamptz) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')`
  const from = Prisma.sql`${liveTasks} JOIN "Round" r ON r."projectId" = k."projectId" AND r.id = k."roundId" LEFT JOIN "User" o ON o.id = r."openedById"`
  const rows = await db.$queryRaw<(OwnTaskRow & Picked & { due: string; sortTitle: string })[]>`${weighedWithinBytes(
    Prisma.sql`SELECT r.id AS "roundId", r.name, r.instructions, r.kind, r.visibility, r."dueAt", r."openedAt", r."openedById", o.name AS "openedByName", r."closedAt", d.id AS "documentId", d.title, k."submittedAt", k."reopenedAt", COALESCE(${due}, '~') AS due, lower(d.title) AS "sortTitle",
      (SELECT count(*)::int FROM (${workOf}) w) AS "annotationCount", (SELECT count(*)::int FROM (${workOf} AND a.visibility = 'private') w) AS "privateCount",
      (SELECT ${roundIsBlind} AND ${isBlindTask} FROM (SELECT r.*) blind, (SELECT k.*) mine) AS "isBlind",
      COALESCE((SELECT json_agg(json_build_object('revisionId', g."revisionId", 'start', g.start, 'end', g."end") ORDER BY g.start) FROM "RoundPassage" g WHERE g."projectId" = k."projectId" AND g."roundId" = k."roundId" AND g."documentId" = k."documentId"), '[]') AS passages
    FROM ${from} WHERE ${condition} ${after ? Prisma.sql`AND (COALESCE(${due}, '~'), lower(d.title), r.id, d.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid, ${after[3]}::uuid)` : Prisma.empty}
    ORDER BY due, "sortTitle", r.id, d.id LIMIT ${query.limit + 1}`,
    Prisma.sql`due, "sortTitle", "roundId", "documentId"`,
  )}`
  const [count] =
    query.total === 'false'
      ? []
      : await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM ${from} WHERE ${condition}`
  return {
    ...cutPage(rows, query, (row) => [row.due, row.sortTitle, row.roundId, row.documentId], presentOwn),
    total: count?.count,
  }
}

const openedBy = (row: { openedById: string | null; openedByName: string | null }) =>
  row.openedById === null ? null : { id: row.openedById, name: row.openedByName ?? '' }

function presentOwn(row: OwnTaskRow): OwnTask {
  const { name, instructions, kind, visibility, isBlind, annotationCount, privateCount, passages } = row
  return {
    round: {
      id: row.roundId,
      name,
      instructions,
      kind,
      visibility,
      dueAt: row.dueAt?.toISOString() ?? null,
      openedAt: row.openedAt?.toISOString() ?? null,
      openedBy: openedBy(row),
      closedAt: row.closedAt?.toISOString() ?? null,
    },
    document: { id: row.documentId, title: row.title },
    state: taskState(row, annotationCount > 0),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    isBlind,
    annotationCount,
    privateCount,
    passages,
  }
}

function present(member: Member, row: RoundRow): Round {
  const { id, name, instructions, kind, visibility, documentIds, coderIds, codebookVersion, previousId, version } = row
  const maySeeAll = can(member.role, 'rounds.progress', member.settings)
  return {
    id,
    name,
    instructions,
    kind,
    visibility,
    documentIds,
    coderIds,
    codebookVersion,
    previousId,
    version,
    dueAt: row.dueAt?.toISOString() ?? null,
    // How far colleagues are is for those who may see progress.
    isBlind: isBlindRound(row) && !(maySeeAll && row.submitted === row.tasks),
    openedAt: row.openedAt?.toISOString() ?? null,
    openedBy: openedBy(row),
    closedAt: row.closedAt?.toISOString() ?? null,
    mine: { tasks: row.mine, submitted: row.mineSubmitted },
    progress: maySeeAll ? { tasks: row.tasks, submitted: row.submitted } : null,
    createdBy: { id: row.createdById, name: row.createdByName },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
