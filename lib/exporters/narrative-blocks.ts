import type { Span, WrittenBlock } from './report'

interface Node {
  type?: unknown
  text?: unknown
  marks?: unknown
  content?: unknown
  attrs?: unknown
}

/**
 * What somebody wrote in the editor of a theme as the paragraphs of a report, with its headings, quotations, lists, bold and italic. A node of a kind that is
 * not known here gives its words, so that none is lost.
 */
export function narrativeBlocks(narrative: unknown): WrittenBlock[] {
  return blocksOf(asNode(narrative), { style: 'paragraph', mark: '', depth: 0 })
}

type Around = Pick<WrittenBlock, 'style' | 'mark' | 'depth'>

function blocksOf(node: Node, around: Around): WrittenBlock[] {
  const children = childrenOf(node)
  if (node.type === 'bulletList' || node.type === 'orderedList') {
    const first = Number((node.attrs as { start?: unknown } | null | undefined)?.start ?? 1)
    return children.flatMap((item, i) =>
      blocksOf(item, {
        style: 'item',
        mark: node.type === 'bulletList' ? '•' : `${first + i}.`,
        depth: around.depth + 1,
      }),
    )
  }
  if (node.type === 'listItem')
    return children.flatMap((child, i) => blocksOf(child, i === 0 ? around : { ...around, mark: '' }))
  if (node.type === 'blockquote')
    return children.flatMap((child) => blocksOf(child, { ...around, style: 'quotation', mark: '' }))
  if (children.some((child) => !isInline(child))) return children.flatMap((child) => blocksOf(child, around))
  const spans = children.flatMap(spansOf)
  if (spans.every(({ text }) => text === '')) return []
  return [{ kind: 'written', ...around, style: node.type === 'heading' ? 'heading' : around.style, spans }]
}

const isInline = (node: Node): boolean => node.type === 'text' || node.type === 'hardBreak'

function spansOf(node: Node): Span[] {
  if (node.type === 'hardBreak') return [{ text: '\n', bold: false, italic: false }]
  if (typeof node.text !== 'string') return []
  const marks = Array.isArray(node.marks) ? node.marks.map((mark) => asNode(mark).type) : []
  return [{ text: node.text, bold: marks.includes('bold'), italic: marks.includes('italic') }]
}

const childrenOf = (node: Node): Node[] => (Array.isArray(node.content) ? node.content.map(asNode) : [])
const asNode = (value: unknown): Node => (typeof value === 'object' && value !== null ? value : {})
