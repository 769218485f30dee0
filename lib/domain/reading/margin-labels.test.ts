import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelsBeside, type BesidePassage } from './margin-labels'

const line = 32

/** A passage of a text of 60 characters a line. */
const passage = (id: string, start: number, end: number, tagIds: string[], layer = 'coder'): BesidePassage => ({
  id,
  start,
  end,
  tagIds,
  layer,
  top: Math.floor(start / 60) * line,
  bottom: Math.floor((end - 1) / 60) * line + line,
})

const page = fc
  .array(
    fc.tuple(
      fc.nat(1500),
      fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 200 }) }, fc.integer({ min: 1, max: 1500 })),
      fc.subarray(['a', 'b', 'c', 'd', 'e', 'f']),
      fc.constantFrom('coder', 'consensus'),
    ),
    { maxLength: 60 },
  )
  .map((rows) =>
    rows.map(([start, length, tagIds, layer], place) =>
      passage(`p${String(place).padStart(2, '0')}`, start, start + length, tagIds, layer),
    ),
  )
const windowTop = fc.oneof(fc.constant(-Infinity), fc.nat(1000))

test('every passage is in one label or is one bar', () => {
  fc.assert(
    fc.property(page, windowTop, (given, from) => {
      const { labels, bars } = labelsBeside(given, from)
      const ids = [...labels.flatMap(({ passages }) => passages), ...bars].map(({ id }) => id)
      expect(ids.sort()).toEqual(given.map(({ id }) => id).sort())
    }),
  )
})

test('no two labels overlap, and they follow the order of the text', () => {
  fc.assert(
    fc.property(page, windowTop, (given, from) => {
      const { labels } = labelsBeside(given, from)
      labels.slice(1).forEach((label, place) => {
        const above = labels[place]
        expect(label.top).toBeGreaterThanOrEqual((above?.top ?? 0) + (above?.height ?? 0))
        expect(label.passages[0]?.top).toBeGreaterThanOrEqual(above?.passages[0]?.top ?? 0)
      })
      for (const { height } of labels) expect(height).toBeGreaterThanOrEqual(24)
    }),
  )
})

test('a label never stands above its passage, and beside it or within two lines; what shares one begins together', () => {
  fc.assert(
    fc.property(page, (given) => {
      for (const { passages, top } of labelsBeside(given, -Infinity).labels)
        for (const each of passages) {
          const first = passages[0] as BesidePassage
          expect(top).toBeGreaterThanOrEqual(first.top)
          expect(top).toBeLessThanOrEqual(Math.max(first.top + 60, first.bottom - 16))
          expect(each.top - first.top).toBeLessThanOrEqual(40)
          expect(each.layer).toBe(first.layer)
        }
    }),
  )
})

test('each tag of its passages stands once in a label, with how many carry it; no tag is passed over unsaid', () => {
  fc.assert(
    fc.property(page, (given) => {
      for (const { passages, lines, more } of labelsBeside(given, -Infinity).labels) {
        const tags = passages.flatMap(({ tagIds }): readonly (string | null)[] => (tagIds.length > 0 ? tagIds : [null]))
        expect(new Set(lines.map(({ tagId }) => tagId)).size).toBe(lines.length)
        for (const { tagId, count } of lines) expect(count).toBe(tags.filter((id) => id === tagId).length)
        expect(lines.length + more).toBe(new Set(tags).size)
        expect(lines.length + (more > 0 ? 1 : 0)).toBeLessThanOrEqual(4)
      }
    }),
  )
})

test('the same passages give the same labels in whatever order they come', () => {
  fc.assert(
    fc.property(page, windowTop, (given, from) => {
      expect(labelsBeside([...given].reverse(), from)).toEqual(labelsBeside(given, from))
    }),
  )
})

test('where the window is scrolled to moves no label', () => {
  fc.assert(
    fc.property(page, fc.nat(1000), (given, from) => {
      const still = labelsBeside(given, -Infinity).labels
      for (const { passages, top } of labelsBeside(given, from).labels)
        expect(still.find((other) => other.passages.some(({ id }) => id === passages[0]?.id))?.top).toBe(top)
    }),
  )
})

const told = (given: BesidePassage[], from = -Infinity) => {
  const { labels, bars } = labelsBeside(given, from)
  return {
    labels: labels.map(({ lines, more, top }) => [
      ...lines.map(({ tagId, count }) => `${tagId}×${count}`),
      ...(more > 0 ? [`+${more}`] : []),
      top,
    ]),
    bars: bars.map(({ id }) => id),
  }
}

test.each<[string, BesidePassage[], ReturnType<typeof told>]>([
  ['alone', [passage('p', 0, 50, ['a'])], { labels: [['a×1', 0]], bars: [] }],
  [
    'the same words with the same tag',
    [passage('p', 0, 50, ['a']), passage('q', 0, 50, ['a']), passage('r', 0, 50, ['a', 'b'])],
    { labels: [['a×3', 'b×1', 0]], bars: [] },
  ],
  [
    'the same words with other tags',
    [passage('p', 0, 50, ['a']), passage('q', 0, 50, ['b'])],
    {
      labels: [
        ['a×1', 0],
        ['b×1', 24],
      ],
      bars: [],
    },
  ],
  [
    'side by side with the same tag',
    [passage('p', 0, 20, ['a']), passage('q', 20, 50, ['a'])],
    {
      labels: [
        ['a×1', 0],
        ['a×1', 24],
      ],
      bars: [],
    },
  ],
  [
    'within another, far below where that begins',
    [passage('p', 0, 600, ['a']), passage('q', 300, 320, ['a'])],
    {
      labels: [
        ['a×1', 0],
        ['a×1', 160],
      ],
      bars: [],
    },
  ],
  [
    'four short ones on one line',
    [passage('p', 0, 9, ['a']), passage('q', 15, 25, ['b']), passage('r', 30, 40, ['c']), passage('s', 45, 55, ['d'])],
    {
      labels: [
        ['a×1', 0],
        ['b×1', 24],
        ['c×1', 48],
      ],
      bars: ['s'],
    },
  ],
  ['without a tag', [passage('p', 0, 10, []), passage('q', 5, 30, [])], { labels: [['null×2', 0]], bars: [] }],
  [
    'more tags than lines',
    [passage('p', 0, 10, ['a', 'b', 'c', 'd', 'e'])],
    { labels: [['a×1', 'b×1', 'c×1', '+2', 0]], bars: [] },
  ],
])('%s', (_, given, expected) => expect(told(given)).toEqual(expected))

test('what goes on below the top of the window without its label is a bar there', () => {
  const given = [passage('p', 0, 600, ['a']), passage('q', 0, 50, ['a'])]
  expect(told(given, 20)).toEqual({ labels: [['a×2', 0]], bars: [] })
  expect(told(given, 30)).toEqual({ labels: [], bars: ['p', 'q'] })
  expect(told(given, 40)).toEqual({ labels: [['a×1', 0]], bars: ['p'] })
})
