import { Prisma } from '@/generated/prisma/client'

/**
 * The name of the unique index that `error` says was violated, or null when it says something else.
 * The shape is the driver adapter's, pinned by a test on a real Postgres.
 */
export function uniqueViolation(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null
  if (error.code !== 'P2002' && error.code !== 'P2010') return null
  return (
    /unique constraint "([^"]+)"/.exec(JSON.stringify(error.meta ?? {}).replaceAll('\\"', '"') + error.message)?.[1] ??
    null
  )
}

/** Whether the database refused a row as what it may not hold: by the kind of a column, a constraint or a trigger, or as nested deeper than it can read (54). */
export const isRowRefused = (error: unknown): boolean => /^(22|23|54|P0001)/.test(stateOf(error))

/** Whether the database has no room left on its disk. */
export const isDiskFull = (error: unknown): boolean => stateOf(error) === '53100'

/** The SQLSTATE that the database answered with; empty where the error is none of its. */
function stateOf(error: unknown): string {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return ''
  const { cause } = (error.meta?.['driverAdapterError'] ?? {}) as { cause?: { originalCode?: string } }
  return cause?.originalCode ?? ''
}
