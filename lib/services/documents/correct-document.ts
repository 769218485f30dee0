import type { Database, Transaction } from '@/lib/data/database/client'
import { demandStanding } from '@/lib/data/accounts/demand-standing'
import { holdCodebook } from '@/lib/data/codebook/hold-codebook'
import { listRevisions } from '@/lib/data/documents/documents'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { lockCurrentRevision, wholeRevision } from '@/lib/data/documents/revisions'
import type { Member } from '@/lib/domain/access/viewer'
import { mostLines } from '@/lib/editor/count-nodes'
import { AppError, fault, notFound } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'
import { isFault, type CorrectionFault } from '@/lib/importers/correction/prepare-correction'
import { makeCorrection } from '@/lib/importers/import-document'
import type { Revised, RevisionCreate } from '@/lib/schemas/revision'
import { revisionProblem } from '@/lib/services/annotations/create-annotation'
import { authorise } from '@/lib/services/authorise'
import { searchable } from '@/lib/services/search/keep-search'
import { refusable } from './import-document'
import { writeRevision, type Correction } from './write-revision'

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
  searchable(db, member.projectId, documentId)
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
  signal?: AbortSignal,
): Promise<Correction> {
  authorise(member, 'documents.write')
  const base = await wholeRevision(db, member, documentId, input.baseRevisionId)
  if (!base?.isCurrent) throw await revisionProblem(db, member, documentId)
  const { content, text, reason } = input
  const wanted = content === undefined ? { text: text ?? '' } : { content: JSON.stringify(content) }
  const made = await refusable(() =>
    makeCorrection({ content: base.content, text: base.text, wanted }, member.projectId, member.userId, signal),
  )
  if (isFault(made)) throw faultOf(made, content === undefined ? 'text' : 'content')
  return { base, ...made, reason: reason?.trim() }
}

function faultOf(made: CorrectionFault, path: 'text' | 'content'): AppError {
  if (made.why === 'no-document')
    return new AppError('invalid', say('refusals.documents.noDocument', { why: made.said }), {
      errors: [fault(path, made.said)],
    })
  const words: Record<typeof made.why, readonly [Said, Said]> = {
    misfit: [say('refusals.documents.structure'), say('faults.structure')],
    'too-many-lines': [say('refusals.documents.tooManyLines', { limit: mostLines }), say('faults.tooManyLines')],
    same: [say('refusals.documents.sameText'), say('faults.nothingDiffers')],
  }
  const [refused, at] = words[made.why]
  return new AppError('invalid', refused, { errors: [fault(path, at)] })
}

async function store(
  tx: Transaction,
  member: Member,
  documentId: string,
  id: string,
  correction: Correction,
  now: Date,
): Promise<Pick<Revised, 'anchors'> & { event: number | null }> {
  // The project before the membership, as who changes a role does: the other way about each would wait for the other.
  await holdCodebook(tx, member)
  await demandStanding(tx, member)
  if ((await lockCurrentRevision(tx, member, documentId)) !== correction.base.id)
    throw await revisionProblem(tx, member, documentId)
  const { anchors, event } = await writeRevision(tx, member, documentId, id, correction, now)
  const [seq = null] = await appendEvents(tx, member, [event])
  return { anchors, event: seq }
}
