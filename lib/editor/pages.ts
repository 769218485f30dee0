import { blockIndex, lastAtMost, type BlockIndex } from './block-index'
import type { NodeJson } from './document-json'

/**
 * pageStarts[i] is the canonical offset where page i + 1 begins; empty for a source without pages. A page without text begins where the
 * next text begins (or at the end of the text), so the list is ascending and as long as the last page number.
 */
export function pageStarts(doc: NodeJson, index: BlockIndex = blockIndex(doc)): number[] {
  const first: number[] = []
  for (const block of index.blocks) {
    const page = block.attrs.page
    if (typeof page !== 'number' || !Number.isInteger(page) || page < 1) continue
    // Notes stand at the end of the text although their mark is on an earlier page: only progress begins a page.
    while (first.length < page) first.push(first.length === 0 ? 0 : block.start)
  }
  return first
}

/** Page (from 1) on which a canonical offset lies, or null for a source without pages. */
export function pageAt(starts: readonly number[], offset: number): number | null {
  return starts.length === 0 ? null : lastAtMost(starts, offset) + 1
}
