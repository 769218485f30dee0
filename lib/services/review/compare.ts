import type { Transaction } from '@/lib/data/database/client'
import { codingsOf, liveDocuments, roundDocuments, type ComparedDocument } from '@/lib/data/review/codings'
import { standingVerdicts, type StandingVerdict } from '@/lib/data/review/verdicts'
import { loadVeil } from '@/lib/data/rounds/load-veil'
import { revisionText } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import type { Coding } from '@/lib/domain/review/coding'
import { isAllWorkSeen } from '@/lib/domain/rounds/veil'
import { findStretches, TooManyMarks, type Stretch } from '@/lib/domain/review/stretches'
import { AppError, fault, notFound } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** Whose coding of what is compared: a round, or any documents and coders. */
export interface Comparison {
  roundId: string | null
  documentIds?: readonly string[]
  coderIds?: readonly string[]
}

type StretchState = 'open' | 'settled' | 'contested' | 'outdated'

/** A stretch and how far review is with it. */
export interface ReviewedStretch extends Stretch {
  document: ComparedDocument
  state: StretchState
  verdictId: string | null
}

/** The documents of a comparison by title, each with the coders who can be compared there. */
export async function comparedDocuments(
  db: Transaction,
  member: Member,
  { roundId, documentIds, coderIds }: Comparison,
): Promise<ComparedDocument[]> {
  if (roundId !== null) {
    const documents = await roundDocuments(db, member, roundId)
    if (!documents) throw notFound('round')
    const asked = documents.filter((document) => !documentIds || documentIds.includes(document.id))
    return coderIds
      ? asked.map((document) => ({ ...document, coderIds: document.coderIds.filter((id) => coderIds.includes(id)) }))
      : asked
  }
  if (!documentIds || !coderIds || new Set(coderIds).size < 2)
    throw new AppError('invalid', say('refusals.review.withoutRound'), {
      errors: [fault(documentIds ? 'coderId' : 'documentId', say('faults.neededWithoutRound'))],
    })
  const asked = [...new Set(coderIds)]
  const reader = { userId: member.userId, veil: await loadVeil(db, member) }
  return (await liveDocuments(db, member, documentIds)).map((document) => {
    // Of whom a round hides something nobody can say that they marked nothing.
    const seen = asked.filter((ownerId) => isAllWorkSeen(reader, { documentId: document.id, ownerId }))
    return { ...document, coderIds: seen, isWaiting: seen.length < asked.length, waitingFor: [] }
  })
}

/** The stretches of one document in order of position, with their states; none where fewer than two coders can be compared. */
export async function reviewedStretches(
  db: Transaction,
  member: Member,
  document: ComparedDocument,
  roundId: string | null,
): Promise<ReviewedStretch[]> {
  if (document.coderIds.length < 2) return []
  const codings = await codingsOf(db, member, document, roundId)
  const verdicts = await standingVerdicts(db, member, document.id)
  const byAnnotation = new Map<string, StandingVerdict[]>()
  for (const verdict of verdicts)
    for (const { annotationId } of verdict.items)
      byAnnotation.set(annotationId, [...(byAnnotation.get(annotationId) ?? []), verdict])
  const text = codings.length === 0 ? '' : ((await revisionText(db, member, document.revisionId)) ?? '')
  return stretchesOf(codings, document, text).map((stretch) => ({
    ...stretch,
    document,
    ...stateOf(stretch, byAnnotation),
  }))
}

function stretchesOf(codings: readonly Coding[], document: ComparedDocument, text: string): Stretch[] {
  try {
    return findStretches(codings, document.coderIds, text)
  } catch (error) {
    if (!(error instanceof TooManyMarks)) throw error
    throw new AppError('too-large', say('refusals.review.tooMuch'))
  }
}

/**
 * How far review is with a stretch, and the verdict to be shown with it: a contested one, else the latest. Where several stand, as two do that a round hid
 * from who gave the other, nothing is settled until somebody who sees them gives another in their place.
 */
function stateOf(
  stretch: Stretch,
  byAnnotation: ReadonlyMap<string, readonly StandingVerdict[]>,
): { state: StretchState; verdictId: string | null } {
  const verdicts = [...new Set(stretch.codings.flatMap((coding) => byAnnotation.get(coding.id) ?? []))]
  const contested = verdicts.find((verdict) => verdict.isContested)
  if (contested) return { state: 'contested', verdictId: contested.id }
  const [verdict] = verdicts
  if (!verdict) return { state: 'open', verdictId: null }
  const versions = new Map(verdict.items.map((item) => [item.annotationId, item.version]))
  const fits =
    verdicts.length === 1 &&
    verdict.items.length === stretch.codings.length &&
    stretch.codings.every((coding) => versions.get(coding.id) === coding.version)
  return { state: fits ? 'settled' : 'outdated', verdictId: verdict.id }
}
