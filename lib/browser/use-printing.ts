'use client'

import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

let isBegun = false

/**
 * Whether the page is being printed. What only paper needs is made then, and the browser waits for it, because it is told before it lays the paper out. A page that becomes live while the
 * medium is paper already is asked then, since no change will tell it.
 */
export function usePrinting(): boolean {
  return useSyncExternalStore(watch, isOnPaper, () => false)
}

/** `beforeprint` comes before the medium changes; a preview in the browser's own tools changes the medium and prints nothing. */
function isOnPaper(): boolean {
  return isBegun || window.matchMedia('print').matches
}

function watch(notify: () => void): () => void {
  const print = window.matchMedia('print')
  const tell = () => flushSync(notify) // A script that prints does not return before the paper is laid out.
  const begin = () => {
    isBegun = true
    tell()
  }
  const end = () => {
    isBegun = false
    tell()
    requestAnimationFrame(notify) // A medium that became paper again within this frame tells of no change.
  }
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  print.addEventListener('change', tell)
  return () => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
    print.removeEventListener('change', tell)
  }
}
