import { visibleAnchors } from '@/lib/data/annotations/carry'
import { annotationsByIds } from '@/lib/data/annotations/list'
import type { Database } from '@/lib/data/database/client'
import { carryAll } from '@/lib/domain/anchoring/carry-span'
import type { Member } from '@/lib/domain/access/viewer'
import type { Annotation } from '@/lib/schemas/annotation'
import { previewedPassages, type CorrectionPreview, type RevisionCreate } from '@/lib/schemas/revision'
import { preparedCorrection } from './correct-document'

/**
 * What a correction would do to the passages that the member sees, before anything is written: saved now, it answers the same numbers. It asks the very rule that
 * the saving asks (`carrySpan`, for all of them) and is not done and rolled back, because that would have everybody wait who annotates the document, at every look.
 */
export async function previewCorrection(
  db: Database,
  member: Member,
  documentId: string,
  input: RevisionCreate,
  signal?: AbortSignal,
): Promise<CorrectionPreview> {
  const { base, text, edits } = await preparedCorrection(db, member, documentId, input, signal)
  const { kept, changed, orphaned } = carryAll(text, await visibleAnchors(db, member, base.id, documentId), edits)
  const [cut, gone] = [changed.slice(0, previewedPassages), orphaned.slice(0, previewedPassages)]
  const rows = new Map(
    (await annotationsByIds(db, member, [...cut.map(({ of }) => of.id), ...gone.map(({ id }) => id)])).map((row) => [
      row.id,
      touched(row),
    ]),
  )
  return {
    anchors: { kept: kept.length, changed: changed.length, orphaned: orphaned.length },
    changed: cut.flatMap(({ of, anchor }) =>
      ((row) => (row ? [{ ...row, after: anchor.quote }] : []))(rows.get(of.id)),
    ),
    orphaned: gone.flatMap(({ id }) => rows.get(id) ?? []),
  }
}

const touched = ({ id, author, layer, tagIds, quote }: Annotation) => ({ id, author, layer, tagIds, before: quote })
