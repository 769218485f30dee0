import { inertHtml, htmlDialect } from './html-document'
import type { Element } from './pandoc-ast'
import { readWithPandoc } from './pandoc'

/**
 * Markdown may hold HTML, whose text belongs to the document: the raw blocks of a tree are read as HTML, all in one go, and take their
 * place as ordinary blocks. What is left raw after that (a script) has no text.
 */
export async function withRawHtmlRead(blocks: readonly Element[], memoryBytes: number): Promise<Element[]> {
  const sources: string[] = []
  eachRawBlock(blocks, (source) => sources.push(source))
  if (sources.length === 0) return [...blocks]
  const page = sources.map((source, at) => `<div id="${markerOf(at)}">${inertHtml(source)}</div>`).join('\n')
  const { tree } = await readWithPandoc(htmlDialect, page, memoryBytes)
  const read = new Map<string, Element[]>()
  for (const block of tree.blocks) {
    if (block.t !== 'Div') continue
    const [[id], content] = block.c as [[string], Element[]]
    read.set(id, content)
  }
  let at = 0
  return replaced(blocks, () => read.get(markerOf(at++)) ?? [])
}

const markerOf = (at: number): string => `raw-html-${at}`
const isRawHtml = (block: Element): boolean => block.t === 'RawBlock' && (block.c as [string, string])[0] === 'html'

function eachRawBlock(blocks: readonly Element[], visit: (source: string) => void): void {
  replaced(blocks, (block) => {
    visit((block.c as [string, string])[1])
    return [block]
  })
}

/** The blocks with each raw one replaced, inside quotations and lists too; in reading order. */
function replaced(blocks: readonly Element[], replace: (block: Element) => Element[]): Element[] {
  return blocks.flatMap((block): Element[] => {
    if (isRawHtml(block)) return replace(block)
    if (block.t === 'BlockQuote') return [{ t: block.t, c: replaced(block.c as Element[], replace) }]
    if (block.t === 'BulletList') return [{ t: block.t, c: (block.c as Element[][]).map((item) => replaced(item, replace)) }]
    if (block.t === 'OrderedList') {
      const [attributes, items] = block.c as [unknown, Element[][]]
      return [{ t: block.t, c: [attributes, items.map((item) => replaced(item, replace))] }]
    }
    return [block]
  })
}
