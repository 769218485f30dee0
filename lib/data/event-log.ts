import { Prisma } from '@/generated/prisma/client'
import type { RecordedEvent } from '@/lib/domain/history/shown-event'
import type { Transaction } from './client'

/** A place in the settled order. */
export interface LogPosition {
  txid: bigint
  seq: bigint
}

/** Where the act numbered `seq` stands; the beginning for a number this project's log does not have. */
export async function positionOf(db: Transaction, projectId: string, seq: number): Promise<LogPosition> {
  const row = await db.event.findUnique({ where: { projectId_seq: { projectId, seq } }, select: { txid: true, seq: true } })
  return row ?? { txid: 0n, seq: 0n }
}

/**
 * A project's acts as they are on record, for `shownEvent` to decide about, after `from` and below `horizon` (see `settledBelow`). Ordered by transaction
 * and then number: one that commits late cannot slip in behind a reader.
 */
export async function settledEvents(db: Transaction, projectId: string, from: LogPosition, horizon: bigint, limit: number): Promise<{ event: RecordedEvent; position: LogPosition }[]> {
  const rows = await db.$queryRaw<EventRow[]>`
    SELECT ${eventColumns} FROM "Event" e JOIN "User" u ON u.id = e."actorId"
    WHERE e."projectId" = ${projectId}::uuid AND (e.txid, e.seq) > (${from.txid}, ${from.seq}) AND e.txid < ${horizon}
    ORDER BY e.txid, e.seq LIMIT ${limit}`
  return rows.map((row) => ({ event: recordedEvent(row), position: { txid: row.txid, seq: row.seq } }))
}

/** What `recordedEvent` is made of, from "Event" e joined with "User" u who acted. */
export const eventColumns = Prisma.sql`e.seq, e.txid, e.type, e."actorId", u.name AS "actorName", e."subjectId", e."documentId", e."ownerId", e."roundId", e.shared, e.before, e.after, e."createdAt"`

export interface EventRow {
  seq: bigint
  txid: bigint
  type: string
  actorId: string
  actorName: string
  subjectId: string
  documentId: string | null
  ownerId: string | null
  roundId: string | null
  shared: boolean
  before: unknown
  after: unknown
  createdAt: Date
}

/** A row of the log in the domain's words. */
export function recordedEvent(row: Omit<EventRow, 'txid'>): RecordedEvent {
  return {
    seq: Number(row.seq),
    type: row.type,
    actor: { id: row.actorId, name: row.actorName },
    subjectId: row.subjectId,
    documentId: row.documentId,
    ownerId: row.ownerId,
    roundId: row.roundId,
    shared: row.shared,
    before: row.before,
    after: row.after,
    createdAt: row.createdAt.toISOString(),
  }
}

/**
 * Every transaction of this database with an id below the answer has ended, and a statement that begins after this one sees what it did. It must be a
 * statement of its own, before the one that reads: within one, a transaction could end after its snapshot was taken and before the look at who is writing.
 * (pg_snapshot_xmin alone would do, but it waits for writers in every database of the server.)
 */
export async function settledBelow(db: Transaction): Promise<bigint> {
  // backend_xid has 32 bits; its distance from the next id, which age() gives, places it among the 64-bit ones.
  const [row] = await db.$queryRaw<{ horizon: bigint }[]>`
    WITH ids AS (SELECT (pg_snapshot_xmax(pg_current_snapshot())::text)::bigint AS next)
    SELECT LEAST(next, (
      SELECT min(next - (age(w.backend_xid) - age((next % 4294967296)::text::xid)))
      FROM pg_stat_activity w WHERE w.datname = current_database() AND w.backend_xid IS NOT NULL)) AS horizon FROM ids`
  if (!row) throw new Error('A horizon always exists')
  return row.horizon
}
