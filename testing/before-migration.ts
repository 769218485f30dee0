import { cp, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '@/lib/data/database/client'

export const migrations = 'prisma/migrations'

/** A new folder with the migrations that stand before the one of this name; whoever asks for it removes it. */
export async function migrationsBefore(own: string): Promise<string> {
  const before = await mkdtemp(join(tmpdir(), 'migrations-'))
  for (const name of await readdir(migrations))
    if (name < own || name.endsWith('.toml')) await cp(join(migrations, name), join(before, name), { recursive: true })
  return before
}

/** Stores a row by the names of its columns, in a schema that the client is not made for. */
export async function insertRow(db: Database, table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row)
    .map((name) => `"${name}"`)
    .join(', ')
  await db.$executeRawUnsafe(
    `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_record(null::"${table}", $1::json)`,
    JSON.stringify(row),
  )
}
