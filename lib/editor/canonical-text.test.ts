import { Node } from '@tiptap/pm/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockIndex } from './block-index'
import { canonicalText } from './canonical-text'
import { inlineAtomText, markOrder, textblockTypes, type NodeJson } from './document-json'
import { outline } from './outline'
import { pageAt, pageStarts } from './pages'
import { documentSchema } from './schema'

const schema = documentSchema()
const texts = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '語', '😀', '\n', 'é'), minLength: 1, maxLength: 8 })
const mark = fc.constantFrom(
  { type: 'bold' },
  { type: 'code' },
  { type: 'link', attrs: { href: 'https://example.org' } },
)
const inline: fc.Arbitrary<NodeJson> = fc.oneof(
  texts.map((text): NodeJson => ({ type: 'text', text })),
  fc.tuple(texts, mark).map(([text, one]): NodeJson => ({ type: 'text', text, marks: [one] })),
  fc.constant<NodeJson>({ type: 'hardBreak' }),
  fc.constant<NodeJson>({ type: 'image', attrs: { alt: 'x' } }),
)
const inlines = fc.array(inline, { maxLength: 4 })
const page = fc.option(fc.integer({ min: 1, max: 5 }))
const { block } = fc.letrec<{ block: NodeJson; blocks: NodeJson[] }>((tie) => ({
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(inlines, page).map(([content, at]): NodeJson => ({ type: 'paragraph', attrs: { page: at }, content })),
    inlines.map((content): NodeJson => ({ type: 'heading', attrs: { level: 2 }, content })),
    texts.map((text): NodeJson => ({ type: 'codeBlock', content: [{ type: 'text', text }] })),
    fc.constant<NodeJson>({ type: 'horizontalRule' }),
    tie('blocks').map((content): NodeJson => ({ type: 'blockquote', content })),
    tie('blocks').map((content): NodeJson => ({
      type: 'orderedList',
      attrs: { start: 3 },
      content: [
        { type: 'listItem', content },
        { type: 'listItem', content },
      ],
    })),
    tie('blocks').map((content): NodeJson => ({
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            { type: 'tableHeader', content },
            { type: 'tableCell', content },
          ],
        },
      ],
    })),
  ),
}))
const docs = fc
  .tuple(fc.array(block, { minLength: 1, maxLength: 6 }), fc.array(block, { maxLength: 2 }))
  .map(([body, notes]): NodeJson => ({
    type: 'doc',
    content: [...body, ...notes.map((note) => ({ type: 'footnote', attrs: { label: '1' }, content: [note] }))],
  }))

describe('canonical text', () => {
  it('agrees with ProseMirror on text, offsets and positions', () => {
    fc.assert(
      fc.property(docs, (doc) => {
        const frozen = JSON.stringify(doc)
        const node = Node.fromJSON(schema, doc)
        node.check()
        const text = canonicalText(doc)
        // ProseMirror's own reading of the same tree, block by block.
        const blocks: { position: number; text: string }[] = []
        node.descendants((child, position) => {
          if (child.isTextblock)
            blocks.push({
              position: position + 1,
              text: child.textBetween(0, child.content.size, '', (leaf) => inlineAtomText[leaf.type.name] ?? '?'),
            })
          else if (child.isBlock && child.isAtom) blocks.push({ position, text: '' })
        })
        expect(text).toBe(blocks.map((one) => one.text).join('\n'))

        const index = blockIndex(doc)
        expect(index.length).toBe(text.length)
        expect(index.blocks.map((one) => ({ position: one.position, text: text.slice(one.start, one.end) }))).toEqual(
          blocks,
        )
        let previous = -1
        for (let offset = 0; offset <= text.length; offset += 1) {
          const position = index.toPosition(offset)
          expect(position).toBeGreaterThan(previous)
          previous = position
          expect(index.toOffset(position)).toBe(offset)
          const held = index.blocks[index.blockAt(offset)]
          expect(held && held.start <= offset && offset <= held.end).toBe(true)
        }
        for (let position = 0; position <= node.content.size; position += 1) {
          const offset = index.toOffset(position)
          if (node.resolve(position).parent.isTextblock) expect(index.toPosition(offset)).toBe(position)
          expect(index.toOffset(position, 'after')).toBeGreaterThanOrEqual(offset)
        }
        expect(() => index.toPosition(text.length + 1)).toThrow(RangeError)
        // Attributes written out or left out, the text is the same.
        expect(canonicalText(node.toJSON() as NodeJson)).toBe(text)
        expect(JSON.stringify(doc)).toBe(frozen)
      }),
      { numRuns: 300 },
    )
  })
  it('selects between any two offsets exactly the text between them', () => {
    fc.assert(
      fc.property(docs, fc.nat(), fc.nat(), (doc, a, b) => {
        const text = canonicalText(doc)
        const index = blockIndex(doc)
        const held = index.blocks[index.blockAt(a % (text.length + 1))]
        if (!held || !textblockTypes.has(held.type)) return
        const start = Math.min(Math.max(a % (text.length + 1), held.start), held.end)
        const end = Math.min(held.end, start + (b % 5))
        const node = Node.fromJSON(schema, doc)
        const read = node.textBetween(
          index.toPosition(start),
          index.toPosition(end),
          '',
          (leaf) => inlineAtomText[leaf.type.name] ?? '?',
        )
        expect(read).toBe(text.slice(start, end))
      }),
    )
  })
  it('gives pages and outline in ascending offsets that point at their text', () => {
    fc.assert(
      fc.property(docs, (doc) => {
        const text = canonicalText(doc)
        const starts = pageStarts(doc)
        expect([...starts].sort((a, b) => a - b)).toEqual(starts)
        if (starts.length > 0) expect(pageAt(starts, text.length)).toBe(starts.length)
        else expect(pageAt(starts, 0)).toBeNull()
        for (const entry of outline(doc))
          expect(
            text.startsWith(entry.text.slice(0, 1), entry.start + text.slice(entry.start).search(/[^\s\uFFFC]/)),
          ).toBe(true)
      }),
    )
  })
  it('counts the pages that the source says it has, those after the last word too; a number that is none of a page is not counted up to', () => {
    const paged = (attrs: object | undefined, ...pages: unknown[]) =>
      pageStarts({
        type: 'doc',
        ...(attrs && { attrs: attrs as Record<string, unknown> }),
        content: pages.map((page) => ({
          type: 'paragraph',
          attrs: { page },
          content: [{ type: 'text', text: 'Salt' }],
        })),
      })
    expect(paged({ pages: 5 }, 2, 3)).toEqual([0, 0, 5, 9, 9])
    expect(paged({ pages: 2 }, 1, 3)).toEqual([0, 5, 5])
    expect(paged(undefined, 1, 2)).toEqual([0, 5])
    for (const odd of [4_000_000_000, 1.5, -1, '7', null])
      expect([paged({ pages: odd }, 1).length, paged(undefined, odd).length]).toEqual([1, 0])
  })
  it('refuses a node the schema does not have', () => {
    expect(() =>
      canonicalText({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'video' }] }] }),
    ).toThrow(TypeError)
    expect(() => canonicalText({ type: 'doc', content: [{ type: 'text', text: 'x' }] })).toThrow(TypeError)
  })
  it('keeps marks in the order the schema keeps them', () => expect(Object.keys(schema.marks)).toEqual([...markOrder]))
})
