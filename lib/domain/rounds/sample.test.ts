import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distinctSpans, drawSample, type Draw, type DrawnSpan } from './sample'

const span = fc
  .record({ documentId: fc.constantFrom('d', 'e', 'f'), start: fc.nat(60), length: fc.integer({ min: 1, max: 25 }) })
  .map(({ documentId, start, length }) => ({ documentId, start, end: start + length }))
const pool = fc.array(span, { maxLength: 60 })
const draw: fc.Arbitrary<Draw> = fc.record({
  size: fc.oneof(
    fc.record({ count: fc.integer({ min: 1, max: 70 }) }),
    fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
  ),
  seed: fc.string({ maxLength: 8 }),
  spacing: fc.constantFrom('apart', 'any'),
})
const keyOf = ({ documentId, start, end }: DrawnSpan) => `${documentId} ${start} ${end}`
const overlap = (a: DrawnSpan, b: DrawnSpan) => a.documentId === b.documentId && a.start < b.end && b.start < a.end

describe('laws of drawing', () => {
  test('the same seed draws the same, whatever the order of the pool and however often a span is in it', () => {
    fc.assert(
      fc.property(
        pool,
        draw,
        (spans, how) => void expect(drawSample([...spans, ...spans].reverse(), how)).toEqual(drawSample(spans, how)),
      ),
    )
  })
  test('what is drawn is of the pool, each once, in reading order, and the pool is untouched', () => {
    fc.assert(
      fc.property(pool, draw, (spans, how) => {
        const before = structuredClone(spans)
        const drawn = drawSample(spans, how)
        const known = new Set(spans.map(keyOf))
        expect(drawn.every((one) => known.has(keyOf(one)))).toBe(true)
        expect(distinctSpans(drawn)).toBe(drawn.length)
        for (const [i, one] of drawn.entries()) {
          const next = drawn[i + 1]
          if (next)
            expect(
              one.documentId < next.documentId || (one.documentId === next.documentId && one.start <= next.start),
            ).toBe(true)
        }
        expect(spans).toEqual(before)
      }),
    )
  })
  test('as many as asked for, as far as there are; with “apart” none overlap, and none could be added unless enough are drawn', () => {
    fc.assert(
      fc.property(pool, draw, (spans, how) => {
        const drawn = drawSample(spans, how)
        const wanted = Math.min(
          distinctSpans(spans),
          'count' in how.size ? how.size.count : Math.ceil((distinctSpans(spans) * how.size.percent) / 100),
        )
        if (how.spacing === 'any') expect(drawn).toHaveLength(wanted)
        else {
          expect(drawn.length).toBeLessThanOrEqual(wanted)
          for (const [i, one] of drawn.entries())
            for (const other of drawn.slice(i + 1)) expect(overlap(one, other)).toBe(false)
          if (drawn.length < wanted)
            for (const one of spans) expect(drawn.some((taken) => overlap(taken, one))).toBe(true)
        }
      }),
    )
  })
  test('a larger sample of the same seed contains the smaller one', () => {
    fc.assert(
      fc.property(pool, fc.string(), fc.nat(30), (spans, seed, count) => {
        const larger = new Set(drawSample(spans, { size: { count: count + 5 }, seed, spacing: 'any' }).map(keyOf))
        for (const one of drawSample(spans, { size: { count }, seed, spacing: 'any' }))
          expect(larger.has(keyOf(one))).toBe(true)
      }),
    )
  })
})

test('every passage is as likely as any other: over 2,000 seeds, 5 of 20 draw each one 500 times, within four standard deviations', () => {
  const spans = Array.from({ length: 20 }, (_, i) => ({ documentId: 'd', start: i * 10, end: i * 10 + 8 }))
  const times = new Map<number, number>()
  for (let seed = 0; seed < 2000; seed += 1)
    for (const { start } of drawSample(spans, { size: { count: 5 }, seed: String(seed), spacing: 'apart' }))
      times.set(start, (times.get(start) ?? 0) + 1)
  expect(times.size).toBe(20)
  for (const count of times.values()) expect(Math.abs(count - 500)).toBeLessThan(4 * Math.sqrt(2000 * 0.25 * 0.75))
})

test('the draw itself is fixed: a round set up long ago can be drawn again from its seed', () => {
  const spans = Array.from({ length: 8 }, (_, i) => ({ documentId: 'd', start: i * 10, end: i * 10 + 8 }))
  expect(drawSample(spans, { size: { percent: 30 }, seed: 'sea', spacing: 'any' }).map((one) => one.start))
    .toMatchInlineSnapshot(`
    [
      10,
      50,
      70,
    ]
  `)
})
