import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cooccurrence } from './cooccurrence'
import { saturation } from './saturation'
import { shareOf } from './shares'
import { bucketOf, bucketPattern, timeline, type BucketLength } from './time-buckets'

const lengths: BucketLength[] = ['year', 'quarter', 'month']
const date = fc
  .tuple(fc.integer({ min: 1900, max: 2030 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .chain(([y, m, d]) => {
    const [month, day] = [m, d].map((n) => String(n).padStart(2, '0'))
    return fc.constantFrom(`${y}`, `${y}-${month}`, `${y}-${month}-${day}`)
  })

describe('columns of a timeline', () => {
  test.each([
    ['2014-05-03', 'year', '2014', false],
    ['2014-05-03', 'quarter', '2014-Q2', false],
    ['2014-12', 'quarter', '2014-Q4', false],
    ['2014-05', 'month', '2014-05', false],
    ['2014', 'year', '2014', false],
    ['2014', 'month', '2014', true],
    [null, 'month', '', false],
    ['May 2014', 'year', '', false],
  ] as const)('%s by %s is %s', (given, by, id, isCoarse) => {
    expect(bucketOf(given, by)).toEqual({ id, isCoarse })
  })

  test('stand in the order of time without a gap, what is known less exactly before it, what has no date last', () => {
    const of = (dates: (string | null)[], by: BucketLength) =>
      timeline(
        dates.map((each) => bucketOf(each, by)),
        by,
      ).map(({ id }) => id)
    expect(of(['2014-11', null, '2015-02', '2015'], 'month')).toEqual([
      '2014-11',
      '2014-12',
      '2015',
      '2015-01',
      '2015-02',
      '',
    ])
    expect(of(['2014-11', '2015-02'], 'quarter')).toEqual(['2014-Q4', '2015-Q1'])
    expect(of(['0800', '2014'], 'year')).toEqual(['0800', '2014'])
    expect(of([], 'year')).toEqual([])
  })

  test('hold every document in one column, whatever its date', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(date, { nil: null }), { maxLength: 30 }),
        fc.constantFrom(...lengths),
        (dates, by) => {
          const ids = timeline(
            dates.map((each) => bucketOf(each, by)),
            by,
          ).map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          for (const each of dates) expect(ids).toContain(bucketOf(each, by).id)
        },
      ),
    )
  })
})

test('the pattern of a column finds the dates that stand in it, and no other', () => {
  const anything = fc.oneof(date, fc.constantFrom('', 'May 2014', '2014-5', '20140503', '2014-05-03T00:00', '12014'))
  fc.assert(
    fc.property(anything, date, fc.constantFrom(...lengths), (given, other, by) => {
      const column = bucketOf(other, by)
      const isFound = new RegExp(bucketPattern(column.id)).test(given)
      const stands = bucketOf(given, by)
      // A date that is known less exactly is looked for as it is written.
      if (!column.isCoarse) expect(isFound && !stands.isCoarse).toBe(stands.id === column.id && !stands.isCoarse)
      expect(new RegExp(bucketPattern('')).test(given)).toBe(stands.id !== '')
    }),
  )
})

test('a coefficient is between 0 and 1, and 1 where two always stand together', () => {
  expect(cooccurrence({ both: 0, either: 0 })).toBe(0)
  expect(cooccurrence({ both: 3, either: 3 })).toBe(1)
  expect(cooccurrence({ both: 1, either: 4 })).toBe(0.25)
})

test('a share is of its row, its column or all, and of nothing it is nothing', () => {
  const count = (annotations: number) => ({ annotations, documents: 1 })
  const wholes = { row: count(4), column: count(8), total: count(16) }
  expect((['row', 'column', 'total'] as const).map((of) => shareOf(count(2), 'annotations', of, wholes))).toEqual([
    0.5, 0.25, 0.125,
  ])
  expect(shareOf(count(2), 'documents', 'row', wholes)).toBe(1)
  expect(shareOf(count(0), 'annotations', 'row', { ...wholes, row: undefined })).toBe(0)
})

test('saturation counts each tag where it is first met, and all of them in the end', () => {
  expect(saturation([{ tagIds: ['a', 'b'] }, { tagIds: ['b'] }, { tagIds: ['b', 'c'] }])).toEqual([
    { tags: 2, added: 2, known: 2 },
    { tags: 1, added: 0, known: 2 },
    { tags: 2, added: 1, known: 3 },
  ])
  fc.assert(
    fc.property(fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'))), (documents) => {
      const steps = saturation(documents.map((tagIds) => ({ tagIds })))
      expect(steps.reduce((sum, { added }) => sum + added, 0)).toBe(new Set(documents.flat()).size)
      expect(steps.at(-1)?.known ?? 0).toBe(new Set(documents.flat()).size)
    }),
  )
})
