import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { connect, type Database } from '@/lib/data/database/client'
import { templateName } from './database-server'

/**
 * A database of one's own, migrated and empty, for one test file: `const { db } = await freshDatabase()` at its top level.
 * It is closed and dropped after the file's last test.
 */
export function freshDatabase({ migrated = true }: { migrated?: boolean } = {}): Promise<{
  db: Database
  url: string
}> {
  return databaseLike(migrated ? templateName : 'template0')
}

/** A second database that holds what another one holds, of which nobody has a connection now. */
export const copyOf = (url: string): ReturnType<typeof freshDatabase> => databaseLike(new URL(url).pathname.slice(1))

async function databaseLike(template: string): Promise<{ db: Database; url: string }> {
  const server = inject('databaseServer')
  const name = `test_${randomBytes(8).toString('hex')}`
  await maintain(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
  const address = new URL(server)
  address.pathname = name
  const db = connect(address.href)
  afterAll(async () => {
    await db.$disconnect()
    await maintain(server, `DROP DATABASE ${name} WITH (FORCE)`)
  })
  return { db, url: address.href }
}

async function maintain(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
