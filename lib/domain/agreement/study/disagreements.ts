import type { Span } from '@/lib/domain/anchoring/span'
import { layOut } from '@/lib/domain/agreement/units/continuum'
import { checkStudy, type Study } from './study'
import { sweep } from '@/lib/domain/agreement/units/sweep'

/** A stretch of a document, in its offsets, that some of its coders gave a tag and others, who coded the document too, did not. */
export interface Disagreement extends Span {
  tagId: string
  codedBy: readonly string[]
  notCodedBy: readonly string[]
}

/**
 * Where the coders of a document differ, character by character: what lies behind a figure, and the lane beside the text. Each stretch is as
 * long as the same coders are on the same side; in order of start, then of the study's tags. Throws RangeError if the document is not in
 * the study.
 */
export function disagreements(study: Study, documentId: string): Disagreement[] {
  checkStudy(study)
  const document = study.documents.find(({ id }) => id === documentId)
  if (!document) throw new RangeError(`No document ${documentId} in this study`)
  const { coders, coded, length } = layOut(study, document, {
    unit: { kind: 'character' },
    touching: 'joined',
    overlappingTags: 'combined',
  })
  const idsOf = (chosen: readonly number[]): string[] => chosen.map((coder) => study.coderIds[coder]!)
  const found: Disagreement[] = []
  study.tagIds.forEach((tagId, tag) => {
    const byCoder = coded.get(tag)
    if (!byCoder) return
    let start = 0
    sweep(
      coders.map((coder) => byCoder[coder]!),
      length,
      (stretch, at) => {
        const codedBy = idsOf(coders.filter((_, row) => at[row]! >= 0))
        const notCodedBy = idsOf(coders.filter((_, row) => at[row]! < 0))
        if (codedBy.length > 0 && notCodedBy.length > 0)
          found.push({ tagId, start, end: start + stretch, codedBy, notCodedBy })
        start += stretch
      },
    )
  })
  return found.sort((a, b) => a.start - b.start)
}
