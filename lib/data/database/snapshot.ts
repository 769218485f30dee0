import type { Database, Transaction } from './client'

/** Ten minutes: long enough for any export, short enough that a forgotten one lets its connection go. */
const longest = 600_000

/**
 * Yields what `read` yields, all of it read from one repeatable-read, read-only snapshot of the database. The snapshot is given back when `read` ends,
 * fails, or its consumer stops early (`return()`): whoever iterates must do one of these.
 */
export async function* inSnapshot<T>(
  db: Database,
  read: (tx: Transaction) => AsyncIterable<T>,
  timeout: number = longest,
): AsyncGenerator<T> {
  const opened = deferred<Transaction>()
  const finished = deferred<void>()
  const transaction = db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`
      await tx.$queryRaw`SELECT 1` // The snapshot is that of the first query.
      opened.resolve(tx)
      await finished.promise
    },
    { isolationLevel: 'RepeatableRead', timeout, maxWait: 10_000 },
  )
  transaction.catch(opened.reject)
  try {
    yield* read(await opened.promise)
  } finally {
    finished.resolve()
    await transaction
  }
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]))
  return { promise, resolve, reject }
}
