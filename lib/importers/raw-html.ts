import { readPages } from './html-document'
import type { Element } from './pandoc-ast'

/** What was read of the HTML in another document. */
export interface RawHtml {
  blocks: Element[]
  sourceText: string
  report: string[]
}

/**
 * Markdown may hold HTML, whose text belongs to the document: each raw block of a tree, wherever it lies, notes and definitions included, is read as HTML and
 * gives its place to ordinary blocks.
 */
export function withRawHtmlRead(blocks: readonly Element[]): RawHtml {
  const report = new Set<string>()
  const words: string[] = []
  const read = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.flatMap((one): unknown[] => (isRawHtml(one) ? blocksOf(one) : [read(one)]))
    if (value === null || typeof value !== 'object') return value
    const element = value as Element
    return 'c' in element ? { ...element, c: read(element.c) } : element
  }
  const blocksOf = (raw: Element): Element[] => {
    const page = readPages([{ path: '', source: (raw.c as [string, string])[1] }])
    page.report.forEach((line) => report.add(line))
    words.push(page.sourceText)
    return page.blocks
  }
  return { blocks: read(blocks) as Element[], sourceText: words.join('\n'), report: [...report] }
}

const isRawHtml = (value: unknown): value is Element => typeof value === 'object' && value !== null && (value as Element).t === 'RawBlock' && /^html/.test(String(((value as Element).c as [string, string])[0]))
