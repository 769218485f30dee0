import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from '@/lib/data/database/client'
import { eventReader } from '@/lib/data/rounds/load-veil'
import type { Member } from '@/lib/domain/access/viewer'
import { aboutProgress, shownEvent } from '@/lib/domain/history/shown-event'
import { can, defaultSettings, roles } from '@/lib/domain/access/actions'
import { settledBelow, settledEvents, type Batch, type LogPosition } from './event-log'
import { strandsSeen } from './event-strands'
import { makingsNamed } from './makings'

/** How many events are read at a time where the first few are all hidden. */
const scanSize = 1000

/** The number of the newest settled event that this member may see; 0 where there is none. What comes after it in the settled order is news to them. */
export async function newestEvent(
  db: Transaction,
  member: Pick<Member, 'projectId' | 'userId' | 'role' | 'blindRoundIds'>,
): Promise<number> {
  const reader = await eventReader(db, member)
  const horizon = await settledBelow(db)
  const strands = await strandsSeen(db, member.projectId, reader)
  let below: LogPosition | null = null
  for (let size = 20; ; size = scanSize) {
    const { rows, hasMore }: Batch = await settledEvents(
      db,
      member.projectId,
      { below, horizon, limit: size, newestFirst: true },
      reader,
      strands,
    )
    const made = await makingsNamed(
      db,
      member.projectId,
      [reader],
      rows.map(({ event }) => event),
    )
    const newest = rows.find(({ event }) => shownEvent(reader, event, made))
    if (newest) return newest.event.seq
    below = rows.at(-1)?.position ?? below
    if (!hasMore) return 0
  }
}

/**
 * The same number for each "Project" p of a statement, null where there is none, as far as no blind round hides anything in it: then the event is shared, or the
 * person's own; and how far others are is for the roles of "Membership" m that see progress. It may be an older one than `newestEvent` finds, which is told
 * again. Each half has an index, which what colleagues keep to themselves is not in.
 */
export const newestEventOf = (userId: string): Prisma.Sql => Prisma.sql`
  (SELECT e.seq::float8 FROM (${newestWhere(Prisma.sql`e.shared AND ${toldOf(userId)}`)} UNION ALL ${newestWhere(Prisma.sql`NOT e.shared AND e."ownerId" = ${userId}::uuid`)}) e
    ORDER BY e.txid DESC, e.seq DESC LIMIT 1)`

const seeProgress = roles.filter((role) => can(role, 'rounds.progress', defaultSettings))
const toldOf = (userId: string) =>
  Prisma.sql`(m.role::text = ANY(${seeProgress}::text[]) OR e.type <> ALL (${[...aboutProgress]}::text[]) OR e."actorId" = ${userId}::uuid OR e."ownerId" = ${userId}::uuid)`

const newestWhere = (which: Prisma.Sql) =>
  Prisma.sql`(SELECT e.txid, e.seq FROM "Event" e WHERE e."projectId" = p.id AND ${which} AND e.txid < (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint ORDER BY e.txid DESC, e.seq DESC LIMIT 1)`
