import type { Database, Transaction } from '@/lib/data/database/client'
import type { JobProgress } from '@/lib/data/jobs/leases'

/** What the work on a job is given. */
export interface JobRun {
  db: Database
  projectId: string
  jobId: string
  input: unknown
  requestedById: string
  /** When it was begun, however often since. */
  startedAt: Date
  /** Aborted when the work is to stop: it was cancelled, another has the job, or the process ends. */
  signal: AbortSignal
  /** The file that came with the job. */
  file: () => AsyncGenerator<Uint8Array>
  /**
   * Does a part of the work in a transaction of its own, and says how far the job is. Whoever has lost the job, or was told to stop, writes nothing: it throws.
   * To be short, at most a quarter of a second, since live updates wait for the oldest writing transaction.
   */
  write: <T>(progress: JobProgress, act: (tx: Transaction) => Promise<T>) => Promise<T>
}

/** How jobs of a kind are done. */
export interface JobWork {
  /** Does all of it but the last step, which is answered: it shows what was made, and is done in the transaction that ends the job. Its answer is the job's result. */
  run: (run: JobRun) => Promise<(tx: Transaction) => Promise<object>>
  /** Takes away whatever an attempt has left behind. */
  abandon: (run: JobRun) => Promise<void>
}
