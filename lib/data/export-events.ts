import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { shownEvent, type ShownEvent } from '@/lib/domain/history/shown-event'
import type { Transaction } from './client'
import { notSurelyHidden } from './event-condition'
import { eventColumns, recordedEvent, type EventRow } from './event-log'
import { filtered, type HistoryFilter } from './events'
import { visibleTagAct } from './rounds/hidden-tags'
import { eventReader } from './rounds/load-veil'

/** Acts read at a time: their sides can be large. */
const batchSize = 500

/**
 * Question: what was done, all of it, from the first act to the last? A batch at a time, in order of their numbers, as `shownEvent` shows each to this
 * member. For a snapshot: in one nothing can commit late and slip in.
 */
export async function* exportEvents(tx: Transaction, member: Member, filter: HistoryFilter): AsyncGenerator<ShownEvent[]> {
  const reader = await eventReader(tx, member)
  for (let above = 0n; ; ) {
    const rows: EventRow[] = await tx.$queryRaw<EventRow[]>`
      SELECT ${eventColumns} FROM "Event" e JOIN "User" u ON u.id = e."actorId"
      WHERE e."projectId" = ${member.projectId}::uuid AND e.seq > ${above} ${filtered(filter)} ${notSurelyHidden(reader)}
      ORDER BY e.seq LIMIT ${batchSize}`
    yield rows.flatMap((row) => shownEvent(reader, recordedEvent(row)) ?? [])
    if (rows.length < batchSize) return
    above = rows.at(-1)?.seq ?? above
  }
}

/** The numbers of the acts that made, changed or took back something of the codebook, in order, as far as the member is shown them. */
export async function codebookActs(tx: Transaction, member: Member): Promise<number[]> {
  const rows = await tx.$queryRaw<{ seq: bigint }[]>(Prisma.sql`SELECT e.seq FROM "Event" e WHERE e."projectId" = ${member.projectId}::uuid AND e.type LIKE 'tag.%'${visibleTagAct(member)} ORDER BY e.seq`)
  return rows.map(({ seq }) => Number(seq))
}

/** What documents and people of the project are called now, by id. */
export async function namesInHistory(tx: Transaction, member: Member): Promise<{ documents: Map<string, string>; people: Map<string, string> }> {
  const documents = await tx.document.findMany({ where: { projectId: member.projectId, deletedAt: null }, select: { id: true, title: true } })
  const memberships = await tx.membership.findMany({ where: { projectId: member.projectId }, select: { user: { select: { id: true, name: true } } } })
  return { documents: new Map(documents.map(({ id, title }) => [id, title])), people: new Map(memberships.map(({ user }) => [user.id, user.name])) }
}
