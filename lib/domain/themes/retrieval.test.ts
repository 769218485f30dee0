import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spread } from './spread'
import { timeline } from './timeline'

describe('a timeline', () => {
  const month = fc.record({
    year: fc.integer({ min: 1, max: 2100 }),
    month: fc.integer({ min: 1, max: 12 }),
    count: fc.nat(50),
  })
  test('keeps the sum, leaves no gap, has no double, and is never too wide to read for a person’s lifetime', () => {
    fc.assert(
      fc.property(fc.uniqueArray(month, { maxLength: 12, selector: (row) => `${row.year}-${row.month}` }), (rows) => {
        const months = rows.map((row) => ({
          month: `${String(row.year).padStart(4, '0')}-${String(row.month).padStart(2, '0')}`,
          count: row.count,
        }))
        const columns = timeline(months)
        expect(columns.reduce((sum, column) => sum + column.value, 0)).toBe(
          rows.reduce((sum, row) => sum + row.count, 0),
        )
        expect(new Set(columns.map((column) => column.period)).size).toBe(columns.length)
        expect(columns.map((column) => column.period)).toEqual(columns.map((column) => column.period).toSorted())
        if (columns.some((column) => column.period.includes('-'))) expect(columns.length).toBeLessThanOrEqual(48)
        for (const { month } of months) expect(columns.some((column) => month.startsWith(column.period))).toBe(true)
      }),
    )
  })
  test('counts months between as 0, and years once there are too many months', () => {
    expect(
      timeline([
        { month: '2023-11', count: 2 },
        { month: '2024-02', count: 1 },
      ]),
    ).toEqual([
      { period: '2023-11', value: 2 },
      { period: '2023-12', value: 0 },
      { period: '2024-01', value: 0 },
      { period: '2024-02', value: 1 },
    ])
    expect(
      timeline([
        { month: '2019-01', count: 2 },
        { month: '2023-01', count: 3 },
      ]).map((column) => column.period),
    ).toEqual(['2019', '2020', '2021', '2022', '2023'])
    expect(timeline([])).toEqual([])
    expect(timeline([{ month: '2019-13', count: 2 }])).toEqual([])
  })
})

test('a spread keeps the sum and the order in no more columns than asked for', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100), { maxLength: 300 }), fc.integer({ min: 1, max: 60 }), (counts, columns) => {
      const drawn = spread(counts, columns)
      expect(drawn.length).toBe(Math.min(counts.length, columns))
      expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(counts.reduce((sum, count) => sum + count, 0))
      if (counts.length <= columns) expect(drawn).toEqual(counts)
    }),
  )
})
