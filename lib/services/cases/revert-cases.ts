import { lockCase, setCaseBinned, updateCase } from '@/lib/data/cases/case-writes'
import { getCase } from '@/lib/data/cases/cases'
import { partsByIds, removeParts, returnParts } from '@/lib/data/cases/part-writes'
import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { Case } from '@/lib/schemas/case'
import type { AttributeValues } from '@/lib/schemas/document'
import { cannotRevert, changedFields } from '../history/cannot-revert'
import { fieldNames } from '../history/field-names'
import type { Reverted } from '../history/reverting'
import { recordedParts, undoOf } from './case-parts'
import { recordedCase, refusingTwins, type RecordedCase } from './cases'

/** Back to the bin with a case that was made or brought back. */
export async function revertCaseCreation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const row = await standing(tx, member, event.subjectId)
  await setCaseBinned(tx, member, row.id, now)
  return {
    event: { type: 'case.deleted', subjectId: row.id, before: recordedCase(row) },
    effects: [say('effects.caseToBin', { name: row.name })],
  }
}

/** Out of the bin, with all that belonged to it, if its name is free. */
export async function revertCaseDeletion(tx: Transaction, member: Member, event: RecordedEvent): Promise<Reverted> {
  const { name } = event.before as RecordedCase
  if (!(await underItsName(name, () => setCaseBinned(tx, member, event.subjectId, null))))
    throw cannotRevert(say('refusals.revert.notInBin', { name }))
  const row = await standing(tx, member, event.subjectId)
  return {
    event: { type: 'case.restored', subjectId: row.id, after: recordedCase(row) },
    effects: [say('effects.caseBack', { name: row.name })],
  }
}

/** Gives the name, the description and each attribute its former value, if nobody has changed that very one since. */
export async function revertCaseChange(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const [before, after] = [event.before as RecordedCase, event.after as RecordedCase]
  const row = await standing(tx, member, event.subjectId)
  const fields = changedFields(before, after, ['name', 'description'])
  const keys = changedFields<AttributeValues, string>(before.attributes, after.attributes, [
    ...new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)]),
  ])
  const drifted = [
    ...fieldNames(changedFields<Pick<Case, 'name' | 'description'>, 'name' | 'description'>(after, row, fields)),
    ...changedFields<AttributeValues, string>(after.attributes, row.attributes, keys),
  ]
  if (drifted.length > 0) throw cannotRevert(say('refusals.revert.changedSince', { name: row.name, fields: drifted }))
  if (fields.length + keys.length === 0) throw cannotRevert(say('refusals.revert.nothingLeft'))
  const others = Object.entries(row.attributes).filter(([key]) => !keys.includes(key))
  const former = Object.entries(before.attributes).filter(([key]) => keys.includes(key))
  const words = Object.fromEntries(fields.map((field) => [field, before[field]]))
  const attributes = Object.fromEntries([...others, ...former])
  await underItsName(before.name, () =>
    updateCase(tx, member, row.id, { ...words, ...(keys.length > 0 && { attributes }) }, now),
  )
  return {
    event: {
      type: 'case.changed',
      subjectId: row.id,
      before: recordedCase(row),
      after: recordedCase(await standing(tx, member, row.id)),
    },
    effects: [say('effects.caseAsBefore', { name: before.name, fields: [...fieldNames(fields), ...keys] })],
  }
}

/** Takes out what was put into a case, as far as it is still in it. */
export async function revertCaseExtension(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const row = await standing(tx, member, event.subjectId)
  const parts = await partsByIds(tx, member, row.id, partIdsOf(event), 'in')
  if (parts.length === 0) throw cannotRevert(say('refusals.revert.casePartsGone'))
  await removeParts(tx, member, parts, now)
  return {
    event: { type: 'case.reduced', subjectId: row.id, before: recordedParts(row, parts), undo: undoOf(parts) },
    effects: [say('effects.caseReduced', { name: row.name, count: parts.length })],
  }
}

/** Puts back what was taken out of a case, where the texts have it now. */
export async function revertCaseReduction(tx: Transaction, member: Member, event: RecordedEvent): Promise<Reverted> {
  const row = await standing(tx, member, event.subjectId)
  const parts = await returnParts(tx, member, row.id, await partsByIds(tx, member, row.id, partIdsOf(event), 'out'))
  if (parts.length === 0) throw cannotRevert(say('refusals.revert.casePartsBack'))
  return {
    event: { type: 'case.extended', subjectId: row.id, after: recordedParts(row, parts), undo: undoOf(parts) },
    effects: [say('effects.caseExtended', { name: row.name, count: parts.length })],
  }
}

const partIdsOf = (event: RecordedEvent): string[] => ((event.undo ?? {}) as { partIds?: string[] }).partIds ?? []

async function underItsName<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await refusingTwins(name, work)
  } catch (error) {
    if (error instanceof AppError && error.code === 'already-exists')
      throw cannotRevert(say('refusals.revert.caseNameTaken', { name }))
    throw error
  }
}

async function standing(tx: Transaction, member: Member, id: string): Promise<Case> {
  await lockCase(tx, member, id)
  const row = await getCase(tx, member, id)
  if (!row) throw cannotRevert(say('refusals.revert.caseBinned'))
  return row
}
