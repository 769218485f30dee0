import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from '../database/client'

/** Where strands are looked for: a table under the name by which `scope` and `seen` speak of its rows, and the rest of the columns of its index. */
interface Stranded {
  table: Prisma.Sql
  as: string
  /** Equal in all that is looked through: the first column of the index. */
  scope: Prisma.Sql
  /** The columns of the index after the strand. */
  order: Prisma.Sql
  /** What else is asked about, to stand after the row. */
  joins?: Prisma.Sql
  /** That a row is not surely hidden; begins with AND. */
  seen: Prisma.Sql
}

/**
 * The strands (rows that are alike in all that decides whether a round surely hides them) that are left to a reader: one row of each is asked about. They
 * are found by leaping from each to the next, which costs as much as there are of them, and never as much as they hold (ADR 0100, 0108).
 */
export async function seenStrands(
  db: Transaction,
  { table, as, scope, order, joins = Prisma.empty, seen }: Stranded,
): Promise<string[]> {
  const x = Prisma.raw(as)
  const rows = await db.$queryRaw<{ strand: string }[]>`
    WITH RECURSIVE strands AS (
      (SELECT ${x}.strand FROM ${table} ${x} WHERE ${scope} AND ${x}.strand IS NOT NULL ORDER BY ${x}.strand LIMIT 1)
      UNION ALL
      SELECT (SELECT ${x}.strand FROM ${table} ${x} WHERE ${scope} AND ${x}.strand > s.strand ORDER BY ${x}.strand LIMIT 1) FROM strands s WHERE s.strand IS NOT NULL
    )
    SELECT s.strand FROM strands s CROSS JOIN LATERAL (
      SELECT ${x}.* FROM ${table} ${x} WHERE ${scope} AND ${x}.strand = s.strand ORDER BY ${order} LIMIT 1) ${x} ${joins}
    WHERE true ${seen}`
  return rows.map((row) => row.strand)
}
