import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalText } from '@/lib/editor/canonical-text'
import type { NodeJson } from '@/lib/editor/document-json'
import { codedPieces, type CodedPiece, type CodedPlace } from './coded-pieces'

const words = fc.stringMatching(/^[ab 安👩]{1,8}$/u)
const inline: fc.Arbitrary<NodeJson> = fc.oneof(
  { weight: 4, arbitrary: words.map((text): NodeJson => ({ type: 'text', text })) },
  words.map((text): NodeJson => ({ type: 'text', text, marks: [{ type: 'bold' }] })),
  fc.constant<NodeJson>({ type: 'hardBreak' }),
  fc.constant<NodeJson>({ type: 'image', attrs: { alt: 'a map' } }),
)
const textblock: fc.Arbitrary<NodeJson> = fc
  .array(inline, { maxLength: 4 })
  .map((content): NodeJson => ({ type: 'paragraph', ...(content.length > 0 && { content }) }))
const block: fc.Arbitrary<NodeJson> = fc.oneof(
  { weight: 4, arbitrary: textblock },
  fc.constant<NodeJson>({ type: 'horizontalRule' }),
  fc.array(textblock, { minLength: 1, maxLength: 3 }).map((content): NodeJson => ({ type: 'blockquote', content })),
)
const coded = fc
  .array(block, { minLength: 1, maxLength: 6 })
  // As it is read: no two places of the tree are one object.
  .map((content) => JSON.parse(JSON.stringify({ type: 'doc', content })) as NodeJson)
  .chain((content) => {
    const { length } = canonicalText(content)
    const place = fc
      .tuple(fc.nat(length), fc.integer({ min: 1, max: 12 }))
      .map(([start, size]) => ({ start, end: start + size }))
    return fc.record({ content: fc.constant(content), places: fc.array(place, { maxLength: 8 }) })
  })
  .map(({ content, places }) => {
    const { length } = canonicalText(content)
    const passages = places
      .map(({ start, end }) => ({ start, end: Math.min(end, length) }))
      .filter(({ start, end }) => start < end)
      .map((span, at): CodedPlace => ({ key: `p${at}`, number: at + 1, ...span }))
    return { content, passages }
  })

const textOf = (piece: CodedPiece<CodedPlace>): string =>
  piece.kind === 'text' ? piece.text : piece.kind === 'break' ? '\n' : piece.kind === 'image' ? '\uFFFC' : ''

test('law: the pieces are the text; a passage lies on its own words and no others, opens once before them, and closes once behind them', () => {
  fc.assert(
    fc.property(coded, ({ content, passages }) => {
      const text = canonicalText(content)
      const blocks = [...codedPieces(content, passages).values()]
      expect(blocks.map((pieces) => pieces.map(textOf).join('')).join('\n')).toBe(text)
      const on = new Map<string, Set<number>>()
      const edges = new Map<string, ['opens' | 'closes', number][]>()
      let at = 0
      for (const pieces of blocks) {
        for (const piece of pieces) {
          if (piece.kind === 'edge') {
            edges.set(piece.passage.key, [...(edges.get(piece.passage.key) ?? []), [piece.edge, at]])
            continue
          }
          const { length } = textOf(piece)
          expect(length).toBeGreaterThan(0)
          for (const { key } of piece.layers)
            for (let offset = at; offset < at + length; offset += 1) on.set(key, (on.get(key) ?? new Set()).add(offset))
          at += length
        }
        at += 1
      }
      // Between two blocks there is no word to lie on.
      const separators = new Set<number>()
      let end = 0
      for (const pieces of blocks) {
        end += pieces.map(textOf).join('').length
        separators.add(end)
        end += 1
      }
      for (const { key, start, end } of passages) {
        const wanted = Array.from({ length: end - start }, (_, nth) => start + nth).filter(
          (offset) => !separators.has(offset),
        )
        expect([...(on.get(key) ?? [])].toSorted((a, b) => a - b)).toEqual(wanted)
        const [opens, closes, ...more] = edges.get(key) ?? []
        expect([opens?.[0], closes?.[0], more]).toEqual(['opens', 'closes', []])
        expect(opens![1]).toBeLessThanOrEqual(wanted[0] ?? opens![1])
        expect(closes![1]).toBeGreaterThanOrEqual((wanted.at(-1) ?? closes![1] - 1) + 1)
      }
    }),
  )
})

test('what is closed where another begins closes first, and words keep their marks', () => {
  const content: NodeJson = {
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'salt', marks: [{ type: 'bold' }] },
          { type: 'text', text: ' sea' },
        ],
      },
    ],
  }
  const passages = [
    { key: 'a', number: 1, start: 0, end: 2 },
    { key: 'b', number: 2, start: 2, end: 6 },
  ]
  const [pieces] = codedPieces(content, passages).values()
  expect(
    pieces?.map((piece) =>
      piece.kind === 'edge'
        ? `${piece.edge} ${piece.passage.key}`
        : `${textOf(piece)}${piece.kind === 'text' ? piece.marks.map(({ type }) => type).join() : ''}${piece.layers.map(({ key }) => key).join('')}`,
    ),
  ).toEqual(['opens a', 'sabolda', 'closes a', 'opens b', 'ltboldb', ' sb', 'closes b', 'ea'])
})
