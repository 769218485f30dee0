import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { Node } from '@tiptap/pm/model'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Span } from '@/lib/domain/anchoring/span'
import type { BlockIndex, LeafBlock } from '@/lib/editor/block-index'

/** What stands out on the page besides the highlights. Ranges are half-open, in UTF-16 units of the canonical text. */
export interface Marks {
  /** The sentence at which the reading cursor stands. */
  cursor: Span | null
  /** The passage that is selected, and would be tagged. */
  selection: Span | null
  /** The annotation in focus. */
  focus: Span | null
  /** The passages that a round asks for. */
  asked: readonly Span[]
  /** What was looked for; `current` is the one gone to. */
  found: readonly Span[]
  current: Span | null
  /** On paper, the numbers of the notes and where they stand. */
  numbers: readonly NoteNumber[]
}

export interface NoteNumber {
  at: number
  number: number
}

export const noMarks: Marks = {
  cursor: null,
  selection: null,
  focus: null,
  asked: [],
  found: [],
  current: null,
  numbers: [],
}

const key = new PluginKey<DecorationSet>('marks')
const classOf: Record<Exclude<keyof Marks, 'found' | 'asked' | 'numbers'>, string> = {
  cursor: 'mark-cursor',
  selection: 'mark-selection',
  focus: 'mark-focus',
  current: 'mark-current',
}

/** Cursor, selection, focus and search hits as decorations: few, so they are made anew at every change. */
export function markPlugin(index: BlockIndex): Plugin<DecorationSet> {
  const decorations = (marks: Marks): Decoration[] => {
    const single = (['focus', 'cursor', 'selection', 'current'] as const).flatMap((kind) =>
      inBlocks(index, marks[kind], classOf[kind]),
    )
    return [
      ...marks.asked.flatMap((range) => inBlocks(index, range, 'mark-asked')),
      ...marks.found.flatMap((range) => inBlocks(index, range, 'mark-found')),
      ...single,
      ...marks.numbers.map(({ at, number }) => noteNumber(index.toPosition(at), number)),
    ]
  }
  return new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, set) => {
        const marks = transaction.getMeta(key) as Marks | undefined
        return marks ? DecorationSet.create(transaction.doc, decorations(marks)) : set
      },
    },
    props: { decorations: (state) => key.getState(state) },
  })
}

/** Numbers at one place stand in their order, and before what follows it. */
const noteNumber = (position: number, number: number) =>
  Decoration.widget(
    position,
    () => {
      const element = document.createElement('sup')
      element.className = 'note-number'
      element.textContent = String(number)
      return element
    },
    { side: number - 1_000_000, key: `note ${number}` },
  )

export function withMarks(transaction: Transaction, marks: Marks): Transaction {
  return transaction.setMeta(key, marks)
}

/** The first block of every page carries the page's number for the margin, wherever it goes while the text is corrected. */
export function pagePlugin(index: BlockIndex): Plugin {
  const pages = new PluginKey<DecorationSet>('pages')
  return new Plugin({
    key: pages,
    state: {
      init: (_, { doc }) => pageMarks(doc, index),
      apply: (transaction, set) => (transaction.docChanged ? set.map(transaction.mapping, transaction.doc) : set),
    },
    props: { decorations: (state) => pages.getState(state) },
  })
}

function pageMarks(doc: Node, index: BlockIndex): DecorationSet {
  let last = 0
  const marks: Decoration[] = []
  for (const block of index.blocks) {
    const page = block.attrs.page
    if (typeof page !== 'number' || page <= last) continue
    last = page
    const position = doc.resolve(block.position)
    marks.push(
      Decoration.node(position.before(), position.after(), { class: 'page-start', 'data-page-number': String(page) }),
    )
  }
  return DecorationSet.create(doc, marks)
}

function inBlocks(index: BlockIndex, range: Span | null, className: string): Decoration[] {
  if (!range || range.start >= range.end) return []
  const parts: Decoration[] = []
  for (
    let at = index.blockAt(range.start), block: LeafBlock | undefined = index.blocks[at];
    block && block.start < range.end;
    block = index.blocks[++at]
  ) {
    const start = Math.max(range.start, block.start)
    const end = Math.min(range.end, block.end)
    if (start < end) parts.push(Decoration.inline(index.toPosition(start), index.toPosition(end), { class: className }))
  }
  return parts
}
