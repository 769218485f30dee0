import { blockAtomTypes, inlineAtomText, textblockTypes, type NodeJson } from './document-json'

/** What stands between two leaf blocks of the canonical text. */
const blockSeparator = '\n'

/**
 * The plain text of a document, a pure function of its tree: the contents of all leaf blocks in document order, joined by one line feed.
 * A hard break is a line feed, an inline image U+FFFC, a block atom the empty string. Offsets into it are UTF-16 code units.
 * Throws a TypeError on a node that the document schema does not have.
 */
export function canonicalText(doc: NodeJson): string {
  const texts: string[] = []
  eachLeafBlock(doc, (block) => texts.push(leafText(block)))
  return texts.join(blockSeparator)
}

/** The text of one leaf block. */
export function leafText(block: NodeJson): string {
  const content = block.content
  if (!content) return ''
  if (content.length === 1 && content[0]?.text !== undefined) return content[0].text
  return content.map((inline) => inline.text ?? atomText(inline)).join('')
}

/**
 * Calls `visit` for every leaf block in document order with its ProseMirror position: that of its first character, or for a block atom
 * that just before it.
 */
export function eachLeafBlock(doc: NodeJson, visit: (block: NodeJson, position: number) => void): void {
  let position = 0
  // An explicit stack: a hostile document may nest deeper than the call stack reaches.
  const stack: { children: NodeJson[]; next: number }[] = [{ children: doc.content ?? [], next: 0 }]
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const node = frame.children[frame.next++]
    if (!node) {
      stack.pop()
      position += 1
    } else if (textblockTypes.has(node.type)) {
      visit(node, position + 1)
      position += inlineSize(node) + 2
    } else if (blockAtomTypes.has(node.type)) {
      visit(node, position)
      position += 1
    } else if (node.text !== undefined || node.type in inlineAtomText) {
      throw new TypeError(`"${node.type}" stands where a block must stand`)
    } else {
      position += 1
      stack.push({ children: node.content ?? [], next: 0 })
    }
  }
}

function inlineSize(block: NodeJson): number {
  let size = 0
  for (const inline of block.content ?? []) size += inline.text?.length ?? 1
  return size
}

function atomText(inline: NodeJson): string {
  const text = inlineAtomText[inline.type]
  if (text === undefined) throw new TypeError(`"${inline.type}" is no inline node of the document schema`)
  return text
}
