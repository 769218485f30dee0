'use client'

import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { findAll, firstFrom, foldCase } from '@/lib/domain/reading/find'
import type { TextView } from './text-view'

/** Hits marked on the page at once, those around the current one; all are counted. */
const marked = 400

/** Finding in the document: null `query` while it is closed. */
export function useFind(view: TextView | null) {
  const [query, setQuery] = useState<string | null>(null)
  const [place, setPlace] = useState(0)
  const wanted = useDeferredValue(query ?? '')
  const isOpen = query !== null
  // Folded once for a search, not for every letter of it.
  const folded = useMemo(() => (view && isOpen ? foldCase(view.text) : ''), [view, isOpen])
  const starts = useMemo(() => findAll(folded, wanted), [folded, wanted])
  const length = foldCase(wanted).length
  const at = starts.length === 0 ? -1 : Math.min(place, starts.length - 1)
  useEffect(() => {
    if (!view) return
    const from = Math.max(0, at - marked / 2)
    const found = starts.slice(from, from + marked).map((start) => ({ start, end: start + length }))
    const current = starts[at]
    view.mark({ found, current: current === undefined ? null : { start: current, end: current + length } })
    if (current !== undefined) view.scrollTo(current, 'nearest')
  }, [view, starts, at, length])
  const type = (text: string) => {
    setQuery(text)
    setPlace(view ? Math.max(0, firstFrom(findAll(folded === '' ? foldCase(view.text) : folded, text), view.visibleSpan().start)) : 0)
  }
  const step = (by: 1 | -1) => setPlace(starts.length === 0 ? 0 : (at + by + starts.length) % starts.length)
  const hit = at === -1 ? null : { start: starts[at] ?? 0, end: (starts[at] ?? 0) + length }
  return { query, count: starts.length, at, hit, type, step, open: () => setQuery((text) => text ?? ''), close: () => setQuery(null) }
}
