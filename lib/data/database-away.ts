import { Prisma } from '@/generated/prisma/client'

/** Prisma: cannot be reached, timed out, closed the connection, no connection or transaction to be had in time. */
const codes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'])
const kinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])

/**
 * Whether `error` says that the database cannot be reached, is starting or stopping, or has no connection to give, and not that something is wrong with what
 * was asked. The shapes are the driver adapter's, pinned by a test on a real Postgres.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  if (codes.has(error.code)) return true
  const { cause } = (error.meta?.['driverAdapterError'] ?? {}) as { cause?: { kind?: string; originalCode?: string } }
  // SQLSTATE: connection exceptions, too many connections, and the server shutting down or starting up.
  return kinds.has(cause?.kind ?? '') || /^(08...|53300|57P0[123])$/.test(cause?.originalCode ?? '')
}
