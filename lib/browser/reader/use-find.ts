'use client'

import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { findIn, firstFrom } from '@/lib/domain/search/find-in'
import type { Folding } from '@/lib/domain/search/fold-character'
import { foldText } from '@/lib/domain/search/folded-text'
import type { TextView } from './text-view'
import { useSetting } from '@/lib/browser/use-kept'

/** Hits marked on the page at once, those around the current one; all are counted. */
const marked = 400

/** What the reader wants told apart in finding: kept on this machine, alike for whoever asks. */
export function useFolding(): { folding: Folding; choose: (part: Partial<Folding>) => void } {
  const [letterCase, setCase] = useSetting('find-case', ['folded', 'exact'])
  const [accents, setAccents] = useSetting('find-accents', ['folded', 'exact'])
  const folding = useMemo(() => ({ case: letterCase, accents }), [letterCase, accents])
  const choose = (part: Partial<Folding>) => {
    if (part.case) setCase(part.case)
    if (part.accents) setAccents(part.accents)
  }
  return { folding, choose }
}

/** Finding in the document: null `query` while it is closed. Opened again it has the last query, so that hit after hit can be tagged. */
export function useFind(view: TextView | null) {
  const [query, setQuery] = useState<string | null>(null)
  const [last, setLast] = useState('')
  const [place, setPlace] = useState(0)
  const { folding } = useFolding()
  const wanted = useDeferredValue(query ?? '')
  const isOpen = query !== null
  // Folded once for a search, not for every letter of it.
  const folded = useMemo(() => (view && isOpen ? foldText(view.text, folding) : null), [view, isOpen, folding])
  const hits = useMemo(() => (folded ? findIn(folded, wanted, folding) : []), [folded, wanted, folding])
  const at = hits.length === 0 ? -1 : Math.min(place, hits.length - 1)
  useEffect(() => {
    if (!view) return
    const from = Math.max(0, at - marked / 2)
    const current = hits[at] ?? null
    view.mark({ found: hits.slice(from, from + marked), current })
    if (current) view.scrollTo(current.start, 'nearest')
  }, [view, hits, at])
  const hitsOf = (text: string) => (view ? findIn(folded ?? foldText(view.text, folding), text, folding) : [])
  const nearby = (found: ReturnType<typeof hitsOf>) =>
    view ? Math.max(0, firstFrom(found, view.visibleSpan().start)) : 0
  const type = (text: string) => {
    setQuery(text)
    setLast(text)
    setPlace(nearby(hitsOf(text)))
  }
  /** Finds words from a place on, as whoever comes from a search. */
  const arrive = (text: string, from: number) => {
    setQuery(text)
    setLast(text)
    setPlace(Math.max(0, firstFrom(hitsOf(text), from)))
  }
  const open = () => {
    if (isOpen) return
    setQuery(last)
    // Where the last hit is still in sight it goes on from there, otherwise from what is being read.
    const found = hitsOf(last)
    const hit = found[place]
    const sight = view?.visibleSpan()
    if (hit === undefined || !sight || hit.start < sight.start || hit.start > sight.end) setPlace(nearby(found))
  }
  /** The hits of what is written now, and which of them is gone to: what is drawn may still be of the letters before. */
  const now = () => {
    const found = wanted === (query ?? '') ? hits : hitsOf(query ?? '')
    return { found, at: Math.min(place, found.length - 1) }
  }
  const step = (by: 1 | -1) => {
    const { found, at } = now()
    setPlace(found.length === 0 ? 0 : (at + by + found.length) % found.length)
  }
  /** The hit gone to; null where there is none. */
  const hit = () => {
    const { found, at } = now()
    return found[at] ?? null
  }
  return { query, count: hits.length, at, hit, type, step, arrive, open, close: () => setQuery(null) }
}
