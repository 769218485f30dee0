import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from './client'
import type { StoredTable } from './stored-tables'

// The rows of a table as lines of text, and back. However large a stored file is, no line holds more than a piece of it, and no answer of the database much more.

/** How much of a stored file one line holds, in bytes. */
export const usualPiece = 1_048_576

/** How much of a piece one statement stores, in characters of hex: Prisma keeps its last hundred statements in memory, with all that was in them. */
const statementPart = 262_144

/** What rows that are fetched at once weigh, in bytes: texts and files are large, postings small. One row may weigh more. */
const fetchWeight = 4_000_000
const fetchRows = 2_000

const isBytes = ({ type }: { type: string }) => type === 'bytea'

/** Whether a line is a whole row, or its last line. */
export const isRow = (line: string) => line.startsWith('[')
/** Whether a line is a piece of a file, which belongs to the next row. */
export const isPiece = (line: string) => line.startsWith('{"column":')

/**
 * Every row of a table in the order of its key, each as one line: a JSON array of the columns' texts as Postgres writes them, null for null. A file of more than
 * `piece` bytes stands before its row, a line for each piece, and in the row is the number of its pieces. Without `piece` every file stands in its row.
 */
export async function* tableLines(tx: Transaction, table: StoredTable, piece?: number): AsyncGenerator<string> {
  // Values in the one form that reads back the same whatever the server's settings.
  await tx.$executeRaw`SELECT set_config('DateStyle', 'ISO', true), set_config('TimeZone', 'UTC', true), set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true)`
  const lines = await cursor<{ line: string }>(tx, table, 'lines', lineSql(table, piece))
  const weights = await cursor<{ weight: number }>(tx, table, 'weights', weightSql(table, piece))
  for (;;) {
    const weighed = await weights.fetch(fetchRows)
    for (const count of portions(weighed.map(({ weight }) => weight))) {
      for (const { line } of await lines.fetch(count)) {
        if (piece !== undefined && table.columns.some(isBytes)) yield* pieces(tx, table, line, piece)
        yield line
      }
    }
    if (weighed.length < fetchRows) break
  }
  await lines.close()
  await weights.close()
}

/** How many rows are fetched each time, so that they weigh no more than they may, be it one alone. */
function* portions(weights: readonly number[]): Generator<number> {
  let count = 0
  let sum = 0
  for (const weight of weights) {
    if (count > 0 && sum + weight > fetchWeight) {
      yield count
      count = 0
      sum = 0
    }
    count += 1
    sum += weight
  }
  if (count > 0) yield count
}

/** A cursor over the rows in the order of their key. They are put in order first: what is computed of one is not computed before it is fetched. */
async function cursor<T>(tx: Transaction, { name, key }: StoredTable, of: string, what: string) {
  const cursor = Prisma.raw(`"${of} of ${name}"`)
  const order = key.map((column) => `"${column}"`).join(', ')
  await tx.$executeRaw`DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT ${Prisma.raw(what)} FROM (SELECT * FROM ${Prisma.raw(`"${name}" ORDER BY ${order}`)}) AS r`
  return {
    fetch: (count: number) => tx.$queryRaw<T[]>`FETCH ${Prisma.raw(String(count))} FROM ${cursor}`,
    close: () => tx.$executeRaw`CLOSE ${cursor}`,
  }
}

function lineSql({ columns }: StoredTable, piece: number | undefined): string {
  const values = columns.map((column) =>
    piece !== undefined && isBytes(column)
      ? `CASE WHEN octet_length("${column.name}") > ${piece} THEN to_json((octet_length("${column.name}") - 1) / ${piece} + 1) ELSE to_json("${column.name}"::text) END`
      : `"${column.name}"::text`,
  )
  return `json_build_array(${values.join(', ')})::text AS line`
}

/** What a line will weigh, without reading the files. */
function weightSql({ columns }: StoredTable, piece: number | undefined): string {
  const weights = columns.map((column) => {
    if (!isBytes(column)) return `COALESCE(octet_length("${column.name}"::text), 4)`
    const kept = piece === undefined ? '' : `WHEN octet_length("${column.name}") > ${piece} THEN 8 `
    return `CASE ${kept}WHEN "${column.name}" IS NULL THEN 4 ELSE octet_length("${column.name}") * 2::bigint END`
  })
  return `(${weights.join(' + ')})::float8 AS weight`
}

