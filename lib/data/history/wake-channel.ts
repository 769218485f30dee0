import pg from 'pg'

/** What a process tells the others over the database: JSON text of at most 7,900 bytes. */
export interface WakeChannel {
  /** Tells every other listener. What is told while the connection is down is lost; whoever listens must not rely on it. */
  tell: (message: string) => void
  close: () => Promise<void>
}

const channel = 'commonplace'

/**
 * One connection of its own for LISTEN and NOTIFY, opened at once and again whenever it is lost, for instance over a restart of the database. `heard` is
 * told every message, this process's own included; `connected` each time that listening has begun, since what was said before then was not heard.
 * `lost` hears why a connection ended. Each NOTIFY is a transaction of its own that waits for no disk: nothing is lost with it that a reader does not find by itself.
 */
export function openWakeChannel(
  url: string,
  { heard, connected, lost }: { heard: (message: string) => void; connected: () => void; lost: (error: Error) => void },
): WakeChannel {
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  let pause = firstPause
  let closed = false

  function reconnect(error: Error) {
    client = null
    if (closed) return
    lost(error)
    timer = setTimeout(() => void connect(), pause).unref()
    pause = Math.min(longestPause, pause * 2)
  }

  async function connect() {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'commonplace-wake' })
    let isOver = false
    const over = (error: Error) => {
      if (isOver) return
      isOver = true
      // A client that failed to connect, or whose server has gone, has nothing left to say goodbye to.
      fresh.end().catch(() => undefined)
      reconnect(error)
    }
    fresh.on('error', over)
    fresh.on('end', () => over(new Error('The connection ended')))
    fresh.on('notification', ({ payload }) => heard(payload ?? ''))
    try {
      await fresh.connect()
      await fresh.query(`SET synchronous_commit = off`)
      await fresh.query(`LISTEN ${channel}`)
    } catch (error) {
      over(error instanceof Error ? error : new Error(String(error)))
      return
    }
    if (closed) return void fresh.end()
    client = fresh
    pause = firstPause
    connected()
  }

  void connect()
  return {
    tell(message) {
      // Its failure is the connection's, which `over` hears of.
      client?.query('SELECT pg_notify($1, $2)', [channel, message]).catch(() => undefined)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}

const firstPause = 200
const longestPause = 5000
