'use client'

import { useEffect } from 'react'
import { showToast } from '@/components/ui/toast'
import { unreached } from '@/lib/browser/spoken'

/** While `isOffline`, says of a link to a file of the server that it cannot be had now. A browser would go to its own page for that, or say so in its list of downloads. */
export function useNoDownloads(isOffline: boolean): void {
  useEffect(() => {
    if (!isOffline) return
    const explain = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || !event.target.closest('a[href^="/api/"]')) return
      event.preventDefault()
      event.stopPropagation()
      showToast({ tone: 'danger', title: unreached('download') })
    }
    document.addEventListener('click', explain, true)
    return () => document.removeEventListener('click', explain, true)
  }, [isOffline])
}
