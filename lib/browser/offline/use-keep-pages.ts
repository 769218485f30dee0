'use client'

import { useEffect } from 'react'
import { keepPages } from './keep-pages'

/** For the providers of every page: has the browser keep what is seen, once the page has come and has nothing better to do. */
export function useKeepPages(): void {
  useEffect(() => {
    // Not every browser says when it has nothing to do.
    if (!('requestIdleCallback' in window)) return void setTimeout(() => void keepPages(), 1000)
    requestIdleCallback(() => void keepPages(), { timeout: 5000 })
  }, [])
}
