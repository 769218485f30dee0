import { flattenLayers, type Layer } from './segments'

/** A layer with the lane beside the text in which its bar stands, counted from 0 next to the text. */
interface PlacedBar<T extends Layer> {
  layer: T
  lane: number
}

/** Where more layers lie than there are lanes: how many found no room. */
export interface Crowd {
  start: number
  end: number
  count: number
}

export interface Lanes<T extends Layer> {
  bars: PlacedBar<T>[]
  crowds: Crowd[]
  /** Lanes in use. */
  count: number
}

/**
 * Gives every layer the innermost lane that is free along its whole length, longest first among those that begin together. What finds none of `limit`
 * lanes free is counted in `crowds` instead of dropped. Bars of one lane never overlap.
 */
export function packLanes<T extends Layer>(layers: readonly T[], limit: number): Lanes<T> {
  const inOrder = [...layers].sort((a, b) => a.start - b.start || b.end - a.end || (a.key < b.key ? -1 : 1))
  const ends: number[] = []
  const bars: PlacedBar<T>[] = []
  const left: T[] = []
  for (const layer of inOrder) {
    const free = ends.findIndex((end) => end <= layer.start)
    const lane = free >= 0 ? free : ends.length
    if (lane >= limit) {
      left.push(layer)
      continue
    }
    ends[lane] = layer.end
    bars.push({ layer, lane })
  }
  return { bars, crowds: crowdsOf(left), count: ends.length }
}

/**
 * Gives every owner named in `owners` a lane of their own, in that order, as far as `limit` goes; layers of others, or without room, are
 * counted in `crowds`. Bars of one lane may overlap, because one person may mark a passage within a passage.
 */
export function ownerLanes<T extends Layer>(
  layers: readonly T[],
  ownerOf: (layer: T) => string,
  owners: readonly string[],
  limit: number,
): Lanes<T> {
  const lanes = new Map(owners.slice(0, limit).map((owner, lane) => [owner, lane]))
  const bars: PlacedBar<T>[] = []
  const left: T[] = []
  for (const layer of layers) {
    const lane = lanes.get(ownerOf(layer))
    if (lane === undefined) left.push(layer)
    else bars.push({ layer, lane })
  }
  return { bars, crowds: crowdsOf(left), count: lanes.size }
}

/**
 * Bars of each lane pulled apart where they share a line of print: the upper ends and the lower begins in the middle of what they share. `top` and `height`
 * are pixels; the order of the bars stays, and none vanishes.
 */
export function pulledApart<T extends { lane: number; top: number; height: number }>(bars: readonly T[]): T[] {
  const apart = bars.map((bar) => ({ ...bar }))
  const last = new Map<number, T>()
  for (const bar of [...apart].sort((a, b) => a.top - b.top || a.top + a.height - (b.top + b.height))) {
    const above = last.get(bar.lane)
    const shared = above ? above.top + above.height - bar.top : 0
    if (above && shared > 0) {
      const cut = Math.min(shared / 2, above.height / 2, bar.height / 2)
      const bottom = bar.top + bar.height
      bar.top = above.top + above.height - cut
      bar.height = Math.max(1, bottom - bar.top)
      above.height -= cut
    }
    last.set(bar.lane, bar)
  }
  return apart
}

/**
 * The same crowds as stretches of a line that do not overlap, each with the largest of the counts there: passages on one line of print share its height.
 * Works on any coordinate; stretches that touch and count alike become one.
 */
export function withoutOverlap(crowds: readonly Crowd[]): Crowd[] {
  const layers = crowds.map((crowd, place) => ({ ...crowd, key: String(place) }))
  const joined: Crowd[] = []
  for (const { start, end, layers: within } of flattenLayers(layers)) {
    const count = Math.max(...within.map((layer) => layer.count))
    const last = joined.at(-1)
    if (last && last.end === start && last.count === count) last.end = end
    else joined.push({ start, end, count })
  }
  return joined
}

function crowdsOf(layers: readonly Layer[]): Crowd[] {
  return flattenLayers(layers).map(({ start, end, layers: within }) => ({ start, end, count: within.length }))
}
