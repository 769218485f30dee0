import { eachLeafBlock, leafText } from './canonical-text'
import type { NodeJson } from './document-json'

/** A leaf block with its place in the canonical text (`start`, `end`, UTF-16, half-open) and in ProseMirror (`position` of its first character). */
export interface LeafBlock {
  type: string
  start: number
  end: number
  position: number
  attrs: Record<string, unknown>
}

/** Which neighbour a position between two blocks belongs to. */
type Side = 'before' | 'after'

export interface BlockIndex {
  blocks: readonly LeafBlock[]
  /** starts[i] is the canonical offset of blocks[i]. */
  starts: readonly number[]
  /** Length of the canonical text in UTF-16 units. */
  length: number
  /** Index of the one block that holds the offset; the separator after a block belongs to it. Throws RangeError outside [0, length]. */
  blockAt(offset: number): number
  /** ProseMirror position of a canonical offset. Throws RangeError outside [0, length]. */
  toPosition(offset: number): number
  /** Canonical offset of a ProseMirror position. A position between blocks goes to the end of the block before it or the start of the one after. */
  toOffset(position: number, side?: Side): number
}

/** Builds, in one pass over the tree, the index that answers every offset and position question in O(log blocks). */
export function blockIndex(doc: NodeJson): BlockIndex {
  const blocks: LeafBlock[] = []
  let offset = 0
  eachLeafBlock(doc, (block, position) => {
    const end = offset + leafText(block).length
    blocks.push({ type: block.type, start: offset, end, position, attrs: block.attrs ?? {} })
    offset = end + 1
  })
  const starts = blocks.map((block) => block.start)
  const positions = blocks.map((block) => block.position)
  const length = Math.max(0, offset - 1)

  const blockAt = (at: number): number => {
    if (!Number.isInteger(at) || at < 0 || at > length || blocks.length === 0)
      throw new RangeError(`Offset ${at} is outside the text [0, ${length}]`)
    return lastAtMost(starts, at)
  }
  const toPosition = (at: number): number => {
    const block = blocks[blockAt(at)] as LeafBlock
    return block.position + at - block.start
  }
  const toOffset = (position: number, side: Side = 'before'): number => {
    const found = lastAtMost(positions, position)
    const block = blocks[found]
    if (!block) return 0
    const inside = block.start + position - block.position
    if (inside <= block.end) return inside
    const following = blocks[found + 1]
    return side === 'after' && following ? following.start : block.end
  }
  return { blocks, starts, length, blockAt, toPosition, toOffset }
}

/** Index of the last value that is at most `limit` in an ascending list, or -1. */
export function lastAtMost(values: readonly number[], limit: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] as number) <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}
