import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import next from 'next'
import { api, jobs, live } from '@/lib/api/app'
import { database, lastHeard, liveDatabase } from '@/lib/data/database/client'
import { env, provideEnv } from '@/lib/env'
import { keepCounts } from '@/lib/services/annotations/keep-counts'
import { everyTextReady } from '@/lib/data/search/under-way'
import { keepingSearch } from '@/lib/services/search/keep-search'
import { log } from '@/lib/log'
import { closeImporter } from '@/lib/importers/import-document'
import { stopTypesetting } from '@/lib/typesetting/typeset'
import { issueSetupCode } from '@/lib/services/accounts/set-up-instance'
import { applyMigrations } from './database/migrate'
import { listen } from './instance/port.mjs'
import { apiListener } from './api-listener'
import { startBackupTimer } from './backups/backup-timer'
import { watchDatabase } from './instance/database-watch'
import { collectEarly, optimiseSparingly } from './heap'
import { closeServer, createHttpServer } from './http-server'
import { startMailTimer } from './mail-timer'
import { offlineWorker } from './offline-worker'
import { openInstance } from './instance/open-instance'
import { pastItsEnd } from './instance/node-release'
import { pageTrouble } from './page-trouble'
import { startSteadyTimer } from './steady-timer'
import { onStopSignal } from './stop-signal'

export { develop } from './development'

/** Milliseconds when the server is told to stop: all there are, those that running requests get to finish, and those for anything else that may hang. */
const patience = { all: 4200, requests: 1500, others: 300 }

/**
 * Opens the instance, brings its schema up to date and serves the built application in `root`; prints the address once it answers.
 * Resolves when everything has been stopped again, which takes less than five seconds whatever hangs.
 */
export async function serve({ root, demo, parent }: { root: string; demo: boolean; parent?: number }): Promise<void> {
  collectEarly()
  optimiseSparingly()
  const stopped = onStopSignal(parent) // From the first moment, so that an early Ctrl-C does not leave the database behind.
  const instance = await openInstance('a server', 'refuse')
  let told = performance.now()
  try {
    const { PORT, HOST, BASE_URL } = env()
    provideEnv({ NEXTAUTH_URL: BASE_URL })
    await applyMigrations(env().DATABASE_URL, join(root, 'prisma/migrations'))
    const db = database()
    if (demo) await seedDemo(root)
    // Next takes upgrades of whatever server it is given and never answers them; this one never listens.
    const app = next({ dev: false, dir: root, hostname: HOST, port: PORT, httpServer: createServer() })
    await app.prepare()
    const watch = watchDatabase(env().DATABASE_URL, { revive: instance.revive, lastHeard })
    const server = createHttpServer({
      watch,
      api: apiListener(api()),
      pages: app.getRequestHandler(),
      trouble: pageTrouble(db),
      secure: BASE_URL.startsWith('https:'),
      sessions: { secret: env().NEXTAUTH_SECRET, baseUrl: BASE_URL },
      worker: offlineWorker(root),
    })
    await listen(server, PORT, HOST)
    const stopMail = startMailTimer(db)
    const stopCounts = startSteadyTimer(
      (stopped) => keepCounts(db, stopped),
      'Keeping the counts failed; it is tried again',
    )
    const stopSearch = startSteadyTimer(keepingSearch(db), 'Making texts ready for search failed; it is tried again')
    const stopBackups = startBackupTimer({ db, root, folder: env().BACKUP_DIR ?? null })
    // The embedded database has one server: whoever held a lease there is no more.
    jobs().start({ isAlone: instance.location !== undefined })
    instance.note(BASE_URL)
    await announce(BASE_URL, instance.location, await issueSetupCode(db))
    await stopped
    told = performance.now()
    watch.stop()
    await within(patience.others, live().close())
    await closeServer(server, patience.requests)
    // Whoever waited for a document has been cut off by now.
    stopTypesetting()
    await within(
      patience.others,
      Promise.all([
        closeImporter(100),
        stopMail(),
        stopCounts(),
        stopSearch(),
        everyTextReady(),
        stopBackups(),
        jobs().stop(),
        app.close(),
      ]),
    )
    await within(patience.others, Promise.all([db.$disconnect(), liveDatabase().$disconnect()]))
  } finally {
    await instance.close(patience.all - (performance.now() - told))
  }
}

/** Resolves when `work` is over, well or not, or after so many milliseconds: what hangs ends with the process. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([
    work.catch((error: unknown) => log().warn({ err: error }, 'something did not stop as it should')),
    wait(milliseconds),
  ])
}

async function announce(url: string, location: string | undefined, setupCode: string | null): Promise<void> {
  if (location !== undefined && !location.startsWith(process.cwd())) console.log(`The database is kept in ${location}`)
  const age = pastItsEnd(process.versions.node, new Date())
  if (age !== undefined) console.log(age)
  // One write, so that whoever waits for the first line has the second too.
  const setUp = setupCode === null ? '' : `\nSet up: ${url}/setup?code=${encodeURIComponent(setupCode)}`
  console.log(`Ready on ${url}${setUp}`)
}

async function seedDemo(root: string): Promise<void> {
  const { runCommand } = await import('./commands/run-command')
  await runCommand(['seed', 'demo'], { root, from: root })
}
