import { Prisma } from '@/generated/prisma/client'
import { can } from '@/lib/domain/access/actions'
import type { Member, Viewer } from '@/lib/domain/access/viewer'
import { inEnglish } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'
import type { Job } from '@/lib/schemas/job'
import type { PageQuery } from '@/lib/schemas/primitives'
import type { Database, Transaction } from '@/lib/data/database/client'
import { cutPage, decodeCursor, type Page } from '@/lib/data/database/page'
import { leaseEnd } from './leases'

/** How much of a file one row holds, in bytes. */
const pieceSize = 1_048_576

/** A job as somebody asks for it. Its project need not be there. */
export interface NewJob {
  projectId: string
  id: string
  kind: Job['kind']
  input: object
  requestedById: string
}

/** Milliseconds that a piece of a file may take: a file of which nothing more came for so long has lost its sender. */
const arrival = 30_000

/**
 * Puts a job among those that wait, with the file that it works on, which is stored a piece at a time so that no transaction is long. Whoever looks for work sees
 * it when all of it is there.
 */
export async function queueJob(
  db: Database,
  { projectId, id, input, ...job }: NewJob,
  file: Uint8Array,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.job.create({
      data: { projectId, id, ...job, input, state: 'receiving' },
      select: { id: true },
    })
    await awaitArrival(tx, projectId, id)
  })
  for (let number = 0; number * pieceSize < file.length; number += 1) {
    const bytes = Uint8Array.from(file.subarray(number * pieceSize, (number + 1) * pieceSize))
    await db.jobPiece.create({ data: { projectId, jobId: id, number, bytes }, select: { number: true } })
    await awaitArrival(db, projectId, id)
  }
  await db.job.updateMany({ where: { projectId, id, state: 'receiving' }, data: { state: 'queued', leaseUntil: null } })
}

