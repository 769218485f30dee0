import type { Database } from '@/lib/data/database/client'
import { log } from '@/lib/log'
import { keepCounts } from '@/lib/services/annotations/keep-counts'

/** Milliseconds between looks whether anything waits to be counted: what waits costs whoever reads. After a failure the database is let alone for longer. */
const pause = { usual: 1_000, failed: 15_000 }

/** Keeps counts up with what people do as long as the server runs. Answers how to stop it, which waits for the part under way. */
export function startCountTimer(db: Database): () => Promise<void> {
  let isStopped = false
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout
  const look = async () => {
    try {
      await keepCounts(db, () => isStopped)
      later(pause.usual)
    } catch (error) {
      log().error({ err: error }, 'Keeping the counts failed; it is tried again')
      later(pause.failed)
    }
  }
  const later = (milliseconds: number) => {
    if (isStopped) return
    timer = setTimeout(() => {
      running = look()
    }, milliseconds)
    timer.unref()
  }
  later(pause.usual)
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await running
  }
}
