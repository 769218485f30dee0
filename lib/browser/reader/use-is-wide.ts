'use client'

import { useSyncExternalStore } from 'react'

/** From this width on there is room for the panels beside the text; the same as Tailwind's `lg`. */
const wide = '(min-width: 64rem)'

/** Whether the window has room for panels beside the text. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    watch,
    () => window.matchMedia(wide).matches,
    () => true,
  )
}

function watch(notify: () => void): () => void {
  const query = window.matchMedia(wide)
  query.addEventListener('change', notify)
  return () => query.removeEventListener('change', notify)
}
