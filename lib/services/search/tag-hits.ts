import { annotationsByIds, lettersOf } from '@/lib/data/annotations/list'
import { ownAtPlaces, type OwnAtPlace } from '@/lib/data/annotations/own-at-places'
import { addTags, currentTasks, insertAnnotations, touchOwn, type NewAnnotation } from '@/lib/data/annotations/write'
import { holdTags } from '@/lib/data/codebook/hold-codebook'
import type { Database, Transaction } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { revisionText } from '@/lib/data/documents/revision-text'
import { textsOfPlaces } from '@/lib/data/search/texts-of-places'
import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import { textPlaces } from '@/lib/domain/search/text-places'
import { widened } from '@/lib/domain/search/widen'
import { notFound } from '@/lib/errors'
import type { HitTagging, HitTaggingResult } from '@/lib/schemas/search'
import { cutSpan } from '../annotations/cut-span'
import { demandBounded, lettersIn } from '../annotations/demand-bounded'
import { demandUnfrozen } from '../annotations/demand-unfrozen'
import { revisionProblem, submittedAlready } from '../annotations/create-annotation'
import { demandUsableTags, recordMany } from '../annotations/bulk-annotations'
import { againWhereTaken } from '../again-where-taken'
import { authorise } from '../authorise'

/** A passage to be tagged, and the words it stands in. */
interface Place extends Span {
  documentId: string
  revisionId: string
}

/** What is to be done so that every place has the tags. */
interface Plan {
  create: NewAnnotation[]
  extend: { annotationId: string; tagIds: string[] }[]
  unchanged: number
  submitted: number
}

/**
 * Gives places that were found the tags, as passages of the member's own: one that has these edges already gets the tags that it lacks, and what was handed in with
 * a round stays as it is. One event, hence one undo; sent again it changes nothing. Where `isRehearsal`, it is only counted. A text that was corrected since
 * it was searched refuses the whole.
 */
export async function tagHits(
  db: Database,
  member: Member,
  asked: HitTagging,
  isRehearsal: boolean,
  now: Date,
): Promise<HitTaggingResult & { event: number | null }> {
  authorise(member, 'annotations.write')
  const tagging = { ...asked, tagIds: [...new Set(asked.tagIds)] }
  const places = await passagesOf(db, member, tagging)
  if (isRehearsal) {
    await demandUsableTags(db, member, tagging.tagIds)
    return { ...counted(places, await planFor(db, member, places, tagging)), event: null }
  }
  return againWhereTaken(() =>
    db.$transaction(
      async (tx) => {
        await holdTags(tx, member, tagging.tagIds)
        await demandUsableTags(tx, member, tagging.tagIds)
        const plan = await planFor(tx, member, places, tagging)
        return { ...counted(places, plan), event: await carryOut(tx, member, plan, now) }
      },
      { timeout: 60_000 },
    ),
  )
}

/** The passages that the places are, each once, in the order of the places. */
async function passagesOf(db: Database, member: Member, { places, unit }: HitTagging): Promise<Place[]> {
  const texts = await textsOfPlaces(db, member, [...new Set(places.map(({ documentId }) => documentId))])
  const beginnings = new Map<string, number[]>()
  const passages = new Map<string, Place>()
  for (const { documentId, revisionId, ...span } of places) {
    const placed = texts.get(documentId)
    if (!placed) throw notFound('document')
    if (placed.revisionId !== revisionId) throw await revisionProblem(db, member, documentId)
    const text = await revisionText(db, member, revisionId)
    if (text === null) throw notFound('document')
    cutSpan(text, span)
    const sentences = beginnings.get(documentId) ?? placed.sentences ?? textPlaces(text, placed.language).sentences
    beginnings.set(documentId, sentences)
    const { start, end } = widened(text, span, unit, sentences)
    passages.set(keyOf({ documentId, start, end }), { documentId, revisionId, start, end })
  }
  demandBounded(lettersIn([...passages.values()]))
  return [...passages.values()]
}

const keyOf = ({ documentId, start, end }: Span & { documentId: string }): string => `${documentId} ${start} ${end}`

async function planFor(
  db: Transaction,
  member: Member,
  places: readonly Place[],
  { tagIds, visibility }: Pick<HitTagging, 'tagIds' | 'visibility'>,
): Promise<Plan> {
  const own = new Map<string, OwnAtPlace[]>()
  for (const row of await ownAtPlaces(db, member, places)) own.set(keyOf(row), [...(own.get(keyOf(row)) ?? []), row])
  const plan: Plan = { create: [], extend: [], unchanged: 0, submitted: 0 }
  for (const place of places) {
    const there = own.get(keyOf(place)) ?? []
    const had = new Set(there.flatMap((row) => row.tagIds))
    const lacking = tagIds.filter((id) => !had.has(id))
    const open = there.find((row) => !row.isFrozen)
    if (lacking.length === 0) plan.unchanged += 1
    else if (open) plan.extend.push({ annotationId: open.id, tagIds: lacking })
    else plan.create.push(await newPassage(db, member, place, tagIds, visibility))
  }
  const tasks = await currentTasks(db, member, plan.create)
  const isOpen = ({ id }: NewAnnotation) => !tasks.get(id)?.submittedAt
  plan.submitted = plan.create.filter((row) => !isOpen(row)).length
  plan.create = plan.create.filter(isOpen)
  return plan
}

async function newPassage(
  db: Transaction,
  member: Member,
  { documentId, revisionId, start, end }: Place,
  tagIds: string[],
  visibility: HitTagging['visibility'],
): Promise<NewAnnotation> {
  const text = await revisionText(db, member, revisionId)
  if (text === null) throw notFound('document')
  return {
    id: newId(),
    documentId,
    revisionId,
    ...cutSpan(text, { start, end }),
    tagIds,
    note: '',
    visibility: visibility ?? null,
    certainty: null,
    secondOpinion: false,
  }
}

async function carryOut(tx: Transaction, member: Member, plan: Plan, now: Date): Promise<number | null> {
  const extended = plan.extend.map(({ annotationId }) => annotationId)
  const created = plan.create.map(({ id }) => id)
  if (extended.length + created.length === 0) return null
  // What is handed in meanwhile stays as it was handed in.
  await demandUnfrozen(tx, member, extended)
  demandBounded(await lettersOf(tx, member, extended))
  const before = await annotationsByIds(tx, member, extended)
  const problem = created.length === 0 ? null : await insertAnnotations(tx, member, plan.create, now)
  if (problem) throw 'frozen' in problem ? submittedAlready() : await revisionProblem(tx, member, problem.stale)
  await touchOwn(tx, member, extended, now)
  const postings = plan.create.map(({ id, tagIds }) => ({ annotationId: id, tagIds }))
  await addTags(tx, member, [...postings, ...plan.extend], now)
  const after = await annotationsByIds(tx, member, [...extended, ...created])
  return recordMany(tx, member, extended.length === 0 ? 'created' : 'tagged', before, after)
}

const counted = (places: readonly Place[], plan: Plan): HitTaggingResult => ({
  passages: places.length,
  documents: new Set(places.map(({ documentId }) => documentId)).size,
  created: plan.create.length,
  extended: plan.extend.length,
  unchanged: plan.unchanged,
  submitted: plan.submitted,
})
