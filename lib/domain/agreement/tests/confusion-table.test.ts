import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confusionTable } from '../study/confusion-table'
import type { Measurement } from '../units/measurement'
import type { TaggedSpan } from '../study/study'
import { tabulate } from '../units/tabulate'
import { measuredStudy } from './arbitrary-study'
import { naiveDocuments } from './naive-units'

const byCharacter: Measurement = { unit: { kind: 'character' }, touching: 'separate', overlappingTags: 'refused' }
const span = (coderId: string, tagId: string, start: number, end: number): TaggedSpan => ({
  coderId,
  tagId,
  start,
  end,
})

describe('the confusion table', () => {
  it('sets what is left of one coder against what is left of the other', () => {
    const coderIds = ['a', 'b']
    const spans = [
      span('a', 'x', 0, 10),
      span('a', 'y', 0, 4),
      span('b', 'x', 0, 2),
      span('b', 'z', 0, 6),
      span('b', 'x', 9, 12),
    ]
    const study = { coderIds, tagIds: ['x', 'y', 'z'], documents: [{ id: 'd', length: 20, coderIds, spans }] }
    const { units } = confusionTable(tabulate(study, byCharacter), ['a', 'b'])
    expect(units).toEqual([
      // x y z none
      [3, 0, 4, 3],
      [0, 0, 4, 0],
      [0, 0, 0, 0],
      [2, 0, 0, 8],
    ])
    const both = confusionTable(tabulate(study, byCharacter)).units
    expect(both).toEqual(units.map((row, i) => row.map((count, j) => count + units[j]![i]!)))
    expect(() => confusionTable(tabulate(study, byCharacter), ['a', '?'])).toThrow(RangeError)
  })
  it('agrees with a count by characters', () => {
    fc.assert(
      fc.property(measuredStudy, ({ study, measurement }) => {
        const expected = [...study.tagIds, ''].map(() => [...study.tagIds, ''].map(() => 0))
        for (const { coders, units, segments } of naiveDocuments(study, measurement)) {
          for (const one of coders) {
            for (const other of coders.filter((coder) => coder !== one)) {
              for (let unit = 0; unit < units; unit++) {
                const [left, right] = [one, other].map((coder) =>
                  study.tagIds.flatMap((tag, index) =>
                    segments
                      .get(coder)!
                      .get(tag)!
                      .some((segment) => segment.has(unit))
                      ? [index]
                      : [],
                  ),
                )
                count(expected, new Set(left), new Set(right), study.tagIds.length)
              }
            }
          }
        }
        expect(confusionTable(tabulate(study, measurement)).units).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })
})

function count(table: number[][], left: Set<number>, right: Set<number>, none: number): void {
  const shared = [...left].filter((tag) => right.has(tag))
  for (const tag of shared) table[tag]![tag]!++
  const rows = [...left].filter((tag) => !right.has(tag))
  const columns = [...right].filter((tag) => !left.has(tag))
  if (shared.length > 0 && rows.length + columns.length === 0) return
  for (const row of rows.length > 0 ? rows : [none])
    for (const column of columns.length > 0 ? columns : [none]) table[row]![column]!++
}
