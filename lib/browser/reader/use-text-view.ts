'use client'

import { useEffect, useState, type RefObject } from 'react'
import type { NodeJson } from '@/lib/editor/document-json'
import { TextView } from './text-view'

/** Mounts a document's content in `host` once it is there; null until then. `fault` is what stood in the way. */
export function useTextView(host: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>, content: NodeJson | undefined) {
  const [view, setView] = useState<TextView | null>(null)
  useEffect(() => {
    if (!content || !host.current || !scroller.current) return
    const made = new TextView(host.current, scroller.current, content)
    setView(made)
    return () => {
      setView(null)
      made.destroy()
    }
  }, [content, host, scroller])
  return view
}
