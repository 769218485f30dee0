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
