import { lockDocument, setDocumentBinned, updateDocument } from '@/lib/data/documents/document-writes'
import { getDocument } from '@/lib/data/documents/documents'
import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import type { AttributeValues, Document } from '@/lib/schemas/document'
import { cannotRevert, changedFields } from '@/lib/services/history/cannot-revert'
import { recordedDocument } from './documents'
import type { Reverted } from '@/lib/services/history/reverting'
import { fieldNames } from '@/lib/services/history/field-names'
import { say } from '@/lib/i18n/say'

type RecordedDocument = ReturnType<typeof recordedDocument>

/** Back to the bin with a document that was added or restored, unless somebody has worked on it by now. */
export async function revertDocumentCreation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  await lockDocument(tx, member, event.subjectId)
  const document = await getDocument(tx, member, event.subjectId)
  if (!document) throw cannotRevert(say('refusals.revert.documentBinned'))
  if (event.type === 'document.created' && document.annotationCount > 0)
    throw cannotRevert(say('refusals.revert.passagesMarked', { name: document.title }))
  await setDocumentBinned(tx, member, document.id, true, now)
  return {
    event: {
      type: 'document.deleted',
      subjectId: document.id,
      documentId: document.id,
      before: recordedDocument(document),
    },
    effects: [say('effects.documentToBin', { name: document.title })],
  }
}

/** Gives the title, the language, the direction and each attribute its former value, if nobody has changed that very one since. */
export async function revertDocumentChange(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const [before, after] = [event.before as RecordedDocument, event.after as RecordedDocument]
  await lockDocument(tx, member, event.subjectId)
  const document = await getDocument(tx, member, event.subjectId)
  if (!document) throw cannotRevert(say('refusals.revert.binned', { name: after.title }))
  const fields = changedFields(before, after, ['title', 'language', 'direction'])
  const keys = changedFields<AttributeValues, string>(before.attributes, after.attributes, [
    ...new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)]),
  ])
  const drifted = [
    ...fieldNames(
      changedFields<Pick<Document, 'title' | 'language' | 'direction'>, 'title' | 'language' | 'direction'>(
        after,
        document,
        fields,
      ),
    ),
    ...changedFields<AttributeValues, string>(after.attributes, document.attributes, keys),
  ]
  if (drifted.length > 0)
    throw cannotRevert(say('refusals.revert.changedSince', { name: document.title, fields: drifted }))
  if (fields.length + keys.length === 0) throw cannotRevert(say('refusals.revert.nothingLeft'))
  const others = Object.entries(document.attributes).filter(([key]) => !keys.includes(key))
  const former = Object.entries(before.attributes).filter(([key]) => keys.includes(key))
  await updateDocument(
    tx,
    member,
    document.id,
    {
      ...Object.fromEntries(fields.map((field) => [field, before[field]])),
      ...(keys.length > 0 && { attributes: Object.fromEntries([...others, ...former]) }),
    },
    now,
  )
  return {
    event: {
      type: 'document.changed',
      subjectId: document.id,
      documentId: document.id,
      before: recordedDocument(document),
      after: recordedDocument(await live(tx, member, document.id)),
    },
    effects: [say('effects.documentAsBefore', { name: before.title, fields: [...fieldNames(fields), ...keys] })],
  }
}

/** Out of the bin, with everything that was on it. */
export async function revertDocumentDeletion(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  return restoreDocument(tx, member, event.subjectId, now)
}

async function restoreDocument(tx: Transaction, member: Member, id: string, now: Date): Promise<Reverted> {
  if (!(await setDocumentBinned(tx, member, id, false, now)))
    throw cannotRevert(say('refusals.revert.documentNotInBin'))
  const document = await live(tx, member, id)
  return {
    event: { type: 'document.restored', subjectId: id, documentId: id, after: recordedDocument(document) },
    effects: [say('effects.documentBack', { name: document.title })],
  }
}

async function live(tx: Transaction, member: Member, id: string): Promise<Document> {
  const document = await getDocument(tx, member, id)
  if (!document) throw new Error('A document that was written just now is not there')
  return document
}
