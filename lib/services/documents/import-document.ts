import { nameFrom } from '@/lib/domain/storable/name-from'
import { createHash } from 'node:crypto'
import type { Database } from '@/lib/data/database/client'
import { demandStanding } from '@/lib/data/accounts/demand-standing'
import { documentFromFile, getDocument, listRevisions } from '@/lib/data/documents/documents'
import { insertDocument, insertOriginal } from '@/lib/data/documents/document-writes'
import { insertRevision, setFirstRevision } from '@/lib/data/documents/revisions'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { uniqueViolation } from '@/lib/data/database/violations'
import type { Member } from '@/lib/domain/access/viewer'
import type { TextEncoding } from '@/lib/domain/documents/text-encodings'
import { givenEnv } from '@/lib/env'
import { AppError, notFound } from '@/lib/errors'
import { demandRoomToImport, importDocument, importMarkup } from '@/lib/importers/import-document'
import { ImportRefused } from '@/lib/importers/import-refused'
import type { ImportedDocument } from '@/lib/importers/imported-document'
import { fileLimit } from '@/lib/importers/limits'
import type { AttributeValues, Document, DocumentCreate, DocumentPreview, ImportReport } from '@/lib/schemas/document'
import type { Revision } from '@/lib/schemas/revision'
import { authorise } from '@/lib/services/authorise'
import { checkAttributeValues, ensureStandardAttributes } from './attributes'
import { recordedDocument, withoutNulls } from './documents'
import { searchable } from '@/lib/services/search/keep-search'
import type { Created } from '@/lib/services/projects/projects'

export interface SourceFile {
  filename: string
  mediaType: string
  bytes: Uint8Array
  /** How its letters are encoded, where the person says it. */
  encoding?: TextEncoding
}

export interface DocumentDetails {
  id?: string
  title?: string
  language?: string
  attributes?: AttributeValues
}

interface Imported {
  document: Document
  revision: Revision
  report: ImportReport
}

/** Throws where somebody may add no documents, or none can be taken just now (503): asked before the document is received. */
export function demandRoom(member: Member): void {
  authorise(member, 'documents.write')
  demandRoomToImport(member.userId)
}

/**
 * Converts an uploaded file and stores it as a document with its first revision and the original. A refused file leaves nothing behind, and one of more than
 * `maxUploadMb` is refused. Sending the same client-made id again answers the stored row and changes nothing. A file that nobody waits for any more, as `signal` says, is not read on.
 */
export async function importFile(
  db: Database,
  member: Member,
  file: SourceFile,
  details: DocumentDetails,
  maxUploadMb = givenEnv().MAX_UPLOAD_MB,
  signal?: AbortSignal,
): Promise<Created<Imported>> {
  authorise(member, 'documents.write')
  return once(db, member, details.id, async () =>
    store(
      db,
      member,
      await refusable(() => importDocument(file, fileLimit(maxUploadMb), member.projectId, member.userId, signal)),
      details,
      file,
    ),
  )
}

/** Converts a file without storing anything: what it would become, for the person to correct before saving. */
export async function previewFile(
  db: Database,
  member: Member,
  file: SourceFile,
  maxUploadMb = givenEnv().MAX_UPLOAD_MB,
  signal?: AbortSignal,
): Promise<DocumentPreview> {
  authorise(member, 'documents.write')
  const imported = await refusable(() =>
    importDocument(file, fileLimit(maxUploadMb), member.projectId, member.userId, signal),
  )
  const { language, direction, length, wordCount, format, converter, report } = imported
  const proposed = plainProposals(imported)
  const sha256 = sha256Of(file.bytes)
  return {
    title: proposed.title ?? titleFrom(file.filename),
    language,
    direction,
    length,
    wordCount,
    pageCount: imported.pageStarts.length,
    opening: imported.text.slice(0, 600),
    report: { format, converter, encoding: null, ...report, proposed },
    sha256,
    sameAs: await documentFromFile(db, member, sha256),
  }
}

/** Stores text, markdown or html that came in a request. */
export async function importBody(
  db: Database,
  member: Member,
  body: DocumentCreate,
  signal?: AbortSignal,
): Promise<Created<Imported>> {
  authorise(member, 'documents.write')
  const { text, markdown, html, ...details } = body
  return once(db, member, details.id, async () =>
    store(
      db,
      member,
      await refusable(() => importMarkup({ text, markdown, html }, {}, member.projectId, member.userId, signal)),
      details,
      null,
    ),
  )
}

