import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess } from '../study/assess'
import { disagreements } from '../study/disagreements'
import { tabulate } from '../units/tabulate'
import { measuredStudy } from './arbitrary-study'

describe('disagreements', () => {
  it('are the stretches on which sides are taken; the missing take none', () => {
    const coderIds = ['a', 'b', 'c']
    const spans = [
      { coderId: 'a', tagId: 'x', start: 0, end: 4 },
      { coderId: 'a', tagId: 'x', start: 4, end: 10 },
      { coderId: 'b', tagId: 'x', start: 6, end: 12 },
      { coderId: 'b', tagId: 'y', start: 0, end: 2 },
    ]
    const study = { coderIds, tagIds: ['x', 'y'], documents: [{ id: 'd', length: 20, coderIds: ['a', 'b'], spans }] }
    expect(disagreements(study, 'd')).toEqual([
      { tagId: 'x', start: 0, end: 6, codedBy: ['a'], notCodedBy: ['b'] },
      { tagId: 'y', start: 0, end: 2, codedBy: ['b'], notCodedBy: ['a'] },
      { tagId: 'x', start: 10, end: 12, codedBy: ['b'], notCodedBy: ['a'] },
    ])
    expect(() => disagreements(study, '?')).toThrow(RangeError)
  })
  it('add up to the cells b and c of the raw tables', () => {
    fc.assert(
      fc.property(measuredStudy, ({ study }) => {
        const { tables } = assess(
          tabulate(study, { unit: { kind: 'character' }, touching: 'separate', overlappingTags: 'combined' }),
        )
        const found = study.documents.flatMap(({ id }) => disagreements(study, id))
        const only = (one: string, other: string): number =>
          found
            .filter(({ codedBy, notCodedBy }) => codedBy.includes(one) && notCodedBy.includes(other))
            .reduce((sum, { start, end }) => sum + end - start, 0)
        for (const { first, second, table } of tables)
          expect([table.b, table.c]).toEqual([only(first, second), only(second, first)])
      }),
      { numRuns: 500 },
    )
  })
})
