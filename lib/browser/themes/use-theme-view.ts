'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { plainView, readView, writeView, type ThemeView } from './theme-view'

export interface ThemeViewState {
  view: ThemeView
  /** Changes some of it; the address changes with it, so that a view can be kept and sent. */
  change: (part: Partial<ThemeView>) => void
  /** The address of this page with some of the view changed. */
  hrefWith: (part: Partial<ThemeView>) => string
  clear: () => void
}

/** The view that the address describes. */
export function useThemeView(): ThemeViewState {
  const query = useSearchParams()
  const path = usePathname()
  const router = useRouter()
  const view = useMemo(() => readView(new URLSearchParams(query)), [query])
  const hrefWith = useCallback(
    (part: Partial<ThemeView>) => {
      const text = writeView({ ...view, ...part })
      return text === '' ? path : `${path}?${text}`
    },
    [path, view],
  )
  const change = useCallback(
    (part: Partial<ThemeView>) => router.push(hrefWith(part), { scroll: false }),
    [router, hrefWith],
  )
  const clear = useCallback(() => change({ ...plainView, groupBy: view.groupBy }), [change, view.groupBy])
  return { view, change, hrefWith, clear }
}
