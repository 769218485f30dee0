import { useCallback, useMemo } from 'react'
import type { AnnotationStore } from './annotation-store'
import type { LayerItem } from './layer-item'
import type { TextView } from './text-view'
import type { useCursor } from './use-cursor'

type IsShown = (item: LayerItem) => boolean

/** The shown annotations by where they stand. */
export function useItemsByPlace(store: AnnotationStore, view: TextView | null, isShown: IsShown) {
  /** The shown annotations at a place, the topmost first. */
  const itemsAt = useCallback(
    (offset: number): LayerItem[] =>
      store
        .items()
        .filter((item) => item.start <= offset && offset < item.end && isShown(item))
        .sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start),
    [store, isShown],
  )
  /** The shown annotations of the lines between two heights of the page. */
  const itemsBeside = useCallback(
    (top: number, bottom: number): LayerItem[] => {
      const span = view?.spanBeside(top, bottom)
      return span
        ? store
            .items()
            .filter((item) => item.start < span.end && item.end > span.start && isShown(item))
            .sort((a, b) => a.start - b.start || b.end - a.end)
        : []
    },
    [view, store, isShown],
  )
  return { itemsAt, itemsBeside }
}

interface ItemsInOrderNeeds {
  store: AnnotationStore
  items: readonly LayerItem[]
  isShown: IsShown
  focusId: string | null
  cursor: ReturnType<typeof useCursor>
  view: TextView | null
}

/** The shown annotations in the order of the text, and the next one or the one before, from the one in focus or from where one reads. */
export function useItemsInOrder({ store, items, isShown, focusId, cursor, view }: ItemsInOrderNeeds) {
  const ordered = useCallback(
    (some: readonly LayerItem[]) =>
      some.filter(isShown).sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1)),
    [isShown],
  )
  const inOrder = useMemo(() => ordered(items), [items, ordered])
  const neighbour = useCallback(
    (step: 1 | -1): LayerItem | null => {
      const now = store.items()
      const row = now === items ? inOrder : ordered(now)
      const at = row.findIndex((item) => item.id === focusId)
      if (at >= 0) return row[at + step] ?? null
      const near = cursor.selection?.start ?? cursor.cursor?.start ?? view?.visibleSpan(-60).start ?? 0
      return (step === 1 ? row.find((item) => item.start >= near) : row.findLast((item) => item.start < near)) ?? null
    },
    [store, items, inOrder, ordered, focusId, cursor.selection, cursor.cursor, view],
  )
  return { inOrder, neighbour }
}
