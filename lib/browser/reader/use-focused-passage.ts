import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Span } from '@/lib/domain/anchoring/span'
import type { AnnotationStore } from './annotation-store'
import type { TextView } from './text-view'

/** The passage in focus, marked in the text by its edges, or by those to which it is being moved. */
export function useFocusedPassage(store: AnnotationStore, view: TextView | null) {
  const [focusId, setFocusId] = useState<string | null>(null)
  // As the store has it now: the next key is meant for what the key before it made, and the items follow a frame later.
  const focused = useSyncExternalStore(
    store.subscribe,
    () => (focusId === null ? null : (store.get(focusId) ?? null)),
    () => null,
  )
  const [edges, setEdges] = useState<Span | null>(null)
  const focusSpan = edges ?? focused
  const [from, to] = [focusSpan?.start, focusSpan?.end]
  useEffect(() => {
    view?.mark({ focus: from === undefined || to === undefined ? null : { start: from, end: to } })
  }, [view, from, to])

  const focus = useCallback(
    (id: string | null, scroll: 'third' | 'nearest' = 'nearest') => {
      setEdges(null)
      setFocusId(id)
      const item = id === null ? undefined : store.get(id)
      if (item) view?.scrollTo(item.start, scroll)
    },
    [store, view],
  )
  return { focusId, focused, focus, edges, setEdges }
}
