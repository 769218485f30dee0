import type { Span } from '@/lib/domain/anchoring/span'

/** One tag on one stretch of text by one coder. An annotation with three tags is three of these. */
export interface TaggedSpan extends Span {
  coderId: string
  tagId: string
}

/**
 * A document and what was done in it. `length` is that of its canonical text in UTF-16 code units. `coderIds` says who coded it: a coder
 * named there without spans was silent and found nothing; a coder not named there is missing and says nothing about this document.
 */
export interface StudyDocument {
  id: string
  length: number
  coderIds: readonly string[]
  spans: readonly TaggedSpan[]
}

/** The coders and tags to compare, and the documents. Spans of other coders or tags are no part of the study and are passed over. */
export interface Study {
  coderIds: readonly string[]
  tagIds: readonly string[]
  documents: readonly StudyDocument[]
}

/** Throws RangeError where ids repeat, a span leaves its document or is empty, or a missing coder has coded after all. */
export function checkStudy(study: Study): void {
  checkDistinct(study.coderIds, 'coder')
  checkDistinct(study.tagIds, 'tag')
  checkDistinct(
    study.documents.map(({ id }) => id),
    'document',
  )
  for (const document of study.documents) {
    const present = new Set(document.coderIds)
    checkRanges(document.spans, document)
    for (const { coderId } of document.spans)
      if (!present.has(coderId))
        throw new RangeError(`Coder ${coderId} has spans in document ${document.id} without having coded it`)
  }
}

/** Throws RangeError unless every range is whole numbers, not empty and inside the document. */
export function checkRanges(ranges: readonly Span[], { id, length }: { id: string; length: number }): void {
  for (const { start, end } of ranges) {
    const sound = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= length
    if (!sound) throw new RangeError(`[${start}, ${end}) is not a range of document ${id}`)
  }
}

function checkDistinct(ids: readonly string[], what: string): void {
  if (new Set(ids).size !== ids.length) throw new RangeError(`A ${what} is listed twice`)
}
