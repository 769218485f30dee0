import type { Database, Transaction } from '@/lib/data/database/client'
import { demandStanding } from '@/lib/data/accounts/demand-standing'
import { listRevisions } from '@/lib/data/documents/documents'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { lockCurrentRevision, wholeRevision, type WholeRevision } from '@/lib/data/documents/revisions'
import type { Member } from '@/lib/domain/access/viewer'
import { canonicalText } from '@/lib/editor/canonical-text'
import { correctDocument } from '@/lib/editor/correct-document'
import type { NodeJson } from '@/lib/editor/document-json'
import { pageStarts } from '@/lib/editor/pages'
import { textEdits } from '@/lib/editor/text-edits'
import { AppError, fault, notFound } from '@/lib/errors'
import { cleanText } from '@/lib/importers/text/clean-text'
import type { Revised, RevisionCreate } from '@/lib/schemas/revision'
import { revisionProblem } from '@/lib/services/annotations/create-annotation'
import { authorise } from '@/lib/services/authorise'
import { asContent, checkContent } from './check-content'
import { editsBetween, writeRevision, type Correction } from './write-revision'
import { say } from '@/lib/i18n/say'

/**
 * Makes a corrected revision the current one and carries every annotation of the document to it, whoever made it: kept, changed, or orphaned, which keeps its
 * old revision and waits to be put back. The counts are of what the member sees. 409 with the current revision where the base is not that any more.
 */
export async function correctText(
  db: Database,
  member: Member,
  documentId: string,
  input: RevisionCreate,
  now: Date,
): Promise<Revised & { event: number | null }> {
  // All that takes long is done before the transaction begins.
  const correction = await preparedCorrection(db, member, documentId, input)
  const id = newId()
  const done = await db.$transaction((tx) => store(tx, member, documentId, id, correction, now), { timeout: 120_000 })
  const revision = (await listRevisions(db, member, documentId, { limit: 500, total: 'false' })).items.find(
    (row) => row.id === id,
  )
  if (!revision) throw notFound('document')
  return { revision, ...done }
}

/** The correction that was asked for, before anything is written: refused where the member may not, where its base is not the current revision, or where nothing differs. */
export async function preparedCorrection(
  db: Database,
  member: Member,
  documentId: string,
  input: RevisionCreate,
): Promise<Correction> {
  authorise(member, 'documents.write')
  const base = await wholeRevision(db, member, documentId, input.baseRevisionId)
  if (!base?.isCurrent) throw await revisionProblem(db, member, documentId)
  return prepare(base, input)
}

function prepare(base: WholeRevision, input: RevisionCreate): Correction {
  const old = JSON.parse(base.content) as NodeJson
  const wanted = input.content === undefined ? cleanText(input.text ?? '').text : null
  const content =
    wanted === null ? checkContent(input.content) : correctDocument(old, textEdits(base.text, wanted), wanted)
  if (!content)
    throw new AppError('invalid', say('refusals.documents.structure'), {
      errors: [fault('text', say('faults.structure'))],
    })
  const [text, contentJson] = [canonicalText(content), JSON.stringify(content)]
  if (text === base.text && contentJson === JSON.stringify(wanted === null ? asContent(old) : old))
    throw new AppError('invalid', say('refusals.documents.sameText'), {
      errors: [fault(wanted === null ? 'content' : 'text', say('faults.nothingDiffers'))],
    })
  return {
    base,
    text,
    contentJson,
    pages: pageStarts(content),
    edits: editsBetween(base.text, text),
    reason: input.reason?.trim(),
  }
}

async function store(
  tx: Transaction,
  member: Member,
  documentId: string,
  id: string,
  correction: Correction,
  now: Date,
): Promise<Pick<Revised, 'anchors'> & { event: number | null }> {
  await demandStanding(tx, member)
  if ((await lockCurrentRevision(tx, member, documentId)) !== correction.base.id)
    throw await revisionProblem(tx, member, documentId)
  const { anchors, event } = await writeRevision(tx, member, documentId, id, correction, now)
  const [seq = null] = await appendEvents(tx, member, [event])
  return { anchors, event: seq }
}
