import { Prisma } from '@/generated/prisma/client'
import type { Role } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import { shownEvent, type EventReader, type ShownEvent } from '@/lib/domain/history/shown-event'
import type { Transaction } from '@/lib/data/database/client'
import { demandStanding } from '@/lib/data/accounts/demand-standing'
import { notSurelyHidden } from './event-condition'
import { strandsSeen } from './event-strands'
import { makingsNamed } from './makings'
import { eventReader } from '@/lib/data/rounds/load-veil'
import {
  batchOf,
  heaviestBatch,
  logBegin,
  positionOf,
  recordedEvent,
  settledBelow,
  settledEvents,
  type Batch,
} from './event-log'

/** What somebody did, as it is put on record. `before` and `after` are presented rows, never raw ones. */
export interface NewEvent {
  type: string
  subjectId: string
  documentId?: string
  /** Set where the event is about one person's own work: others see it only if `shared`. */
  ownerId?: string
  /** The round that the event belongs to. */
  roundId?: string | null
  shared?: boolean
  before?: object | null
  after?: object | null
  /** What reverting the event needs and nobody is shown. */
  undo?: object
  /** The number of the event that this one reverts. */
  reverts?: number
}

/** Who does an event: a member, as they were when their request came; or, with `role: null`, somebody whose right to it is no role in the project. */
export type Actor = Pick<Member, 'projectId' | 'userId'> & { role: Role | null }

/**
 * Puts events on record in the transaction that does them; answers their numbers in the same order. Since every change does so, this is also where it is asked once
 * more whether the member is still what they were: who was removed or demoted meanwhile has changed nothing.
 */
export async function appendEvents(tx: Transaction, actor: Actor, events: NewEvent[]): Promise<number[]> {
  const { role, ...member } = actor
  if (role !== null && !events.every((event) => isOwnMembership(member, event)))
    await demandStanding(tx, { ...member, role })
  const rows = events.map((event) => ({
    projectId: member.projectId,
    actorId: member.userId,
    type: event.type,
    subjectId: event.subjectId,
    documentId: event.documentId,
    ownerId: event.ownerId,
    roundId: event.roundId,
    shared: event.shared ?? true,
    before: event.before,
    after: event.after,
    undo: event.undo,
    reverts: event.reverts,
  }))
  // As one text that only the database reads: what reverting a large merge needs is megabytes, and everybody would wait while they are turned this way and that.
  const stored = await tx.$queryRaw<{ seq: bigint }[]>`
    INSERT INTO "Event" ("projectId", "actorId", type, "subjectId", "documentId", "ownerId", "roundId", shared, before, after, undo, reverts)
    SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS e("projectId" uuid, "actorId" uuid, type text, "subjectId" uuid, "documentId" uuid, "ownerId" uuid, "roundId" uuid,
      shared boolean, before jsonb, after jsonb, undo jsonb, reverts bigint)
    RETURNING seq`
  return stored.map(({ seq }) => Number(seq))
}

/** Whoever leaves, or gives up a role, is not what they were; that they were was asked when the membership was locked. */
const isOwnMembership = ({ userId }: Pick<Member, 'userId'>, { type, subjectId }: NewEvent): boolean =>
  subjectId === userId && (type === 'member.changed' || type === 'member.removed')

/** One event with what reverting it needs. */
export interface RecordedEvent {
  seq: number
  type: string
  actorId: string
  subjectId: string
  documentId: string | null
  roundId: string | null
  /** Whose work it was about, where it was one person's. */
  ownerId: string | null
  before: unknown
  after: unknown
  /** What the member is shown of both sides. */
  shown: { before: unknown; after: unknown }
  undo: unknown
  createdAt: Date
  /** What the member is shown of the events that reverted it, or of others all of them: several where each gave back a part. */
  reversals: Pick<ShownEvent, 'subjectId' | 'before' | 'after'>[]
  /** Whether it can be reverted but once, and an event that the member is not shown has done so. */
  isGivenBackUnseen: boolean
}

