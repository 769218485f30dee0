'use client'

import { useCallback, useMemo, useState } from 'react'
import {
  countByAuthor,
  countByTag,
  noFilter,
  passes,
  toggled,
  type ReadingFilter,
  type ShownLayer,
} from '@/lib/domain/reading/filter'
import type { Tag } from '@/lib/schemas/tag'
import type { LayerItem } from './layer-item'

/** Which annotations are shown, and how many there would be of each tag and coder. */
export function useReadingFilter(items: readonly LayerItem[], tags: readonly Tag[]) {
  const [filter, setFilter] = useState<ReadingFilter>(noFilter)
  // The test only depends on how tags hang together, which changes seldom; their counts change with every annotation.
  const shape = JSON.stringify(tags.map(({ id, parentId }) => [id, parentId]))
  const branches = useMemo(
    () =>
      (JSON.parse(shape) as [string, string | null][]).map(([id, parentId]) => ({
        id,
        parentId,
        name: '',
        position: 0,
      })),
    [shape],
  )
  const isShown = useMemo(() => passes(filter, branches), [filter, branches])
  const counts = useMemo(() => {
    const byAuthor = passes({ ...filter, tagIds: new Set() }, branches)
    const byTag = passes({ ...filter, authorIds: new Set() }, branches)
    return {
      tags: countByTag(items.filter(byAuthor), branches),
      authors: countByAuthor(items.filter(byTag)),
      untouched: countByTag(items.filter(passes({ ...noFilter, layer: filter.layer }, branches)), branches),
    }
  }, [items, branches, filter])
  const toggleTag = useCallback((id: string) => setFilter((now) => ({ ...now, tagIds: toggled(now.tagIds, id) })), [])
  const toggleAuthor = useCallback(
    (id: string) => setFilter((now) => ({ ...now, authorIds: toggled(now.authorIds, id) })),
    [],
  )
  const showLayer = useCallback((layer: ShownLayer) => setFilter((now) => ({ ...now, layer })), [])
  const clear = useCallback(() => setFilter(noFilter), [])
  return {
    filter,
    isShown,
    counts,
    toggleTag,
    toggleAuthor,
    showLayer,
    clear,
    hasConsensus: items.some((item) => item.layer === 'consensus'),
  }
}
