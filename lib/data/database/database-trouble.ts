import { Prisma } from '@/generated/prisma/client'

/**
 * `away`: it cannot be reached, is starting or stopping, or has no connection to give. `full`: it has no room to write. `busy`: others changed the same at once.
 * `slow`: one statement took longer than it may.
 */
export type DatabaseTrouble = 'away' | 'full' | 'busy' | 'slow'

/** Prisma: cannot be reached, timed out, closed the connection, no connection or transaction to be had in time. */
const codes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'])
const kinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])
/** What the driver says in words alone, when a connection breaks while it waits for an answer, or is used once more before it is thrown away. */
const words =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|connect (ENOENT|ECONNREFUSED|EAGAIN|EACCES)|(read|write) (ECONNRESET|EPIPE))/
const noRoom = /No space left on device|Disk quota exceeded|Read-only file system/

/** Of SQLSTATE, by the beginning of the code. */
const states: [RegExp, DatabaseTrouble][] = [
  [/^(53100|53200|53400|58030|25006)$/, 'full'], // Disk, memory and files that are used up, a disk that fails, a database that only reads.
  [/^(08...|53300|57P0[12345])$/, 'away'], // Connections, their number, and the server shutting down or starting up.
  [/^(40001|40P01|55P03)$/, 'busy'],
  [/^57014$/, 'slow'],
]

/**
 * What is wrong with the database, where `error` says that and not that something is wrong with what was asked. The shapes are the driver adapter's, pinned by
 * tests on a real Postgres.
 */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  if (!(error instanceof Error)) return null
  // Prisma puts its own words before those of the driver.
  if (words.test(error.message.trim().split('\n').at(-1) ?? '')) return 'away'
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null
  const trouble = driverTrouble(error.meta?.['driverAdapterError'])
  if (trouble !== null) return trouble
  if (error.code === 'P2034') return 'busy'
  return codes.has(error.code) ? 'away' : null
}

/** The same of an error as the driver adapter throws it, before Prisma has put it into words of its own. */
export function driverTrouble(error: unknown): DatabaseTrouble | null {
  const { cause, message = '' } = (error ?? {}) as {
    message?: string
    cause?: { kind?: string; originalCode?: string; originalMessage?: string }
  }
  if (noRoom.test(cause?.originalMessage ?? '')) return 'full'
  const trouble = states.find(([pattern]) => pattern.test(cause?.originalCode ?? ''))?.[1]
  if (trouble !== undefined) return trouble
  if (cause?.kind === 'TransactionWriteConflict') return 'busy'
  return kinds.has(cause?.kind ?? '') || words.test(cause?.originalMessage ?? message) ? 'away' : null
}
