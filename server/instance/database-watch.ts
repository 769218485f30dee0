import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { say } from '@/lib/i18n/say'

/** Milliseconds between looks, those after which a database that says nothing stands still, and those after which one that stands still is ended. */
export interface WatchPatience {
  every: number
  answer: number
  revive: number
}

const usualWatch: WatchPatience = { every: 2000, answer: 3000, revive: 10_000 }

export interface DatabaseWatch {
  /** What to answer while the database stands still; null while it does not. */
  trouble: () => AppError | null
  /** `tell` hears when it begins to stand still, until what is returned is called. */
  onStill: (tell: (error: AppError) => void) => () => void
  stop: () => void
}

/**
 * Looks at intervals whether the database takes a connection and answers on it. One that has ended says so to whoever asks it; one that stands still says
 * nothing, and whoever asked would wait for ever. `revive` ends it, where somebody starts it again.
 */
export function watchDatabase(
  url: string,
  { revive, patience = usualWatch }: { revive?: (() => Promise<void>) | undefined; patience?: WatchPatience } = {},
): DatabaseWatch {
  const waiting = new Set<(error: AppError) => void>()
  const stopped = new AbortController()
  let stillSince: number | undefined
  const look = async () => {
    if (await isHeard(url, patience.answer)) stillSince = undefined
    else if (stillSince === undefined) {
      stillSince = performance.now()
      log().error('the database stands still: it takes no connection and refuses none')
      for (const tell of [...waiting]) tell(standsStill())
    } else if (revive && performance.now() - stillSince > patience.revive) {
      log().error('the database is ended, because it stands still')
      await revive()
      stillSince = undefined
    }
  }
  const keepLooking = async () => {
    while (!stopped.signal.aborted) {
      await look().catch((error: unknown) => log().warn({ err: error }, 'the database could not be looked at'))
      await wait(patience.every, undefined, { ref: false, signal: stopped.signal }).catch(() => undefined)
    }
  }
  void keepLooking()
  return {
    trouble: () => (stillSince === undefined ? null : standsStill()),
    onStill: (tell) => {
      waiting.add(tell)
      return () => void waiting.delete(tell)
    },
    stop: () => stopped.abort(),
  }
}

const standsStill = () => new AppError('unavailable', say('refusals.http.databaseSilent'), { retryAfter: 5 })

/** Whether the database says anything within so many milliseconds, be it a refusal. */
async function isHeard(url: string, milliseconds: number): Promise<boolean> {
  // Its own limits are for what is left behind here: this process may have been too busy to read an answer that is there.
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2 * milliseconds,
    query_timeout: 2 * milliseconds,
  })
  client.on('error', () => undefined)
  let isOver = false
  const asked = client
    .connect()
    .then(() => client.query('SELECT 1'))
    .catch(() => undefined)
    .then(() => (isOver = true))
  void asked.then(() => client.end()).catch(() => undefined)
  await Promise.race([asked, wait(milliseconds, undefined, { ref: false })])
  for (let turns = 0; turns < 3 && !isOver; turns += 1) await turn()
  return isOver
}