async function once(
  db: Database,
  member: Member,
  id: string | undefined,
  work: () => Promise<Imported>,
): Promise<Created<Imported>> {
  if (id === undefined) return { row: await work(), created: true }
  const stored = await storedAlready(db, member, id)
  if (stored) return { row: stored, created: false }
  try {
    return { row: await work(), created: true }
  } catch (error) {
    // The same id was on its way in another request. What has it and cannot be seen here, such as a document in the bin, stays a refusal.
    const first = uniqueViolation(error) === 'Document_pkey' ? await storedAlready(db, member, id) : null
    if (!first) throw error
    return { row: first, created: false }
  }
}

async function storedAlready(db: Database, member: Member, id: string): Promise<Imported | null> {
  const document = await getDocument(db, member, id)
  if (!document) return null
  const revision = await firstRevision(db, member, id)
  return {
    document,
    revision,
    report: {
      format: revision.format,
      converter: revision.converter,
      encoding: document.encoding,
      kept: [],
      changed: [],
      lost: [],
      warnings: [],
      proposed: {},
    },
  }
}

/** Does what may refuse a file, and refuses the request with its reason. */
export async function refusable<T>(convert: () => Promise<T>): Promise<T> {
  try {
    return await convert()
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    const code =
      error.code === 'too-large' ? 'too-large' : error.code === 'unsupported-format' ? 'unsupported-format' : 'refused'
    throw new AppError(code, error.said, { reason: error.code })
  }
}

// The conversion is over by now: the transaction only writes, so that it never holds back the history's readers for long.
async function store(
  db: Database,
  member: Member,
  imported: ImportedDocument,
  details: DocumentDetails,
  file: SourceFile | null,
): Promise<Imported> {
  const [documentId, revisionId] = [details.id ?? newId(), newId()]
  const proposed = plainProposals(imported)
  const title = details.title ?? proposed.title ?? (file ? titleFrom(file.filename) : '')
  await db.$transaction(
    async (tx) => {
      await demandStanding(tx, member)
      const { title: _, ...suggested } = proposed
      const given = details.attributes ?? {}
      await ensureStandardAttributes(tx, member, Object.keys(withoutNulls({ ...suggested, ...given })))
      const checked = await checkAttributeValues(tx, member, withoutNulls(given))
      await insertDocument(tx, member, documentId, {
        title: nameFrom(title, 500) || 'Untitled',
        language: details.language ?? imported.language,
        direction: imported.direction,
        // A value the person emptied is null here and takes the proposal away.
        attributes: withoutNulls({ ...suggested, ...given, ...checked }),
      })
      await insertRevision(tx, member, { id: revisionId, documentId, number: 1 }, imported)
      if (file) await insertOriginal(tx, member, documentId, { ...file, sha256: sha256Of(file.bytes) })
      await setFirstRevision(tx, member, documentId, revisionId)
      const document = await getDocument(tx, member, documentId)
      if (!document) throw notFound('document')
      await appendEvents(tx, member, [
        { type: 'document.created', subjectId: documentId, documentId, after: recordedDocument(document) },
      ])
    },
    { timeout: 60_000 },
  )
  searchable(db, member.projectId, documentId)
  const document = await getDocument(db, member, documentId)
  if (!document) throw notFound('document')
  const { format, converter, report } = imported
  return {
    document,
    revision: await firstRevision(db, member, documentId),
    report: { format, converter, encoding: null, ...report, proposed },
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const titleFrom = (filename: string): string => filename.replace(/\.[^.]*$/, '')

function plainProposals({ proposed }: ImportedDocument): Record<string, string> {
  const { title, author, date, source } = proposed
  return withoutNulls({
    title: title?.value ?? null,
    author: author?.value ?? null,
    date: date?.value ?? null,
    source: source?.value ?? null,
  })
}

async function firstRevision(db: Database, member: Member, documentId: string): Promise<Revision> {
  const revision = (await listRevisions(db, member, documentId, { limit: 1, total: 'false' })).items[0]
  if (!revision) throw notFound('document')
  return revision
}
