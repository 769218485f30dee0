import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusterUrl, startEmbeddedPostgres } from './embedded-postgres'
import { lockHolder, takeLock } from './lock.mjs'
import { stopPostmaster } from './postmaster'
import { databaseUser } from './system-user'

/** An embedded database of its own in a temporary folder, of which nothing stays. */
export interface ScratchCluster {
  /** The address of one of its databases; without a name of the one that an instance has. */
  url: (database?: string) => string
  /** Ends it and takes it away. */
  remove: () => Promise<void>
}

// It lives for minutes and holds nothing that is not elsewhere: what makes a real instance durable only makes this one slow.
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/**
 * Starts a database in a temporary folder whose name begins with `prefix`, and takes away those of that name that processes left behind which are gone. The
 * folder is where the system puts temporary files (TMPDIR).
 */
export async function startScratchCluster(
  prefix: string,
  purpose: string,
  further: readonly string[] = [],
): Promise<ScratchCluster> {
  await sweepScratchClusters(prefix)
  const base = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(base, 0o711) // As root, the database runs as another user, who must get through.
  takeLock(join(base, 'lock'), purpose)
  const place = {
    data: join(base, 'postgres'),
    socket: join(base, 'socket'),
    shelter: join(base, 'programs'),
    log: join(base, 'postgres.log'),
  }
  const password = randomBytes(18).toString('base64url')
  const remove = () => rmSync(base, { recursive: true, force: true })
  try {
    const server = await startEmbeddedPostgres({
      place,
      password,
      runAs: databaseUser(),
      settings: [...settings, ...further],
    })
    return {
      url: (database) => clusterUrl(place, password, database),
      remove: async () => {
        await server.stop()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

/** Stops and removes what processes that were killed have left behind. */
export async function sweepScratchClusters(prefix: string): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const base = join(tmpdir(), name)
    if (!existsSync(join(base, 'lock')) || lockHolder(join(base, 'lock'))) continue
    await stopPostmaster(join(base, 'postgres'))
    rmSync(base, { recursive: true, force: true })
  }
}
