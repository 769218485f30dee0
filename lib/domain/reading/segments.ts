import type { Span } from '../anchoring/span'

/** Something painted on a text: half-open, in UTF-16 units of the canonical text. `key` tells layers apart and breaks ties. */
export interface Layer {
  key: string
  start: number
  end: number
}

/** A stretch of text on which the same layers lie, from the bottom (the longest) to the top (the shortest). */
export interface Segment<T extends Layer> {
  start: number
  end: number
  layers: readonly T[]
}

/**
 * The order from bottom to top: the longer lies below the shorter, so that a nested passage stays in sight; then the earlier, then the key.
 * It looks at the two layers alone, so adding a third never turns them round.
 */
export function compareLayers(a: Layer, b: Layer): number {
  return b.end - b.start - (a.end - a.start) || a.start - b.start || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

/**
 * Cuts overlapping layers into segments that do not overlap: ascending, none empty, together exactly the union of the layers, each as long as
 * its layers stay the same. Empty layers are left out. With `within`, only what lies in that range, cut to it. O(n log n + segments x depth).
 */
export function flattenLayers<T extends Layer>(
  layers: readonly T[],
  within: Span = { start: 0, end: Infinity },
): Segment<T>[] {
  const from = (layer: Layer) => Math.max(layer.start, within.start)
  const to = (layer: Layer) => Math.min(layer.end, within.end)
  const opening = layers.filter((layer) => from(layer) < to(layer)).sort((a, b) => from(a) - from(b))
  const closing = [...opening].sort((a, b) => to(a) - to(b))
  const segments: Segment<T>[] = []
  const active: T[] = []
  let at = 0
  let opened = 0
  for (let closed = 0; closed < closing.length;) {
    const opens = opening[opened]
    const next = Math.min(opens ? from(opens) : Infinity, to(closing[closed] as T))
    if (active.length > 0 && next > at) segments.push({ start: at, end: next, layers: [...active] })
    at = next
    for (let layer = closing[closed]; layer && to(layer) === at; layer = closing[++closed])
      active.splice(active.indexOf(layer), 1)
    for (let layer = opening[opened]; layer && from(layer) === at; layer = opening[++opened])
      active.splice(placeOf(active, layer), 0, layer)
  }
  return segments
}

/**
 * The same segments cut where a block of text ends, without the separators between blocks, so that each lies in one block.
 * `blocks` are ascending and do not overlap.
 */
export function cutAtBlocks<T extends Layer>(segments: readonly Segment<T>[], blocks: readonly Span[]): Segment<T>[] {
  const cut: Segment<T>[] = []
  let at = 0
  for (const segment of segments) {
    at = firstEndingAfter(blocks, segment.start, at)
    for (let next = at, block = blocks[next]; block && block.start < segment.end; block = blocks[++next]) {
      const start = Math.max(segment.start, block.start)
      const end = Math.min(segment.end, block.end)
      if (start < end) cut.push({ start, end, layers: segment.layers })
    }
  }
  return cut
}

/** The index of the first block whose end lies after `offset`, searched from `low` on. */
function firstEndingAfter(blocks: readonly { end: number }[], offset: number, low: number): number {
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((blocks[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

function placeOf<T extends Layer>(active: readonly T[], layer: T): number {
  let place = active.length
  while (place > 0 && compareLayers(active[place - 1] as T, layer) > 0) place -= 1
  return place
}
