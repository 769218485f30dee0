import fc from 'fast-check'
import type { Span } from '../../anchoring/span'
import type { Measurement } from '../units/measurement'
import type { Study, StudyDocument } from '../study/study'

export interface Measured {
  study: Study
  measurement: Measurement
}

const rangeIn = (length: number): fc.Arbitrary<Span> =>
  fc
    .tuple(fc.nat(length - 1), fc.integer({ min: 1, max: length }))
    .map(([start, size]) => ({ start, end: Math.min(length, start + size) }))

function documentOf(id: string, coderIds: string[], tagIds: string[]): fc.Arbitrary<StudyDocument> {
  return fc
    .tuple(
      fc.integer({ min: 1, max: 24 }),
      fc.oneof({ weight: 3, arbitrary: fc.constant(coderIds) }, { weight: 1, arbitrary: fc.subarray(coderIds) }),
    )
    .chain(([length, present]) =>
      fc
        .array(fc.tuple(rangeIn(length), fc.constantFrom(...coderIds), fc.constantFrom(...tagIds)), { maxLength: 12 })
        .map((drawn) =>
          drawn
            .filter(([, coderId]) => present.includes(coderId))
            .map(([range, coderId, tagId]) => ({ ...range, coderId, tagId })),
        )
        .map((spans) => ({ id, length, coderIds: present, spans })),
    )
}

const rangesOf = (documents: StudyDocument[], maxLength: number): fc.Arbitrary<Map<string, Span[]>> =>
  fc
    .tuple(...documents.map(({ length }) => fc.array(rangeIn(length), { maxLength })))
    .map((lists) => new Map(documents.map(({ id }, index) => [id, lists[index]!])))

/** Few coders, tags and short texts, so that everything collides: missing coders, nested units, excluded edges, tags on tags. */
export const measuredStudy: fc.Arbitrary<Measured> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([coders, tags, documents]) => {
    const coderIds = ['a', 'b', 'c', 'd'].slice(0, coders)
    const tagIds = ['x', 'y', 'z'].slice(0, tags)
    return fc
      .tuple(...Array.from({ length: documents }, (_, index) => documentOf(`document ${index}`, coderIds, tagIds)))
      .map((list) => ({ coderIds, tagIds, documents: list }))
  })
  .chain((study) =>
    fc
      .record({
        kind: fc.constantFrom('character' as const, 'sentence' as const, 'excerpt' as const),
        ranges: rangesOf(study.documents, 6),
        excluded: fc.option(rangesOf(study.documents, 3), { nil: undefined }),
        touching: fc.constantFrom('separate' as const, 'joined' as const),
        overlappingTags: fc.constantFrom('refused' as const, 'combined' as const),
      })
      .map(({ kind, ranges, ...rules }) => ({
        study,
        measurement: { unit: kind === 'character' ? { kind } : { kind, ranges }, ...rules },
      })),
  )
