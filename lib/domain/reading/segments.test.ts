import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareLayers, cutAtBlocks, flattenLayers, type Layer } from './segments'

const layer = (key: string, start: number, end: number): Layer => ({ key, start, end })
const layersOf = (length: number) =>
  fc
    .array(fc.tuple(fc.nat(length), fc.nat(length)), { maxLength: 40 })
    .map((pairs) => pairs.map(([a, b], place) => layer(`k${place}`, Math.min(a, b), Math.max(a, b))))
const layers = layersOf(120)

/** What lies on an offset, by looking at every layer: the measure of all laws. */
const on = (offset: number, all: readonly Layer[]) =>
  all.filter(({ start, end }) => start <= offset && offset < end).sort(compareLayers)

describe('flattening layers into segments', () => {
  test.each([
    ['nothing', [], []],
    ['one', [layer('a', 2, 5)], ['2-5 a']],
    ['an empty layer is left out', [layer('a', 2, 2)], []],
    ['a shorter lies on a longer', [layer('a', 0, 9), layer('b', 3, 5)], ['0-3 a', '3-5 ab', '5-9 a']],
    ['of two alike the later key lies on top', [layer('b', 1, 4), layer('a', 1, 4)], ['1-4 ab']],
    ['neighbours that touch stay apart', [layer('a', 0, 3), layer('b', 3, 6)], ['0-3 a', '3-6 b']],
    ['a gap stays a gap', [layer('a', 0, 2), layer('b', 4, 6)], ['0-2 a', '4-6 b']],
  ])('%s', (_, given, expected) => {
    expect(
      flattenLayers(given).map(
        ({ start, end, layers: within }) => `${start}-${end} ${within.map(({ key }) => key).join('')}`,
      ),
    ).toEqual(expected)
  })

  test('segments are ascending, apart, not empty, and know exactly what lies on each of their offsets, bottom to top', () => {
    fc.assert(
      fc.property(layers, (given) => {
        const segments = flattenLayers(given)
        for (const [place, segment] of segments.entries()) {
          expect(segment.start).toBeLessThan(segment.end)
          expect(segment.start).toBeGreaterThanOrEqual(segments[place - 1]?.end ?? 0)
          for (let offset = segment.start; offset < segment.end; offset += 1)
            expect(segment.layers).toEqual(on(offset, given))
        }
      }),
    )
  })

  test('together they are the union, and neighbours that touch differ', () => {
    fc.assert(
      fc.property(layers, (given) => {
        const segments = flattenLayers(given)
        const covered = new Set(
          segments.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, step) => start + step)),
        )
        for (let offset = 0; offset < 121; offset += 1) expect(covered.has(offset)).toBe(on(offset, given).length > 0)
        for (const [place, segment] of segments.entries()) {
          const next = segments[place + 1]
          if (next?.start === segment.end) expect(next.layers).not.toEqual(segment.layers)
        }
      }),
    )
  })

  test('the order in which layers are given makes no difference, and they are left as they were', () => {
    fc.assert(
      fc.property(layers, (given) => {
        const copy = structuredClone(given)
        expect(flattenLayers(given.toReversed())).toEqual(flattenLayers(given))
        expect(given).toEqual(copy)
      }),
    )
  })

  test('a range of it is what the whole says of that range', () => {
    fc.assert(
      fc.property(layers, fc.nat(120), fc.nat(120), (given, a, b) => {
        const within = { start: Math.min(a, b), end: Math.max(a, b) }
        const clipped = flattenLayers(given)
          .map((segment) => ({
            ...segment,
            start: Math.max(segment.start, within.start),
            end: Math.min(segment.end, within.end),
          }))
          .filter(({ start, end }) => start < end)
        expect(flattenLayers(given, within)).toEqual(clipped)
      }),
    )
  })

  test('adding a layer never turns two others round', () => {
    fc.assert(
      fc.property(layers, fc.nat(120), fc.nat(120), (given, a, b) => {
        const more = [...given, layer('zz', Math.min(a, b), Math.max(a, b))]
        for (const { start, layers: within } of flattenLayers(more))
          expect(within.filter(({ key }) => key !== 'zz')).toEqual(on(start, given))
      }),
    )
  })
})

test('cutting at blocks keeps what lies in blocks and drops what lies between them', () => {
  fc.assert(
    fc.property(layers, fc.uniqueArray(fc.nat(120), { maxLength: 12 }), (given, cuts) => {
      // Blocks as in a text: one separator between two.
      const edges = [0, ...cuts.toSorted((a, b) => a - b), 121]
      const blocks = edges.slice(1).map((end, place) => ({
        start: place === 0 ? 0 : (edges[place] ?? 0) + 1,
        end: Math.max(end, place === 0 ? 0 : (edges[place] ?? 0) + 1),
      }))
      const pieces = cutAtBlocks(flattenLayers(given), blocks)
      for (const { start, end } of pieces)
        expect(blocks.filter((block) => block.start <= start && end <= block.end)).toHaveLength(1)
      const painted = new Set(
        pieces.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, step) => start + step)),
      )
      for (let offset = 0; offset < 121; offset += 1) {
        const inBlock = blocks.some(({ start, end }) => start <= offset && offset < end)
        expect(painted.has(offset)).toBe(inBlock && on(offset, given).length > 0)
      }
    }),
  )
})
