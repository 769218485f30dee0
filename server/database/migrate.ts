import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import * as schemaEngine from '@prisma/schema-engine-wasm/schema_engine_bg'

type Engine = schemaEngine.SchemaEngine

let instantiated: Promise<void> | undefined

/**
 * Applies every migration in `folder` that the database has not seen, in order, and answers their names.
 * Uses Prisma's own engine compiled to WebAssembly and the ordinary `_prisma_migrations` table, so that
 * `prisma migrate deploy` works on the same database. Applying twice, or from two processes at once, is harmless.
 */
export async function applyMigrations(databaseUrl: string, folder: string): Promise<string[]> {
  return withEngine(databaseUrl, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: await migrationsList(folder), filters })
    return appliedMigrationNames
  })
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

async function withEngine<T>(url: string, act: (engine: Engine) => Promise<T>): Promise<T> {
  await (instantiated ??= instantiate())
  const pool = new pg.Pool({ connectionString: url })
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool))
  const engine = await schemaEngine.SchemaEngine.new({ datamodels: undefined }, () => {}, factory)
  try {
    return await act(engine)
  } finally {
    engine.free()
    await pool.end() // The engine does not; an idle connection would keep a command waiting and a template from being cloned.
  }
}

async function instantiate(): Promise<void> {
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const { instance } = await WebAssembly.instantiate(await readFile(glue.replace(/\.js$/, '.wasm')), { './schema_engine_bg.js': schemaEngine as unknown as WebAssembly.ModuleImports })
  schemaEngine.__wbg_set_wasm(instance.exports)
  const start: unknown = instance.exports.__wbindgen_start
  if (typeof start === 'function') (start as () => void)()
}

async function migrationsList(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: await readFile(join(folder, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (path) => ({
        path,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: await readFile(join(folder, path, 'migration.sql'), 'utf8') } },
      })),
    ),
  }
}
