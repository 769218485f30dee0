import type { Database, Transaction } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { uniqueViolation } from '@/lib/data/database/violations'
import { appendEvents } from '@/lib/data/history/events'
import { queryTexts, readQuery, withSaved } from '@/lib/data/retrieval/read-query'
import {
  insertSavedQuery,
  lockSavedQueries,
  savedQueries,
  savedQuery,
  setSavedQueryBinned,
  updateSavedQuery,
  type SavedQueryRow,
} from '@/lib/data/retrieval/saved-queries'
import type { Member } from '@/lib/domain/access/viewer'
import type { Query } from '@/lib/domain/retrieval/query'
import { expanded } from '@/lib/domain/retrieval/saved'
import { AppError, fault, notFound } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { SavedQuery, SavedQueryChange, SavedQueryCreate } from '@/lib/schemas/query'
import { authorise } from '../authorise'
import type { Done } from '../done'
import type { Created } from '../projects/projects'
import { staleVersion } from '../stale-version'

/** Queries are read whole with every query that refers to one. */
export const mostSavedQueries = 200

/** Every query that the project keeps, with the names in it as this member sees them. */
export async function listSavedQueries(db: Transaction, member: Member): Promise<SavedQuery[]> {
  return shown(db, member, await savedQueries(db, member))
}

export async function getSavedQuery(db: Transaction, member: Member, id: string): Promise<SavedQuery> {
  const row = await savedQuery(db, member, id)
  if (!row) throw notFound('query')
  return one(db, member, row)
}

/** Keeps a query for the whole project. The same client-made id again is the stored one. */
export async function createSavedQuery(
  db: Database,
  member: Member,
  { id = newId(), name, query }: SavedQueryCreate,
  now: Date,
): Promise<Created<SavedQuery> & Done<SavedQuery>> {
  authorise(member, 'themes.write')
  return refusingTwins(name, () =>
    db.$transaction(async (tx) => {
      await lockSavedQueries(tx, member)
      const all = await savedQueries(tx, member)
      const existing = all.find((row) => row.id === id)
      if (existing) return { row: await one(tx, member, existing), created: false, event: null }
      if (all.length >= mostSavedQueries)
        throw new AppError('too-large', say('refusals.queries.tooMany', { limit: mostSavedQueries }))
      const tree = await readQuery(tx, member, query)
      demandWhole(id, tree, all)
      if (!(await insertSavedQuery(tx, member, { id, name, tree }, now))) throw notFound('query') // It is in the bin.
      const row = await required(tx, member, id)
      const [event = null] = await appendEvents(tx, member, [
        { type: 'query.created', subjectId: id, after: recordedQuery(row) },
      ])
      return { row: await one(tx, member, row), created: true, event }
    }),
  )
}

/** Renames a query, or has it ask something else, wherever it is referred to. */
export async function changeSavedQuery(
  db: Database,
  member: Member,
  id: string,
  { version, name, query }: SavedQueryChange,
  now: Date,
): Promise<Done<SavedQuery>> {
  authorise(member, 'themes.write')
  return refusingTwins(name ?? '', () =>
    db.$transaction(async (tx) => {
      await lockSavedQueries(tx, member)
      const all = await savedQueries(tx, member)
      const before = all.find((row) => row.id === id)
      if (!before) throw notFound('query')
      if (version !== undefined && version !== before.version)
        throw staleVersion(await one(tx, member, before), 'query')
      const tree = query === undefined ? undefined : await readQuery(tx, member, query)
      if (tree) demandWhole(id, tree, all)
      await updateSavedQuery(tx, member, id, { name, tree }, now)
      const row = await required(tx, member, id)
      const [event = null] = await appendEvents(tx, member, [
        {
          type: 'query.changed',
          subjectId: id,
          before: recordedQuery(before),
          after: recordedQuery(row),
          undo: { tree: before.tree },
        },
      ])
      return { row: await one(tx, member, row), event }
    }),
  )
}

/** Moves a query to the bin; what refers to it finds nothing by it until it is brought back. */
export async function deleteSavedQuery(
  db: Database,
  member: Member,
  id: string,
  version: number | undefined,
  now: Date,
): Promise<Done<null>> {
  authorise(member, 'themes.write')
  return db.$transaction(async (tx) => {
    await lockSavedQueries(tx, member)
    const before = await savedQuery(tx, member, id)
    if (!before) throw notFound('query')
    if (version !== undefined && version !== before.version) throw staleVersion(await one(tx, member, before), 'query')
    await setSavedQueryBinned(tx, member, id, now)
    const [event = null] = await appendEvents(tx, member, [
      { type: 'query.deleted', subjectId: id, before: recordedQuery(before) },
    ])
    return { row: null, event }
  })
}

/** What the history keeps of a query: not its text, whose names not everybody sees alike. */
export const recordedQuery = ({ id, name, version }: SavedQueryRow) => ({ id, name, version })
export type RecordedQuery = ReturnType<typeof recordedQuery>

/** Refuses a query that comes to itself, or with all that it refers to is too much; also of those that refer to it and were well before. */
export function demandWhole(id: string, tree: Query, all: readonly Pick<SavedQueryRow, 'id' | 'tree'>[]): void {
  const before = new Map(all.map((row) => [row.id, row.tree]))
  const kept = [{ id, tree }, ...all.filter((row) => row.id !== id)]
  for (const row of kept) if (row.id === id || expanded(row.tree, before).ok) withSaved(row.tree, kept)
}

/** Runs `work` and turns the violation of the index on names into a sentence. */
export async function refusingTwins<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (uniqueViolation(error) === 'SavedQuery_live_name')
      throw new AppError('already-exists', say('refusals.queries.nameTaken', { name }), {
        errors: [fault('name', say('faults.taken'))],
      })
    throw error
  }
}

async function shown(db: Transaction, member: Member, rows: readonly SavedQueryRow[]): Promise<SavedQuery[]> {
  const texts = await queryTexts(
    db,
    member,
    rows.map(({ tree }) => tree),
  )
  return rows.map(({ tree: _, createdAt, updatedAt, ...row }, at) => ({
    ...row,
    query: texts[at] ?? '',
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }))
}

async function one(db: Transaction, member: Member, row: SavedQueryRow): Promise<SavedQuery> {
  const [query] = await shown(db, member, [row])
  if (!query) throw new Error('One row is shown as none')
  return query
}

async function required(tx: Transaction, member: Member, id: string): Promise<SavedQueryRow> {
  const row = await savedQuery(tx, member, id)
  if (!row) throw new Error('A query that was written just now is not there')
  return row
}
