import { blockIndex } from '@/lib/editor/block-index'
import type { NodeJson } from '@/lib/editor/document-json'
import { paragraphRanges, sentenceRanges } from '@/lib/editor/text-units'
import type { Span } from '@/lib/domain/anchoring/span'
import { characterTails } from '@/lib/domain/agreement/units/character-tails'
import type { Measurement, RangesByDocument } from '@/lib/domain/agreement/units/measurement'
import { sharedExcerpts } from '@/lib/domain/agreement/study/shared-excerpts'
import type { Study, TaggedSpan } from '@/lib/domain/agreement/study/study'
import { unionSpans } from '@/lib/domain/agreement/units/union-spans'
import { whiteSpace } from '@/lib/domain/agreement/units/white-space'
import type { PackedDocument, PackedStudy } from './question'

const bytesPerSpan = 12

/** A study and its measurement, as the domain wants them. Spans of no compared tag stay in, under the empty tag: they make shared excerpts. */
export function unpackStudy(packed: PackedStudy): { study: Study; measurement: Measurement } {
  const documents = packed.documents.map((document) => ({
    id: document.id,
    length: document.length,
    coderIds: document.coderIds,
    spans: spansOf(document, packed.tagIds),
  }))
  const study: Study = {
    coderIds: packed.coderIds,
    tagIds: packed.chosenTagIds ?? usedTags(packed, documents),
    documents,
  }
  const { unit, touching, overlappingTags } = packed.rules
  const excluded = excludedText(packed)
  const tails =
    unit === 'character'
      ? new Map(
          packed.documents.flatMap(({ id, text }) => (text === undefined ? [] : [[id, characterTails(text)] as const])),
        )
      : undefined
  const measured =
    unit === 'character'
      ? { kind: unit }
      : { kind: unit, ranges: unit === 'excerpt' ? sharedExcerpts(study) : textRanges(packed, unit) }
  return {
    study,
    measurement: { unit: measured, touching, overlappingTags, ...(excluded && { excluded }), ...(tails && { tails }) },
  }
}

function spansOf({ coderIds, layers }: PackedDocument, tagIds: readonly string[]): TaggedSpan[] {
  const spans: TaggedSpan[] = []
  for (const { coderId, spans: bytes } of layers) {
    if (!coderIds.includes(coderId)) continue
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 0; at < bytes.byteLength; at += bytesPerSpan) {
      const place = view.getInt32(at + 8)
      spans.push({
        coderId,
        tagId: place === 0 ? '' : tagIds[place - 1]!,
        start: view.getInt32(at),
        end: view.getInt32(at + 4),
      })
    }
  }
  return spans
}

/** The tags that somebody used where two coders or more can be compared, in the order of the codebook. A tag that nobody used says nothing. */
function usedTags({ tagIds }: PackedStudy, documents: Study['documents']): string[] {
  const used = new Set(
    documents.filter(({ coderIds }) => coderIds.length > 1).flatMap(({ spans }) => spans.map(({ tagId }) => tagId)),
  )
  return tagIds.filter((id) => used.has(id))
}

function excludedText({ documents, rules }: PackedStudy): RangesByDocument | undefined {
  const withoutSpace = rules.whiteSpace === 'excluded'
  if (!withoutSpace && documents.every(({ passages }) => passages === undefined)) return undefined
  return new Map(
    documents.map(({ id, length, passages, text }) => [
      id,
      [...(passages ? outside(passages, length) : []), ...(withoutSpace ? whiteSpace(text ?? '') : [])],
    ]),
  )
}

/** What is left of a text without these passages. */
function outside(passages: readonly Span[], length: number): Span[] {
  const gaps: Span[] = []
  let position = 0
  for (const { start, end } of unionSpans(passages, 'joined')) {
    if (start > position) gaps.push({ start: position, end: start })
    position = end
  }
  return position < length ? [...gaps, { start: position, end: length }] : gaps
}

function textRanges({ documents }: PackedStudy, unit: 'sentence' | 'paragraph'): RangesByDocument {
  return new Map(
    documents.map(({ id, content, text = '', language }) => {
      if (content === undefined) return [id, []]
      const paragraphs = paragraphRanges(blockIndex(JSON.parse(content) as NodeJson))
      return [
        id,
        unit === 'paragraph' ? paragraphs : paragraphs.flatMap((block) => sentenceRanges(text, block, language)),
      ]
    }),
  )
}
