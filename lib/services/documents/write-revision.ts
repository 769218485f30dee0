import { createHash } from 'node:crypto'
import {
  carryAnchors,
  carryPlaces,
  lockAnchors,
  placedTables,
  placesOn,
  type CarriedAnchor,
} from '@/lib/data/annotations/carry'
import type { Transaction } from '@/lib/data/database/client'
import { getDocument } from '@/lib/data/documents/documents'
import { settleConsensus } from '@/lib/data/review/consensus'
import { joinPassages, separatePassages, type JoinedPassages } from '@/lib/data/review/join-passages'
import type { NewEvent } from '@/lib/data/history/events'
import { insertRevision, setCurrentRevision, type WholeRevision } from '@/lib/data/documents/revisions'
import { carrySpan, standsAt } from '@/lib/domain/anchoring/carry-span'
import type { Edit } from '@/lib/domain/anchoring/map-span'
import type { Span } from '@/lib/domain/anchoring/span'
import type { Member } from '@/lib/domain/access/viewer'
import { joinsOf } from '@/lib/domain/review/joins'
import { pageAt } from '@/lib/editor/pages'
import { notFound } from '@/lib/errors'
import { countWords } from '@/lib/importers/text/count-words'
import type { Revised } from '@/lib/schemas/revision'
import { recordedDocument } from './documents'

/** A text that takes the place of another, and how the one becomes the other. */
export interface Correction {
  base: WholeRevision
  text: string
  contentJson: string
  pages: number[]
  edits: Edit[]
  /** Why it was made, as whoever made it says. */
  reason?: string
  /** Of a correction that is reverted. */
  former?: {
    /** The revision whose text this is again: what it left behind there stands where it stood. */
    revisionId: string
    number: number
    /** Spans that it cut or stretched, by the id of what has them: where they stood, while they are as it left them. */
    spans: ReadonlyMap<string, { left: Span; stood: Span }>
    /** Passages of the consensus that it joined. */
    joined: readonly JoinedPassages[]
  }
}

/** What reverting a correction needs: of each span that it changed the id, the span as it left it, and the span as it stood. */
export interface CorrectionUndo {
  spans: [id: string, start: number, end: number, stoodFrom: number, stoodTo: number][]
  /** Passages of the consensus that came to stand at one place, and are one since. */
  joined?: JoinedPassages[]
}

/** What was written: what became of the annotations that the member sees, and the event for the history. */
export interface WrittenRevision {
  anchors: Revised['anchors']
  /** Annotations that the member sees and that are in the text again. */
  returned: number
  orphanedIds: string[]
  event: NewEvent
}

/** Makes a text the current revision and carries everything that stands on the one before to it. The caller holds the document (`lockCurrentRevision`) and has seen that the base is current. */
export async function writeRevision(
  tx: Transaction,
  member: Member,
  documentId: string,
  id: string,
  correction: Correction,
  now: Date,
): Promise<WrittenRevision> {
  const { base, text, contentJson, pages, edits, reason, former } = correction
  const before = await getDocument(tx, member, documentId)
  if (!before) throw notFound('document')
  const parts = {
    contentJson,
    text,
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    length: text.length,
    wordCount: countWords(text),
    pageStarts: pages,
    format: base.format,
    converter: 'correction',
    report: { edits: edits.length, ...(reason && { reason }), ...(former && { restores: former.number }) },
  }
  await insertRevision(tx, member, { id, documentId, number: base.number + 1 }, parts)
  await setCurrentRevision(tx, member, documentId, id, now)
  const written: Omit<WrittenRevision, 'event'> = {
    anchors: { kept: 0, changed: 0, orphaned: 0 },
    returned: 0,
    orphanedIds: [],
  }
  const undo: CorrectionUndo = { spans: [] }
  const carried: CarriedAnchor[] = []
  const consensus: (Span & { id: string; kin: string })[] = []
  for (const { id: annotationId, start, end, version, visible, kin } of await lockAnchors(
    tx,
    member,
    base.id,
    documentId,
  )) {
    const place = carriedPlace(correction, annotationId, { start, end })
    if (visible) written.anchors[place?.state ?? 'orphaned'] += 1
    if (visible && !place) written.orphanedIds.push(annotationId)
    if (!place) continue
    carried.push({
      id: annotationId,
      ...place.anchor,
      page: pageAt(pages, place.anchor.start),
      version,
      isKept: place.state === 'kept',
    })
    if (kin !== null) consensus.push({ id: annotationId, kin, start: place.anchor.start, end: place.anchor.end })
    if (place.state === 'changed') undo.spans.push([annotationId, place.anchor.start, place.anchor.end, start, end])
  }
  for (const { id: annotationId, version, visible, kin, ...span } of former
    ? await lockAnchors(tx, member, former.revisionId, documentId)
    : []) {
    const place = standsAt(text, span)
    if (!place) continue
    if (visible) written.returned += 1
    carried.push({ id: annotationId, ...place, page: pageAt(pages, place.start), version, isKept: true })
    if (kin !== null) consensus.push({ id: annotationId, kin, start: place.start, end: place.end })
  }
  const joined = await joinPassages(tx, member, joinsOf(consensus), now)
  if (joined.length > 0) undo.joined = joined
  await carryAnchors(tx, member, id, carried, now)
  await settleConsensus(
    tx,
    member,
    [...joined.map(({ to }) => to), ...(await separatePassages(tx, member, former?.joined ?? []))],
    now,
  )
  for (const table of placedTables) {
    const moved = (await placesOn(tx, member, table, base.id)).flatMap(({ id: placeId, ...span }) => {
      const place = carriedPlace(correction, placeId, span)
      if (place?.state === 'changed')
        undo.spans.push([placeId, place.anchor.start, place.anchor.end, span.start, span.end])
      return place ? [{ id: placeId, ...place.anchor }] : []
    })
    const returned = (former ? await placesOn(tx, member, table, former.revisionId) : []).flatMap(
      ({ id: placeId, ...span }) => {
        const place = standsAt(text, span)
        return place ? [{ id: placeId, ...place }] : []
      },
    )
    await carryPlaces(tx, member, table, id, [...moved, ...returned])
  }
  const after = await getDocument(tx, member, documentId)
  if (!after) throw notFound('document')
  return {
    ...written,
    event: {
      type: 'document.revised',
      subjectId: documentId,
      documentId,
      before: recordedDocument(before),
      after: recordedDocument(after),
      undo,
    },
  }
}

/** Where a span stands on the corrected text; null where it is orphaned. */
function carriedPlace({ text, edits, former }: Correction, id: string, span: Span) {
  const known = former?.spans.get(id)
  const stood =
    known && known.left.start === span.start && known.left.end === span.end ? standsAt(text, known.stood) : null
  return stood ? { state: 'changed' as const, anchor: stood } : carrySpan(text, span, edits)
}
