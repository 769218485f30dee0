import { Prisma } from '@/generated/prisma/client'
import { shownEvent, type EventReader, type RecordedEvent } from '@/lib/domain/history/shown-event'
import type { Transaction } from '@/lib/data/database/client'
import { notSurelyHidden } from './event-condition'
import { eventsOfStrands, type LogPart } from './event-strands'
import { makingsNamed } from './makings'

/** A place in the settled order. */
export interface LogPosition {
  txid: bigint
  seq: bigint
}

/** Where the log begins. */
export const logBegin: LogPosition = { txid: 0n, seq: 0n }

/** Where everything below `horizon` ends, whether or not somebody is shown any of it. */
export const logEndBelow = (horizon: bigint): LogPosition => ({ txid: horizon - 1n, seq: 2n ** 63n - 1n })

/**
 * Where the event numbered `seq` stands; the beginning for a number that this reader is not shown. One that is hidden from them is no other than one that
 * does not exist: were it known, trying numbers would tell when and how much colleagues work.
 */
export async function positionOf(
  db: Transaction,
  projectId: string,
  reader: EventReader,
  seq: number,
): Promise<LogPosition> {
  const [row] = await db.$queryRaw<EventRow[]>`
    SELECT ${eventColumns} FROM "Event" e JOIN "User" u ON u.id = e."actorId" WHERE e."projectId" = ${projectId}::uuid AND e.seq = ${seq} ${notSurelyHidden(reader)}`
  if (!row) return logBegin
  const event = recordedEvent(row)
  const shown = shownEvent(reader, event, await makingsNamed(db, projectId, [reader], [event]))
  return shown ? { txid: row.txid, seq: row.seq } : logBegin
}

export interface PlacedEvent {
  event: RecordedEvent
  position: LogPosition
  /** About as many bytes as its sides have. */
  weight: number
}

/** Events read at a time. */
export interface Batch {
  rows: PlacedEvent[]
  /** Whether events may come after them: as many were read as were asked for, or these are heavy enough. */
  hasMore: boolean
}

/** Bytes after which a batch of events ends, so that a project of heavy events is read like any other. One event may have more. */
export const heaviestBatch = 8 * 1024 * 1024

/**
 * A project's events as they are on record, for `shownEvent` to decide about, in the settled order: by transaction and then number, so that one that commits
 * late cannot slip in behind a reader. Of `strands` (see `strandsSeen`) alone where they are given; for one `reader`, without what is surely hidden from them. At most as many as asked for, and fewer where they are heavy.
 */
export async function settledEvents(
  db: Transaction,
  projectId: string,
  part: LogPart,
  reader?: EventReader,
  strands: readonly string[] | null = null,
): Promise<Batch> {
  const { from, below, horizon, condition = Prisma.empty, newestFirst = false, limit } = part
  const events =
    strands === null
      ? Prisma.sql`"Event" e JOIN "User" u ON u.id = e."actorId" WHERE e."projectId" = ${projectId}::uuid
        ${from ? Prisma.sql`AND (e.txid, e.seq) > (${from.txid}, ${from.seq})` : Prisma.empty} ${below ? Prisma.sql`AND (e.txid, e.seq) < (${below.txid}, ${below.seq})` : Prisma.empty}
        ${horizon === undefined ? Prisma.empty : Prisma.sql`AND e.txid < ${horizon}`} ${reader ? notSurelyHidden(reader) : Prisma.empty} ${condition}`
      : Prisma.sql`${eventsOfStrands(projectId, strands, part)} CROSS JOIN LATERAL (SELECT * FROM "Event" e WHERE e."projectId" = ${projectId}::uuid AND e.seq = k.seq OFFSET 0) e JOIN "User" u ON u.id = e."actorId"`
  return batchOf(db, events, newestFirst ? Prisma.sql`txid DESC, seq DESC` : Prisma.sql`txid, seq`, limit)
}

