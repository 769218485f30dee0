import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Span } from '../anchoring/span'
import { ownerLanes, packLanes, pulledApart, withoutOverlap } from './lanes'
import type { Layer } from './segments'

const layers = fc.array(fc.tuple(fc.nat(80), fc.integer({ min: 1, max: 30 })), { maxLength: 40 }).map((pairs) =>
  pairs.map(([start, length], place): Layer => ({
    key: `k${String(place).padStart(2, '0')}`,
    start,
    end: start + length,
  })),
)
const on = <T extends Span>(all: readonly T[], offset: number) =>
  all.filter(({ start, end }) => start <= offset && offset < end)

test('bars of one lane never overlap, none stands beyond the limit, and what has no bar is counted where it lies', () => {
  fc.assert(
    fc.property(layers, fc.integer({ min: 1, max: 6 }), (given, limit) => {
      const { bars, crowds, count } = packLanes(given, limit)
      expect(count).toBeLessThanOrEqual(limit)
      for (let offset = 0; offset < 111; offset += 1) {
        const here = bars.filter(({ layer }) => layer.start <= offset && offset < layer.end)
        expect(new Set(here.map(({ lane }) => lane)).size).toBe(here.length)
        const crowd = on(crowds, offset)
        expect(crowd.length).toBeLessThanOrEqual(1)
        expect(here.length + (crowd[0]?.count ?? 0)).toBe(on(given, offset).length)
      }
    }),
  )
})

test('as many lanes as lie on one another at most, while there is room', () => {
  fc.assert(
    fc.property(layers, (given) => {
      const depth = Math.max(0, ...given.map(({ start }) => on(given, start).length))
      expect(packLanes(given, 100).count).toBe(depth)
    }),
  )
})

test('everybody named has their own lane in that order; the others are counted', () => {
  const given = [
    { key: '1', start: 0, end: 9, who: 'ann' },
    { key: '2', start: 2, end: 5, who: 'ann' },
    { key: '3', start: 4, end: 8, who: 'bob' },
    { key: '4', start: 4, end: 8, who: 'cyd' },
    { key: '5', start: 6, end: 9, who: 'dan' },
  ]
  const { bars, crowds, count } = ownerLanes(given, ({ who }) => who, ['bob', 'ann', 'cyd'], 2)
  expect(bars.map(({ layer, lane }) => [layer.key, lane])).toEqual([
    ['1', 1],
    ['2', 1],
    ['3', 0],
  ])
  expect(crowds).toEqual([
    { start: 4, end: 6, count: 1 },
    { start: 6, end: 8, count: 2 },
    { start: 8, end: 9, count: 1 },
  ])
  expect(count).toBe(2)
})

test('crowds that share a line count as the largest of them, and equal neighbours become one', () => {
  const crowd = (start: number, end: number, count: number) => ({ start, end, count })
  expect(withoutOverlap([crowd(0, 30, 2), crowd(0, 30, 5), crowd(30, 60, 5), crowd(70, 90, 1)])).toEqual([
    crowd(0, 60, 5),
    crowd(70, 90, 1),
  ])
})

test('bars that share a line part in its middle; other lanes and free bars stay as they are', () => {
  const bar = (lane: number, top: number, height: number) => ({ lane, top, height })
  expect(pulledApart([bar(0, 0, 60), bar(0, 30, 60), bar(1, 0, 60), bar(0, 100, 20)])).toEqual([
    bar(0, 0, 45),
    bar(0, 45, 45),
    bar(1, 0, 60),
    bar(0, 100, 20),
  ])
  expect(pulledApart([bar(0, 0, 30), bar(0, 0, 30)])).toEqual([bar(0, 0, 15), bar(0, 15, 15)])
  fc.assert(
    fc.property(
      fc.array(fc.record({ lane: fc.nat(2), top: fc.nat(200), height: fc.integer({ min: 4, max: 60 }) })),
      (bars) => {
        const apart = pulledApart(bars)
        expect(apart.map(({ lane }) => lane)).toEqual(bars.map(({ lane }) => lane))
        for (const { height } of apart) expect(height).toBeGreaterThan(0)
      },
    ),
  )
})
