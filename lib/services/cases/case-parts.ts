import { lockCase } from '@/lib/data/cases/case-writes'
import { getWholeCase } from '@/lib/data/cases/cases'
import { countParts, holdTexts, insertParts, partsByIds, removeParts, type NewPart } from '@/lib/data/cases/part-writes'
import type { Database, Transaction } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { revisionText } from '@/lib/data/documents/revision-text'
import { appendEvents } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import { mostParts, type CasePartGiven, type CaseWhole } from '@/lib/schemas/case'
import { cutSpan } from '../annotations/cut-span'
import { authorise } from '../authorise'
import type { Done } from '../done'

/** Puts documents and passages of documents into a case, as one event; what it has already is not put in twice. */
export async function extendCase(
  db: Database,
  member: Member,
  id: string,
  parts: readonly CasePartGiven[],
  now: Date,
): Promise<Done<CaseWhole>> {
  authorise(member, 'documents.write')
  return db.$transaction(async (tx) => {
    const before = await standing(tx, member, id)
    const added = await addParts(tx, member, id, parts, now)
    if (added.length === 0) return { row: before, event: null }
    const [event = null] = await appendEvents(tx, member, [
      { type: 'case.extended', subjectId: id, after: recordedParts(before, added), undo: undoOf(added) },
    ])
    return { row: await standing(tx, member, id), event }
  })
}

/** Takes one document or passage out of a case. */
export async function reduceCase(
  db: Database,
  member: Member,
  id: string,
  partId: string,
  now: Date,
): Promise<Done<null>> {
  authorise(member, 'documents.write')
  return db.$transaction(async (tx) => {
    const before = await standing(tx, member, id)
    const parts = await partsByIds(tx, member, id, [partId], 'in')
    if (parts.length === 0) throw notFound('casePart')
    await removeParts(tx, member, parts, now)
    const [event = null] = await appendEvents(tx, member, [
      { type: 'case.reduced', subjectId: id, before: recordedParts(before, parts), undo: undoOf(parts) },
    ])
    return { row: null, event }
  })
}

export interface TitledPart extends NewPart {
  title: string
}

/** Stores what belongs to a case that is held, where its texts stand now; answers what is new. */
export async function addParts(
  tx: Transaction,
  member: Member,
  caseId: string,
  given: readonly CasePartGiven[],
  now: Date,
): Promise<TitledPart[]> {
  if (given.length === 0) return []
  const texts = await holdTexts(tx, member, [...new Set(given.map(({ documentId }) => documentId))])
  const parts: NewPart[] = []
  for (const [at, part] of given.entries()) {
    const text = texts.get(part.documentId)
    if (!text)
      throw new AppError('invalid', say('refusals.cases.documentGone'), {
        errors: [fault(`parts.${at}.documentId`, say('faults.noSuchDocument'))],
      })
    parts.push({ id: newId(), documentId: part.documentId, ...(await placeOf(tx, member, part, text.revisionId)) })
  }
  const added = await insertParts(tx, member, caseId, parts, now)
  if ((await countParts(tx, member, caseId)) > mostParts)
    throw new AppError('too-large', say('refusals.cases.tooManyParts', { limit: mostParts }))
  return added.map((part) => ({ ...part, title: texts.get(part.documentId)?.title ?? '' }))
}

async function placeOf(
  tx: Transaction,
  member: Member,
  part: CasePartGiven,
  current: string,
): Promise<Omit<NewPart, 'id' | 'documentId'>> {
  if (!('start' in part)) return { revisionId: null, start: null, end: null, quote: null }
  const { documentId, revisionId = current } = part
  if (revisionId !== current)
    throw new AppError('version-conflict', say('refusals.documents.correctedMeanwhile'), {
      current: { documentId, revisionId: current },
    })
  const text = await revisionText(tx, member, current)
  if (text === null) throw notFound('document')
  const { start, end, quote } = cutSpan(text, part)
  return { revisionId: current, start, end, quote }
}

/** So many of them are named by the history. */
const mostNamed = 50

/** What the history keeps of parts that were put into a case or taken out: whose and how many, and the titles of some. */
export const recordedParts = ({ id, name }: { id: string; name: string }, parts: readonly TitledPart[]) => ({
  id,
  name,
  count: parts.length,
  parts: parts
    .slice(0, mostNamed)
    .map(({ documentId, title, start }) => ({ documentId, title, whole: start === null })),
})

/** What reverting needs: which parts. */
export const undoOf = (parts: readonly TitledPart[]) => ({ partIds: parts.map(({ id }) => id) })

async function standing(tx: Transaction, member: Member, id: string): Promise<CaseWhole> {
  await lockCase(tx, member, id)
  const row = await getWholeCase(tx, member, id)
  if (!row) throw notFound('case')
  return row
}
