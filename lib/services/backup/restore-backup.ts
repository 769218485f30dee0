import { createHash } from 'node:crypto'
import { forgetCounts } from '@/lib/data/annotations/count-anew'
import type { Database, Transaction } from '@/lib/data/database/client'
import {
  advanceSequences,
  clearTables,
  deferForeignKeys,
  insertLines,
  isEmptyInstance,
  schemaName,
  storedTables,
  tableLines,
  type StoredTable,
} from '@/lib/data/database/stored-tables'
import { AppError } from '@/lib/errors'
import { tableHash, type BackupHeader, type TableEnd } from './back-up'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** The lines of a backup from the beginning, without their line feeds. It is read twice: once to see that it is whole, once to store it. */
export type BackupLines = () => AsyncIterable<string>

const batchWeight = 4_000_000
const batchRows = 2_000
const longest = 24 * 3600 * 1000

/**
 * Puts a backup into an empty instance of the same schema, in one transaction: after a refusal or a failure nothing is there. Every hash is checked
 * before anything is stored, and again over what was stored. Answers how many rows there are.
 */
export async function restoreBackup(db: Database, read: BackupLines): Promise<{ rows: number; createdAt: string }> {
  const header = await checkWhole(read)
  const schema = await schemaName(db)
  if (header.schema !== schema)
    throw refused(say('refusals.backup.otherSchema', { theirs: header.schema, ours: schema }))
  return db.$transaction(
    async (tx) => {
      if (!(await isEmptyInstance(tx))) throw new AppError('in-use', say('refusals.backup.notEmpty'))
      const tables = await sameTables(tx, header)
      const { settle } = await deferForeignKeys(tx)
      await clearTables(tx, tables)
      const ends = await load(tx, tables, read)
      await settle()
      await forgetCounts(tx)
      await advanceSequences(tx)
      for (const end of ends) await checkStored(tx, tables, end)
      return { rows: ends.reduce((sum, end) => sum + end.rows, 0), createdAt: header.createdAt }
    },
    { timeout: longest, maxWait: 10_000 },
  )
}

/** Reads a backup to its end and refuses one that is not whole, line by line as it was written. */
async function checkWhole(read: BackupLines): Promise<BackupHeader> {
  const whole = createHash('sha256')
  let header: BackupHeader | undefined
  let waiting: string[] = []
  let end = tableHash('')
  let last: string | undefined
  for await (const line of read()) {
    if (last !== undefined) whole.update(`${last}\n`)
    last = line
    if (!header) {
      header = headerFrom(line)
      waiting = header.tables.map((table) => table.name)
      end = tableHash(waiting[0] ?? '')
    } else if (line.startsWith('[')) end.add(`${line}\n`, 1)
    else if (waiting.length > 0) {
      if (line !== JSON.stringify(end.value()))
        throw refused(say('refusals.backup.rowsDiffer', { table: waiting[0] ?? '' }))
      waiting.shift()
      end = tableHash(waiting[0] ?? '')
    }
  }
  if (!header) throw refused(say('refusals.backup.empty'))
  if (waiting.length > 0 || !last?.startsWith('{"sha256":')) throw refused(say('refusals.backup.endsEarly'))
  if (last !== JSON.stringify({ sha256: whole.digest('hex') })) throw refused(say('refusals.backup.otherHash'))
  return header
}

function headerFrom(line: string): BackupHeader {
  const header = parsed(line) as Partial<BackupHeader> | null
  if (header?.format !== 'commonplace-backup' || !Array.isArray(header.tables))
    throw refused(say('refusals.backup.notOurs'))
  if (header.version !== 1) throw refused(say('refusals.backup.unknownVersion', { version: String(header.version) }))
  return header as BackupHeader
}

/** Tables and columns come from this database, never from the file: names in a file must not become SQL. */
async function sameTables(tx: Transaction, header: BackupHeader): Promise<StoredTable[]> {
  const tables = await storedTables(tx)
  if (JSON.stringify(tables) !== JSON.stringify(header.tables)) throw refused(say('refusals.backup.otherTables'))
  return tables
}

async function load(tx: Transaction, tables: readonly StoredTable[], read: BackupLines): Promise<TableEnd[]> {
  const ends: TableEnd[] = []
  let batch: string[] = []
  let weight = 0
  const flush = async () => {
    const table = tables[ends.length]
    if (table && batch.length > 0) await insertLines(tx, table, batch)
    batch = []
    weight = 0
  }
  for await (const line of read()) {
    if (line.startsWith('[')) {
      batch.push(line)
      weight += line.length
      if (batch.length >= batchRows || weight >= batchWeight) await flush()
    } else if (line.startsWith('{"table":')) {
      await flush()
      ends.push(JSON.parse(line) as TableEnd)
    }
  }
  return ends
}

async function checkStored(tx: Transaction, tables: readonly StoredTable[], end: TableEnd): Promise<void> {
  const table = tables.find(({ name }) => name === end.table)
  if (!table) throw refused(say('refusals.backup.unknownTable', { table: end.table }))
  const hash = tableHash(table.name)
  for await (const batch of tableLines(tx, table)) hash.add(batch.map((line) => `${line}\n`).join(''), batch.length)
  if (JSON.stringify(hash.value()) !== JSON.stringify(end))
    throw refused(say('refusals.backup.storedDiffers', { table: end.table }))
}

const refused = (why: Said): AppError => new AppError('refused', say('refusals.backup.refused', { why }))

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
