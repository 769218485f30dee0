import { Prisma } from '@/generated/prisma/client'

/** What the rows of one page may have together, in bytes: five hundred passages of a whole book are gigabytes, which no answer can be. */
export const mostOfPage = 8 * 1024 * 1024

/** How many rows there were before the last were left off. */
export interface Picked {
  picked: number
}

/**
 * The first of `rows`, a query with a column of `bytes`, in the order of `order`, which names its columns: as many as are read before the bytes are too many, and one at
 * least. `picked` says of how many, so that a page that was cut short is known to go on.
 */
export function withinBytes(rows: Prisma.Sql, order: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT * FROM (
      SELECT r.*, sum(r.bytes) OVER (ORDER BY ${order} ROWS UNBOUNDED PRECEDING) - r.bytes AS "bytesBefore", (count(*) OVER ())::int AS picked FROM (${rows}) r) b
    WHERE "bytesBefore" < ${mostOfPage} ORDER BY ${order}`
}

/** The same of rows that have no such column: each is weighed with all that it says. */
export const weighedWithinBytes = (rows: Prisma.Sql, order: Prisma.Sql): Prisma.Sql =>
  withinBytes(Prisma.sql`SELECT q.*, octet_length(q::text)::bigint AS bytes FROM (${rows}) q`, order)
