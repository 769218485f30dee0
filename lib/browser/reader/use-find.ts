'use client'

import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { findAll, firstFrom, foldCase } from '@/lib/domain/reading/find'
import type { TextView } from './text-view'

/** Hits marked on the page at once, those around the current one; all are counted. */
const marked = 400

/** Finding in the document: null `query` while it is closed. Opened again it has the last query, so that hit after hit can be tagged. */
export function useFind(view: TextView | null) {
  const [query, setQuery] = useState<string | null>(null)
  const [last, setLast] = useState('')
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
  const placeNearby = (text: string) => (view ? Math.max(0, firstFrom(findAll(folded === '' ? foldCase(view.text) : folded, text), view.visibleSpan().start)) : 0)
  const type = (text: string) => {
    setQuery(text)
    setLast(text)
    setPlace(placeNearby(text))
  }
  const open = () => {
    if (isOpen) return
    setQuery(last)
    // Where the last hit is still in sight it goes on from there, otherwise from what is being read.
    const hit = view ? findAll(foldCase(view.text), last)[place] : undefined
    const sight = view?.visibleSpan()
    if (hit === undefined || !sight || hit < sight.start || hit > sight.end) setPlace(placeNearby(last))
  }
  const step = (by: 1 | -1) => setPlace(starts.length === 0 ? 0 : (at + by + starts.length) % starts.length)
  const hit = at === -1 ? null : { start: starts[at] ?? 0, end: (starts[at] ?? 0) + length }
  return { query, count: starts.length, at, hit, type, step, open, close: () => setQuery(null) }
}
