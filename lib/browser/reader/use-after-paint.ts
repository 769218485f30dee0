'use client'

import { startTransition, useEffect, useRef, useState } from 'react'

/**
 * `value` as it was when the page was last drawn: what is computed from it keeps nobody waiting for the next frame. A deferred value would not do, because
 * its work may begin before that frame. Values that follow one another faster than frames are skipped, never the last.
 */
export function useAfterPaint<T>(value: T): T {
  const [drawn, setDrawn] = useState(() => value)
  const newest = useRef(value)
  const frame = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    newest.current = value
    if (frame.current !== 0) return
    frame.current = requestAnimationFrame(() => {
      timer.current = setTimeout(() => {
        frame.current = 0
        startTransition(() => setDrawn(() => newest.current))
      })
    })
  }, [value])
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current)
      clearTimeout(timer.current)
      frame.current = 0
    },
    [],
  )
  return drawn
}
