import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { shownEvent, type ShownEvent } from '@/lib/domain/history/shown-event'
import type { Transaction } from '@/lib/data/database/client'
import { logBegin, settledEvents, type Batch } from './event-log'
import { strandsSeen, amongEvents } from './event-strands'
import { filtered, type HistoryFilter } from './events'
import { makingsNamed } from './makings'
import { eventReader } from '@/lib/data/rounds/load-veil'

/** Events read at a time: their sides can be large. */
const batchSize = 500

/**
 * Question: what was done, all of it, from the first event to the last? A batch at a time, in the settled order, as `shownEvent` shows each to this
 * member. For a snapshot: in one nothing can commit late and slip in.
 */
export async function* exportEvents(
  tx: Transaction,
  member: Member,
  filter: HistoryFilter,
): AsyncGenerator<ShownEvent[]> {
  const reader = await eventReader(tx, member)
  const strands = await strandsSeen(tx, member.projectId, reader)
  for (let from = logBegin; ;) {
    const { rows, hasMore }: Batch = await settledEvents(
      tx,
      member.projectId,
      { from, limit: batchSize, condition: filtered(filter) },
      reader,
      strands,
    )
    const events = rows.map(({ event }) => event)
    const made = await makingsNamed(tx, member.projectId, [reader], events)
    yield events.flatMap((event) => shownEvent(reader, event, made) ?? [])
    if (!hasMore) return
    from = rows.at(-1)?.position ?? from
  }
}

/** The numbers of the events that made, changed or reverted something of the codebook, in order, as far as the member is shown them. */
export async function codebookEvents(tx: Transaction, member: Member): Promise<number[]> {
  const rows = await tx.$queryRaw<{ seq: bigint }[]>(
    Prisma.sql`SELECT e.seq FROM "Event" e WHERE e."projectId" = ${member.projectId}::uuid AND e.type LIKE 'tag.%'${await amongEvents(tx, member)} ORDER BY e.seq`,
  )
  return rows.map(({ seq }) => Number(seq))
}

/** What documents and people of the project are called now, by id. */
export async function namesInHistory(
  tx: Transaction,
  member: Member,
): Promise<{ documents: Map<string, string>; people: Map<string, string> }> {
  const documents = await tx.document.findMany({
    where: { projectId: member.projectId, deletedAt: null },
    select: { id: true, title: true },
  })
  const memberships = await tx.membership.findMany({
    where: { projectId: member.projectId },
    select: { user: { select: { id: true, name: true } } },
  })
  return {
    documents: new Map(documents.map(({ id, title }) => [id, title])),
    people: new Map(memberships.map(({ user }) => [user.id, user.name])),
  }
}
