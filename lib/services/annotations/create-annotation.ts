import { getAnnotation } from '@/lib/data/annotations/list'
import { insertAnnotation, type NewAnnotation } from '@/lib/data/annotations/write'
import type { Database, Transaction } from '@/lib/data/database/client'
import { standingLost } from '@/lib/data/accounts/demand-standing'
import { newId } from '@/lib/data/database/ids'
import { currentRevision, likelyRevision, revisionText } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import type { Annotation, AnnotationCreate } from '@/lib/schemas/annotation'
import { authorise } from '../authorise'
import type { Done } from '../done'
import type { Created } from '../projects/projects'
import { cutSpan } from './cut-span'
import { recordedAnnotation } from './recorded'
import { say } from '@/lib/i18n/say'

/** Marks a passage. Sending the same client-made id again answers the stored row and changes nothing. */
export async function createAnnotation(
  db: Database,
  member: Member,
  input: AnnotationCreate,
  now: Date,
): Promise<Created<Annotation> & Done<Annotation>> {
  authorise(member, 'annotations.write')
  const attempt =
    (await insertedOnLikelyRevision(db, member, input, now)) ??
    (await insert(db, member, input, now).catch((error: unknown) => ({ error })))
  if ('error' in attempt) {
    // What is stored already is what was sent, whatever became of its document since.
    const stored = input.id === undefined ? null : await getAnnotation(db, member, input.id)
    if (!stored) throw attempt.error
    return { row: stored, created: false, event: null }
  }
  const { row, outcome } = attempt
  if (outcome.inserted) {
    const { page, roundId, visibility } = outcome
    const time = now.toISOString()
    const author = { id: member.userId, name: member.name }
    return {
      row: {
        ...row,
        page,
        roundId,
        visibility,
        layer: 'coder',
        author,
        starred: false,
        version: 1,
        createdAt: time,
        updatedAt: time,
      },
      created: true,
      event: outcome.event,
    }
  }
  if (!outcome.standing) throw standingLost()
  const stored = await getAnnotation(db, member, row.id)
  if (stored) return { row: stored, created: false, event: null }
  if (!outcome.current) throw await revisionProblem(db, member, row.documentId)
  if (outcome.frozen) throw submittedAlready()
  if (outcome.usableTags < row.tagIds.length) throw unusableTags()
  throw notFound('annotation') // The id is taken by something this member may not see.
}

/**
 * Scripts mostly name no revision. Instead of asking for it each time, the one seen last is tried, which the inserting statement itself checks. Whatever
 * then stands in the way may be the guess's fault: null, and it is decided on the revision that the document has.
 */
async function insertedOnLikelyRevision(db: Database, member: Member, input: AnnotationCreate, now: Date) {
  const revisionId = input.revisionId === undefined ? likelyRevision(member, input.documentId) : undefined
  if (revisionId === undefined) return null
  try {
    const attempt = await insert(db, member, { ...input, revisionId }, now)
    return attempt.outcome.inserted ? attempt : null
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

async function insert(db: Database, member: Member, input: AnnotationCreate, now: Date) {
  const row = await prepareAnnotation(db, member, input)
  return {
    row,
    outcome: await insertAnnotation(
      db,
      member,
      row,
      recordedAnnotation({ ...row, visibility: 'shared', roundId: null, version: 1 }),
      now,
    ),
  }
}

/** Checks an annotation against its text and fills in what the server cuts and decides. */
export async function prepareAnnotation(
  db: Transaction,
  member: Member,
  input: AnnotationCreate,
): Promise<NewAnnotation> {
  const revisionId = input.revisionId ?? (await currentRevision(db, member, input.documentId))?.revisionId
  const text = revisionId === undefined ? null : await revisionText(db, member, revisionId)
  if (revisionId === undefined || text === null) throw notFound('document')
  return {
    id: input.id ?? newId(),
    documentId: input.documentId,
    revisionId,
    ...cutSpan(text, input),
    tagIds: [...new Set(input.tagIds)],
    note: input.note,
    visibility: input.visibility ?? null,
    certainty: input.certainty ?? null,
    secondOpinion: input.secondOpinion,
  }
}

/** Why a document's revision could not be annotated: it is not there, or there is a newer one. */
export async function revisionProblem(db: Transaction, member: Member, documentId: string): Promise<AppError> {
  const current = await currentRevision(db, member, documentId)
  if (!current) return notFound('document')
  return new AppError('version-conflict', say('refusals.documents.correctedMeanwhile'), { current })
}

/** Why nothing more can be marked on a document that one has handed in. */
export function submittedAlready(): AppError {
  return new AppError('frozen', say('refusals.annotations.submitted'))
}

export function unusableTags(): AppError {
  return new AppError('invalid', say('refusals.tagGoneOrArchived'), {
    errors: [fault('tagIds', say('faults.noSuchTagOrArchived'))],
  })
}
