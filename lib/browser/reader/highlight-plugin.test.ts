import { EditorState } from '@tiptap/pm/state'
import type { DecorationSet } from '@tiptap/pm/view'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { blockIndex } from '@/lib/editor/block-index'
import { canonicalText } from '@/lib/editor/canonical-text'
import type { NodeJson } from '@/lib/editor/document-json'
import { documentSchema } from '@/lib/editor/schema'
import { highlightPlugin, withPainting, type PaintLayer } from './highlight-plugin'

const schema = documentSchema()
const content: NodeJson = {
  type: 'doc',
  content: ['The boats came home.', 'Fever followed the ferry.', 'Nobody wrote.'].map((text) => ({
    type: 'paragraph',
    content: [{ type: 'text', text }],
  })),
}
const text = canonicalText(content)

const started = (doc: NodeJson, layers: readonly PaintLayer[]) => {
  const plugin = highlightPlugin(blockIndex(doc), layers)
  return { plugin, state: EditorState.create({ doc: schema.nodeFromJSON(doc), plugins: [plugin] }) }
}
const painted = (set: DecorationSet | undefined) =>
  (set?.find() ?? []).map(({ from, to, spec }) => `${from}-${to} ${(spec as { inks: string }).inks}`).sort()
const layersOn = (length: number) =>
  fc
    .array(fc.tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 20 }), fc.nat(3), fc.boolean()), { maxLength: 6 })
    .map((all) =>
      all.map(([start, size, ink, isTouched], at): PaintLayer => ({
        key: String(at),
        annotationId: String(at),
        start,
        end: Math.min(length, start + size),
        ink,
        isTouched,
      })),
    )

it('after anything that was typed, painting all leaves exactly what painting anew would', () => {
  fc.assert(
    fc.property(
      layersOn(text.length),
      fc.array(fc.tuple(fc.nat(), fc.nat(8), fc.constantFrom('', 'x', 'new words')), { maxLength: 4 }),
      layersOn(20),
      (layers, edits, wanted) => {
        const { plugin, state: begun } = started(content, layers)
        let state = begun
        for (const [at, size, put] of edits) {
          const from = 1 + (at % (state.doc.content.size - 2))
          state = state.apply(state.tr.insertText(put, from, Math.min(state.doc.content.size - 1, from + size)))
        }
        const now = state.doc.toJSON() as NodeJson
        const left = wanted
          .map((layer) => ({ ...layer, end: Math.min(layer.end, canonicalText(now).length) }))
          .filter(({ start, end }) => start < end)
        state = state.apply(withPainting(state.tr, { kind: 'all', layers: left, index: blockIndex(now) }))
        const fresh = started(now, left)
        expect(painted(plugin.getState(state))).toEqual(painted(fresh.plugin.getState(fresh.state)))
      },
    ),
  )
})

it('a highlight goes along with its words, and what is typed at its edge stays outside', () => {
  const start = text.indexOf('boats')
  const { plugin, state } = started(content, [{ key: 'a', annotationId: 'a', start, end: start + 5, ink: 1 }])
  const typed = state.apply(state.tr.insertText('old ', start + 1).insertText('!', start + 10))
  const [only] = plugin.getState(typed)?.find() ?? []
  expect(only && typed.doc.textBetween(only.from, only.to)).toBe('boats')
})
