import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { StartError } from '../instance/explain.mjs'
import * as schemaEngine from '@prisma/schema-engine-wasm/schema_engine_bg'

type Engine = schemaEngine.SchemaEngine

let instantiated: Promise<void> | undefined

/**
 * Applies every migration in `folder` that the database has not seen, in order, and answers their names.
 * Uses Prisma's own engine compiled to WebAssembly and the ordinary `_prisma_migrations` table, so that
 * `prisma migrate deploy` works on the same database. Applying twice, or from two processes at once, is harmless.
 */
export async function applyMigrations(databaseUrl: string, folder: string): Promise<string[]> {
  const list = await migrationsList(folder)
  const applied = new Set(await appliedMigrations(databaseUrl))
  refuseNewer(list.migrationDirectories, [...applied])
  // The engine is a program of 5 MB that would stay in the server's memory, and most starts have nothing for it to do.
  if (list.migrationDirectories.every(({ path }) => applied.has(path))) return []
  await revertInterrupted(databaseUrl)
  try {
    return await withEngine(
      databaseUrl,
      async (engine) => (await engine.applyMigrations({ migrationsList: list, filters })).appliedMigrationNames,
    )
  } catch (error) {
    throw new StartError(failure(error), { cause: error })
  }
}

/**
 * Sees that the database has the schema of this program. Only a start changes one that is there, for a server may be at work on it; one in which nothing is yet
 * gets its schema here. A database of a later version is refused, and one of an earlier version too unless `earlier` says that it will do.
 */
export async function demandSchema(databaseUrl: string, folder: string, earlier: 'refuse' | 'take'): Promise<void> {
  const applied = await appliedMigrations(databaseUrl)
  if (applied.length === 0) return void (await applyMigrations(databaseUrl, folder))
  const { migrationDirectories: known } = await migrationsList(folder)
  refuseNewer(known, applied)
  const missing = known.find(({ path }) => !applied.includes(path))
  if (missing && earlier === 'refuse')
    throw new StartError(
      `This database is of an earlier version of Commonplace: ${missing.path} was not applied to it, which only a start does. Make a backup, stop the server where one runs, and start this version. Nothing was changed.`,
    )
}

function refuseNewer(known: readonly { path: string }[], applied: readonly string[]): void {
  const stranger = applied.findLast((name) => !known.some(({ path }) => path === name))
  if (stranger !== undefined)
    throw new StartError(
      `This database was opened by a newer version of Commonplace: ${stranger} is not known here. Start that version or a later one; nothing was changed.`,
    )
}

/** The names of the migrations that a database has, the oldest first. */
function appliedMigrations(databaseUrl: string): Promise<string[]> {
  return withClient(databaseUrl, async (client) => {
    if (!(await isMigrated(client))) return []
    const { rows } = await client.query<{ name: string }>(
      `SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
    )
    return rows.map(({ name }) => name)
  })
}

/** The engine's own lock, which it holds while it migrates. */
const engineLock = 72_707_369

/**
 * Where a migration was begun and not ended, and nobody is at it, it failed or its process was killed: Postgres has reverted all that it did, so it is noted as
 * reverted and will be tried again.
 */
function revertInterrupted(databaseUrl: string): Promise<void> {
  return withClient(databaseUrl, async (client) => {
    if (!(await isMigrated(client))) return
    const { rows: locks } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [engineLock])
    if (locks[0]?.got)
      await client.query(
        `UPDATE "_prisma_migrations" SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL`,
      )
  })
}

async function isMigrated(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS there`,
  )
  return rows[0]?.there ?? false
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The engine's report of many lines as one sentence. */
function failure(error: unknown): string {
  const report = error instanceof Error ? error.message : String(error)
  const name = /(?:Migration name: |migration_name=")([\w-]+)/.exec(report)?.[1]
  const reason = (
    /^(?:Error querying the database: )?(?:ERROR: )(.+)$/m.exec(report)?.[1] ??
    report.split('\n')[0] ??
    ''
  ).replace(/\.?\s*$/, '')
  return `The database could not be brought up to this version: ${name === undefined ? '' : `${name} failed, and nothing of it was kept: `}${reason}.`
}

/** The SQL that takes the schema in the text `from` ("" for none) to the one in `to`; the url is never written to. */
export async function migrationSql(databaseUrl: string, from: string, to: string): Promise<string> {
  const target = (content: string): schemaEngine.DiffTarget =>
    content === '' ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] }
  return withEngine(databaseUrl, async (engine) => {
    const { stdout } = await engine.diff({ from: target(from), to: target(to), script: true, exitCode: null, filters })
    return stdout ?? ''
  })
}

const filters = { externalTables: [], externalEnums: [] }

async function withEngine<T>(url: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  await (instantiated ??= instantiate())
  const pool = new pg.Pool({ connectionString: url })
  const adapter = new WholeScripts(pool)
  const factory = bindMigrationAwareSqlAdapterFactory(adapter)
  const engine = await schemaEngine.SchemaEngine.new({ datamodels: undefined }, () => {}, factory)
  try {
    return await work(engine)
  } catch (error) {
    // The engine says where a script failed, and Postgres why.
    throw adapter.fault
      ? new Error(`${error instanceof Error ? error.message : String(error)}\nERROR: ${adapter.fault.message}`, {
          cause: error,
        })
      : error
  } finally {
    engine.free()
    await pool.end() // The engine does not; an idle connection would keep a command waiting and a template from being cloned.
  }
}

/** Hands a script to Postgres as one, which is one transaction: statement by statement, as the adapter does, a migration that fails would stay done by half. */
class WholeScripts extends PrismaPg {
  /** Why Postgres refused a script. */
  fault: Error | undefined

  constructor(private readonly pool: pg.Pool) {
    super(pool)
  }

  override async connect() {
    const connection = await super.connect()
    connection.executeScript = async (script) => {
      try {
        await this.pool.query(script)
      } catch (error) {
        this.fault = error instanceof Error ? error : new Error(String(error))
        throw error
      }
    }
    return connection
  }
}

async function instantiate(): Promise<void> {
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const { instance } = await WebAssembly.instantiate(await readFile(glue.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': schemaEngine as unknown as WebAssembly.ModuleImports,
  })
  schemaEngine.__wbg_set_wasm(instance.exports)
  const start: unknown = instance.exports.__wbindgen_start
  if (typeof start === 'function') (start as () => void)()
}

async function migrationsList(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: await readFile(join(folder, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(join(folder, path, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  }
}
