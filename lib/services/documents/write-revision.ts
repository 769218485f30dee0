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
import type { Anchor } from '@/lib/domain/anchoring/resolve-anchor'
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
  const undo: CorrectionUndo = { spans: [] }
  const written = await carryAnnotations(tx, member, { documentId, revisionId: id, correction, undo }, now)
  await carryOthers(tx, member, { revisionId: id, correction, undo })
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

interface Carrying {
  documentId: string
  /** The revision that everything comes to stand on. */
  revisionId: string
  correction: Correction
  /** Gets what reverting needs. */
  undo: CorrectionUndo
}

/** Carries the annotations to the corrected text, and joins passages of the consensus that come to stand at one place. */
async function carryAnnotations(
  tx: Transaction,
  member: Member,
  { documentId, revisionId, correction, undo }: Carrying,
  now: Date,
): Promise<Omit<WrittenRevision, 'event'>> {
  const { base, text, pages, former } = correction
  const written = { anchors: { kept: 0, changed: 0, orphaned: 0 }, returned: 0, orphanedIds: [] as string[] }
  const carried: CarriedAnchor[] = []
  const consensus: (Span & { id: string; kin: string })[] = []
  const carry = (id: string, kin: string | null, anchor: Anchor, version: number, isKept: boolean) => {
    carried.push({ id, ...anchor, page: pageAt(pages, anchor.start), version, isKept })
    if (kin !== null) consensus.push({ id, kin, start: anchor.start, end: anchor.end })
  }
  for (const { id, start, end, version, visible, kin } of await lockAnchors(tx, member, base.id, documentId)) {
    const place = carriedPlace(correction, id, { start, end })
    if (visible) written.anchors[place?.state ?? 'orphaned'] += 1
    if (visible && !place) written.orphanedIds.push(id)
    if (place) carry(id, kin, place.anchor, version, place.state === 'kept')
    if (place?.state === 'changed') undo.spans.push([id, place.anchor.start, place.anchor.end, start, end])
  }
  const left = former ? await lockAnchors(tx, member, former.revisionId, documentId) : []
  for (const { id, version, visible, kin, ...span } of left) {
    const place = standsAt(text, span)
    if (place && visible) written.returned += 1
    if (place) carry(id, kin, place, version, true)
  }
  const joined = await joinPassages(tx, member, joinsOf(consensus), now)
  if (joined.length > 0) undo.joined = joined
  await carryAnchors(tx, member, revisionId, carried, now)
  const separated = await separatePassages(tx, member, former?.joined ?? [])
  await settleConsensus(tx, member, [...joined.map(({ to }) => to), ...separated], now)
  return written
}

/** Carries what else has a place in the text: the passages asked for in rounds, say. */
async function carryOthers(
  tx: Transaction,
  member: Member,
  { revisionId, correction, undo }: Omit<Carrying, 'documentId'>,
): Promise<void> {
  const { base, text, former } = correction
  for (const table of placedTables) {
    const moved = (await placesOn(tx, member, table, base.id)).flatMap(({ id, ...span }) => {
      const place = carriedPlace(correction, id, span)
      if (place?.state === 'changed') undo.spans.push([id, place.anchor.start, place.anchor.end, span.start, span.end])
      return place ? [{ id, ...place.anchor }] : []
    })
    const left = former ? await placesOn(tx, member, table, former.revisionId) : []
    const returned = left.flatMap(({ id, ...span }) => {
      const place = standsAt(text, span)
      return place ? [{ id, ...place }] : []
    })
    await carryPlaces(tx, member, table, revisionId, [...moved, ...returned])
  }
}

/** Where a span stands on the corrected text; null where it is orphaned. */
function carriedPlace({ text, edits, former }: Correction, id: string, span: Span) {
  const known = former?.spans.get(id)
  const stood =
    known && known.left.start === span.start && known.left.end === span.end ? standsAt(text, known.stood) : null
  return stood ? { state: 'changed' as const, anchor: stood } : carrySpan(text, span, edits)
}
