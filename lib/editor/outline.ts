import { blockAtomTypes, type NodeJson } from './document-json'
import { eachLeafBlock, leafText } from './canonical-text'

/** A heading: its level (1 to 6), its text on one line, and its canonical offset. */
export interface OutlineEntry {
  level: number
  text: string
  start: number
}

/** The headings of a document in reading order; those without text are left out. */
export function outline(doc: NodeJson): OutlineEntry[] {
  const entries: OutlineEntry[] = []
  let start = 0
  eachLeafBlock(doc, (block) => {
    const text = blockAtomTypes.has(block.type) ? '' : leafText(block)
    const shown = block.type === 'heading' ? text.replace(/[\s\uFFFC]+/g, ' ').trim() : ''
    if (shown) entries.push({ level: Number(block.attrs?.level ?? 1), text: shown, start })
    start += text.length + 1
  })
  return entries
}
