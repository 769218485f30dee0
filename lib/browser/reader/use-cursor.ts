'use client'

import { useCallback, useEffect, useState } from 'react'
import { extendBy, stepTo, type StepUnit } from './reading-steps'
import type { TextSpan, TextView } from './text-view'

/** Where one reads by key (`cursor`) and what one has chosen to tag (`selection`). The page shows both. */
export function useCursor(view: TextView | null, language: string, announce: (text: string) => void) {
  const [cursor, setCursor] = useState<TextSpan | null>(null)
  const [selection, setSelection] = useState<TextSpan | null>(null)
  useEffect(() => view?.mark({ cursor: selection ? null : cursor, selection }), [view, cursor, selection])

  const show = useCallback(
    (span: TextSpan) => {
      if (!view) return
      view.scrollTo(span.start, 'nearest')
      announce(view.text.slice(span.start, Math.min(span.end, span.start + 600)))
    },
    [view, announce],
  )
  const move = useCallback(
    (unit: 'sentence' | 'paragraph', step: 1 | -1) => {
      if (!view || view.text === '') return
      const next = stepTo({ text: view.text, index: view.index, language }, selection ?? cursor, unit, step, view.visibleSpan(-60).start)
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
      const next = from ? extendBy(page, from, unit, step) : stepTo(page, null, 'sentence', 1, view.visibleSpan(-60).start)
      if (!next) return
      setCursor(from ? { start: next.start, end: next.end } : next)
      setSelection(next)
      view.scrollTo(Math.max(next.start, next.end - 1), 'nearest')
      const changed = from && next.end !== from.end ? view.text.slice(Math.min(from.end, next.end), Math.max(from.end, next.end)) : view.text.slice(next.start, next.end)
      announce(changed.trim() || changed)
    },
    [view, language, cursor, selection, announce],
  )
  const select = useCallback((span: TextSpan | null) => {
    setSelection(span)
    if (span) setCursor(span)
  }, [])
  return { cursor, selection, move, extend, select, setCursor }
}
