import { resolve } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { applyMigrations } from '../server/database/migrate'
import { startScratchCluster } from '../server/instance/scratch-cluster'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The test server's maintenance database, from which fresh ones are cloned. */
    databaseServer: string
  }
}

/** The migrated, otherwise empty database that every test's own is a clone of. */
export const templateName = 'commonplace_template'

/** One embedded Postgres for the whole run, in a temporary folder, with the template migrated once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startScratchCluster('commonplace-test-', 'tests', [
    'max_connections=200',
    'shared_buffers=128MB',
  ])
  const maintenance = cluster.url('postgres')
  await makeTemplate(maintenance, cluster.url(templateName))
  project.provide('databaseServer', maintenance)
  return cluster.remove
}

async function makeTemplate(maintenance: string, template: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenance })
  await client.connect()
  await client.query(`CREATE DATABASE ${templateName}`)
  await client.end()
  await applyMigrations(template, resolve('prisma/migrations'))
}
