'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import type { NodeJson } from '@/lib/editor/document-json'
import type { PaintLayer } from './highlight-plugin'
import { TextView } from './text-view'

/** Mounts a document's content in `host`, scrolled by `scroller`, once all three are there, with what `layers` then answers painted on it; null until then. */
export function useTextView(host: HTMLElement | null, scroller: HTMLElement | null, content: NodeJson | undefined, language: string, layers: () => readonly PaintLayer[]): TextView | null {
  const [view, setView] = useState<TextView | null>(null)
  const layersNow = useEffectEvent(layers)
  useEffect(() => {
    if (!content || !host || !scroller) return
    const made = new TextView(host, scroller, content, language, layersNow())
    setView(made)
    return () => {
      setView(null)
      made.destroy()
    }
  }, [content, host, scroller, language])
  return view
}
