'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import type { NodeJson } from '@/lib/editor/document-json'
import type { PaintLayer } from './highlight-plugin'
import { TextView } from './text-view'

/** Set in the browser's timeline once the frame with the text and all its highlights was drawn. */
const drawnMark = 'reader-drawn'

/** Mounts a document's content in `host`, scrolled by `scroller`, once all three are there, with what `layers` then answers painted on it; null until then. */
export function useTextView(
  host: HTMLElement | null,
  scroller: HTMLElement | null,
  content: NodeJson | undefined,
  language: string,
  layers: () => readonly PaintLayer[],
): TextView | null {
  const [view, setView] = useState<TextView | null>(null)
  const layersNow = useEffectEvent(layers)
  useEffect(() => {
    if (!content || !host || !scroller) return
    const made = new TextView(host, scroller, content, language, layersNow())
    let timer: ReturnType<typeof setTimeout> | undefined
    // Text and highlights are on the page: they are drawn before React goes on with what it makes of them, which is the margin, the cards and the keys.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        performance.mark(drawnMark)
        setView(made)
      })
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      setView(null)
      made.destroy()
    }
  }, [content, host, scroller, language])
  return view
}
