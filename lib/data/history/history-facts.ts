import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { isReverted } from '@/lib/domain/history/reversals'
import { shownEvent, type ShownEvent } from '@/lib/domain/history/shown-event'
import type { Transaction } from '@/lib/data/database/client'
import { eventColumns, recordedEvent, type EventRow } from './event-log'
import { amongEvents } from './event-strands'
import { makingsNamed } from './makings'
import { eventReader } from '@/lib/data/rounds/load-veil'

/** Of events that the member is shown: whose work each was about, and whether later events that they are shown too reverted all of it that they are shown. */
export async function eventsOnRecord(
  db: Transaction,
  member: Member,
  shown: readonly ShownEvent[],
): Promise<Map<number, { ownerId: string | null; isReverted: boolean }>> {
  if (shown.length === 0) return new Map()
  const numbers = shown.map((event) => event.seq)
  const owners = await db.event.findMany({
    where: { projectId: member.projectId, seq: { in: numbers } },
    select: { seq: true, ownerId: true },
  })
  const reverting = await db.$queryRaw<EventRow[]>`
    SELECT ${eventColumns} FROM "Event" e JOIN "User" u ON u.id = e."actorId"
    WHERE e."projectId" = ${member.projectId}::uuid AND e.reverts = ANY(${numbers}::bigint[])`
  const reader = await eventReader(db, member)
  const events = reverting.map(recordedEvent)
  const made = await makingsNamed(db, member.projectId, [reader], events)
  const reversals = events.flatMap((event) => shownEvent(reader, event, made) ?? [])
  const reversalsOf = (seq: number) => reversals.filter((event) => event.reverts === seq)
  const ownerOf = new Map(owners.map(({ seq, ownerId }) => [Number(seq), ownerId]))
  return new Map(
    shown.map((event) => [
      event.seq,
      { ownerId: ownerOf.get(event.seq) ?? null, isReverted: isReverted(event, reversalsOf(event.seq)) },
    ]),
  )
}

/** Which version of the codebook each of these events found or left: how many events that they are shown had changed it by then. */
export async function codebookVersionsAt(
  db: Transaction,
  member: Member,
  numbers: readonly number[],
): Promise<Map<number, number>> {
  if (numbers.length === 0) return new Map()
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
  const [row] = await db.$queryRaw<{ earlier: number; since: bigint[] | null }[]>(Prisma.sql`
    SELECT count(*) FILTER (WHERE e.seq < ${first})::int AS earlier, array_agg(e.seq ORDER BY e.seq) FILTER (WHERE e.seq >= ${first}) AS since
    FROM "Event" e WHERE e."projectId" = ${member.projectId}::uuid AND e.type LIKE 'tag.%' AND e.seq <= ${last}${await amongEvents(db, member)}`)
  const since = (row?.since ?? []).map(Number)
  return new Map(numbers.map((number) => [number, (row?.earlier ?? 0) + since.filter((seq) => seq <= number).length]))
}
