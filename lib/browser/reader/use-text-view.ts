'use client'

import { useEffect, useState } from 'react'
import type { NodeJson } from '@/lib/editor/document-json'
import { TextView } from './text-view'

/** Mounts a document's content in `host`, scrolled by `scroller`, once all three are there; null until then. */
export function useTextView(host: HTMLElement | null, scroller: HTMLElement | null, content: NodeJson | undefined, language: string): TextView | null {
  const [view, setView] = useState<TextView | null>(null)
  useEffect(() => {
    if (!content || !host || !scroller) return
    const made = new TextView(host, scroller, content, language)
    setView(made)
    return () => {
      setView(null)
      made.destroy()
    }
  }, [content, host, scroller, language])
  return view
}
