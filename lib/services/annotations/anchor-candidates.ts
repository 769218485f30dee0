import { getAnnotation } from '@/lib/data/annotations/list'
import type { Database } from '@/lib/data/database/client'
import { currentRevision, revisionText } from '@/lib/data/documents/revision-text'
import { mapSpan } from '@/lib/domain/anchoring/map-span'
import { resolveAnchor } from '@/lib/domain/anchoring/resolve-anchor'
import type { Member } from '@/lib/domain/access/viewer'
import { textEdits } from '@/lib/editor/text-edits'
import { notFound } from '@/lib/errors'
import type { AnchorCandidates } from '@/lib/schemas/annotation'

const context = 60

/** Where a passage that lost its place could stand in the text as it is now: the same words elsewhere, best first, and the place where they used to be. */
export async function anchorCandidates(db: Database, member: Member, id: string): Promise<AnchorCandidates> {
  const row = await getAnnotation(db, member, id)
  const current = row && (await currentRevision(db, member, row.documentId))
  const text = current && (await revisionText(db, member, current.revisionId))
  if (!row || !current || text === null) throw notFound('annotation')
  const { revisionId } = current
  const isOrphaned = row.revisionId !== revisionId
  if (!isOrphaned) return { isOrphaned, revisionId, stood: null, items: [] }
  const found = resolveAnchor(text, row)
  const spans = found.state === 'resolved' ? [found] : found.candidates
  const old = await revisionText(db, member, row.revisionId)
  const mapped = mapSpan(
    row,
    textEdits(old ?? '', text).map((edit) => ({ start: edit.start, end: edit.end, insert: edit.text.length })),
    'outside',
  )
  return {
    isOrphaned,
    revisionId,
    stood: mapped.state === 'orphaned' ? mapped.at : mapped.start,
    items: spans.map(({ start, end, score }) => ({
      revisionId,
      start,
      end,
      score,
      before: text.slice(Math.max(0, start - context), start),
      quote: text.slice(start, end),
      after: text.slice(end, end + context),
    })),
  }
}
