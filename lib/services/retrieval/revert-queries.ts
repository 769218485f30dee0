import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import {
  lockSavedQueries,
  savedQueries,
  savedQuery,
  setSavedQueryBinned,
  updateSavedQuery,
} from '@/lib/data/retrieval/saved-queries'
import type { Member } from '@/lib/domain/access/viewer'
import type { Query } from '@/lib/domain/retrieval/query'
import { say } from '@/lib/i18n/say'
import { cannotRevert } from '../history/cannot-revert'
import type { Reverted } from '../history/reverting'
import { demandWhole, recordedQuery, refusingTwins, type RecordedQuery } from './saved-queries'

/** Back to the bin with a query that was kept or brought back. */
export async function revertQueryCreation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const row = await standing(tx, member, event.subjectId)
  await setSavedQueryBinned(tx, member, row.id, now)
  return {
    event: { type: 'query.deleted', subjectId: row.id, before: recordedQuery(row) },
    effects: [say('effects.queryToBin', { name: row.name })],
  }
}

/** Out of the bin again, if its name is free and it still makes no circle. */
export async function revertQueryDeletion(tx: Transaction, member: Member, event: RecordedEvent): Promise<Reverted> {
  await lockSavedQueries(tx, member)
  const binned = await savedQuery(tx, member, event.subjectId, { isBinned: true })
  if (!binned) throw cannotRevert(say('refusals.revert.queryNotInBin'))
  demandWhole(binned.id, binned.tree, await savedQueries(tx, member))
  await refusingTwins(binned.name, () => setSavedQueryBinned(tx, member, binned.id, null))
  return {
    event: { type: 'query.restored', subjectId: binned.id, after: recordedQuery(binned) },
    effects: [say('effects.queryBack', { name: binned.name })],
  }
}

/** Gives a query its former name and conditions, if nobody has changed it since. */
export async function revertQueryChange(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const row = await standing(tx, member, event.subjectId)
  const [before, after] = [event.before, event.after] as [RecordedQuery, RecordedQuery]
  const { tree } = (event.undo ?? {}) as { tree?: Query }
  if (!tree || row.version !== after.version) throw cannotRevert(say('refusals.revert.queryChangedSince'))
  demandWhole(row.id, tree, await savedQueries(tx, member))
  await refusingTwins(before.name, () => updateSavedQuery(tx, member, row.id, { name: before.name, tree }, now))
  return {
    event: {
      type: 'query.changed',
      subjectId: row.id,
      before: recordedQuery(row),
      after: recordedQuery(await standing(tx, member, row.id)),
      undo: { tree: row.tree },
    },
    effects: [say('effects.queryAsBefore', { name: before.name })],
  }
}

async function standing(tx: Transaction, member: Member, id: string) {
  await lockSavedQueries(tx, member)
  const row = await savedQuery(tx, member, id)
  if (!row) throw cannotRevert(say('refusals.revert.queryBinned'))
  return row
}
