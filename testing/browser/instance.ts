import { realpathSync } from 'node:fs'
import { connect, type Database } from '@/lib/data/database/client'
import { clusterPlace } from '@/server/instance/cluster-place'
import { clusterUrl } from '@/server/instance/embedded-postgres'
import { instanceSecrets } from '@/server/instance/secrets'
import { databaseUser } from '@/server/instance/system-user'
import { freePort, newDataDir, start } from '../start-stop/instance.mjs'

/** A production server running for the tests. */
export interface RunningInstance {
  url: string
  dataDir: string
  /** The one-time link that its terminal shows; undefined where there is an account. */
  setupUrl: string | undefined
}

/** Starts the built application on an empty database of its own; `args` are those of `npm start`, `env` is laid over the environment. */
export async function startInstance(
  args: string[],
  env: Record<string, string> = {},
): Promise<RunningInstance & { stop: () => Promise<void> }> {
  const { dataDir, remove } = newDataDir()
  const port = await freePort()
  const server = start({ dataDir, port, args, env: { LOG_LEVEL: 'error', ...env } })
  await server.ready()
  const stop = async () => {
    await server.stop('SIGTERM')
    remove()
  }
  return { url: `http://127.0.0.1:${port}`, dataDir, setupUrl: /^Set up: (\S+)$/m.exec(server.output())?.[1], stop }
}

/** Beside a running server: its database, and the secret under which it signs sessions. */
export function besideInstance({ dataDir }: Pick<RunningInstance, 'dataDir'>): {
  db: Database
  databaseUrl: string
  sessionSecret: string
} {
  const folder = realpathSync(dataDir)
  const { databasePassword, sessionSecret } = instanceSecrets(folder)
  const databaseUrl = clusterUrl(clusterPlace(folder, databaseUser()), databasePassword)
  return { db: connect(databaseUrl, { max: 3 }), databaseUrl, sessionSecret }
}
