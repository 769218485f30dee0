import { createHash } from 'node:crypto'
import { z } from 'zod'
import { forgetCounts } from '@/lib/data/annotations/count-anew'
import type { Database, Transaction } from '@/lib/data/database/client'
import { isPiece, isRow, preparePieces, storeRows, tableLines, type RowStore } from '@/lib/data/database/stored-rows'
import {
  advanceSequences,
  clearTables,
  deferForeignKeys,
  holdAccounts,
  isEmptyInstance,
  schemaName,
  storedTables,
  type StoredTable,
} from '@/lib/data/database/stored-tables'
import { isDiskFull, isRowRefused } from '@/lib/data/database/violations'
import { AppError } from '@/lib/errors'
import { tableHash, type TableEnd } from './back-up'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** The lines of a backup from the beginning, without their line feeds. It is read twice: once to see that it is whole, once to store it. */
export type BackupLines = () => AsyncIterable<string>

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
  const stored = db.$transaction(
    async (tx) => {
      // A server may run beside this and show its set-up page.
      await holdAccounts(tx)
      if (!(await isEmptyInstance(tx))) throw new AppError('in-use', say('refusals.backup.notEmpty'))
      const tables = await sameTables(tx, header)
      const { settle } = await deferForeignKeys(tx)
      await clearTables(tx, tables)
      const ends = await load(tx, tables, read)
      await settle().catch(orRefused(say('refusals.backup.rowsDoNotFitTogether')))
      await forgetCounts(tx)
      await advanceSequences(tx).catch(orRefused(say('refusals.backup.rowsDoNotFitTogether')))
      for (const end of ends) await checkStored(tx, tables, end, header.piece)
      return { rows: ends.reduce((sum, end) => sum + end.rows, 0), createdAt: header.createdAt }
    },
    { timeout: longest, maxWait: 10_000 },
  )
  return stored.catch((error: unknown) => {
    throw isDiskFull(error) ? refused(say('refusals.backup.diskFull')) : error
  })
}

/** Reads a backup to its end and refuses one that is not whole, line by line as it was written. */
async function checkWhole(read: BackupLines): Promise<Header> {
  const whole = createHash('sha256')
  let header: Header | undefined
  let waiting: string[] = []
  let end = tableHash('')
  let isClosed = false
  let last: string | undefined
  for await (const line of read()) {
    if (last !== undefined) whole.update(last).update('\n')
    last = line
    if (!header) {
      header = headerFrom(line)
      waiting = header.tables.map((table) => table.name)
      end = tableHash(waiting[0] ?? '')
    } else if (waiting.length === 0) {
      if (isClosed || isRow(line) || isPiece(line)) throw refused(say('refusals.backup.goesOn'))
      isClosed = true
    } else if (isRow(line) || isPiece(line)) end.add(line)
    else {
      if (line !== JSON.stringify(end.value()))
        throw refused(say('refusals.backup.rowsDiffer', { table: waiting[0] ?? '' }))
      waiting.shift()
      end = tableHash(waiting[0] ?? '')
    }
  }
  if (!header) throw refused(say('refusals.backup.empty'))
  if (!last?.startsWith('{"sha256":')) throw refused(say('refusals.backup.endsEarly'))
  if (last !== JSON.stringify({ sha256: whole.digest('hex') })) throw refused(say('refusals.backup.otherHash'))
  return header
}

const versions = [1, 2]

const headerSchema = z.object({
  createdAt: z.iso.datetime(),
  schema: z.string().regex(/^\w*$/),
  piece: z.number().int().min(1).max(100_000_000).optional(),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      key: z.array(z.string()),
    }),
  ),
})

type Header = z.infer<typeof headerSchema>

function headerFrom(line: string): Header {
  const { format, version } = (parsed(line) ?? {}) as { format?: unknown; version?: unknown }
  if (format !== 'commonplace-backup' || typeof version !== 'number') throw refused(say('refusals.backup.notOurs'))
  if (!versions.includes(version)) throw refused(say('refusals.backup.unknownVersion', { version: String(version) }))
  const header = headerSchema.safeParse(parsed(line))
  if (!header.success) throw refused(say('refusals.backup.otherHeader'))
  return header.data
}

/** Tables and columns come from this database, never from the file: names in a file must not become SQL. */
async function sameTables(tx: Transaction, header: Header): Promise<StoredTable[]> {
  const tables = await storedTables(tx)
  if (JSON.stringify(tables) !== JSON.stringify(header.tables)) throw refused(say('refusals.backup.otherTables'))
  return tables
}

async function load(tx: Transaction, tables: readonly StoredTable[], read: BackupLines): Promise<TableEnd[]> {
  const ends: TableEnd[] = []
  await preparePieces(tx)
  let store: RowStore | undefined
  for await (const line of read()) {
    const table = tables[ends.length]
    if (!table) break
    store ??= storeRows(tx, table)
    const isOfTable = isRow(line) || isPiece(line)
    if (isOfTable) await store.add(line).catch(orRefused(say('refusals.backup.rowsDoNotFit', { table: table.name })))
    else if (line.startsWith('{"table":')) {
      await store.flush().catch(orRefused(say('refusals.backup.rowsDoNotFit', { table: table.name })))
      store = undefined
      ends.push(JSON.parse(line) as TableEnd)
    }
  }
  return ends
}

async function checkStored(
  tx: Transaction,
  tables: readonly StoredTable[],
  end: TableEnd,
  piece: number | undefined,
): Promise<void> {
  const table = tables.find(({ name }) => name === end.table)
  if (!table) throw refused(say('refusals.backup.unknownTable', { table: end.table }))
  const hash = tableHash(table.name)
  for await (const line of tableLines(tx, table, piece)) hash.add(line)
  if (JSON.stringify(hash.value()) !== JSON.stringify(end))
    throw refused(say('refusals.backup.storedDiffers', { table: end.table }))
}

/** Hashes can be made anew for anything, so that a whole file may hold what no backup does. */
function orRefused(why: Said) {
  return (error: unknown): never => {
    throw isRowRefused(error) || error instanceof SyntaxError ? refused(why) : error
  }
}

const refused = (why: Said): AppError => new AppError('refused', say('refusals.backup.refused', { why }))

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