async function* pieces(tx: Transaction, table: StoredTable, line: string, piece: number): AsyncGenerator<string> {
  const values = JSON.parse(line) as (string | number | null)[]
  const row = Prisma.join(
    table.key.map((name) => {
      const at = table.columns.findIndex((column) => column.name === name)
      return Prisma.sql`${Prisma.raw(`"${name}"`)} = ${values[at]}::${Prisma.raw(table.columns[at]?.type ?? 'text')}`
    }),
    ' AND ',
  )
  for (const [column, value] of values.entries()) {
    if (typeof value !== 'number') continue
    const bytes = Prisma.raw(`"${table.columns[column]?.name}"`)
    for (let number = 0; number < value; number += 1) {
      const [found] = await tx.$queryRaw<{ hex: string }[]>`
        SELECT encode(substr(${bytes}, ${number * piece + 1}::int, ${piece}::int), 'hex') AS hex FROM ${Prisma.raw(`"${table.name}"`)} WHERE ${row}`
      yield JSON.stringify({ column, hex: found?.hex })
    }
  }
}

/** Takes lines as `tableLines` gives them and stores them, many at once; `flush` stores the rest. */
export interface RowStore {
  add: (line: string) => Promise<void>
  flush: () => Promise<void>
}

/** Prepares the transaction for `storeRows`: pieces wait in a table of its own until their row comes. */
export async function preparePieces(tx: Transaction): Promise<void> {
  await tx.$executeRaw`CREATE TEMPORARY TABLE "StoredPiece" (number int GENERATED ALWAYS AS IDENTITY, "column" int NOT NULL, bytes bytea NOT NULL) ON COMMIT DROP`
}

/** A store for the rows of one table. */
export function storeRows(tx: Transaction, table: StoredTable): RowStore {
  let rows: string[] = []
  let weight = 0
  let hasPieces = false
  const flush = async () => {
    if (rows.length > 0) await insertLines(tx, table, rows)
    // Empties the table at once, since this transaction made it; deleted pieces would lie there to its end.
    if (hasPieces) await tx.$executeRaw`TRUNCATE pg_temp."StoredPiece"`
    rows = []
    weight = 0
    hasPieces = false
  }
  return {
    flush,
    add: async (line) => {
      if (isPiece(line)) {
        if (!hasPieces) await flush()
        hasPieces = true
        await insertPiece(tx, line)
        return
      }
      rows.push(line)
      weight += line.length
      if (hasPieces || rows.length >= fetchRows || weight >= fetchWeight) await flush()
    },
  }
}

async function insertPiece(tx: Transaction, line: string): Promise<void> {
  const { column, ...piece } = JSON.parse(line) as { column: number; hex: unknown }
  const hex = String(piece.hex) // Whatever a file holds, so that the database refuses what is none.
  for (let at = 0; at < hex.length; at += statementPart)
    await tx.$executeRaw`INSERT INTO pg_temp."StoredPiece" ("column", bytes) VALUES (${column}::int, decode(${hex.slice(at, at + statementPart)}, 'hex'))`
}

async function insertLines(tx: Transaction, { name, columns }: StoredTable, lines: readonly string[]): Promise<void> {
  const names = columns.map((column) => `"${column.name}"`).join(', ')
  const values = columns.map((column, i) => {
    const value = `(r.row ->> ${i})::${column.type}`
    if (!isBytes(column)) return value
    const joined = `SELECT string_agg(p.bytes, ''::bytea ORDER BY p.number) FROM pg_temp."StoredPiece" p WHERE p."column" = ${i}`
    return `CASE json_typeof(r.row -> ${i}) WHEN 'number' THEN (${joined}) ELSE ${value} END`
  })
  await tx.$executeRaw`INSERT INTO ${Prisma.raw(`"${name}" (${names})`)} SELECT ${Prisma.raw(values.join(', '))} FROM json_array_elements(${`[${lines.join(',')}]`}::json) AS r(row)`
}
