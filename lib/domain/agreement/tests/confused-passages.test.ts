import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confusedPassages, type ConfusedPassage } from '../study/confused-passages'
import { confusionTable } from '../study/confusion-table'
import { leaveOut, ontoUnits } from '../units/projection'
import type { Study } from '../study/study'
import { tabulate } from '../units/tabulate'
import { whiteSpace } from '../units/white-space'
import { measuredStudy } from './arbitrary-study'

const characters = { unit: { kind: 'character' }, touching: 'separate', overlappingTags: 'combined' } as const

describe('the passages behind a cell of the confusion table', () => {
  it('add up to the cell of any two coders, and those of all pairs are the union of these', () => {
    fc.assert(
      fc.property(measuredStudy, ({ study, measurement }) => {
        const tabulation = tabulate(study, measurement)
        const tags = [...study.tagIds, null]
        const ordered = study.coderIds.flatMap((first) =>
          study.coderIds.flatMap((second): [string, string][] => (first === second ? [] : [[first, second]])),
        )
        tags.forEach((row, i) =>
          tags.forEach((column, j) => {
            const pooled = confusedPassages(tabulation, { row, column })
            let counted = 0
            for (const coders of ordered) {
              const passages = confusedPassages(tabulation, { row, column }, coders)
              expect(total(passages)).toBe(confusionTable(tabulation, coders).units[i]![j])
              counted += total(passages)
              for (const one of passages)
                expect(
                  pooled.some(
                    (all) =>
                      all.documentId === one.documentId &&
                      all.rowCoderIds.includes(coders[0]) &&
                      all.columnCoderIds.includes(coders[1]),
                  ),
                ).toBe(true)
            }
            expect(counted > 0).toBe(pooled.length > 0)
            for (const { documentId, start, end } of pooled) {
              const { length } = study.documents.find(({ id }) => id === documentId)!
              expect(start >= 0 && start < end && end <= length).toBe(true)
            }
          }),
        )
      }),
      { numRuns: 100 },
    )
  })

  it('are cut where the same coders stop being on the same side, rows being the first of two named coders', () => {
    const study: Study = {
      coderIds: ['a', 'b'],
      tagIds: ['x', 'y'],
      documents: [
        {
          id: 'd',
          length: 20,
          coderIds: ['a', 'b'],
          spans: [
            { coderId: 'a', tagId: 'x', start: 2, end: 12 },
            { coderId: 'b', tagId: 'y', start: 5, end: 9 },
            { coderId: 'b', tagId: 'x', start: 9, end: 15 },
          ],
        },
      ],
    }
    const tabulation = tabulate(study, characters)
    const behind = (row: string | null, column: string | null, coders?: [string, string]) =>
      confusedPassages(tabulation, { row, column }, coders).map(
        ({ start, end, rowCoderIds }) => `${rowCoderIds.join()} ${start}-${end}`,
      )
    expect(behind('x', 'y')).toEqual(['a 5-9'])
    expect(behind('y', 'x')).toEqual(['b 5-9'])
    expect(behind('x', null)).toEqual(['a 2-5', 'b 12-15'])
    expect(behind('x', null, ['a', 'b'])).toEqual(['a 2-5'])
    expect(behind('x', null, ['b', 'a'])).toEqual(['b 12-15'])
    expect(behind('x', 'x')).toEqual(['a,b 9-12'])
    expect(() => behind('z', null)).toThrow(RangeError)
    expect(() => behind('x', null, ['a', 'c'])).toThrow(RangeError)
  })
})

it('says of a side without a tag who gave no tag there and who gave nothing further, and cuts where that changes', () => {
  const spans = [
    { coderId: 'a', tagId: 'x', start: 0, end: 10 },
    { coderId: 'a', tagId: 'y', start: 0, end: 10 },
    { coderId: 'b', tagId: 'y', start: 4, end: 10 },
  ]
  const study: Study = {
    coderIds: ['a', 'b'],
    tagIds: ['x', 'y'],
    documents: [{ id: 'd', length: 12, coderIds: ['a', 'b'], spans }],
  }
  const behind = (row: string | null, column: string | null) =>
    confusedPassages(tabulate(study, characters), { row, column }).map(({ start, end, untaggedCoderIds }) => [
      start,
      end,
      ...untaggedCoderIds,
    ])
  // From 4 on b gave y, as a did too, and nothing further: to say “no tag” of b there is untrue.
  expect(behind('x', null)).toEqual([
    [0, 4, 'b'],
    [4, 10],
  ])
  expect(behind('y', null)).toEqual([[0, 4, 'b']])
  expect(behind(null, null)).toEqual([[10, 12, 'a', 'b']])
  for (const [row, column] of [
    ['x', null],
    ['y', null],
    [null, null],
    ['x', 'y'],
  ] as const)
    for (const { start, end, untaggedCoderIds, rowCoderIds, columnCoderIds } of confusedPassages(
      tabulate(study, characters),
      { row, column },
    )) {
      const sideless = [...(row === null ? rowCoderIds : []), ...(column === null ? columnCoderIds : [])]
      const bare = sideless.filter(
        (coder) => !spans.some((span) => span.coderId === coder && span.start < end && start < span.end),
      )
      expect(untaggedCoderIds.toSorted()).toEqual([...new Set(bare)].toSorted())
    }
})

const total = (passages: ConfusedPassage[]): number => passages.reduce((sum, { units }) => sum + units, 0)

describe('the way back from units to the text', () => {
  it('is the stretch they were made from, white space left out', () => {
    const text = '  ab c\nd '
    const line = leaveOut(text.length, whiteSpace(text))
    expect([line.length, line.back({ start: 0, end: 2 }), line.back({ start: 2, end: 4 })]).toEqual([
      4,
      { start: 2, end: 4 },
      { start: 5, end: 8 },
    ])
    for (let unit = 0; unit < line.length; unit++)
      expect(line.project(line.back({ start: unit, end: unit + 1 }))).toEqual([{ start: unit, end: unit + 1 }])
    const units = ontoUnits([
      { start: 4, end: 9 },
      { start: 0, end: 4 },
      { start: 1, end: 2 },
    ])
    expect(units.back({ start: 0, end: 2 })).toEqual({ start: 0, end: 4 })
    expect(units.back({ start: 2, end: 3 })).toEqual({ start: 4, end: 9 })
  })
})
