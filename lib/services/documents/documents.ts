import type { Database } from '@/lib/data/database/client'
import { setDocumentBinned, updateDocument } from '@/lib/data/documents/document-writes'
import { getDocument } from '@/lib/data/documents/documents'
import { appendEvents } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import { notFound } from '@/lib/errors'
import type { Document, DocumentChange } from '@/lib/schemas/document'
import { authorise } from '@/lib/services/authorise'
import { checkAttributeValues } from './attributes'
import type { Done } from '@/lib/services/done'
import { staleVersion } from '@/lib/services/stale-version'

/** Corrects a document's title, language or attributes; its text changes only by a new revision. */
export async function changeDocument(
  db: Database,
  member: Member,
  id: string,
  change: DocumentChange,
  now: Date,
): Promise<Done<Document>> {
  authorise(member, 'documents.write')
  return db.$transaction(async (tx) => {
    const before = await getDocument(tx, member, id)
    if (!before) throw notFound('document')
    const attributes = change.attributes && {
      ...before.attributes,
      ...(await checkAttributeValues(tx, member, change.attributes)),
    }
    const fields = {
      ...(change.title !== undefined && { title: change.title }),
      ...(change.language !== undefined && { language: change.language }),
      ...(change.direction !== undefined && { direction: change.direction }),
      ...(attributes && { attributes: withoutNulls(attributes) }),
    }
    const isWritten = await updateDocument(tx, member, id, fields, now, change.version ?? before.version)
    const after = await getDocument(tx, member, id)
    if (!isWritten) throw staleVersion(after, 'document')
    if (!after) throw notFound('document')
    const [event = null] = await appendEvents(tx, member, [
      {
        type: 'document.changed',
        subjectId: id,
        documentId: id,
        before: recordedDocument(before),
        after: recordedDocument(after),
      },
    ])
    return { row: after, event }
  })
}

/** Moves a document to the bin, out of sight with everything on it; nothing is erased. */
export async function deleteDocument(
  db: Database,
  member: Member,
  id: string,
  version: number | undefined,
  now: Date,
): Promise<Done<Document>> {
  authorise(member, 'documents.write')
  return db.$transaction(async (tx) => {
    const before = await getDocument(tx, member, id)
    if (!before) throw notFound('document')
    if (!(await setDocumentBinned(tx, member, id, true, now, version ?? before.version)))
      throw staleVersion(await getDocument(tx, member, id), 'document')
    const [event = null] = await appendEvents(tx, member, [
      { type: 'document.deleted', subjectId: id, documentId: id, before: recordedDocument(before) },
    ])
    return { row: before, event }
  })
}

/** A document as the history keeps it. */
export function recordedDocument(document: Document) {
  const { id, title, language, direction, attributes, revisionId, version } = document
  return { id, title, language, direction, attributes, revisionId, version }
}

/** A null takes a value away; it is not stored. */
export function withoutNulls<T>(values: Record<string, T | null>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== null && entry[1] !== ''),
  )
}
