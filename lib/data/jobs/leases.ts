import { storableJson } from '@/lib/domain/storable/storable'
import { Prisma } from '@/generated/prisma/client'
import { newId } from '@/lib/data/database/ids'
import type { Database, Transaction } from '@/lib/data/database/client'

// Who may work on a job, and until when. Times are the database's: processes whose clocks differ agree on who holds what.

/** The right to work on a job: whoever has the token that stands in its row. */
export interface Lease {
  projectId: string
  jobId: string
  token: string
}

/** A job that was taken up, and by how many before, this time included. */
export interface TakenJob extends Lease {
  kind: string
  input: unknown
  requestedById: string
  attempts: number
  /** When it was taken up first. */
  startedAt: Date
}

/** How far a job is. */
export interface JobProgress {
  phase: string
  done: number
  of: number
}

/** What became of a lease: it is held, or its job is to end, or another has it. */
export type LeaseState = 'held' | 'cancelled' | 'lost'

/**
 * Takes up a job of these kinds that nobody works on: one that waits, or whose lease has run out. The person and the project with the fewest under way come
 * first, and among these who was served longest ago; with `ofNewcomers` it is of a person with none under way, or none is taken. Of two processes that ask at
 * once each gets another.
 */
export async function takeJob(
  db: Database,
  kinds: readonly string[],
  milliseconds: number,
  { ofNewcomers = false } = {},
): Promise<TakenJob | null> {
  const under = (column: string) =>
    Prisma.raw(
      `(SELECT count(*) FROM "Job" r WHERE r.state = 'running' AND r."leaseUntil" > now() AND r."${column}" = j."${column}")`,
    )
  const [taken] = await db.$queryRaw<TakenJob[]>`
    UPDATE "Job" k SET state = 'running', attempts = k.attempts + 1, "leaseToken" = ${newId()}::uuid, "leaseUntil" = ${leaseEnd(milliseconds)}, "startedAt" = COALESCE(k."startedAt", now())
    WHERE k.id = (
      SELECT j.id FROM "Job" j WHERE (j.state = 'queued' OR (j.state = 'running' AND j."leaseUntil" <= now())) AND j.kind = ANY(${kinds}::text[])
        ${ofNewcomers ? Prisma.sql`AND ${under('requestedById')} = 0` : Prisma.empty}
      ORDER BY ${under('requestedById')}, ${under('projectId')}, (SELECT max(s."startedAt") FROM "Job" s WHERE s."requestedById" = j."requestedById") NULLS FIRST, j."createdAt", j.id
      FOR UPDATE SKIP LOCKED LIMIT 1)
    RETURNING k."projectId", k.id AS "jobId", k."leaseToken" AS token, k.kind, k.input, k."requestedById", k.attempts, k."startedAt"`
  return taken ?? null
}

/** Holds a lease for so long from now on. */
export function renewLease(db: Database, lease: Lease, milliseconds: number): Promise<LeaseState> {
  return held(db, lease, Prisma.sql`"leaseUntil" = ${leaseEnd(milliseconds)}`)
}

/**
 * Says how far the job is, and holds its row to the end of the transaction, so that nobody takes it up meanwhile: what this transaction writes is written by
 * whoever holds the lease, or not at all.
 */
export function holdLease(tx: Transaction, lease: Lease, { phase, done, of }: JobProgress): Promise<LeaseState> {
  return held(tx, lease, Prisma.sql`phase = ${phase}, done = LEAST(${done}::int, ${of}::int), "of" = ${of}::int`)
}

async function held(db: Transaction, { projectId, jobId, token }: Lease, set: Prisma.Sql): Promise<LeaseState> {
  const [row] = await db.$queryRaw<{ isCancelled: boolean }[]>`
    UPDATE "Job" SET ${set} WHERE "projectId" = ${projectId}::uuid AND id = ${jobId}::uuid AND "leaseToken" = ${token}::uuid
    RETURNING "cancelRequestedAt" IS NOT NULL AS "isCancelled"`
  if (!row) return 'lost'
  return row.isCancelled ? 'cancelled' : 'held'
}

/** Lets another take the job up at once. An attempt that was not the work's own fault does not count. */
export async function giveBackLease(db: Database, { projectId, jobId, token }: Lease, counts: boolean): Promise<void> {
  await db.$executeRaw`
    UPDATE "Job" SET "leaseUntil" = now(), attempts = attempts - ${counts ? 0 : 1}::int
    WHERE "projectId" = ${projectId}::uuid AND id = ${jobId}::uuid AND "leaseToken" = ${token}::uuid`
}

/** Lets every lease run out: for whoever knows that nobody works any more who held one. */
export async function lapseLeases(db: Database): Promise<void> {
  await db.$executeRaw`UPDATE "Job" SET "leaseUntil" = now() WHERE state = 'running' AND "leaseUntil" > now()`
}

/** How a job ended. */
export type JobEnd = { state: 'done'; result: object } | { state: 'failed'; problem: object } | { state: 'cancelled' }

/** Ends a job, and lets its file go. False where another has the lease. */
export async function endJob(tx: Transaction, { projectId, jobId, token }: Lease, end: JobEnd): Promise<boolean> {
  const result = end.state === 'done' ? storableJson(end.result) : null
  const problem = end.state === 'failed' ? storableJson(end.problem) : null
  const count = await tx.$executeRaw`
    UPDATE "Job" SET state = ${end.state}, result = ${result}::jsonb, problem = ${problem}::jsonb, "leaseToken" = NULL, "leaseUntil" = NULL, "endedAt" = now()
    WHERE "projectId" = ${projectId}::uuid AND id = ${jobId}::uuid AND "leaseToken" = ${token}::uuid`
  if (count > 0) await tx.jobPiece.deleteMany({ where: { projectId, jobId } })
  return count > 0
}

/** So many milliseconds from now. */
export const leaseEnd = (milliseconds: number) =>
  Prisma.sql`now() + make_interval(secs => ${milliseconds / 1000}::float8)`
