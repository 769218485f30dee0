'use client'

import { useEffect, useLayoutEffect, useMemo, type RefObject } from 'react'
import type { Tag } from '@/lib/schemas/tag'
import type { AnnotationStore } from './annotation-store'
import type { PaintLayer } from './highlight-plugin'
import { adoptInks, inkRules, numberInks, type InkOf } from './ink-sheet'
import type { LayerItem } from './layer-item'
import { layersOf, layersTouching } from './paint-layers'
import type { TextView } from './text-view'

/** The inks of the codebook's tags, with their colours in the page; `inkOf` stays the same while only colours and counts change. */
export function useInks(tags: readonly Tag[]): InkOf {
  const colours = tags.map((tag) => tag.colour).join()
  useEffect(() => adoptInks(inkRules(colours === '' ? [] : colours.split(','))), [colours])
  const order = tags.map((tag) => tag.id).join()
  return useMemo(() => numberInks(order === '' ? [] : order.split(',')), [order])
}

/** All layers to be painted. */
export function allLayers(
  items: readonly LayerItem[],
  inkOf: InkOf,
  isShown: (item: LayerItem) => boolean,
): PaintLayer[] {
  return items.filter(isShown).flatMap((item) => layersOf(item, inkOf))
}

/** What a view was made with. */
export interface Drawn {
  items: readonly LayerItem[]
  inkOf: InkOf
  isShown: (item: LayerItem) => boolean
}

/**
 * Keeps the highlights on the page in step with the store: everything after another filter or codebook, otherwise only what changed, in the same task. What the
 * view was made with (`drawn`) is not painted again.
 */
export function usePainting(
  view: TextView | null,
  store: AnnotationStore,
  inkOf: InkOf,
  isShown: (item: LayerItem) => boolean,
  drawn: RefObject<Drawn | null>,
): void {
  useLayoutEffect(() => {
    if (!view) return
    const all = () => view.paint({ kind: 'all', layers: allLayers(store.items(), inkOf, isShown) })
    const around = ({ start, end }: LayerItem) =>
      view.paint({ kind: 'range', start, end, layers: layersTouching(store.items(), { start, end }, inkOf, isShown) })
    const was = drawn.current
    if (was?.items !== store.items() || was.inkOf !== inkOf || was.isShown !== isShown) all()
    drawn.current = null
    return store.onChange((change) => {
      if (change.kind === 'all') {
        all()
        return
      }
      const { before, after } = change
      if (before) around(before)
      if (after && !(before && before.start === after.start && before.end === after.end)) around(after)
    })
  }, [view, store, inkOf, isShown, drawn])
}
