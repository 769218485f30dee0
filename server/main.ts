import { join } from 'node:path'
import next from 'next'
import { api, live } from '@/lib/api/app'
import { database, liveDatabase } from '@/lib/data/client'
import { env, provideEnv } from '@/lib/env'
import { closeImporter } from '@/lib/importers/import-document'
import { issueSetupCode } from '@/lib/services/set-up-instance'
import { applyMigrations } from './database/migrate'
import { listen } from '../scripts/start/port.mjs'
import { apiListener } from './api-listener'
import { collectEarly } from './heap'
import { closeServer, createHttpServer } from './http-server'
import { startMailTimer } from './mail-timer'
import { openInstance } from './instance/open-instance'
import { onStopSignal } from './stop-signal'

export { develop } from './development'

/** Milliseconds that running requests get to finish when the server is told to stop. */
const patience = 1500

/**
 * Opens the instance, brings its schema up to date and serves the built application in `root`; prints the address once it answers.
 * Resolves when everything has been stopped again.
 */
export async function serve({ root, demo, parent }: { root: string; demo: boolean; parent?: number }): Promise<void> {
  collectEarly()
  const stopped = onStopSignal(parent) // From the first moment, so that an early Ctrl-C does not leave the database behind.
  const instance = await openInstance('a server', 'refuse')
  try {
    const { PORT, HOST, BASE_URL } = env()
    provideEnv({ NEXTAUTH_URL: BASE_URL })
    await applyMigrations(env().DATABASE_URL, join(root, 'prisma/migrations'))
    const db = database()
    if (demo) await seedDemo(root)
    const app = next({ dev: false, dir: root, hostname: HOST, port: PORT })
    await app.prepare()
    const server = createHttpServer({ api: apiListener(api()), pages: app.getRequestHandler(), secure: BASE_URL.startsWith('https:') })
    await listen(server, PORT, HOST)
    const stopMail = startMailTimer(db)
    instance.note(BASE_URL)
    await announce(BASE_URL, instance.location, await issueSetupCode(db))
    await stopped
    await live().close()
    await closeServer(server, patience)
    await closeImporter(100) // Whoever waited for a document has been cut off by now.
    await stopMail()
    await app.close()
    await Promise.all([db.$disconnect(), liveDatabase().$disconnect()])
  } finally {
    await instance.close()
  }
}

async function announce(url: string, location: string | undefined, setupCode: string | null): Promise<void> {
  if (location !== undefined && !location.startsWith(process.cwd())) console.log(`The database is kept in ${location}`)
  // One write, so that whoever waits for the first line has the second too.
  const setUp = setupCode === null ? '' : `\nSet up: ${url}/setup?code=${encodeURIComponent(setupCode)}`
  console.log(`Ready on ${url}${setUp}`)
}

async function seedDemo(root: string): Promise<void> {
  const { runCommand } = await import('../scripts/commands/run-command')
  await runCommand(['seed', 'demo'], { root, from: root })
}
