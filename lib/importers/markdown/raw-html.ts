import { readPages, type LeftOut } from '@/lib/importers/html/html-document'
import type { Element } from '@/lib/importers/pandoc/pandoc-ast'

/**
 * Markdown may hold HTML, whose text belongs to the document: each raw block of a tree, wherever it lies, notes and definitions included, is read as HTML and
 * gives its place to ordinary blocks.
 */
export function withRawHtmlRead(blocks: readonly Element[]): { blocks: Element[]; leftOut: LeftOut } {
  const leftOut: LeftOut = { hidden: [], code: [] }
  const read = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.flatMap((one): unknown[] => (isRawHtml(one) ? blocksOf(one) : [read(one)]))
    return typeof value === 'object' && value !== null && 'c' in value ? { ...value, c: read(value.c) } : value
  }
  const blocksOf = (raw: Element): Element[] => {
    const page = readPages([{ path: '', source: (raw.c as [string, string])[1] }])
    leftOut.hidden.push(...page.leftOut.hidden)
    leftOut.code.push(...page.leftOut.code)
    return page.blocks
  }
  return { blocks: read(blocks) as Element[], leftOut }
}

const isRawHtml = (value: unknown): value is Element =>
  typeof value === 'object' &&
  value !== null &&
  't' in value &&
  value.t === 'RawBlock' &&
  'c' in value &&
  String((value.c as unknown[])[0]).startsWith('html')
