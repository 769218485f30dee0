import { log } from '@/lib/log'

/** Milliseconds between looks whether anything waits: what waits costs whoever reads. After a failure the database is let alone for longer. */
const pause = { usual: 1_000, failed: 15_000 }

/**
 * Looks again and again whether there is something to do, as long as the server runs; `trouble` is what a failure is called in the log. Answers how to stop it,
 * which waits for the part under way.
 */
export function startSteadyTimer(
  work: (stopped: () => boolean) => Promise<void>,
  trouble: string,
): () => Promise<void> {
  let isStopped = false
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout
  const look = async () => {
    try {
      await work(() => isStopped)
      later(pause.usual)
    } catch (error) {
      log().error({ err: error }, trouble)
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
