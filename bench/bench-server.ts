import { readFileSync, realpathSync } from 'node:fs'
import { issueSessionCookie, sessionCookieName } from '@/lib/auth/session'
import { connect, type Database } from '@/lib/data/database/client'
import { createToken } from '@/lib/services/accounts/tokens'
import { clusterPlace } from '@/server/instance/cluster-place'
import { clusterUrl } from '@/server/instance/embedded-postgres'
import { instanceSecrets } from '@/server/instance/secrets'
import { databaseUser } from '@/server/instance/system-user'
import { freePort, newDataDir, start } from '@/testing/start-stop/instance.mjs'

/** The built application, serving for the benchmark on an empty database of its own. */
export interface BenchServer {
  url: string
  databaseUrl: string
  /** Another process on the same database must have the same. */
  sessionSecret: string
  db: Database
  /** Resident memory of the server process, in MB. */
  memory: () => number
  /** A session cookie of this person, `name=value`. */
  cookie: (userId: string) => Promise<string>
  /** A write token of this person. */
  token: (userId: string) => Promise<string>
  stop: () => Promise<void>
}

const sessionSecret = 'for the benchmark only, at least 32 bytes'

export async function startBenchServer(): Promise<BenchServer> {
  const { dataDir, remove } = newDataDir()
  const port = await freePort()
  const server = start({
    dataDir,
    port,
    args: ['--no-build'],
    env: { LOG_LEVEL: 'error', NEXTAUTH_SECRET: sessionSecret },
  })
  await server.ready()
  const folder = realpathSync(dataDir)
  const databaseUrl = clusterUrl(clusterPlace(folder, databaseUser()), instanceSecrets(folder).databasePassword)
  const db = connect(databaseUrl, { max: 2 })
  return {
    url: `http://127.0.0.1:${port}`,
    databaseUrl,
    sessionSecret,
    db,
    memory: () => residentMegabytes(server.child.pid ?? 0),
    cookie: async (id) =>
      `${sessionCookieName(false)}=${await issueSessionCookie({ id, sessionVersion: 1 }, sessionSecret)}`,
    token: async (userId) =>
      (await createToken(db, { userId }, { name: 'benchmark', scope: 'write' }, new Date())).secret,
    stop: async () => {
      await db.$disconnect()
      await server.stop('SIGTERM')
      remove()
    },
  }
}

function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes ?? NaN) / 1024
}
