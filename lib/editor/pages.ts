import { blockIndex, lastAtMost, type BlockIndex } from './block-index'
import type { NodeJson } from './document-json'

/** Beyond this it is no number of a page: what is sent as one would otherwise be counted up to, in a list as long. */
const mostPages = 100_000

/**
 * pageStarts[i] is the canonical offset where page i + 1 begins; empty for a source without pages. It is the one place where pages are counted: there are as many
 * as the source says (`pages` of the root), or as the last page number where it does not say. A page without text begins where the next text begins, or at the end
 * of the text, so the list is ascending.
 */
export function pageStarts(doc: NodeJson, index: BlockIndex = blockIndex(doc)): number[] {
  const first: number[] = []
  for (const block of index.blocks) {
    const { page } = block.attrs
    if (!isPage(page)) continue
    // Notes stand at the end of the text although their mark is on an earlier page: only progress begins a page.
    while (first.length < page) first.push(first.length === 0 ? 0 : block.start)
  }
  const said = doc.attrs?.pages
  if (first.length > 0 && isPage(said)) while (first.length < said) first.push(index.length)
  return first
}

const isPage = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostPages

/** Page (from 1) on which a canonical offset lies, or null for a source without pages. */
export function pageAt(starts: readonly number[], offset: number): number | null {
  return starts.length === 0 ? null : lastAtMost(starts, offset) + 1
}