/**
 * The event numbered `seq` as it is on record, where the member is shown anything of it. For reverting it, never for showing it. Whoever asks for the same
 * event waits until this transaction has ended, and then reads whether it was reverted.
 */
export async function findEvent(tx: Transaction, member: Member, seq: number): Promise<RecordedEvent | null> {
  const reader = await eventReader(tx, member)
  const place = await positionOf(tx, member.projectId, reader, seq)
  if (place === logBegin) return null
  await tx.$queryRaw`SELECT 1 FROM "Event" WHERE "projectId" = ${member.projectId}::uuid AND seq = ${seq} FOR NO KEY UPDATE`
  const row = await tx.event.findFirst({
    where: { projectId: member.projectId, seq },
    select: { ...recordedColumns, undo: true, revertedBy: { select: recordedColumns } },
  })
  if (!row) return null
  const events = [row, ...row.revertedBy].map((event) => recordedEvent({ ...event, actorName: event.actor.name }))
  const made = await makingsNamed(tx, member.projectId, [reader], events)
  const [shown, ...reversals] = events.map((event) => shownEvent(reader, event, made))
  if (!shown) return null
  const { type, actorId, subjectId, documentId, roundId, ownerId, before, after, undo, createdAt } = row
  return {
    seq,
    type,
    actorId,
    subjectId,
    documentId,
    roundId,
    ownerId,
    before,
    after,
    shown,
    undo,
    createdAt,
    reversals: reversals.filter((event) => event !== null),
    isGivenBackUnseen: !type.startsWith('annotation') && reversals.includes(null),
  }
}

const recordedColumns = {
  seq: true,
  type: true,
  actorId: true,
  actor: { select: { name: true } },
  subjectId: true,
  documentId: true,
  ownerId: true,
  makerId: true,
  roundId: true,
  shared: true,
  before: true,
  after: true,
  reverts: true,
  createdAt: true,
} satisfies Prisma.EventSelect

/** Events that somebody is shown, and whether there are more such beyond them. */
export interface ShownEvents {
  items: ShownEvent[]
  more: boolean
}

/**
 * The events after the one numbered `after` (from the beginning for a number that they are not shown) that this member may see, of those that `filter` asks for, oldest first, in the settled order of `settledEvents`.
 * Nothing in the answer, the last number included, tells that events were passed over.
 */
export async function eventsAfter(
  db: Transaction,
  member: Member,
  after: number,
  limit: number,
  filter: HistoryFilter = {},
): Promise<ShownEvents> {
  const horizon = await settledBelow(db)
  const reader = await eventReader(db, member)
  const strands = await strandsSeen(db, member.projectId, reader)
  let from = await positionOf(db, member.projectId, reader, after)
  return gather(db, member.projectId, reader, limit, async (size) => {
    const batch = await settledEvents(
      db,
      member.projectId,
      { from, horizon, limit: size, condition: filtered(filter) },
      reader,
      strands,
    )
    from = batch.rows.at(-1)?.position ?? from
    return batch
  })
}

/** Which events; of several ids any one will do. */
export interface HistoryFilter {
  actorId?: string | string[]
  /** The first word of the type: document, annotation, tag ... */
  kind?: string
  documentId?: string | string[]
  roundId?: string | string[]
  /** Only what was done at or after this time. */
  from?: Date
  /** Only what was done before this time. */
  to?: Date
}

export interface HistoryQuery extends HistoryFilter {
  /** The seq below which to go on; the newest where it is missing. */
  before?: number
  limit: number
}

/**
 * The events that this member may see, newest first, as `eventsAfter` shows them. For reading back, not for following: what commits late may slip in. Newest is
 * the highest number; where a round hides something from the member it is the last in the settled order, which is the same but for events of the same moment.
 */
