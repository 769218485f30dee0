import type { MarkJson, NodeJson } from '@/lib/editor/document-json'
import type { Element } from './pandoc-ast'

const marks: Readonly<Record<string, string | undefined>> = {
  italic: 'Emph',
  bold: 'Strong',
  underline: 'Underline',
  strike: 'Strikeout',
  superscript: 'Superscript',
  subscript: 'Subscript',
  smallCaps: 'SmallCaps',
}
const attr = ['', [], []]

/**
 * Blocks of a document that was read by a reader of our own, as pandoc's blocks, for a place in a document that pandoc reads. `notes` are its footnotes, which go back into
 * the places of their labels.
 */
export function pandocOfNodes(nodes: readonly NodeJson[], notes: readonly NodeJson[] = []): Element[] {
  const byLabel = new Map(notes.map((note) => [`[${String(note.attrs?.label)}]`, note.content ?? []]))
  const blocks = (inner: readonly NodeJson[] = []): Element[] => inner.map(block)
  const block = (node: NodeJson): Element => {
    const { type, content = [], attrs = {} } = node
    switch (type) {
      case 'heading':
        return { t: 'Header', c: [attrs.level ?? 1, attr, inlines(content)] }
      case 'codeBlock':
        return { t: 'CodeBlock', c: [attr, content.map(({ text = '' }) => text).join('')] }
      case 'blockquote':
        return { t: 'BlockQuote', c: blocks(content) }
      case 'bulletList':
        return { t: 'BulletList', c: content.map((item) => blocks(item.content)) }
      case 'orderedList':
        return {
          t: 'OrderedList',
          c: [[attrs.start ?? 1, { t: 'Decimal' }, { t: 'Period' }], content.map((item) => blocks(item.content))],
        }
      case 'table': {
        const rows = content.map((row) => [
          attr,
          (row.content ?? []).map((cell) => [
            attr,
            { t: 'AlignDefault' },
            cell.attrs?.rowspan ?? 1,
            cell.attrs?.colspan ?? 1,
            blocks(cell.content),
          ]),
        ])
        const columns = Math.max(
          0,
          ...content.map((row) => (row.content ?? []).reduce((sum, cell) => sum + Number(cell.attrs?.colspan ?? 1), 0)),
        )
        return {
          t: 'Table',
          c: [
            attr,
            [null, []],
            Array.from({ length: columns }, () => [{ t: 'AlignDefault' }, { t: 'ColWidthDefault' }]),
            [attr, []],
            [[attr, 0, [], rows]],
            [attr, []],
          ],
        }
      }
      case 'horizontalRule':
        return { t: 'HorizontalRule' }
      default:
        return { t: 'Para', c: inlines(content) }
    }
  }
  const inlines = (content: readonly NodeJson[]): Element[] =>
    content.map((node) => (node.marks ?? []).reduceRight<Element>((inner, mark) => marked(inner, mark), plain(node)))
  const plain = ({ type, text = '', attrs, marks: held = [] }: NodeJson): Element => {
    const note = held.some((mark) => mark.type === 'superscript') ? byLabel.get(text) : undefined
    if (note) return { t: 'Note', c: blocks(note) }
    if (type === 'hardBreak') return { t: 'LineBreak' }
    return type === 'image'
      ? { t: 'Image', c: [attr, [{ t: 'Str', c: attrs?.alt ?? '' }], ['', '']] }
      : { t: 'Str', c: text }
  }
  return blocks(nodes)
}

function marked(inner: Element, { type, attrs }: MarkJson): Element {
  if (inner.t === 'Note') return inner
  if (type === 'link') return { t: 'Link', c: [attr, [inner], [attrs?.href ?? '', '']] }
  if (type === 'code') return { t: 'Code', c: [attr, inner.c] }
  const name = marks[type]
  return name === undefined ? inner : { t: name, c: [inner] }
}
