import { mkdirSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { givenEnv, provideEnv } from '@/lib/env'
import { lockHolder, takeLock, takenMessage } from './lock.mjs'
import { StartError } from './explain.mjs'
import { clusterPlace } from './cluster-place'
import { log } from '@/lib/log'
import { demandCluster, noteCluster } from './made-cluster'
import { clusterUrl, startEmbeddedPostgres } from './embedded-postgres'
import { instanceSecrets } from './secrets'
import { databaseUser } from './system-user'

/** A database that is ready for queries; env() names it from now on. */
export interface Instance {
  /** Where the embedded database lies; undefined with DATABASE_URL. */
  location?: string
  /** Records under which address this process serves, for those who find the lock taken. */
  note: (url: string) => void
  /** Ends the embedded database, which is then started again; undefined with DATABASE_URL. */
  revive?: () => Promise<void>
  /** The embedded database gets `patience` ms for an orderly end; without one the next start recovers it. */
  close: (patience?: number) => Promise<void>
}

/**
 * Opens the instance the environment describes: the server DATABASE_URL names, of which nothing is started or assumed, or else the
 * embedded one in DATA_DIR. The embedded one has one owner at a time; `whenTaken` says whether to refuse or to work beside the owner.
 */
export async function openInstance(purpose: string, whenTaken: 'refuse' | 'share'): Promise<Instance> {
  const { DATABASE_URL, DATA_DIR } = givenEnv()
  if (DATABASE_URL !== undefined) {
    await externalAnswers(DATABASE_URL)
    return { note: () => {}, close: async () => {} }
  }
  if (process.platform === 'win32')
    throw new StartError('The embedded database needs Linux or macOS. Set DATABASE_URL, or start inside WSL.')
  mkdirSync(resolve(DATA_DIR), { recursive: true })
  const dataDir = realpathSync(DATA_DIR)
  const file = resolve(dataDir, 'lock')
  const lock = takeLock(file, purpose, () => {
    log().fatal({ file }, 'another server has taken this DATA_DIR, and this one ends so that two never write there')
    process.exit(1)
  })
  if ('holder' in lock) {
    if (whenTaken === 'refuse') throw new StartError(takenMessage(lock.holder, DATA_DIR))
    return shareInstance(dataDir, () => lockHolder(file) !== undefined)
  }
  try {
    const runAs = databaseUser()
    const place = clusterPlace(dataDir, runAs)
    demandCluster(dataDir, place)
    const { databasePassword, sessionSecret } = instanceSecrets(dataDir)
    const server = await startEmbeddedPostgres({ place, password: databasePassword, runAs })
    noteCluster(dataDir, place)
    settle(server.url, sessionSecret)
    // Nobody who starts with this database alone has been asked whether they want backups, and everybody does.
    if (givenEnv().BACKUP_DIR === undefined) provideEnv({ BACKUP_DIR: resolve(dataDir, 'backups') })
    const close = async (patience?: number) => {
      await server.stop(patience)
      lock.release()
    }
    return { location: place.data, note: lock.note, revive: server.revive, close }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Beside a running server: its database, once it answers. */
async function shareInstance(dataDir: string, ownerLives: () => boolean): Promise<Instance> {
  const { databasePassword, sessionSecret } = instanceSecrets(dataDir)
  const url = clusterUrl(clusterPlace(dataDir, databaseUser()), databasePassword)
  for (const until = Date.now() + 10_000; !(await answers(url)); await wait(100))
    if (!ownerLives() || Date.now() > until)
      throw new StartError('The database of the running server does not answer yet. Try again in a moment.')
  settle(url, sessionSecret)
  return { note: () => {}, close: async () => {} }
}

function settle(url: string, sessionSecret: string): void {
  provideEnv({ DATABASE_URL: url, NEXTAUTH_SECRET: givenEnv().NEXTAUTH_SECRET ?? sessionSecret })
}

async function answers(url: string): Promise<boolean> {
  return (await connectionFault(url)) === undefined
}

async function connectionFault(url: string): Promise<Error | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    await client.end()
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function externalAnswers(url: string): Promise<void> {
  const fault = await connectionFault(url)
  const { hostname, port, pathname } = new URL(url)
  if (fault)
    throw new StartError(
      `The database named by DATABASE_URL (${pathname.slice(1)} on ${hostname || 'this machine'}${port && `:${port}`}) does not answer: ${fault.message || 'connection refused'}. Check that it runs and that the address is right.`,
    )
}
