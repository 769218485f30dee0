import initSqlJs, { type Database, type SqlValue } from 'sql.js'
import { ImportRefused } from '@/lib/importers/import-refused'
import { inMegabytes } from '@/lib/importers/limits'
import { say } from '@/lib/i18n/say'

const megabyte = 1_048_576
/** What a file of SQLite may be, and what may be read from one: more than any project has. `heap` is memory of SQLite’s own besides the file. */
const most = { bytes: 256 * megabyte, rows: 1_000_000, heap: 256 * megabyte }

/** Where the header says how the file is written and read: 2 is a journal beside it, which nothing here has. */
const journalPlaces = [18, 19]

type Kind = 'text' | 'number'
export type SqliteRow<Columns extends Readonly<Record<string, Kind>>> = {
  [Name in keyof Columns]: (Columns[Name] extends 'text' ? string : number) | null
}

/** The tables of a database of SQLite that somebody made elsewhere: no views, no virtual tables, no columns that are computed, so that nothing of the file is run. */
export interface SqliteFile {
  /** Whether there is a table with these columns. */
  has: (table: string, ...columns: string[]) => boolean
  /**
   * The rows of a table, in the order in which they stand, with these columns as text or number. A column that the table lacks, and a value that is none of its
   * kind, is null. Throws ImportRefused for more rows than a project has, and for a damaged file.
   */
  rows: <Columns extends Readonly<Record<string, Kind>>>(
    table: string,
    columns: Columns,
  ) => Generator<SqliteRow<Columns>>
  /** The tables in which something stands, but for those of `known` and SQLite’s own. */
  filledBesides: (known: readonly string[]) => string[]
  /** Whether the program that the file is of may have written more beside it, which is not here. */
  hasJournal: boolean
  close: () => void
}

/** Opens a database of SQLite in memory. Throws ImportRefused for one that is damaged, was cut off or is too large. */
export async function openSqlite(bytes: Uint8Array): Promise<SqliteFile> {
  if (bytes.byteLength > most.bytes)
    throw new ImportRefused(
      'too-large',
      say('refusals.files.tooLarge', { size: inMegabytes(bytes.byteLength), limit: inMegabytes(most.bytes) }),
    )
  const hasJournal = bytes[journalPlaces[0] as number] === 2
  const copy = bytes.slice()
  if (hasJournal) for (const at of journalPlaces) copy[at] = 1
  // Compiled anew for each file: what one leaves in its memory goes with it.
  const { Database } = await initSqlJs()
  const database = new Database(copy)
  try {
    return { ...reader(database), hasJournal, close: () => database.close() }
  } catch (error) {
    database.close()
    throw damagedBy(error)
  }
}

function reader(database: Database): Pick<SqliteFile, 'has' | 'rows' | 'filledBesides'> {
  database.run(
    `PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA ignore_check_constraints = ON; PRAGMA hard_heap_limit = ${most.heap}`,
  )
  const encoding = String(values(database, 'PRAGMA encoding')[0]?.[0]).toLowerCase()
  const decoder = new TextDecoder(encoding.startsWith('utf-16') ? encoding : 'utf-8', { ignoreBOM: true })
  const tables = columnsByTable(database)
  let left = most.rows
  return {
    has: (table, ...columns) => columns.every((column) => tables.get(table)?.has(column) ?? false) && tables.has(table),
    filledBesides: (known) =>
      [...tables.keys()].filter(
        (table) =>
          !known.includes(table) &&
          !table.startsWith('sqlite_') &&
          stepped(() => values(database, `SELECT 1 FROM ${quoted(table)} NOT INDEXED LIMIT 1`)).length > 0,
      ),
    rows: function* (table, wanted) {
      const there = tables.get(table)
      if (!there) return
      const names = Object.keys(wanted)
      const parts = names.map((name) =>
        !there.has(name) ? 'NULL' : wanted[name] === 'text' ? `CAST(${quoted(name)} AS BLOB)` : quoted(name),
      )
      const statement = database.prepare(`SELECT ${parts.join(', ')} FROM ${quoted(table)} NOT INDEXED`)
      try {
        while (stepped(() => statement.step())) {
          if (--left < 0) throw new ImportRefused('too-large', say('refusals.sqlite.tooManyRows', { limit: most.rows }))
          const row = stepped(() => statement.get())
          yield Object.fromEntries(
            names.map((name, at) => [name, valueOf(row[at], wanted[name], decoder)]),
          ) as SqliteRow<typeof wanted>
        }
      } finally {
        statement.free()
      }
    },
  }
}

/** The columns of every table proper, all in lower case, as SQLite compares them. */
function columnsByTable(database: Database): Map<string, Set<string>> {
  const tables = new Map<string, Set<string>>()
  for (const [name, sql] of values(database, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'")) {
    if (typeof name !== 'string' || /^\s*create\s+virtual/i.test(String(sql))) continue
    const columns = values(database, `SELECT name, hidden FROM pragma_table_xinfo(${literal(name)})`)
    const plain = columns.filter(([, hidden]) => hidden === 0)
    // A hidden column is computed when it is read, and when the table is checked.
    if (plain.length === columns.length) demandSound(database, name)
    tables.set(name.toLowerCase(), new Set(plain.map(([column]) => String(column).toLowerCase())))
  }
  return tables
}

/** Throws where a table does not hold together. What it demands of its rows is not asked: it would be run. */
function demandSound(database: Database, table: string): void {
  const [check] = values(database, `PRAGMA quick_check(${literal(table)})`)
  if (check?.[0] !== 'ok') throw new Error(String(check?.[0]))
}

const values = (database: Database, sql: string) => database.exec(sql)[0]?.values ?? []
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

function valueOf(value: SqlValue | undefined, kind: Kind | undefined, decoder: TextDecoder): string | number | null {
  if (value === null || value === undefined) return null
  if (kind === 'text') return value instanceof Uint8Array ? decoder.decode(value) : String(value)
  if (typeof value === 'number') return value
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : null
}

function stepped<T>(step: () => T): T {
  try {
    return step()
  } catch (error) {
    throw damagedBy(error)
  }
}

function damagedBy(error: unknown): Error {
  if (error instanceof ImportRefused || error instanceof RangeError) return error
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 200)
  return new ImportRefused('corrupt-file', say('refusals.sqlite.damaged', { reason }))
}
