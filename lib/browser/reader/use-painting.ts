'use client'

import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import type { Tag } from '@/lib/schemas/tag'
import type { AnnotationStore } from './annotation-store'
import { adoptInks, inkRules, numberInks } from './ink-sheet'
import type { LayerItem } from './layer-item'
import { layersOf, layersTouching } from './paint-layers'
import type { TextView } from './text-view'

/** Keeps the highlights on the page in step with the store: everything after a load or another filter, otherwise only what changed, in the same task. Answers whether all there is has been painted. */
export function usePainting(view: TextView | null, store: AnnotationStore, tags: readonly Tag[], isShown: (item: LayerItem) => boolean, isLoaded: boolean): boolean {
  const [painted, setPainted] = useState(false)
  const colours = tags.map((tag) => tag.colour).join()
  useEffect(() => adoptInks(inkRules(colours === '' ? [] : colours.split(','))), [colours])
  // Counts of tags change with every annotation; the highlights only depend on which tags there are.
  const order = tags.map((tag) => tag.id).join()
  const inkOf = useMemo(() => numberInks(order === '' ? [] : order.split(',')), [order])
  useLayoutEffect(() => {
    if (!view) return
    const all = () => view.paint({ kind: 'all', layers: store.items().filter(isShown).flatMap((item) => layersOf(item, inkOf)) })
    const around = ({ start, end }: LayerItem) => view.paint({ kind: 'range', start, end, layers: layersTouching(store.items(), { start, end }, inkOf, isShown) })
    all()
    if (isLoaded) setPainted(true)
    return store.onChange((change) => {
      if (change.kind === 'all') {
        all()
        return
      }
      const { before, after } = change
      if (before) around(before)
      if (after && !(before && before.start === after.start && before.end === after.end)) around(after)
    })
  }, [view, store, inkOf, isShown, isLoaded])
  return painted
}
