import { Prisma } from '@/generated/prisma/client'
import type { EventReader } from '@/lib/domain/history/shown-event'
import type { Transaction } from '@/lib/data/database/client'
import { notSurelyHidden } from './event-condition'

/** Which acts of a project's log are wanted, in its settled order: after `from`, before `below`, of transactions below `horizon`. */
export interface LogPart {
  from?: { txid: bigint; seq: bigint } | undefined
  below?: { txid: bigint; seq: bigint } | null | undefined
  horizon?: bigint | undefined
  /** More about "Event" e; begins with AND. */
  condition?: Prisma.Sql
  newestFirst?: boolean
  limit: number
}

/**
 * The strands of the log (acts that are alike in all that `notSurelyHidden` asks) that it leaves to this reader; null where no round hides anything from
 * them, and the log is read as it is. The strands are found by leaping from each to the next, which costs as much as there are of them.
 */
export async function strandsSeen(db: Transaction, projectId: string, reader: EventReader): Promise<string[] | null> {
  if (reader.veil.documentIds.size + reader.veil.layers.size === 0) return null
  const rows = await db.$queryRaw<{ strand: string }[]>`
    WITH RECURSIVE strands AS (
      (SELECT e.strand FROM "Event" e WHERE e."projectId" = ${projectId}::uuid ORDER BY e.strand LIMIT 1)
      UNION ALL
      SELECT (SELECT e.strand FROM "Event" e WHERE e."projectId" = ${projectId}::uuid AND e.strand > s.strand ORDER BY e.strand LIMIT 1) FROM strands s WHERE s.strand IS NOT NULL
    )
    SELECT s.strand FROM strands s CROSS JOIN LATERAL (
      SELECT e.* FROM "Event" e WHERE e."projectId" = ${projectId}::uuid AND e.strand = s.strand ORDER BY e.txid, e.seq LIMIT 1) e
    WHERE true ${notSurelyHidden(reader)}`
  return rows.map((row) => row.strand)
}

/** The numbers of the wanted acts of these strands, as a table k to be joined with; as many of each strand as are wanted are looked at. */
export function actsOfStrands(
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
