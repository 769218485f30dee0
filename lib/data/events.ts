import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from './client'

/** What somebody did, as it is put on record. `before` and `after` are presented rows, never raw ones. */
export interface Act {
  type: string
  subjectId: string
  documentId?: string
  /** Set where the act is about one person's own work: others see it only if `shared`. */
  ownerId?: string
  shared?: boolean
  before?: object | null
  after?: object | null
  /** What taking the act back needs and nobody is shown. */
  undo?: object
  /** The number of the act that this one takes back. */
  reverts?: number
}

/** Puts acts on record in the transaction that does them; answers their numbers in the same order. */
export async function appendEvents(tx: Transaction, member: Pick<Member, 'projectId' | 'userId'>, acts: Act[]): Promise<number[]> {
  const rows = await tx.event.createManyAndReturn({
    select: { seq: true },
    data: acts.map((act) => ({
      projectId: member.projectId,
      actorId: member.userId,
      type: act.type,
      subjectId: act.subjectId,
      documentId: act.documentId ?? null,
      ownerId: act.ownerId ?? null,
      shared: act.shared ?? true,
      before: act.before ?? undefined,
      after: act.after ?? undefined,
      undo: act.undo,
      reverts: act.reverts,
    })),
  })
  return rows.map((row) => Number(row.seq))
}

/** One act with what taking it back needs. */
export interface RecordedAct {
  seq: number
  type: string
  actorId: string
  subjectId: string
  before: unknown
  after: unknown
  undo: unknown
  createdAt: Date
  /** Whether a later act has taken it back. */
  isReverted: boolean
}

/** The act numbered `seq`, where the member may see it. */
export async function findAct(tx: Transaction, member: Member, seq: number): Promise<RecordedAct | null> {
  const row = await tx.event.findFirst({
    where: { projectId: member.projectId, seq, OR: [{ shared: true }, { ownerId: member.userId }] },
    select: { type: true, actorId: true, subjectId: true, before: true, after: true, undo: true, createdAt: true, revertedBy: { select: { seq: true } } },
  })
  if (!row) return null
  const { revertedBy, ...act } = row
  return { ...act, seq, isReverted: revertedBy.length > 0 }
}

interface EventRow {
  seq: bigint
  type: string
  actorId: string
  actorName: string
  subjectId: string
  documentId: string | null
  before: unknown
  after: unknown
  createdAt: Date
}

/** What the history and the live stream show of an act. */
export interface ShownEvent {
  seq: number
  type: string
  actor: { id: string; name: string }
  subjectId: string
  documentId: string | null
  before: unknown
  after: unknown
  createdAt: string
}

/**
 * The acts after the one numbered `after` (0: from the beginning) that this member may see, oldest first. Ordered by transaction and then
 * number, and only below the oldest transaction still writing in this database: one that commits late cannot slip in behind a reader.
 * Another person's act on their own unshared work is not there; where it was shared on one side only, that side alone is.
 */
export async function eventsAfter(db: Transaction, member: Member, after: number, limit: number): Promise<ShownEvent[]> {
  const horizon = await settledBelow(db)
  const rows = await db.$queryRaw<EventRow[]>`
    SELECT e.seq, e.type, e."actorId", u.name AS "actorName", e."subjectId", e."documentId", e."createdAt",
      ${visibleSide(member, Prisma.sql`e.before`)} AS before, ${visibleSide(member, Prisma.sql`e.after`)} AS after
    FROM "Event" e JOIN "User" u ON u.id = e."actorId"
    WHERE e."projectId" = ${member.projectId}::uuid AND (e.shared OR e."ownerId" = ${member.userId}::uuid)
      AND (e.txid, e.seq) > (COALESCE((SELECT p.txid FROM "Event" p WHERE p."projectId" = ${member.projectId}::uuid AND p.seq = ${after}), 0), ${after}::bigint)
      AND e.txid < ${horizon}
    ORDER BY e.txid, e.seq LIMIT ${limit}`
  return rows.map(presentEvent)
}

export interface HistoryQuery {
  /** The seq below which to go on; the newest where it is missing. */
  before?: number
  actorId?: string
  /** The first word of the type: document, annotation, tag ... */
  kind?: string
  limit: number
}

/** The acts that this member may see, newest first, as `eventsAfter` shows them. For reading back, not for following: what commits late may slip in. */
export async function eventsBefore(db: Transaction, member: Member, { before, actorId, kind, limit }: HistoryQuery): Promise<ShownEvent[]> {
  const rows = await db.$queryRaw<EventRow[]>`
    SELECT e.seq, e.type, e."actorId", u.name AS "actorName", e."subjectId", e."documentId", e."createdAt",
      ${visibleSide(member, Prisma.sql`e.before`)} AS before, ${visibleSide(member, Prisma.sql`e.after`)} AS after
    FROM "Event" e JOIN "User" u ON u.id = e."actorId"
    WHERE e."projectId" = ${member.projectId}::uuid AND (e.shared OR e."ownerId" = ${member.userId}::uuid)
      ${before === undefined ? Prisma.empty : Prisma.sql`AND e.seq < ${before}`}
      ${actorId === undefined ? Prisma.empty : Prisma.sql`AND e."actorId" = ${actorId}::uuid`}
      ${kind === undefined ? Prisma.empty : Prisma.sql`AND split_part(e.type, '.', 1) IN (${kind}, ${`${kind}s`})`}
    ORDER BY e.seq DESC LIMIT ${limit}`
  return rows.map(presentEvent)
}

function presentEvent(row: EventRow): ShownEvent {
  return {
    seq: Number(row.seq),
    type: row.type,
    actor: { id: row.actorId, name: row.actorName },
    subjectId: row.subjectId,
    documentId: row.documentId,
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
async function settledBelow(db: Transaction): Promise<bigint> {
  // backend_xid has 32 bits; its distance from the next id, which age() gives, places it among the 64-bit ones.
  const [row] = await db.$queryRaw<{ horizon: bigint }[]>`
    WITH ids AS (SELECT (pg_snapshot_xmax(pg_current_snapshot())::text)::bigint AS next)
    SELECT LEAST(next, (
      SELECT min(next - (age(w.backend_xid) - age((next % 4294967296)::text::xid)))
      FROM pg_stat_activity w WHERE w.datname = current_database() AND w.backend_xid IS NOT NULL)) AS horizon FROM ids`
  if (!row) throw new Error('A horizon always exists')
  return row.horizon
}

// A bulk act carries items, each of which is shown or not as it would be alone.
const visibleSide = (member: Member, side: Prisma.Sql) => Prisma.sql`CASE
  WHEN e."ownerId" IS NULL OR e."ownerId" = ${member.userId}::uuid THEN ${side}
  WHEN jsonb_exists(${side}, 'items') THEN jsonb_build_object('items', jsonb_path_query_array(${side}, '$.items[*] ? (@.visibility == "shared")'))
  WHEN COALESCE(${side} ->> 'visibility', 'shared') = 'shared' THEN ${side} END`
