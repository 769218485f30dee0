import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess } from '../study/assess'
import { assessStudy } from '../study/assess-study'
import type { Measure } from '../measures/measures'
import type { Study, TaggedSpan } from '../study/study'
import { tabulate } from '../units/tabulate'
import type { Agreement } from '../measures/undefined-reason'
import { measuredStudy } from './arbitrary-study'
import { naiveFigures } from './naive-figures'

const valueOf = (figure: Agreement): number | undefined => (figure.ok ? figure.value : undefined)
const close = (one: number | undefined, other: number | undefined): boolean =>
  one === undefined || other === undefined ? one === other : Math.abs(one - other) < 1e-9 * Math.max(1, Math.abs(one))
const runs = { numRuns: 1500 }

/** Fails unless two sets of figures are the same, undefined ones and their reasons included. */
function expectSame(
  one: Record<Measure, Agreement>,
  other: Record<Measure, Agreement>,
  without: readonly Measure[] = [],
): void {
  for (const [measure, figure] of Object.entries(one) as [Measure, Agreement][]) {
    if (without.includes(measure)) continue
    const same = figure.ok
      ? close(figure.value, valueOf(other[measure]))
      : JSON.stringify(figure) === JSON.stringify(other[measure])
    if (!same) throw new Error(`${measure}: ${JSON.stringify(figure)} is not ${JSON.stringify(other[measure])}`)
  }
}

const changed = (study: Study, spans: (spans: readonly TaggedSpan[]) => TaggedSpan[]): Study => ({
  ...study,
  documents: study.documents.map((document) => ({ ...document, spans: spans(document.spans) })),
})

describe('every measure', () => {
  it('agrees with a count by characters', () => {
    let defined = 0
    fc.assert(
      fc.property(measuredStudy, ({ study, measurement }) => {
        const { figures } = assess(tabulate(study, measurement))
        const naive = naiveFigures(study, measurement)
        for (const measure of Object.keys(naive) as Measure[]) {
          const swept = valueOf(figures[measure])
          if (swept !== undefined) defined++
          if (!close(swept, naive[measure]))
            throw new Error(`${measure}: ${JSON.stringify(figures[measure])} by sweep, ${naive[measure]} by characters`)
        }
      }),
      runs,
    )
    expect(defined).toBeGreaterThan(runs.numRuns) // The agreement is not one of undefined values only.
  })
  it('does not depend on the order of coders, tags, documents or spans', () => {
    fc.assert(
      fc.property(measuredStudy, ({ study, measurement }) => {
        const turned = changed(
          {
            coderIds: study.coderIds.toReversed(),
            tagIds: study.tagIds.toReversed(),
            documents: study.documents.toReversed(),
          },
          (spans) => spans.toReversed(),
        )
        expectSame(assess(tabulate(study, measurement)).figures, assess(tabulate(turned, measurement)).figures)
      }),
    )
  })
  it('counts a coder who overlaps themselves once', () => {
    fc.assert(
      fc.property(measuredStudy, fc.nat(30), ({ study, measurement }, cut) => {
        const doubled = changed(study, (spans) => [
          ...spans,
          ...spans.map((span) => ({ ...span, end: Math.max(span.start + 1, span.end - cut) })),
        ])
        expectSame(assess(tabulate(study, measurement)).figures, assess(tabulate(doubled, measurement)).figures)
      }),
    )
  })
  it('does not change when a span is cut in two that touch, where touching ones are joined', () => {
    fc.assert(
      fc.property(measuredStudy, ({ study, measurement }) => {
        const cut = changed(study, (spans) => spans.flatMap((span) => cutInTwo(span)))
        const joined = { ...measurement, touching: 'joined' as const }
        expectSame(assess(tabulate(study, joined)).figures, assess(tabulate(cut, joined)).figures)
        // Kept apart, they are more segments; but what is counted by units is the same.
        const bySegment: Measure[] = [
          'span-f1-exact',
          'span-f1-overlap',
          'u-alpha',
          'u-alpha-binary',
          'cu-alpha',
          'cu-alpha-pairwise',
        ]
        const separate = { ...measurement, touching: 'separate' as const }
        expectSame(assess(tabulate(study, separate)).figures, assess(tabulate(cut, separate)).figures, bySegment)
      }),
    )
  })
  it('is finite and at most 1; shares are at least 0; raw tables hold all units', () => {
    const shares: readonly Measure[] = ['percent', 'dice', 'jaccard', 'span-f1-exact', 'span-f1-overlap']
    fc.assert(
      fc.property(measuredStudy, ({ study, measurement }) => {
        const { figures, tables, units } = assess(tabulate(study, measurement))
        for (const [measure, figure] of Object.entries(figures) as [Measure, Agreement][]) {
          if (!figure.ok) continue
          const least = shares.includes(measure) ? 0 : -Infinity
          if (!(figure.value > least - 1e-12 && figure.value <= 1 + 1e-12))
            throw new Error(`${measure}: ${figure.value}`)
        }
        const most = Math.max(0, ...tables.map(({ table: { a, b, c, d } }) => a + b + c + d))
        expect(most).toBeLessThanOrEqual(units)
      }),
      runs,
    )
  })
  it('is 1 or undefined where all coders coded the same', () => {
    fc.assert(
      fc.property(measuredStudy, ({ study, measurement }) => {
        const alike: Study = {
          ...study,
          documents: study.documents.map((document) => ({
            ...document,
            spans: document.spans.flatMap((span) => document.coderIds.map((coderId) => ({ ...span, coderId }))),
          })),
        }
        for (const [measure, figure] of Object.entries(assess(tabulate(alike, measurement)).figures)) {
          if (figure.ok && !close(figure.value, 1)) throw new Error(`${measure}: ${figure.value}`)
        }
      }),
    )
  })
  it('leaves its input untouched, and gives the same for a tag alone as within the study', () => {
    fc.assert(
      fc.property(measuredStudy, ({ study, measurement }) => {
        const before = structuredClone(study)
        const { perTag } = assessStudy(tabulate(study, measurement))
        expect(study).toEqual(before)
        study.tagIds.forEach((tagId, index) =>
          expectSame(perTag[index]!.figures, assess(tabulate({ ...study, tagIds: [tagId] }, measurement)).figures),
        )
      }),
    )
  })
})

function cutInTwo(span: TaggedSpan): TaggedSpan[] {
  const middle = Math.floor((span.start + span.end) / 2)
  return middle === span.start
    ? [span]
    : [
        { ...span, end: middle },
        { ...span, start: middle },
      ]
}
