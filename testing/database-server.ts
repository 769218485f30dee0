import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { lockHolder, takeLock } from '../server/instance/lock.mjs'
import { applyMigrations } from '../server/database/migrate'
import { clusterUrl, startEmbeddedPostgres } from '../server/instance/embedded-postgres'
import { stopPostmaster } from '../server/instance/postmaster'
import { databaseUser } from '../server/instance/system-user'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The test server's maintenance database, from which fresh ones are cloned. */
    databaseServer: string
  }
}

/** The migrated, otherwise empty database that every test's own is a clone of. */
export const templateName = 'commonplace_template'

const prefix = 'commonplace-test-'

// It lives for minutes and holds nothing: what makes a real instance durable only makes tests slow.
const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
  'shared_buffers=128MB',
]

/** One embedded Postgres for the whole run, in a temporary folder, with the template migrated once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep()
  const base = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(base, 0o711) // As root, the database runs as another user, who must get through.
  takeLock(join(base, 'lock'), 'tests')
  const place = {
    data: join(base, 'postgres'),
    socket: join(base, 'socket'),
    shelter: join(base, 'programs'),
    log: join(base, 'postgres.log'),
  }
  const password = randomBytes(18).toString('base64url')
  const server = await startEmbeddedPostgres({ place, password, runAs: databaseUser(), settings })
  const maintenance = clusterUrl(place, password, 'postgres')
  await makeTemplate(maintenance, clusterUrl(place, password, templateName))
  project.provide('databaseServer', maintenance)
  return async () => {
    await server.stop()
    rmSync(base, { recursive: true, force: true })
  }
}

async function makeTemplate(maintenance: string, template: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenance })
  await client.connect()
  await client.query(`CREATE DATABASE ${templateName}`)
  await client.end()
  await applyMigrations(template, resolve('prisma/migrations'))
}

/** Stops and removes what runs that were killed have left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const base = join(tmpdir(), name)
    if (!existsSync(join(base, 'lock')) || lockHolder(join(base, 'lock'))) continue
    await stopPostmaster(join(base, 'postgres'))
    rmSync(base, { recursive: true, force: true })
  }
}
