'use client'

import { useCallback, useEffect, useState } from 'react'
import type { Span } from '@/lib/domain/anchoring/span'
import { extendBy, sentencesOf, stepTo, type StepUnit } from './reading-steps'
import type { TextView } from './text-view'

/** Where one reads by key (`cursor`) and what one has chosen to tag (`selection`). The page shows both. */
export function useCursor(view: TextView | null, language: string, announce: (text: string) => void) {
  const [cursor, setCursor] = useState<Span | null>(null)
  const [selection, setSelection] = useState<Span | null>(null)
  /** What the selection grew from, by sentences to either side. */
  const [origin, setOrigin] = useState<Span | null>(null)
  useEffect(() => view?.mark({ cursor: selection ? null : cursor, selection }), [view, cursor, selection])

  const show = useCallback(
    (span: Span) => {
      if (!view) return
      view.scrollTo(span.start, 'nearest')
      announce(view.text.slice(span.start, Math.min(span.end, span.start + 600)))
    },
    [view, announce],
  )
  const move = useCallback(
    (unit: 'sentence' | 'paragraph', step: 1 | -1, from: Span | null = null) => {
      if (!view || view.text === '') return
      const next = stepTo(
        { text: view.text, index: view.index, language },
        selection ?? from ?? cursor,
        unit,
        step,
        view.visibleSpan(-60).start,
      )
      if (!next) return
      setSelection(null)
      setCursor(next)
      show(next)
    },
    [view, language, cursor, selection, show],
  )
  const extend = useCallback(
    (unit: StepUnit, step: 1 | -1) => {
      if (!view || view.text === '') return
      const page = { text: view.text, index: view.index, language }
      const from = selection ?? cursor
      const next = from
        ? extendBy(page, from, unit, step, (selection && unit === 'sentence' && origin) || from)
        : stepTo(page, null, 'sentence', 1, view.visibleSpan(-60).start)
      if (!next) return
      setCursor(from ? { start: next.start, end: next.end } : next)
      setSelection(next)
      if (!selection || unit !== 'sentence') setOrigin(unit === 'sentence' && from ? from : next)
      const changedAtStart = from !== null && next.start !== from.start
      view.scrollTo(changedAtStart ? next.start : Math.max(next.start, next.end - 1), 'nearest')
      const edges = changedAtStart
        ? [from.start, next.start]
        : from && next.end !== from.end
          ? [from.end, next.end]
          : [next.start, next.end]
      const changed = view.text.slice(Math.min(...edges), Math.max(...edges))
      announce(changed.trim() || changed)
    },
    [view, language, cursor, selection, origin, announce],
  )
  const select = useCallback((span: Span | null) => {
    setSelection(span)
    setOrigin(span)
    if (span) setCursor(span)
  }, [])
  /** Selects the whole sentences that `near` touches, or else what is selected, or where one reads. */
  const selectSentence = useCallback(
    (near: Span | null) => {
      if (!view) return
      const at =
        near ??
        selection ??
        cursor ??
        stepTo({ text: view.text, index: view.index, language }, null, 'sentence', 1, view.visibleSpan(-60).start)
      const sentence = at && sentencesOf({ text: view.text, index: view.index, language }, at)
      if (!sentence) return
      select(sentence)
      show(sentence)
    },
    [view, language, cursor, selection, select, show],
  )
  return { cursor, selection, move, extend, select, selectSentence, setCursor }
}
