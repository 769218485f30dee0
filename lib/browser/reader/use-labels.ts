'use client'

import { useLayoutEffect, useState } from 'react'
import type { Span } from '@/lib/domain/anchoring/span'
import { withoutOverlap, packLanes, pulledApart } from '@/lib/domain/reading/lanes'
import { labelsBeside, type BesidePassage, type MarginLabel } from '@/lib/domain/reading/margin-labels'
import type { Labelled } from './labelled'
import type { LayerItem } from './layer-item'
import type { TextView } from './text-view'
import { barOf, crowdAt, isNear, stretchIn, type MarginLayout } from './use-lanes'
import { useViewportTick } from './use-viewport'

export interface LabelledItem extends BesidePassage {
  item: LayerItem
}

export interface LabelLayout extends MarginLayout {
  labels: MarginLabel<LabelledItem>[]
}

/** Bars beside labels are few: what finds no lane among them is counted. */
export const lanesBesideLabels = 3

const nothing: LabelLayout = { labels: [], bars: [], crowds: [] }

/** Labels of the passages near the window, bars of those without room for one, and to `labelled` which of the labels are in sight. `inOrder` is what is shown. */
export function useLabelLayout(view: TextView | null, inOrder: readonly LayerItem[], labelled: Labelled): LabelLayout {
  const tick = useViewportTick(view)
  const [layout, setLayout] = useState(nothing)
  useLayoutEffect(() => {
    if (!view) return
    const next = labelLayout(view, inOrder)
    setLayout(next)
    const { top, bottom } = view.windowOnPage()
    labelled.tell(
      next.labels
        .filter((label) => label.more === 0 && label.top < bottom - 12 && label.top + label.height > top + 12)
        .flatMap(({ passages }) => passages.map(({ id }) => id)),
    )
  }, [view, inOrder, labelled, tick])
  useLayoutEffect(() => () => labelled.tell([]), [labelled])
  return layout
}

function labelLayout(view: TextView, inOrder: readonly LayerItem[]): LabelLayout {
  const near = view.visibleSpan(500)
  const passages = inOrder.filter((item) => isNear(item, near)).map((item) => besideItem(view, item, near))
  const { labels, bars } = labelsBeside(passages, view.windowOnPage().top)
  const lanes = packLanes(
    bars.map(({ item }) => barOf(item, item.tagIds[0], 0)),
    lanesBesideLabels,
  )
  return {
    labels,
    bars: pulledApart(lanes.bars.map(({ layer, lane }) => ({ layer, lane, ...stretchIn(view, layer, near) }))),
    crowds: withoutOverlap(lanes.crowds.map((crowd) => crowdAt(crowd.count, stretchIn(view, crowd, near)))),
  }
}

function besideItem(view: TextView, item: LayerItem, near: Span): LabelledItem {
  const { top, height } = stretchIn(view, item, near)
  const { id, start, end, tagIds, layer } = item
  return { id, start, end, tagIds, layer, item, top, bottom: top + height }
}
