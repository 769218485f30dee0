import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { say } from '@/lib/i18n/say'

/**
 * Milliseconds between looks, those after which a database that says nothing stands still, those while it answers others meanwhile, as one on a busy machine does,
 * and those after which one that stands still is ended.
 */
export interface WatchPatience {
  every: number
  answer: number
  busy: number
  revive: number
}

const usualWatch: WatchPatience = { every: 2000, answer: 3000, busy: 15_000, revive: 10_000 }

export interface DatabaseWatch {
  /** What to answer while the database stands still; null while it does not. */
  trouble: () => AppError | null
  /** `tell` hears when it begins to stand still, until what is returned is called. */
  onStill: (tell: (error: AppError) => void) => () => void
  stop: () => void
}

/**
 * Looks at intervals whether the database takes a connection and answers on it. One that has ended says so to whoever asks it; one that stands still says
 * nothing, and whoever asked would wait for ever. `revive` ends it, where somebody starts it again; `lastHeard` says when it last answered anybody of this
 * process, by performance.now().
 */
export function watchDatabase(
  url: string,
  {
    revive,
    lastHeard = () => -Infinity,
    patience = usualWatch,
  }: { revive?: (() => Promise<void>) | undefined; lastHeard?: () => number; patience?: WatchPatience } = {},
): DatabaseWatch {
  const waiting = new Set<(error: AppError) => void>()
  const stopped = new AbortController()
  let stillSince: number | undefined
  const look = async () => {
    if (await isHeard(url, patience, lastHeard)) stillSince = undefined
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

/** Whether the database says anything within its time, be it a refusal. Making a connection takes seconds where the machine is busy, and others are answered meanwhile. */
async function isHeard(url: string, { answer, busy }: WatchPatience, lastHeard: () => number): Promise<boolean> {
  // Its own limits are for what is left behind here: this process may have been too busy to read an answer that is there.
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: answer + busy,
    query_timeout: answer + busy,
  })
  client.on('error', () => undefined)
  let isOver = false
  const asked = client
    .connect()
    .then(() => client.query('SELECT 1'))
    .catch(() => undefined)
    .then(() => (isOver = true))
  void asked.then(() => client.end()).catch(() => undefined)
  const began = performance.now()
  do {
    await Promise.race([asked, wait(answer, undefined, { ref: false })])
    for (let turns = 0; turns < 3 && !isOver; turns += 1) await turn()
  } while (!isOver && performance.now() - lastHeard() < answer && performance.now() - began < busy)
  return isOver
}
