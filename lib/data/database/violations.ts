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

/** Whether the database refused a row as what it may not hold: by the kind of a column, a constraint or a trigger. */
export function isRowRefused(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  const { cause } = (error.meta?.['driverAdapterError'] ?? {}) as { cause?: { originalCode?: string } }
  return /^(22|23|P0001)/.test(cause?.originalCode ?? '')
}