export async function eventsBefore(
  db: Transaction,
  member: Member,
  { before, limit, ...filter }: HistoryQuery,
): Promise<ShownEvents> {
  let below = before
  const reader = await eventReader(db, member)
  const strands = await strandsSeen(db, member.projectId, reader)
  if (strands) return readStrandsBack(db, member, reader, strands, { before, limit, ...filter })
  return gather(db, member.projectId, reader, limit, async (size) => {
    const events = Prisma.sql`"Event" e JOIN "User" u ON u.id = e."actorId" WHERE e."projectId" = ${member.projectId}::uuid
      ${below === undefined ? Prisma.empty : Prisma.sql`AND e.seq < ${below}`} ${filtered(filter)} ${notSurelyHidden(reader)}`
    const batch = await batchOf(db, events, Prisma.sql`seq DESC`, size)
    below = batch.rows.at(-1)?.event.seq ?? below
    return batch
  })
}

async function readStrandsBack(
  db: Transaction,
  member: Member,
  reader: EventReader,
  strands: readonly string[],
  { before, limit, ...filter }: HistoryQuery,
): Promise<ShownEvents> {
  const position = before === undefined ? logBegin : await positionOf(db, member.projectId, reader, before)
  // A number that they are not shown is no place, and still a number.
  const isPlace = position !== logBegin
  const condition =
    isPlace || before === undefined ? filtered(filter) : Prisma.sql`AND e.seq < ${before} ${filtered(filter)}`
  let below = isPlace ? position : null
  return gather(db, member.projectId, reader, limit, async (size) => {
    const batch = await settledEvents(
      db,
      member.projectId,
      { below, limit: size, condition, newestFirst: true },
      reader,
      strands,
    )
    below = batch.rows.at(-1)?.position ?? below
    return batch
  })
}

/** The conditions of a history's filter on "Event" e; each begins with AND. */
export function filtered({ actorId, kind, documentId, roundId, from, to }: HistoryFilter): Prisma.Sql {
  const conditions = [
    ...(actorId === undefined ? [] : [Prisma.sql`AND e."actorId" ${oneOf(actorId)}`]),
    ...(kind === undefined ? [] : [Prisma.sql`AND split_part(e.type, '.', 1) IN (${kind}, ${`${kind}s`})`]),
    ...(documentId === undefined ? [] : [Prisma.sql`AND e."documentId" ${oneOf(documentId)}`]),
    ...(roundId === undefined ? [] : [Prisma.sql`AND e."roundId" ${oneOf(roundId)}`]),
    ...(from === undefined ? [] : [Prisma.sql`AND e."createdAt" >= ${from}`]),
    ...(to === undefined ? [] : [Prisma.sql`AND e."createdAt" < ${to}`]),
  ]
  return conditions.length === 0 ? Prisma.empty : Prisma.join(conditions, ' ')
}

// One id is compared as such: an index gives its events in order, which it does not for a list.
const oneOf = (ids: string | string[]): Prisma.Sql =>
  typeof ids === 'string' ? Prisma.sql`= ${ids}::uuid` : Prisma.sql`= ANY(${ids}::uuid[])`

/**
 * Reads batch after batch until `limit` events that the member is shown are found and one beyond them, or there are no more. It ends before that where those
 * that are shown are heavy: what is not shown counts for nothing, so that nobody can tell that it is there.
 */
async function gather(
  db: Transaction,
  projectId: string,
  reader: EventReader,
  limit: number,
  nextBatch: (size: number) => Promise<Batch>,
): Promise<ShownEvents> {
  const items: ShownEvent[] = []
  let weight = 0
  for (let size = limit + 1; ; size = scanSize) {
    const batch = await nextBatch(size)
    const events = batch.rows.map(({ event }) => event)
    const made = await makingsNamed(db, projectId, [reader], events)
    for (const row of batch.rows) {
      const shown = shownEvent(reader, row.event, made)
      if (!shown) continue
      weight += row.weight < light ? light : JSON.stringify([shown.before, shown.after]).length
      if (items.length === limit || (items.length > 0 && weight > heaviestBatch)) return { items, more: true }
      items.push(shown)
    }
    if (!batch.hasMore) return { items, more: false }
  }
}

/** Bytes of an event that need not be counted to the last. */
const light = 10_000

// Once a first batch did not suffice much is hidden, and few large statements are cheaper than many small ones.
const scanSize = 1000
