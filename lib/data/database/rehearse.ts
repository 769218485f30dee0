import { databaseTrouble } from './database-trouble'
import type { Database, Transaction } from './client'

/** Milliseconds that a rehearsal may take: while it lasts, others wait for the rows that it has changed. */
export const longestRehearsal = 5_000

/** A rehearsal took longer than it may, by itself or because it waited for others, so nothing is known of what it would have found. */
export class RehearsalTooLong extends Error {
  constructor() {
    super('The rehearsal took too long')
    this.name = 'RehearsalTooLong'
  }
}

/**
 * Does `work` and rolls it back, so that it tells what it would do and nothing of it stays. It never commits, so no reader of the log waits for it: it says under
 * which transaction's number it writes, and `settledBelow` passes over that one. Throws `RehearsalTooLong` after `longest` milliseconds, or twice that at the most
 * where a statement begins late.
 */
export async function rehearse<T>(
  db: Database,
  work: (tx: Transaction) => Promise<T>,
  longest: number = longestRehearsal,
): Promise<T> {
  const began = performance.now()
  try {
    await db.$transaction(
      async (tx) => {
        // The number stands in the name because a connection's name and its transaction are not read at one moment: the next one's writing must not pass for this.
        await tx.$queryRaw`
          SELECT set_config('statement_timeout', ${String(longest)}, true), set_config('application_name', concat('rehearsal ', pg_current_xact_id()::xid), true)`
        throw new Rehearsed(await work(tx))
      },
      { timeout: longest },
    )
  } catch (error) {
    if (error instanceof Rehearsed) return error.found as T
    if (performance.now() - began >= longest && databaseTrouble(error) !== null) throw new RehearsalTooLong()
    throw error
  }
  throw new Error('A rehearsal never commits')
}

/** Carries what a rehearsal found out of the transaction that it ends. */
class Rehearsed extends Error {
  constructor(readonly found: unknown) {
    super('rehearsed')
  }
}
