import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { log } from '@/lib/log'
import { diskTrouble, StartError } from './explain.mjs'
import { postgresBinaries } from './binaries'
import { privateFolder, type ClusterPlace } from './cluster-place'
import { stopPostmaster } from './postmaster'
import type { RunAs } from './system-user'

const user = 'commonplace'

// Nothing of our own environment reaches the database. The cast is for Next, which makes NODE_ENV part of the type.
const environment = { LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv

export interface EmbeddedPostgres {
  url: string
  /** Ends the server whatever it is doing, be it nothing: it is started again and recovers. For one that stands still. */
  revive: () => Promise<void>
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
 * Starts the cluster in `place`, making it first where there is none, and answers once it takes queries. From then on it is started again whenever it ends
 * without having been told to, for as long as that takes: whoever asks it meanwhile hears that it is away.
 * The caller holds the instance's lock: a server still running here was left behind by a killed process, and is stopped first.
 */
export async function startEmbeddedPostgres({
  place,
  password,
  runAs,
  settings = [],
}: ClusterOptions): Promise<EmbeddedPostgres> {
  const binaries = postgresBinaries(runAs, place.shelter)
  await stopPostmaster(place.data)
  if (!isCluster(place)) initialise(binaries.initdb, place, password, runAs)
  const cluster = { place, password, runAs, settings, postgres: binaries.postgres }
  const first = launch(cluster)
  try {
    await answering(clusterUrl(place, password, 'postgres'), first)
    await ensureDatabase(clusterUrl(place, password, 'postgres'))
  } catch (error) {
    await stopPostmaster(place.data)
    throw error
  }
  const watched = keepRunning(first, cluster)
  return {
    url: clusterUrl(place, password),
    revive: () => stopPostmaster(place.data, 0),
    stop: async (patience) => {
      const last = watched.release()
      last.child.ref() // Nothing else may be left that keeps this process until it has heard of the end.
      await stopPostmaster(place.data, patience)
      await last.ended
    },
  }
}

interface Cluster extends Required<ClusterOptions> {
  postgres: string
}

/** One run of the database server. */
interface Run {
  child: ChildProcess
  /** Resolves when it is over, or could not begin. */
  ended: Promise<void>
  /** What it has written to its log. */
  words: () => string
}

function launch({ place, runAs, settings, postgres }: Cluster): Run {
  rmSync(place.socket, { recursive: true, force: true }) // What a killed server left there would be taken for a live one.
  privateFolder(place.socket, runAs)
  const logStart = startLog(place.log)
  const output = openSync(place.log, 'a', 0o600)
  const flags = [...defaultSettings, ...settings, `unix_socket_directories=${place.socket}`].flatMap((setting) => [
    '-c',
    setting,
  ])
  // In a session of its own, so that Ctrl-C in the terminal reaches this process alone and the database is stopped last.
  const child = spawn(postgres, ['-D', place.data, ...flags], {
    ...runAs,
    cwd: '/',
    env: environment,
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  child.unref()
  const ended = new Promise<void>((resolve) => child.once('error', () => resolve()).once('exit', () => resolve()))
  return { child, ended, words: () => readFileSync(place.log, 'utf8').slice(logStart) }
}

/** Milliseconds until the database is started again: at once at first, later at longer and longer intervals, for what stands in its way may take long to go. */
const pauses = { first: 100, last: 10_000 }

/** Starts the database again whenever it ends by itself, until it is released; that answers its last run. */
function keepRunning(first: Run, cluster: Cluster): { release: () => Run } {
  let run = first
  let isReleased = false
  let pause = pauses.first
  const again = async () => {
    if (isReleased) return
    log().error(
      { words: run.words().trim().split('\n').slice(-5) },
      'the database ended by itself and is started again',
    )
    await stopPostmaster(cluster.place.data) // Its other processes may outlive it.
    await wait(pause, undefined, { ref: false })
    pause = Math.min(pauses.last, pause * 2)
    if (isReleased) return
    run = launch(cluster)
    void run.ended.then(again)
    answering(clusterUrl(cluster.place, cluster.password, 'postgres'), run).then(
      () => (pause = pauses.first),
      () => undefined, // It ended again, which is heard above.
    )
  }
  void first.ended.then(again)
  return {
    release: () => {
      isReleased = true
      return run
    },
  }
}

// Everything else stays at PostgreSQL's own default; fsync and synchronous_commit in particular stay on.
const defaultSettings = [
  'listen_addresses=',
  'shared_buffers=256MB',
  'effective_cache_size=1GB',
  'work_mem=16MB', // With a quarter of that, which is the default, tables over fifty thousand passages are sorted on the disk.
  'random_page_cost=1.1', // Solid-state disks are the rule now.
  'autovacuum_naptime=15s', // A young instance grows manifold within the minute that is the default; plans follow what was counted.
  'jit=off', // Compiling costs more than these short queries take.
  'wal_compression=on',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=warning',
]

/** Whether there is a cluster at this place. */
export const isCluster = ({ data }: ClusterPlace): boolean => existsSync(join(data, 'PG_VERSION'))

/** Refuses a place where something is already: whatever it is, it may be somebody’s work, and making a cluster never takes anything away. */
function demandFreePlace(data: string): void {
  const stat = lstatSync(data, { throwIfNoEntry: false })
  if (!stat) return
  if (stat.isSymbolicLink())
    throw new StartError(
      `${data} is a link to ${readlinkSync(data)}, where there is no database. Mount its disk or put it back, and start again; for a new instance on another disk, set DATA_DIR to a folder there. Nothing was changed.`,
    )
  if (!stat.isDirectory() || readdirSync(data).length > 0)
    throw new StartError(
      `${data} is no whole database: its file PG_VERSION is missing. Put that back, or restore a backup into a new DATA_DIR. Nothing was changed.`,
    )
  rmdirSync(data)
}

/** Made aside and renamed when complete, so that an interrupted first start leaves nothing half-made in place. */
function initialise(initdb: string, place: ClusterPlace, password: string, runAs: RunAs): void {
  const draft = `${place.data}.unfinished`
  const passwordFile = `${place.data}.password`
  demandFreePlace(place.data)
  rmSync(draft, { recursive: true, force: true })
  privateFolder(draft, runAs)
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (runAs) chownSync(passwordFile, runAs.uid, runAs.gid)
    const made = spawnSync(
      initdb,
      // The built-in locale sorts and folds case alike on every machine, whatever locales it has installed.
      [
        `--pgdata=${draft}`,
        `--username=${user}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ],
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

async function answering(url: string, { child, words }: Run): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined) // It may end again in the same moment, which shows below or at the next look.
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      // Recovery after a crash may take long; as long as the server lives, it is waited for.
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
        throw new StartError(databaseTrouble(words()), { cause: error })
      const { code } = error as { code?: string }
      if (code === '28P01')
        throw new StartError(
          'The database refuses the password in secrets.json: it belongs to another database. Put the right file back.',
        )
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
