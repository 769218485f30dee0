import { archiveTables, type ArchiveTable } from '@/lib/data/projects/archive/archive-tables'
import { archiveColumns } from '@/lib/data/projects/archive/read-archive-rows'
import {
  insertArchiveRows,
  insertOriginal,
  newestEventNumber,
  updateArchiveRows,
} from '@/lib/data/projects/archive/write-archive-rows'
import type { Transaction } from '@/lib/data/database/client'
import { isRowRefused, uniqueViolation } from '@/lib/data/database/violations'
import { say } from '@/lib/i18n/say'
import type { JobRun } from '@/lib/services/jobs/job-work'
import { fitsHere, type RowLimits } from './check-row'
import { partOf } from './export-archive'
import { mapIds, type Renamed } from './map-ids'
import { refused, type OpenArchive } from './open-archive'

/** What one transaction stores at most: some ten milliseconds of work, so that live updates wait for no longer. */
const batch = { rows: 300, characters: 300_000 }

/**
 * Stores the rows of an archive in a project that nobody sees, each table after those it refers to. Throws AppError refused, naming the part, where rows are not
 * what such rows are, or refer to what is not in the archive.
 */
export async function storeArchive(run: JobRun, archive: OpenArchive, ids: Renamed): Promise<Record<string, number>> {
  const of = archive.manifest.parts.reduce((sum, { rows }) => sum + rows, 0)
  const columns = await archiveColumns(run.db)
  const limits = { ids, newest: await newestEventNumber(run.db) }
  const store = new Store(run, archive, limits, of)
  for (const table of archiveTables) await store.table(table, columnTypes(columns.get(table.name)))
  for (const table of archiveTables)
    if (table.later) await store.later(table, table.later, columnTypes(columns.get(table.name)))
  store.demandOriginals()
  return store.rows
}

type Row = Record<string, unknown>
type Columns = ReadonlyMap<string, string>

const columnTypes = (table: { columns: { name: string; type: string }[] } | undefined): Columns =>
  new Map(table?.columns.map(({ name, type }) => [name, type]))

class Store {
  readonly rows: Record<string, number> = {}
  #done = 0
  #originals = 0

  constructor(
    private readonly run: JobRun,
    private readonly archive: OpenArchive,
    private readonly limits: RowLimits,
    private readonly of: number,
  ) {}

  async table({ name, later = [] }: ArchiveTable, columns: Columns): Promise<void> {
    const part = partOf(name)
    let stored = 0
    const isOriginal = name === 'OriginalFile'
    for await (const rows of this.#batches(name, columns, isOriginal ? 1 : batch.rows)) {
      const names = Object.keys(rows[0] ?? {}).filter((column) => !later.includes(column))
      if (isOriginal) await this.#original(part, names, rows)
      else
        await this.#write(part, rows.length, (tx) =>
          insertArchiveRows(tx, this.run.projectId, name, names, JSON.stringify(rows)),
        )
      stored += rows.length
    }
    this.rows[name] = stored
  }

  async later({ name }: ArchiveTable, later: readonly string[], columns: Columns): Promise<void> {
    for await (const rows of this.#batches(name, columns, batch.rows))
      await this.#write(partOf(name), 0, (tx) =>
        updateArchiveRows(tx, this.run.projectId, name, later, JSON.stringify(rows)),
      )
  }

  /** Every file of the archive is a document's. */
  demandOriginals(): void {
    const extra = this.archive.manifest.parts.filter(({ path }) => path.startsWith('originals/'))
    if (extra.length !== this.#originals)
      throw refused(say('refusals.archive.rowsDoNotFit', { part: extra[0]?.path ?? '' }))
  }

  async #original(part: string, names: readonly string[], rows: readonly Row[]): Promise<void> {
    const bytes = await this.archive.original(String(rows[0]?.['documentId']))
    if (!bytes) throw refused(say('refusals.archive.rowsDoNotFit', { part }))
    await this.#write(part, 1, (tx) => insertOriginal(tx, this.run.projectId, names, JSON.stringify(rows), bytes))
    this.#originals += 1
  }

  /** Writes a batch; the database refuses what it may not hold. */
  async #write(part: string, rows: number, act: (tx: Transaction) => Promise<void>): Promise<void> {
    this.#done += rows
    await this.run
      .write({ phase: 'writing', done: Math.min(this.#done, this.of), of: this.of }, act)
      .catch((error: unknown) => {
        throw isRowRefused(error) || uniqueViolation(error) !== null
          ? refused(say('refusals.archive.rowsDoNotFit', { part }))
          : error
      })
  }

  async *#batches(table: string, columns: Columns, most: number): AsyncGenerator<Row[]> {
    let rows: Row[] = []
    let characters = 0
    let keys: string | undefined
    for await (const line of this.archive.rows(table)) {
      const row = this.#row(table, line, columns)
      keys ??= Object.keys(row).join()
      if (Object.keys(row).join() !== keys) throw refused(say('refusals.archive.rowsDoNotFit', { part: partOf(table) }))
      if (rows.length > 0 && (rows.length >= most || characters + line.length > batch.characters)) {
        yield rows
        rows = []
        characters = 0
      }
      rows.push(row)
      characters += line.length
    }
    if (rows.length > 0) yield rows
  }

  #row(table: string, line: string, columns: Columns): Row {
    try {
      const row = fitsHere(table, line, columns, this.limits)
      if (row) return this.#renamed(row, columns)
    } catch (error) {
      // Nested deeper than anybody walks.
      if (!(error instanceof RangeError)) throw error
    }
    throw refused(say('refusals.archive.rowsDoNotFit', { part: partOf(table) }))
  }

  /** What a revision says is kept letter by letter, and names nobody. */
  #renamed(row: Row, columns: Columns): Row {
    return Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        isNaming(columns.get(name)) ? mapIds(value, this.limits.ids) : value,
      ]),
    )
  }
}

const isNaming = (type: string | undefined) => type === 'uuid' || type === 'uuid[]' || type === 'jsonb'