/** Gives the next piece its time, by the database’s clock. */
async function awaitArrival(db: Transaction, projectId: string, id: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "Job" SET "leaseUntil" = ${leaseEnd(arrival)} WHERE "projectId" = ${projectId}::uuid AND id = ${id}::uuid AND state = 'receiving'`
}

/** Erases the jobs whose file stopped coming in, of one project or of all: their senders are gone, and who asks again begins anew. */
export async function forgetUnsentJobs(db: Transaction, projectId?: string): Promise<void> {
  const ofProject = projectId === undefined ? Prisma.empty : Prisma.sql`AND "projectId" = ${projectId}::uuid`
  await db.$executeRaw`
    DELETE FROM "Job" WHERE state = 'receiving' AND COALESCE("leaseUntil" <= now(), true) ${ofProject}`
}

/** The file of a job, piece by piece. */
export async function* jobFile(db: Database, projectId: string, jobId: string): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number += 1) {
    const piece = await db.jobPiece.findUnique({
      where: { projectId_jobId_number: { projectId, jobId, number } },
      select: { bytes: true },
    })
    if (!piece) return
    yield piece.bytes
  }
}

/** Erases what ended before `endedBefore`, and what never came whole. */
export async function forgetJobs(db: Database, endedBefore: Date): Promise<void> {
  await db.job.deleteMany({ where: { endedAt: { lt: endedBefore } } })
  await forgetUnsentJobs(db)
}

interface JobRow extends Omit<Job, 'progress' | 'problem' | 'requestedBy' | 'createdAt' | 'startedAt' | 'endedAt'> {
  phase: string | null
  done: number
  of: number
  problem: { code: string; said: Said } | null
  requestedById: string
  requestedByName: string
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
}

const columns = Prisma.sql`j.id, j."projectId", j.kind, CASE j.state WHEN 'receiving' THEN 'queued' ELSE j.state END AS state, j."endedAt" IS NULL AND j."cancelRequestedAt" IS NOT NULL AS "isCancelling", j.phase, j.done, j."of", j.result, j.problem,
  j."requestedById", u.name AS "requestedByName", j."createdAt", j."startedAt", j."endedAt"`
const from = Prisma.sql`FROM "Job" j JOIN "User" u ON u.id = j."requestedById"`
/**
 * Whose job it is, or who leads the project that it works on: for everybody else there is none. While its file comes in it waits for whoever asked for it, and is
 * nobody else’s.
 */
const seenBy = ({ userId }: Pick<Viewer, 'userId'>) => Prisma.sql`(j."requestedById" = ${userId}::uuid
  OR (j.state <> 'receiving' AND EXISTS (SELECT 1 FROM "Membership" m JOIN "Project" p ON p.id = m."projectId" AND p."deletedAt" IS NULL WHERE m."projectId" = j."projectId" AND m."userId" = ${userId}::uuid AND m.role = 'lead')))`

/** One job, as far as it exists for this person. */
export async function getJob(db: Transaction, viewer: Viewer, id: string): Promise<Job | null> {
  const [row] = await db.$queryRaw<JobRow[]>`SELECT ${columns} ${from} WHERE j.id = ${id}::uuid AND ${seenBy(viewer)}`
  return row ? presentJob(row) : null
}

/** The id of the job of a kind on a project that this person asked for, or null. */
export async function jobOfProject(
  db: Transaction,
  { userId }: Pick<Viewer, 'userId'>,
  projectId: string,
  kind: Job['kind'],
): Promise<string | null> {
  const row = await db.job.findFirst({
    where: { projectId, kind, requestedById: userId },
    select: { id: true },
    orderBy: { createdAt: 'desc' },
  })
  return row?.id ?? null
}

/** What this person asked for, newest first. */
export function listOwnJobs(db: Transaction, viewer: Viewer, query: PageQuery): Promise<Page<Job>> {
  return listJobs(db, Prisma.sql`j.state <> 'receiving' AND j."requestedById" = ${viewer.userId}::uuid`, query)
}

/** The jobs of a project, newest first: all for its leads, for others what they asked for themselves. */
export function listProjectJobs(db: Transaction, member: Member, query: PageQuery): Promise<Page<Job>> {
  const whose = can(member.role, 'members.manage', member.settings)
    ? Prisma.sql`true`
    : Prisma.sql`j."requestedById" = ${member.userId}::uuid`
  return listJobs(
    db,
    Prisma.sql`j.state <> 'receiving' AND j."projectId" = ${member.projectId}::uuid AND ${whose}`,
    query,
  )
}

async function listJobs(db: Transaction, which: Prisma.Sql, query: PageQuery): Promise<Page<Job>> {
  const after = decodeCursor(query.cursor, ['time', 'id'])
  const rows = await db.$queryRaw<JobRow[]>`
    SELECT ${columns} ${from} WHERE ${which} ${after ? Prisma.sql`AND (j."createdAt", j.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : Prisma.empty}
    ORDER BY j."createdAt" DESC, j.id DESC LIMIT ${query.limit + 1}`
  const [counted] =
    query.total === 'false'
      ? []
      : await db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM "Job" j WHERE ${which}`
  const page = cutPage(rows, query, (row) => [row.createdAt.toISOString(), row.id], presentJob)
  return { ...page, ...(counted && { total: counted.total }) }
}

/**
 * Tells a job that this person sees to stop: one that waits has ended, and one that is worked on, or whose file comes in, ends when whoever works on it has heard. Answers whether there
 * is such a job.
 */
export async function requestCancel(db: Transaction, viewer: Viewer, id: string): Promise<boolean> {
  await db.$executeRaw`
    UPDATE "Job" j SET state = CASE j.state WHEN 'queued' THEN 'cancelled' ELSE j.state END, "endedAt" = CASE j.state WHEN 'queued' THEN now() END, "cancelRequestedAt" = COALESCE(j."cancelRequestedAt", now())
    WHERE j.id = ${id}::uuid AND j.state IN ('receiving', 'queued', 'running') AND ${seenBy(viewer)}`
  await db.$executeRaw`DELETE FROM "JobPiece" p USING "Job" j WHERE j.id = ${id}::uuid AND j.state = 'cancelled' AND p."projectId" = j."projectId" AND p."jobId" = j.id AND ${seenBy(viewer)}`
  return (await getJob(db, viewer, id)) !== null
}

function presentJob({ phase, done, of, problem, requestedById, requestedByName, ...row }: JobRow): Job {
  return {
    ...row,
    progress: { phase, done, of },
    problem: problem && { ...problem, detail: inEnglish(problem.said) },
    requestedBy: { id: requestedById, name: requestedByName },
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  }
}
