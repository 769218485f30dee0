import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { Node } from '@tiptap/pm/model'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Span } from '@/lib/domain/anchoring/span'
import type { BlockIndex } from '@/lib/editor/block-index'
import { cutAtBlocks, flattenLayers, type Layer, type Segment } from '@/lib/domain/reading/segments'

/** A layer as it is painted: `ink` names its colour's class (see ink-sheet). */
export interface PaintLayer extends Layer {
  annotationId: string
  ink: number
  /** A correction that is being typed changes its words. */
  isTouched?: boolean
}

/** All layers anew (with the `index` of the text as it is now, where it was changed), or the layers that now touch one range of the text. */
export type Painting =
  | { kind: 'all'; layers: readonly PaintLayer[]; index?: BlockIndex }
  | { kind: 'range'; start: number; end: number; layers: readonly PaintLayer[] }

const key = new PluginKey<DecorationSet>('highlights')

/** The highlights of a document as decorations, one per segment and block, `layers` from the start; only what a change touches is made again. */
export function highlightPlugin(index: BlockIndex, layers: readonly PaintLayer[]): Plugin<DecorationSet> {
  const decorate = (segments: readonly Segment<PaintLayer>[], of = index) =>
    cutAtBlocks(segments, of.blocks).map(({ start, end, layers }) =>
      inked(of.toPosition(start), of.toPosition(end), segmentClass(layers)),
    )
  const painted = (set: DecorationSet, painting: Painting, doc: Node): DecorationSet => {
    if (painting.kind === 'all')
      return painting.index
        ? brought(set, decorate(flattenLayers(painting.layers), painting.index), doc)
        : DecorationSet.create(doc, decorate(flattenLayers(painting.layers)))
    const { start, end } = widened(painting, index, set)
    const from = index.toPosition(start)
    const to = index.toPosition(end)
    // `find` also answers decorations that merely touch the range; those stay.
    const stale = set.find(from, to).filter((decoration) => decoration.from < to && decoration.to > from)
    return set.remove(stale).add(doc, decorate(flattenLayers(painting.layers, { start, end })))
  }
  return new Plugin({
    key,
    state: {
      init: (_, { doc }: EditorState) => DecorationSet.create(doc, decorate(flattenLayers(layers))),
      apply: (transaction, set) => {
        const painting = transaction.getMeta(key) as Painting | undefined
        // Read, a document never changes; while it is corrected, its highlights go along with what is typed.
        return painting
          ? painted(set, painting, transaction.doc)
          : transaction.docChanged
            ? set.map(transaction.mapping, transaction.doc)
            : set
      },
    },
    props: { decorations: (state) => key.getState(state) },
  })
}

const inked = (from: number, to: number, inks: string) => Decoration.inline(from, to, { class: inks }, { inks })

/** Beyond so many decorations that differ it is less work to make the set anew. */
const mostExchanged = 500

/** The set with exactly `wanted` in it: of ten thousand highlights a corrected word concerns a few, and making a set of all takes a third of a second. */
function brought(set: DecorationSet, wanted: readonly Decoration[], doc: Node): DecorationSet {
  const keyOf = ({ from, to, spec }: Decoration) => `${from}-${to} ${(spec as { inks: string }).inks}`
  const missing = new Map(wanted.map((decoration) => [keyOf(decoration), decoration]))
  const stale = set.find().filter((decoration) => !missing.delete(keyOf(decoration)))
  if (stale.length + missing.size > mostExchanged) return DecorationSet.create(doc, [...wanted])
  return set.remove(stale).add(doc, [...missing.values()])
}

/** Puts a painting into a transaction, for the plugin to carry out. */
export function withPainting(transaction: Transaction, painting: Painting): Transaction {
  return transaction.setMeta(key, painting)
}

/** The range grown to the edges of the decorations it cuts into, because those are replaced whole. */
function widened(range: Span, index: BlockIndex, set: DecorationSet): Span {
  const from = index.toPosition(range.start)
  const to = index.toPosition(range.end)
  let [low, high] = [from, to]
  for (const decoration of set.find(from, to)) {
    if (decoration.from >= to || decoration.to <= from) continue
    low = Math.min(low, decoration.from)
    high = Math.max(high, decoration.to)
  }
  return { start: index.toOffset(low, 'after'), end: index.toOffset(high) }
}

/** Fill by the topmost layer, an underline for each of the three longest below it, and a denser pattern where there are still more. */
function segmentClass(layers: readonly PaintLayer[]): string {
  const top = layers.at(-1)
  if (!top) return 'hl'
  const below = layers.slice(0, -1)
  const underlines = below.slice(0, 3).map((layer, line) => `hl-u${line + 1}-${layer.ink}`)
  const crowd = below.length <= 3 ? [] : [below.length > 7 ? 'hl-dense' : 'hl-crowd']
  const touched = layers.some((layer) => layer.isTouched) ? ['hl-touched'] : []
  return ['hl', `hl-f-${top.ink}`, ...underlines, ...crowd, ...touched].join(' ')
}
