import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from '@/lib/data/database/client'
import type { Count } from '@/lib/domain/analysis/shares'
import { consensusCredit } from '@/lib/domain/review/credited'
import type { Marked } from './marked'

/** What the columns of a table are: documents, who coded, or what each document is put under. */
export type Columns = 'document' | 'author' | ReadonlyMap<string, string>

export interface TableCounts {
  cells: (Count & { row: string; column: string })[]
  rows: Map<string, Count>
  columns: Map<string, Count>
  total: Count
}

interface CountRow extends Count {
  row: string | null
  column: string | null
}

/**
 * Question: how many passages, in how many documents, has each tag in each column? A row's and a column's own counts have every passage once, also where it
 * stands under several tags. A passage is in one document and one column: so passages are counted by tag, document and coder first, and all else is added up.
 */
export async function countTable(db: Transaction, { parts }: Marked, columns: Columns): Promise<TableCounts> {
  const { who, column, join } = placing(columns)
  const found = await db.$queryRaw<CountRow[]>`
    WITH ${parts},
    placed AS MATERIALIZED (
      SELECT g."row", g."documentId", ${column} AS "column", g.n FROM (SELECT m."row", m."documentId", ${who} AS who, count(*) AS n FROM marked m GROUP BY 1, 2, 3) g ${join}),
    once AS MATERIALIZED (
      SELECT g."documentId", ${column} AS "column", g.n FROM (
        SELECT o."documentId", o.who, count(*) AS n FROM (SELECT DISTINCT m.id, m."documentId", ${who} AS who FROM marked m) o GROUP BY 1, 2) g ${join})
    SELECT "row"::text, "column", sum(n)::int AS annotations, count(*)::int AS documents FROM placed GROUP BY placed."row", 2
    UNION ALL SELECT "row"::text, NULL, sum(n)::int, count(*)::int FROM (SELECT "row", "documentId", sum(n) AS n FROM placed GROUP BY 1, 2) p GROUP BY p."row"
    UNION ALL SELECT NULL, "column", sum(n)::int, count(*)::int FROM once GROUP BY 2
    UNION ALL SELECT NULL, NULL, COALESCE(sum(n), 0)::int, count(*)::int FROM (SELECT "documentId", sum(n) AS n FROM once GROUP BY 1) o`
  return sorted(found)
}

/** In which column a passage stands, of groups g of passages: by their coder (nobody for the consensus) or by their document. */
function placing(columns: Columns): { who: Prisma.Sql; column: Prisma.Sql; join: Prisma.Sql } {
  const nobody = Prisma.sql`NULL::uuid`
  if (columns === 'document') return { who: nobody, column: Prisma.sql`g."documentId"::text`, join: Prisma.empty }
  if (columns === 'author')
    return {
      who: Prisma.sql`CASE WHEN m.layer <> 'consensus' THEN m."authorId" END`,
      column: Prisma.sql`COALESCE(g.who::text, ${consensusCredit})`,
      join: Prisma.empty,
    }
  return {
    who: nobody,
    column: Prisma.sql`k."column"`,
    join: Prisma.sql`JOIN unnest(${[...columns.keys()]}::uuid[], ${[...columns.values()]}::text[]) AS k("documentId", "column") ON k."documentId" = g."documentId"`,
  }
}

function sorted(found: readonly CountRow[]): TableCounts {
  const counts: TableCounts = {
    cells: [],
    rows: new Map(),
    columns: new Map(),
    total: { annotations: 0, documents: 0 },
  }
  for (const { row, column, ...count } of found) {
    if (row !== null && column !== null) counts.cells.push({ row, column, ...count })
    else if (row !== null) counts.rows.set(row, count)
    else if (column !== null) counts.columns.set(column, count)
    else counts.total = count
  }
  return counts
}
