import type { MarkJson, NodeJson } from '../editor/document-json'
import { markOrder } from '../editor/document-json'

/** Inline content in the making: joins neighbours with equal marks, keeps marks in the schema's order, drops empty text. */
export class InlineBuilder {
  readonly nodes: NodeJson[] = []

  text(text: string, marks: readonly MarkJson[] = []): void {
    if (text === '') return
    const last = this.nodes.at(-1)
    const ordered = inOrder(marks)
    if (last?.text !== undefined && sameMarks(last.marks, ordered)) last.text += text
    else this.nodes.push(ordered.length > 0 ? { type: 'text', text, marks: ordered } : { type: 'text', text })
  }

  /** A hard break or an image. */
  atom(node: NodeJson): void {
    this.nodes.push(node)
  }

  /** The last character so far, or the empty string. */
  get lastCharacter(): string {
    const last = this.nodes.at(-1)
    return last?.text?.at(-1) ?? (last?.type === 'hardBreak' ? '\n' : '')
  }

  /** The content without the white space at its edges, which markup sources leave by accident. */
  trimmed(): NodeJson[] {
    const first = this.nodes[0]
    if (first?.text !== undefined) first.text = first.text.replace(/^[ \t\n]+/, '')
    const last = this.nodes.at(-1)
    if (last?.text !== undefined) last.text = last.text.replace(/[ \t\n]+$/, '')
    return this.nodes.filter((node) => node.text !== '')
  }
}

/** A textblock, without a content field where it is empty, as ProseMirror writes it. */
export function textblock(
  type: 'paragraph' | 'heading' | 'codeBlock',
  content: NodeJson[],
  attrs?: Record<string, unknown>,
): NodeJson {
  return {
    type,
    ...(attrs && Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
  }
}

/** A paragraph of plain text. */
export function plainParagraph(text: string, attrs?: Record<string, unknown>): NodeJson {
  return textblock('paragraph', text === '' ? [] : [{ type: 'text', text }], attrs)
}

function inOrder(marks: readonly MarkJson[]): MarkJson[] {
  if (marks.length < 2) return [...marks]
  const once = new Map(marks.map((mark) => [mark.type, mark]))
  return markOrder.flatMap((name) => once.get(name) ?? [])
}

function sameMarks(a: readonly MarkJson[] = [], b: readonly MarkJson[] = []): boolean {
  return (
    a.length === b.length && a.every((mark, at) => mark.type === b[at]?.type && mark.attrs?.href === b[at]?.attrs?.href)
  )
}
