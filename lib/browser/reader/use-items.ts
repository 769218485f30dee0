'use client'

import { startTransition, useEffect, useState } from 'react'
import type { AnnotationStore } from './annotation-store'
import type { LayerItem } from './layer-item'

const none: readonly LayerItem[] = []

/**
 * The annotations shown, as React sees them: those of the frame drawn last, another array after every change. The page itself is painted by the store in the
 * task of the change; what is made of all annotations besides (counts, lanes, cards) keeps nobody waiting for that frame. Changes that follow one another
 * faster than frames are seen together, the last one always.
 */
export function useItems(store: AnnotationStore): readonly LayerItem[] {
  // The server renders none, and a page comes to life as it was rendered, also where something of a page that is gone is in the store by then.
  const [items, setItems] = useState(none)
  useEffect(() => {
    let frame = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const afterPaint = () => {
      if (frame !== 0) return
      frame = requestAnimationFrame(() => {
        // A task of its own: what a frame's callbacks begin still belongs to that frame.
        timer = setTimeout(() => {
          frame = 0
          startTransition(() => setItems(store.items()))
        })
      })
    }
    afterPaint() // What came between rendering and listening.
    const ended = store.subscribe(afterPaint)
    return () => {
      ended()
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [store])
  return items
}
