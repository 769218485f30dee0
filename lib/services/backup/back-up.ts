import { createHash } from 'node:crypto'
import type { Database, Transaction } from '@/lib/data/database/client'
import { schemaName, storedTables, tableLines, type StoredTable } from '@/lib/data/database/stored-tables'
import { inSnapshot } from '@/lib/data/database/snapshot'

/** The first line of a backup. */
export interface BackupHeader {
  format: 'commonplace-backup'
  version: 1
  createdAt: string
  /** The newest migration of the database: a backup goes back into the very same schema. */
  schema: string
  tables: StoredTable[]
}

/** Follows the rows of a table; `sha256` is of its lines, each with its line feed. */
export interface TableEnd {
  table: string
  rows: number
  sha256: string
}

const longest = 24 * 3600 * 1000

/**
 * The whole database as lines of JSON, from one snapshot: a header, for each table its rows and then how many they were and their hash, and at the end the
 * hash of everything before. People may go on working meanwhile.
 */
export function backUp(db: Database, now: Date): AsyncGenerator<string> {
  return inSnapshot(db, (tx) => lines(tx, now), longest)
}

async function* lines(tx: Transaction, now: Date): AsyncGenerator<string> {
  const whole = createHash('sha256')
  const tables = await storedTables(tx)
  const header: BackupHeader = {
    format: 'commonplace-backup',
    version: 1,
    createdAt: now.toISOString(),
    schema: await schemaName(tx),
    tables,
  }
  const counted = (text: string): string => {
    whole.update(text)
    return text
  }
  yield counted(`${JSON.stringify(header)}\n`)
  for (const table of tables) {
    const end = tableHash(table.name)
    for await (const batch of tableLines(tx, table)) {
      const text = batch.map((line) => `${line}\n`).join('')
      end.add(text, batch.length)
      yield counted(text)
    }
    yield counted(`${JSON.stringify(end.value())}\n`)
  }
  yield `${JSON.stringify({ sha256: whole.digest('hex') })}\n`
}

/** Adds up the rows of a table as they pass. */
export function tableHash(table: string) {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add: (text: string, count: number) => {
      hash.update(text)
      rows += count
    },
    value: (): TableEnd => ({ table, rows, sha256: hash.digest('hex') }),
  }
}
