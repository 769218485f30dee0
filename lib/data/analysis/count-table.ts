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
 * stands under several tags.
 */
export async function countTable(db: Transaction, { parts }: Marked, columns: Columns): Promise<TableCounts> {
  const found = await db.$queryRaw<CountRow[]>`
    WITH ${parts}, placed AS MATERIALIZED (SELECT m.id, m."documentId", m."row", ${columnOf(columns)} AS "column" FROM marked m ${joinOf(columns)}),
    once AS MATERIALIZED (SELECT DISTINCT id, "documentId", "column" FROM placed)
    SELECT "row"::text, "column", count(*)::int AS annotations, count(DISTINCT "documentId")::int AS documents FROM placed GROUP BY 1, 2
    UNION ALL SELECT "row"::text, NULL, count(*)::int, count(DISTINCT "documentId")::int FROM placed GROUP BY 1
    UNION ALL SELECT NULL, "column", count(*)::int, count(DISTINCT "documentId")::int FROM once GROUP BY 2
    UNION ALL SELECT NULL, NULL, count(*)::int, count(DISTINCT "documentId")::int FROM once`
  return sorted(found)
}

function columnOf(columns: Columns): Prisma.Sql {
  if (columns === 'document') return Prisma.sql`m."documentId"::text`
  if (columns === 'author')
    return Prisma.sql`CASE WHEN m.layer = 'consensus' THEN ${consensusCredit} ELSE m."authorId"::text END`
  return Prisma.sql`k."column"`
}

const joinOf = (columns: Columns): Prisma.Sql =>
  typeof columns === 'string'
    ? Prisma.empty
    : Prisma.sql`JOIN unnest(${[...columns.keys()]}::uuid[], ${[...columns.values()]}::text[]) AS k("documentId", "column") ON k."documentId" = m."documentId"`

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
