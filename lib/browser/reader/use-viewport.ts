'use client'

import { useEffect, useState } from 'react'
import type { Span } from '@/lib/domain/anchoring/span'
import type { TextView } from './text-view'

/** How often the margin is laid out anew while scrolling, in milliseconds: the bars scroll with the text by themselves. */
const pace = 80

/** Counts up whenever what is in the window, or how it is laid out, may be another. */
export function useViewportTick(view: TextView | null): number {
  const [tick, setTick] = useState(0)
  useEffect(() => {
    if (!view) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        requestAnimationFrame(() => setTick((count) => count + 1))
      }, pace)
    }
    const stop = view.onLayout(later)
    later()
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [view])
  return tick
}

/** Where one reads, as an offset that only changes when it does; 0 until there is a view. */
export function useReadingOffset(view: TextView | null): number {
  useViewportTick(view)
  return view?.readingOffset() ?? 0
}

/** The text in the window, as two numbers that only change when it does. */
export function useVisibleSpan(view: TextView | null): Span | null {
  useViewportTick(view)
  return view ? view.visibleSpan() : null
}
