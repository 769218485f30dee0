'use client'

import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

let isPrinting = false

/** Whether the page is being printed. What only paper needs is made then, and the browser waits for it, because it is told before it lays the paper out. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    watch,
    () => isPrinting,
    () => false,
  )
}

function watch(notify: () => void): () => void {
  const print = window.matchMedia('print')
  const set = (value: boolean) => {
    isPrinting = value
    flushSync(notify) // A script that prints does not return before the paper is laid out.
  }
  const begin = () => set(true)
  // A preview of the paper in the browser's own tools changes the medium and prints nothing.
  const ask = () => set(print.matches)
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', ask)
  print.addEventListener('change', ask)
  return () => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', ask)
    print.removeEventListener('change', ask)
  }
}
