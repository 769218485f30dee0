'use client'

import { useLayoutEffect, useMemo, useState } from 'react'
import type { Span } from '@/lib/domain/anchoring/span'
import { ownerLanes, packLanes, pulledApart, withoutOverlap, type Crowd, type Lanes } from '@/lib/domain/reading/lanes'
import { creditedTo } from '@/lib/domain/review/credited'
import type { LayerItem } from './layer-item'
import type { TextView } from './text-view'
import { useViewportTick } from './use-viewport'

export type LaneMode = 'tag' | 'coder'

/** One bar beside the text, in whole annotations: `tagId` is what colours and names it. */
export interface BarLayer {
  key: string
  item: LayerItem
  tagId: string | undefined
  start: number
  end: number
}

/** A bar or a crowd with its place in the margin, in pixels from the top of the page. */
interface Stretch {
  top: number
  height: number
}
export interface MarginLayout {
  bars: (Stretch & { layer: BarLayer; lane: number })[]
  /** `start` and `end` are pixels. */
  crowds: Crowd[]
}

const tagLaneLimit = 4
const coderLaneLimit = 8

/** Lanes of everything shown: by tag each passage where there is room, by coder each in their own. */
export function useLanes(
  items: readonly LayerItem[],
  isShown: (item: LayerItem) => boolean,
  mode: LaneMode,
  coders: readonly string[],
): Lanes<BarLayer> {
  return useMemo(() => {
    const shown = items.filter(isShown)
    if (mode === 'coder')
      return ownerLanes(
        shown.map((item) => barOf(item, item.tagIds[0], 0)),
        ({ item }) => creditedTo(item),
        coders,
        coderLaneLimit,
      )
    return packLanes(
      shown.flatMap((item) =>
        item.tagIds.length === 0 ? [barOf(item, undefined, 0)] : item.tagIds.map((id, place) => barOf(item, id, place)),
      ),
      tagLaneLimit,
    )
  }, [items, isShown, mode, coders])
}

/** Where the bars near the window stand; measured again as the page moves. */
export function useMarginLayout(view: TextView | null, lanes: Lanes<BarLayer>, mode: LaneMode): MarginLayout {
  const tick = useViewportTick(view)
  const [layout, setLayout] = useState<MarginLayout>({ bars: [], crowds: [] })
  useLayoutEffect(() => {
    if (!view) return
    const near = view.visibleSpan(500)
    const bars = lanes.bars
      .filter(({ layer }) => isNear(layer, near))
      .map(({ layer, lane }) => ({ layer, lane, ...stretchIn(view, layer, near) }))
    setLayout({
      // One coder may mark a passage within a passage, and both bars stand in their lane; passages packed into one lane follow one another.
      bars: mode === 'tag' ? pulledApart(bars) : bars,
      crowds: withoutOverlap(
        lanes.crowds
          .filter((crowd) => isNear(crowd, near))
          .map((crowd) => crowdAt(crowd.count, stretchIn(view, crowd, near))),
      ),
    })
  }, [view, lanes, mode, tick])
  return layout
}

/** Whether some of a passage lies in a part of the text. */
export function isNear(span: Span, near: Span): boolean {
  return span.start < near.end && span.end > near.start
}

/** Where as much of a passage as lies in a part of the text stands. */
export function stretchIn(view: TextView, { start, end }: Span, near: Span): Stretch {
  return view.stretchOf(Math.max(start, near.start), Math.min(end, near.end))
}

/** Whole pixels, so that neighbouring lines of print meet. */
export function crowdAt(count: number, { top, height }: Stretch): Crowd {
  return { start: Math.round(top), end: Math.round(top + height), count }
}

/** The bar of one of a passage's tags, or of all of it. */
export function barOf(item: LayerItem, tagId: string | undefined, place: number): BarLayer {
  return { key: `${item.id}-${place}`, item, tagId, start: item.start, end: item.end }
}