/** The first events of "Event" e joined with "User" u in this order, at most `limit`, and no more than one beyond `heaviestBatch`. */
export async function batchOf(db: Transaction, events: Prisma.Sql, order: Prisma.Sql, limit: number): Promise<Batch> {
  const rows = await db.$queryRaw<(EventRow & { weight: number; found: number })[]>`
    SELECT * FROM (
      SELECT a.*, count(*) OVER ()::int AS found, COALESCE(sum(a.weight) OVER (ORDER BY ${order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS above
      FROM (SELECT ${eventColumns}, ${weightOf(Prisma.sql`e.before`)} + ${weightOf(Prisma.sql`e.after`)} AS weight FROM ${events} ORDER BY ${order} LIMIT ${limit}) a
    ) b WHERE above < ${heaviestBatch} ORDER BY ${order}`
  return {
    rows: rows.map((row) => ({
      event: recordedEvent(row),
      position: { txid: row.txid, seq: row.seq },
      weight: row.weight,
    })),
    hasMore: rows.length === limit || rows.length < (rows[0]?.found ?? 0),
  }
}

// What is small as it is stored is not unpacked to be weighed: it has a hundred times that size at the most.
const weightOf = (side: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`COALESCE(CASE WHEN pg_column_size(${side}) > 2000 THEN octet_length(${side}::text) ELSE pg_column_size(${side}) END, 0)`

/**
 * Whether events are on record that `settledEvents` does not give yet, because an older transaction is still writing. They come once it has ended.
 */
export async function hasUnsettled(db: Transaction, projectId: string, horizon: bigint): Promise<boolean> {
  const row = await db.event.findFirst({ where: { projectId, txid: { gte: horizon } }, select: { seq: true } })
  return row !== null
}

/** Who writes in this database and may commit: a rehearsal (see `rehearse`) never does. */
const writers = Prisma.sql`pg_stat_activity w WHERE w.datname = current_database() AND w.backend_xid IS NOT NULL
  AND w.application_name IS DISTINCT FROM concat('rehearsal ', w.backend_xid)`

/** Who has been writing for longest in this database, for the log: the server's process id and since when. */
export async function oldestWriter(
  db: Transaction,
): Promise<{ pid: number; application: string; seconds: number } | null> {
  const [row] = await db.$queryRaw<{ pid: number; application: string; seconds: number }[]>`
    SELECT w.pid, w.application_name AS application, extract(epoch FROM now() - w.xact_start)::int AS seconds
    FROM ${writers} ORDER BY age(w.backend_xid) DESC LIMIT 1`
  return row ?? null
}

/** What `recordedEvent` is made of, from "Event" e joined with "User" u who acted. */
export const eventColumns = Prisma.sql`e.seq, e.txid, e.type, e."actorId", u.name AS "actorName", e."subjectId", e."documentId", e."ownerId", e."makerId", e."roundId", e.shared, e.before, e.after, e.reverts, e."createdAt"`

export interface EventRow {
  seq: bigint
  txid: bigint
  type: string
  actorId: string
  actorName: string
  subjectId: string
  documentId: string | null
  ownerId: string | null
  makerId: string | null
  roundId: string | null
  shared: boolean
  before: unknown
  after: unknown
  reverts: bigint | null
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
    makerId: row.makerId,
    roundId: row.roundId,
    shared: row.shared,
    before: row.before,
    after: row.after,
    reverts: row.reverts === null ? null : Number(row.reverts),
    createdAt: row.createdAt.toISOString(),
  }
}

/**
 * Every transaction of this database with an id below the answer has ended or will be rolled back, and a statement that begins after this one sees what it did. It must be a
 * statement of its own, before the one that reads: within one, a transaction could end after its snapshot was taken and before the look at who is writing.
 * (pg_snapshot_xmin alone would do, but it waits for writers in every database of the server.)
 */
export async function settledBelow(db: Transaction): Promise<bigint> {
  // backend_xid has 32 bits; its distance from the next id, which age() gives, places it among the 64-bit ones.
  const [row] = await db.$queryRaw<{ horizon: bigint }[]>`
    WITH ids AS (SELECT (pg_snapshot_xmax(pg_current_snapshot())::text)::bigint AS next)
    SELECT LEAST(next, (
      SELECT min(next - (age(w.backend_xid) - age((next % 4294967296)::text::xid)))
      FROM ${writers})) AS horizon FROM ids`
  if (!row) throw new Error('A horizon always exists')
  return row.horizon
}
