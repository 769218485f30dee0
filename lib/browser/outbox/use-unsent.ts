'use client'

import { useEffect, useState } from 'react'
import { idOf } from '@/lib/browser/reader/annotation-store'
import { onLayerChange, unsavedHere } from '@/lib/browser/reader/document-layer'
import { keptOf, onKeptChange } from './outbox-store'

/** How many annotations of this person this browser has still to send something of, from whichever page and to whichever document. */
export function useUnsent(viewerId: string): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    let isOver = false
    const look = async () => {
      // A browser that keeps nothing has what its pages have in hand.
      const kept = await keptOf(viewerId).catch(() => [])
      const ids = new Set([...kept.map(({ write }) => idOf(write)), ...unsavedHere(viewerId)])
      if (!isOver) setCount(ids.size)
    }
    const stops = [onKeptChange(() => void look()), onLayerChange(() => void look())]
    void look()
    return () => {
      isOver = true
      stops.forEach((stop) => stop())
    }
  }, [viewerId])
  return count
}
