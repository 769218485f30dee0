import { Prisma } from '@/generated/prisma/client'
import type { EventReader } from '@/lib/domain/history/shown-event'
import { isNoVeil } from '@/lib/domain/rounds/veil'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '@/lib/data/database/client'
import { eventReader } from '@/lib/data/rounds/load-veil'
import { seenStrands } from '@/lib/data/rounds/strands'
import { notSurelyHidden } from './event-condition'

/** Which events of a project's log are wanted, in its settled order: after `from`, before `below`, of transactions below `horizon`. */
export interface LogPart {
  from?: { txid: bigint; seq: bigint } | undefined
  below?: { txid: bigint; seq: bigint } | null | undefined
  horizon?: bigint | undefined
  /** More about "Event" e; begins with AND. */
  condition?: Prisma.Sql
  newestFirst?: boolean
  limit: number
}

/** The strands of the log that it leaves to this reader; null where no round hides anything from them, and the log is read as it is. */
export async function strandsSeen(db: Transaction, projectId: string, reader: EventReader): Promise<string[] | null> {
  if (isNoVeil(reader.veil)) return null
  return seenStrands(db, {
    table: Prisma.sql`"Event"`,
    as: 'e',
    scope: Prisma.sql`e."projectId" = ${projectId}::uuid`,
    order: Prisma.sql`e.txid, e.seq`,
    seen: notSurelyHidden(reader),
  })
}

/** The events "Event" e that no round surely hides from this member, as a condition that begins with AND: of those on the codebook they are what is shown. */
export async function amongEvents(
  db: Transaction,
  member: Pick<Member, 'projectId' | 'userId' | 'role' | 'blindRoundIds'>,
): Promise<Prisma.Sql> {
  if (member.blindRoundIds.length === 0) return Prisma.empty
  const reader = await eventReader(db, member)
  const strands = await strandsSeen(db, member.projectId, reader)
  return strands ? Prisma.sql` AND e.strand = ANY(${strands}::uuid[]) ${notSurelyHidden(reader)}` : Prisma.empty
}

/** The numbers of the wanted events of these strands, as a table k to be joined with; as many of each strand as are wanted are looked at. */
export function eventsOfStrands(
  projectId: string,
  strands: readonly string[],
  { from, below, horizon, condition = Prisma.empty, newestFirst = false, limit }: LogPart,
): Prisma.Sql {
  const order = newestFirst ? Prisma.sql`DESC` : Prisma.empty
  return Prisma.sql`(SELECT e.txid, e.seq FROM unnest(${strands}::uuid[]) AS s(id) CROSS JOIN LATERAL (
      SELECT e.txid, e.seq FROM "Event" e WHERE e."projectId" = ${projectId}::uuid AND e.strand = s.id
        ${from ? Prisma.sql`AND (e.txid, e.seq) > (${from.txid}, ${from.seq})` : Prisma.empty} ${below ? Prisma.sql`AND (e.txid, e.seq) < (${below.txid}, ${below.seq})` : Prisma.empty}
        ${horizon === undefined ? Prisma.empty : Prisma.sql`AND e.txid < ${horizon}`} ${condition}
      ORDER BY e.txid ${order}, e.seq ${order} LIMIT ${limit}) e
    ORDER BY e.txid ${order}, e.seq ${order} LIMIT ${limit}) k`
}
