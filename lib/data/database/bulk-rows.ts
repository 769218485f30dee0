import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from './client'

type BulkTable =
  'Annotation' | 'AnnotationTag' | 'Document' | 'Event' | 'Revision' | 'Star' | 'Tag' | 'Theme' | 'ThemeTag'

/**
 * Inserts rows as they are, for seeds and restores: one statement however many rows, every row with the columns of the first, dates as ISO text.
 * No service's rule is applied; the database's own are.
 */
export async function insertRows(
  tx: Transaction,
  table: BulkTable,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Prisma.raw(
    Object.keys(first)
      .map((name) => `"${name.replaceAll('"', '""')}"`)
      .join(', '),
  )
  const name = Prisma.raw(`"${table}"`)
  await tx.$executeRaw`INSERT INTO ${name} (${columns}) SELECT ${columns} FROM json_populate_recordset(null::${name}, ${JSON.stringify(rows)}::json)`
}
