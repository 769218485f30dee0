import { spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { diskTrouble, StartError } from '../../scripts/start/explain.mjs'
import { postgresBinaries } from './binaries'
import { privateFolder, type ClusterPlace } from './cluster-place'
import { stopPostmaster } from './postmaster'
import type { RunAs } from './system-user'

const user = 'commonplace'

// Nothing of our own environment reaches the database. The cast is for Next, which makes NODE_ENV part of the type.
const environment = { LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv

export interface EmbeddedPostgres {
  url: string
  /** Closes every connection, writes a checkpoint and ends the server. What is not done after `patience` ms (three seconds) is left to the next start. */
  stop: (patience?: number) => Promise<void>
}

interface ClusterOptions {
  place: ClusterPlace
  password: string
  runAs: RunAs
  /** Further server settings, `name=value`. Durability is never among them outside the tests. */
  settings?: string[]
}

/** The address of the cluster's database, for node-postgres: through the Unix socket, so that no port is opened at all. */
export function clusterUrl(place: ClusterPlace, password: string, database = 'commonplace'): string {
  return `postgresql://${user}:${password}@localhost/${database}?host=${encodeURIComponent(place.socket)}`
}

/**
 * Starts the cluster in `place`, making it first where there is none, and answers once it takes queries.
 * The caller holds the instance's lock: a server still running here was left behind by a killed process, and is stopped first.
 */
export async function startEmbeddedPostgres({ place, password, runAs, settings = [] }: ClusterOptions): Promise<EmbeddedPostgres> {
  const binaries = postgresBinaries(runAs, place.shelter)
  await stopPostmaster(place.data)
  if (!existsSync(join(place.data, 'PG_VERSION'))) initialise(binaries.initdb, place, password, runAs)
  rmSync(place.socket, { recursive: true, force: true }) // What a killed server left there would be taken for a live one.
  privateFolder(place.socket, runAs)
  const logStart = startLog(place.log)
  const log = openSync(place.log, 'a', 0o600)
  const flags = [...defaultSettings, ...settings, `unix_socket_directories=${place.socket}`].flatMap((setting) => ['-c', setting])
  // In a session of its own, so that Ctrl-C in the terminal reaches this process alone and the database is stopped last.
  const server = spawn(binaries.postgres, ['-D', place.data, ...flags], { ...runAs, cwd: '/', env: environment, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  const ended = new Promise<void>((resolve) => server.once('error', () => resolve()).once('exit', () => resolve()))
  server.unref()
  try {
    await answering(clusterUrl(place, password, 'postgres'), server, () => readFileSync(place.log, 'utf8').slice(logStart))
    await ensureDatabase(clusterUrl(place, password, 'postgres'))
  } catch (error) {
    await stopPostmaster(place.data)
    throw error
  }
  return {
    url: clusterUrl(place, password),
    stop: async (patience) => {
      server.ref() // Nothing else may be left that keeps this process until it has heard of the end.
      await stopPostmaster(place.data, patience)
      await ended
    },
  }
}

// Everything else stays at PostgreSQL's own default; fsync and synchronous_commit in particular stay on.
const defaultSettings = [
  'listen_addresses=',
  'shared_buffers=256MB',
  'effective_cache_size=1GB',
  'random_page_cost=1.1', // Solid-state disks are the rule now.
  'autovacuum_naptime=15s', // A young instance grows manifold within the minute that is the default; plans follow what was counted.
  'jit=off', // Compiling costs more than these short queries take.
  'wal_compression=on',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=warning',
]

/** Made aside and renamed when complete, so that an interrupted first start leaves nothing half-made in place. */
function initialise(initdb: string, place: ClusterPlace, password: string, runAs: RunAs): void {
  const draft = `${place.data}.unfinished`
  const passwordFile = `${place.data}.password`
  rmSync(draft, { recursive: true, force: true })
  rmSync(place.data, { recursive: true, force: true })
  privateFolder(draft, runAs)
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (runAs) chownSync(passwordFile, runAs.uid, runAs.gid)
    const made = spawnSync(
      initdb,
      // The built-in locale sorts and folds case alike on every machine, whatever locales it has installed.
      [`--pgdata=${draft}`, `--username=${user}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
      { ...runAs, cwd: '/', env: environment, encoding: 'utf8' },
    )
    if (made.status !== 0) throw new StartError(databaseTrouble(made.error?.message ?? made.stderr, place))
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, place.data)
}

/** Begins a new log above five megabytes, keeping one old one; answers the length of the log so far. */
function startLog(log: string): number {
  if (!existsSync(log)) return 0
  const { size } = statSync(log)
  if (size < 5_000_000) return size
  renameSync(log, `${log}.1`)
  return 0
}

async function answering(url: string, server: { exitCode: number | null; pid?: number }, logText: () => string): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      // Recovery after a crash may take long; as long as the server lives, it is waited for.
      if (server.pid === undefined || server.exitCode !== null) throw new StartError(databaseTrouble(logText()), { cause: error })
      const { code } = error as { code?: string }
      if (code === '28P01') throw new StartError('The database refuses the password in secrets.json: it belongs to another database. Put the right file back.')
      await wait(15)
    }
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'commonplace'`)
    if (rowCount === 0) await client.query('CREATE DATABASE commonplace')
  } finally {
    await client.end()
  }
}

function databaseTrouble(output: string, place?: ClusterPlace): string {
  const known = diskTrouble(new Error(output), place?.data)
  const cause = /^.*(?:FATAL|PANIC|error):.*$/m.exec(output)?.[0] ?? output.trim().split('\n').at(-1) ?? ''
  return known ?? `The database did not start: ${cause.replace(/^.*?(?:FATAL|PANIC|error):\s*/, '')}`
}
