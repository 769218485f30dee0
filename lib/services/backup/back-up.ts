import { createHash } from 'node:crypto'
import type { Database, Transaction } from '@/lib/data/database/client'
import { isRow, tableLines, usualPiece } from '@/lib/data/database/stored-rows'
import { schemaName, storedTables, type StoredTable } from '@/lib/data/database/stored-tables'
import { inSnapshot } from '@/lib/data/database/snapshot'

/** The first line of a backup. */
interface BackupHeader {
  format: 'commonplace-backup'
  version: 2
  createdAt: string
  /** The newest migration of the database: a backup goes back into the very same schema. */
  schema: string
  /** How many bytes of a stored file one line holds. In version 1 every file stood in the line of its row, however large. */
  piece: number
  tables: StoredTable[]
}

/** Follows the rows of a table; `sha256` is of its lines, each with its line feed. */
export interface TableEnd {
  table: string
  rows: number
  sha256: string
}

const longest = 24 * 3600 * 1000

/** Characters. Lines of a few dozen are handed on together, for whoever compresses them. */
const handful = 65_536

/**
 * The whole database as lines of JSON, from one snapshot: a header, for each table its rows and then how many they were and their hash, and at the end the
 * hash of everything before. Answers the text in parts, none of which holds more than one long line. People may go on working meanwhile.
 */
export function backUp(db: Database, now: Date, piece = usualPiece): AsyncGenerator<string> {
  return inSnapshot(db, (tx) => inHandfuls(lines(tx, now, piece)), longest)
}

async function* inHandfuls(all: AsyncIterable<string>): AsyncGenerator<string> {
  let text = ''
  for await (const line of all) {
    text += `${line}\n`
    if (text.length < handful) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

async function* lines(tx: Transaction, now: Date, piece: number): AsyncGenerator<string> {
  const whole = createHash('sha256')
  const tables = await storedTables(tx)
  const header: BackupHeader = {
    format: 'commonplace-backup',
    version: 2,
    createdAt: now.toISOString(),
    schema: await schemaName(tx),
    piece,
    tables,
  }
  const counted = (line: string): string => {
    whole.update(line).update('\n')
    return line
  }
  yield counted(JSON.stringify(header))
  for (const table of tables) {
    const end = tableHash(table.name)
    for await (const line of tableLines(tx, table, piece)) {
      end.add(line)
      yield counted(line)
    }
    yield counted(JSON.stringify(end.value()))
  }
  yield JSON.stringify({ sha256: whole.digest('hex') })
}

/** Adds up the lines of a table as they pass. */
export function tableHash(table: string) {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add: (line: string) => {
      hash.update(line).update('\n')
      if (isRow(line)) rows += 1
    },
    value: (): TableEnd => ({ table, rows, sha256: hash.digest('hex') }),
  }
}
