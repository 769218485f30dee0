import { createHash } from 'node:crypto'
import { carryAnchors, carryPlaces, lockAnchors, placedTables, placesOn, type CarriedAnchor } from '@/lib/data/annotations/carry'
import type { Database, Transaction } from '@/lib/data/client'
import { getDocument, listRevisions } from '@/lib/data/documents'
import { appendEvents } from '@/lib/data/events'
import { newId } from '@/lib/data/ids'
import { insertRevision, lockCurrentRevision, setCurrentRevision, wholeRevision, type WholeRevision } from '@/lib/data/revisions'
import { describeAnchor } from '@/lib/domain/anchoring/describe-anchor'
import { mapSpan, type Edit } from '@/lib/domain/anchoring/map-span'
import type { Span } from '@/lib/domain/anchoring/span'
import type { Member } from '@/lib/domain/access/viewer'
import { canonicalText } from '@/lib/editor/canonical-text'
import { correctDocument } from '@/lib/editor/correct-document'
import type { NodeJson } from '@/lib/editor/document-json'
import { pageAt, pageStarts } from '@/lib/editor/pages'
import { textEdits } from '@/lib/editor/text-edits'
import { AppError, notFound } from '@/lib/errors'
import { cleanText } from '@/lib/importers/clean-text'
import { countWords } from '@/lib/importers/count-words'
import type { Revised, RevisionCreate } from '@/lib/schemas/document'
import { revisionProblem } from './annotations/create-annotation'
import { authorise } from './authorise'
import { checkContent } from './check-content'
import { recordedDocument } from './documents'

interface Correction {
  base: WholeRevision
  text: string
  contentJson: string
  pages: number[]
  edits: Edit[]
}

/**
 * Makes a corrected revision the current one and carries every annotation of the document to it, whoever made it: kept, changed, or orphaned, which keeps its
 * old revision and waits to be put back. The counts are of what the member sees. 409 with the current revision where the base is not that any more.
 */
export async function correctText(db: Database, member: Member, documentId: string, input: RevisionCreate, now: Date): Promise<Revised & { event: number | null }> {
  authorise(member, 'documents.write')
  const base = await wholeRevision(db, member, documentId, input.baseRevisionId)
  if (!base?.isCurrent) throw await revisionProblem(db, member, documentId)
  // All that takes long is done before the transaction begins.
  const correction = prepare(base, input)
  const id = newId()
  const done = await db.$transaction((tx) => store(tx, member, documentId, id, correction, now), { timeout: 120_000 })
  const revision = (await listRevisions(db, member, documentId, { limit: 500, total: 'false' })).items.find((row) => row.id === id)
  if (!revision) throw notFound('document')
  return { revision, ...done }
}

function prepare(base: WholeRevision, input: RevisionCreate): Correction {
  const old = JSON.parse(base.content) as NodeJson
  const wanted = input.content === undefined ? cleanText(input.text ?? '').text : null
  const content = wanted === null ? checkContent(input.content) : correctDocument(old, textEdits(base.text, wanted), wanted)
  if (!content) throw new AppError('invalid', 'The structure of this document cannot hold that text. Send the content as a tree instead.', { errors: [{ path: 'text', message: 'Does not fit the document’s structure' }] })
  const [text, contentJson] = [canonicalText(content), JSON.stringify(content)]
  if (text === base.text && contentJson === JSON.stringify(old)) throw new AppError('invalid', 'This is the text as it stands. Nothing was changed.', { errors: [{ path: wanted === null ? 'content' : 'text', message: 'Nothing differs' }] })
  const edits = textEdits(base.text, text).map((edit): Edit => ({ start: edit.start, end: edit.end, insert: edit.text.length }))
  return { base, text, contentJson, pages: pageStarts(content), edits }
}

async function store(tx: Transaction, member: Member, documentId: string, id: string, correction: Correction, now: Date): Promise<Pick<Revised, 'anchors'> & { event: number | null }> {
  const { base, text, contentJson, pages, edits } = correction
  if ((await lockCurrentRevision(tx, member, documentId)) !== base.id) throw await revisionProblem(tx, member, documentId)
  const before = await getDocument(tx, member, documentId)
  if (!before) throw notFound('document')
  const parts = { contentJson, text, sha256: createHash('sha256').update(text, 'utf8').digest('hex'), length: text.length, wordCount: countWords(text), pageStarts: pages, format: base.format, converter: 'correction', report: { edits: edits.length } }
  await insertRevision(tx, member, { id, documentId, number: base.number + 1 }, parts)
  await setCurrentRevision(tx, member, documentId, id)
  const anchors = { kept: 0, changed: 0, orphaned: 0 }
  const carried: CarriedAnchor[] = []
  for (const { id: annotationId, start, end, version, visible } of await lockAnchors(tx, member, base.id, documentId)) {
    const place = carriedPlace(correction, { start, end })
    if (visible) anchors[place?.state ?? 'orphaned'] += 1
    if (place) carried.push({ id: annotationId, ...place.anchor, page: pageAt(pages, place.anchor.start), version, isKept: place.state === 'kept' })
  }
  await carryAnchors(tx, member, id, carried, now)
  for (const table of placedTables) {
    const places = (await placesOn(tx, member, table, base.id)).flatMap(({ id: placeId, ...span }) => {
      const place = carriedPlace(correction, span)
      return place ? [{ id: placeId, ...place.anchor }] : []
    })
    await carryPlaces(tx, member, table, id, places)
  }
  const after = await getDocument(tx, member, documentId)
  if (!after) throw notFound('document')
  const [event = null] = await appendEvents(tx, member, [{ type: 'document.revised', subjectId: documentId, documentId, before: recordedDocument(before), after: recordedDocument(after) }])
  return { anchors, event }
}

/** Where a span stands on the corrected text, with its quote and context; null where nothing that can be read is left of it. */
function carriedPlace({ text, edits }: Correction, span: Span) {
  const mapped = mapSpan(span, edits, 'outside')
  if (mapped.state === 'orphaned') return null
  const described = describeAnchor(text, mapped.start, mapped.end)
  if (!described.ok || described.value.quote.trim() === '') return null
  return { state: mapped.state, anchor: { start: mapped.start, end: mapped.end, ...described.value } }
}
