import type { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { RoundKind, RoundVisibility } from '@/lib/domain/rounds/round'
import type { Assigned } from '@/lib/domain/rounds/assignment'
import type { DrawnSample, KeptAssignment } from '@/lib/schemas/round'
import type { Transaction } from '../database/client'
import { sharedTagEvent } from './hidden-tags'

export interface NewRound {
  id: string
  name: string
  instructions: string
  kind: RoundKind
  visibility: RoundVisibility
  dueAt: Date | null
  codebookVersion: number
  codebook: Prisma.InputJsonValue
  previousId: string | null
  /** How its passages were drawn at random; absent where they were not. */
  sample?: DrawnSample
  /** How its documents are handed out; absent where every coder gets every one. */
  assignment?: KeptAssignment
}

export async function insertRound(tx: Transaction, member: Member, round: NewRound, now: Date): Promise<void> {
  await tx.round.create({
    data: { ...round, projectId: member.projectId, createdById: member.userId, createdAt: now, updatedAt: now },
    select: { id: true },
  })
}

/**
 * A live round as it is stored, locked until the transaction ends; null where there is none. The lock lets annotations that refer to the round be stored
 * meanwhile (NO KEY): they hold a task that whoever locked the round may be about to ask for, and each would wait for the other.
 */
export async function lockRound(tx: Transaction, member: Member, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Round" WHERE "projectId" = ${member.projectId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`
  return tx.round.findFirst({
    where: { projectId: member.projectId, id, deletedAt: null },
    select: {
      id: true,
      name: true,
      instructions: true,
      kind: true,
      visibility: true,
      dueAt: true,
      openedAt: true,
      closedAt: true,
      version: true,
    },
  })
}

/** New values of a round; what is left out stays. */
export interface RoundUpdate {
  name?: string
  instructions?: string
  visibility?: RoundVisibility
  dueAt?: Date | null
  openedAt?: Date
  openedById?: string
  closedAt?: Date | null
  deletedAt?: Date | null
  assignment?: KeptAssignment
}

/** Writes `update` over a round that the caller holds locked. */
export async function updateRound(
  tx: Transaction,
  member: Member,
  id: string,
  update: RoundUpdate,
  now: Date,
): Promise<void> {
  await tx.round.updateMany({
    where: { projectId: member.projectId, id },
    data: { ...update, version: { increment: 1 }, updatedAt: now },
  })
}

/** Gives documents to coders; who has a task already keeps it as it stands. */
export async function addTasks(
  tx: Transaction,
  member: Member,
  roundId: string,
  tasks: readonly Assigned[],
): Promise<void> {
  await tx.roundTask.createMany({
    data: tasks.map(({ documentId, coderId }) => ({ projectId: member.projectId, roundId, documentId, coderId })),
    skipDuplicates: true,
  })
}

/** Who has what in a round, documents in the bin included. */
export async function assignedTasks(tx: Transaction, member: Member, roundId: string): Promise<Assigned[]> {
  return tx.roundTask.findMany({
    where: { projectId: member.projectId, roundId },
    select: { documentId: true, coderId: true },
  })
}

/** Who has what in a round on live documents, and what of it is not handed in. */
export async function openTasks(
  tx: Transaction,
  member: Member,
  roundId: string,
): Promise<{ coders: Assigned[]; open: Assigned[] }> {
  const rows = await tx.roundTask.findMany({
    where: { projectId: member.projectId, roundId, document: { deletedAt: null } },
    select: { documentId: true, coderId: true, submittedAt: true },
  })
  return { coders: rows, open: rows.filter((row) => row.submittedAt === null) }
}

/** The tasks that are none of `kept`, locked, with whether they are handed in and whether anything was ever marked for them. */
export async function tasksOutside(tx: Transaction, member: Member, roundId: string, kept: readonly Assigned[]) {
  return tx.$queryRaw<(Assigned & { isSubmitted: boolean; isBegun: boolean })[]>`
    SELECT k."documentId", k."coderId", k."submittedAt" IS NOT NULL AS "isSubmitted", k."reopenedAt" IS NOT NULL OR EXISTS (
      SELECT 1 FROM "Annotation" a WHERE a."projectId" = k."projectId" AND a."roundId" = k."roundId" AND a."documentId" = k."documentId" AND a."authorId" = k."coderId") AS "isBegun"
    FROM "RoundTask" k WHERE k."projectId" = ${member.projectId}::uuid AND k."roundId" = ${roundId}::uuid AND (k."documentId", k."coderId") NOT IN (
      SELECT t."documentId", t."coderId" FROM unnest(${kept.map((task) => task.documentId)}::uuid[], ${kept.map((task) => task.coderId)}::uuid[]) AS t("documentId", "coderId"))
    FOR UPDATE OF k`
}

export async function removeTasks(
  tx: Transaction,
  member: Member,
  roundId: string,
  tasks: readonly { documentId: string; coderId: string }[],
): Promise<void> {
  await tx.roundTask.deleteMany({
    where: {
      projectId: member.projectId,
      roundId,
      OR: tasks.map(({ documentId, coderId }) => ({ documentId, coderId })),
    },
  })
}

/** Whether anybody has marked or submitted anything in a round. */
export async function isBegun(tx: Transaction, member: Member, roundId: string): Promise<boolean> {
  const scope = { projectId: member.projectId, roundId }
  return (
    (await tx.annotation.findFirst({ where: scope, select: { id: true } })) !== null ||
    (await tx.roundTask.findFirst({ where: { ...scope, submittedAt: { not: null } }, select: { coderId: true } })) !==
      null
  )
}

export async function insertPassages(
  tx: Transaction,
  member: Member,
  roundId: string,
  passages: readonly {
    id: string
    documentId: string
    revisionId: string
    start: number
    end: number
    quote: string
  }[],
): Promise<void> {
  await tx.roundPassage.createMany({
    data: passages.map((passage) => ({ ...passage, projectId: member.projectId, roundId })),
  })
}

/** One coder's task, locked until the transaction ends; null where they have none on a live document. */
export async function lockTask(tx: Transaction, member: Member, roundId: string, documentId: string, coderId: string) {
  const [row] = await tx.$queryRaw<{ submittedAt: Date | null; reopenedAt: Date | null }[]>`
    SELECT k."submittedAt", k."reopenedAt" FROM "RoundTask" k JOIN "Document" d ON d."projectId" = k."projectId" AND d.id = k."documentId" AND d."deletedAt" IS NULL
    WHERE k."projectId" = ${member.projectId}::uuid AND k."roundId" = ${roundId}::uuid AND k."documentId" = ${documentId}::uuid AND k."coderId" = ${coderId}::uuid FOR UPDATE OF k`
  return row ?? null
}

/** Hands a task in, or opens it again in the member's name. */
export async function setSubmitted(
  tx: Transaction,
  member: Member,
  task: { roundId: string; documentId: string; coderId: string },
  submittedAt: Date | null,
  now: Date,
): Promise<void> {
  await tx.roundTask.updateMany({
    where: { projectId: member.projectId, ...task },
    data: { submittedAt, ...(submittedAt === null && { reopenedAt: now, reopenedById: member.userId }) },
  })
}

/** How many events have changed the codebook that all share. */
export async function codebookVersion(tx: Transaction, member: Member): Promise<number> {
  // The pattern as it is in the index, not as a parameter.
  const [row] = await tx.$queryRaw<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM "Event" e WHERE e."projectId" = ${member.projectId}::uuid AND e.type LIKE 'tag.%'${sharedTagEvent(member)}`
  return row?.count ?? 0
}

/** Those of `ids` whose owners may code in this project. */
export async function coderIdsAmong(tx: Transaction, member: Member, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.membership.findMany({
    where: {
      projectId: member.projectId,
      userId: { in: [...ids] },
      role: { in: ['lead', 'coder'] },
      user: { deactivatedAt: null },
    },
    select: { userId: true },
  })
  return rows.map((row) => row.userId)
}

/** Those of `ids` that are live documents, with their current revisions. */
export async function documentsAmong(
  tx: Transaction,
  member: Member,
  ids: readonly string[],
): Promise<{ id: string; revisionId: string }[]> {
  const rows = await tx.document.findMany({
    where: { projectId: member.projectId, id: { in: [...ids] }, deletedAt: null, currentRevisionId: { not: null } },
    select: { id: true, currentRevisionId: true },
  })
  return rows.flatMap(({ id, currentRevisionId }) =>
    currentRevisionId === null ? [] : [{ id, revisionId: currentRevisionId }],
  )
}
