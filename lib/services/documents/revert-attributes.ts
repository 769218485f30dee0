import { ownValue } from '@/lib/domain/own-value'
import { countValues, insertAttribute, removeAttribute, updateAttribute } from '@/lib/data/documents/attribute-writes'
import { getAttribute } from '@/lib/data/documents/attributes'
import type { Transaction } from '@/lib/data/database/client'
import { describedDocuments, setAttributes } from '@/lib/data/documents/document-attributes'
import type { RecordedEvent } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import type { Attribute } from '@/lib/schemas/document'
import { cannotRevert, changedFields } from '@/lib/services/history/cannot-revert'
import { withoutNulls } from './documents'
import type { FillUndo } from './fill-attributes'
import type { Reverted } from '@/lib/services/history/reverting'
import { fieldNames } from '@/lib/services/history/field-names'
import { say } from '@/lib/i18n/say'

/** Takes an attribute away that was made or put back, unless documents or cases have values for it by now. */
export async function revertAttributeCreation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
): Promise<Reverted> {
  const attribute = await getAttribute(tx, member, event.subjectId)
  if (!attribute) throw cannotRevert(say('refusals.revert.attributeGone'))
  const count = event.type === 'attribute.created' ? await countValues(tx, member, attribute) : 0
  if (count > 0)
    throw cannotRevert(
      attribute.subject === 'case'
        ? say('refusals.revert.caseAttributeUsed', { count, name: attribute.label })
        : say('refusals.revert.attributeUsed', { count, name: attribute.label }),
    )
  await removeAttribute(tx, member, attribute.id)
  return {
    event: { type: 'attribute.deleted', subjectId: attribute.id, before: attribute },
    effects: [say('effects.attributeTaken', { name: attribute.label })],
  }
}

/** Gives label, choices and place their former values, if nobody has changed that very one since. */
export async function revertAttributeChange(tx: Transaction, member: Member, event: RecordedEvent): Promise<Reverted> {
  const [before, after] = [event.before as Attribute, event.after as Attribute]
  const attribute = await getAttribute(tx, member, event.subjectId)
  if (!attribute) throw cannotRevert(say('refusals.revert.attributeNamedGone', { name: after.label }))
  const fields = changedFields(before, after, ['label', 'choices', 'position'])
  const drifted = changedFields(after, attribute, fields)
  if (drifted.length > 0)
    throw cannotRevert(say('refusals.revert.changedSince', { name: attribute.label, fields: fieldNames(drifted) }))
  await updateAttribute(tx, member, attribute.id, Object.fromEntries(fields.map((field) => [field, before[field]])))
  return {
    event: {
      type: 'attribute.changed',
      subjectId: attribute.id,
      before: attribute,
      after: (await getAttribute(tx, member, attribute.id)) ?? before,
    },
    effects: [say('effects.attributeAsBefore', { name: before.label, fields: fieldNames(fields) })],
  }
}

/**
 * Gives the documents that were filled from a sheet the values they had, where they still have those they got, and takes the attributes away that were made for
 * it and that no document has a value for then; or, for what reverted that, the other way.
 */
export async function revertFill(tx: Transaction, member: Member, event: RecordedEvent): Promise<Reverted> {
  const { changed, made = [] } = event.undo as FillUndo
  const stored = new Map((await describedDocuments(tx, member, true)).map((document) => [document.id, document]))
  const rows = changed.flatMap(({ id, before, after }) => {
    const document = stored.get(id)
    if (!document) return []
    const drifted = Object.keys(after).filter((key) => (ownValue(document.attributes, key) ?? null) !== after[key])
    if (drifted.length > 0)
      throw cannotRevert(say('refusals.revert.describedSince', { name: document.title, keys: drifted }))
    return [
      {
        id,
        title: document.title,
        before: after,
        after: before,
        values: withoutNulls({ ...document.attributes, ...before }),
      },
    ]
  })
  if (rows.length === 0) throw cannotRevert(say('refusals.revert.filledBinned'))
  await setAttributes(tx, member, rows)
  for (const attribute of made) {
    if (event.type !== 'attribute.filled') await insertAttribute(tx, member, attribute)
    else if ((await countValues(tx, member, attribute)) === 0) await removeAttribute(tx, member, attribute.id)
  }
  const told = { count: rows.length, titles: rows.map(({ title }) => title).slice(0, 50) }
  const undo: FillUndo = {
    changed: rows.map(({ id, title, before, after }) => ({ id, title, before, after })),
    ...(made.length > 0 && { made }),
  }
  return {
    event: {
      type: event.type === 'attribute.filled' ? 'attribute.fill-reverted' : 'attribute.filled',
      subjectId: event.subjectId,
      ...(event.type === 'attribute.filled' ? { before: told } : { after: told }),
      undo,
    },
    effects: [say('effects.formerAttributes', { count: rows.length })],
  }
}

/** Makes the attribute anew under its own id and key, and with it the values that stayed on the documents are seen again. */
export async function revertAttributeDeletion(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
): Promise<Reverted> {
  const before = event.before as Attribute
  if (!(await insertAttribute(tx, member, before)))
    throw cannotRevert(say('refusals.revert.keyTaken', { key: before.key }))
  return {
    event: {
      type: 'attribute.restored',
      subjectId: before.id,
      after: (await getAttribute(tx, member, before.id)) ?? before,
    },
    effects: [say('effects.attributeBack', { name: before.label })],
  }
}
