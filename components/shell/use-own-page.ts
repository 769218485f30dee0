'use client'

import { useEffect } from 'react'
import { ownPage } from '@/lib/browser/page-owner'

/** Makes the page this account's. Where a page of one account comes to show another's, because somebody else signed in meanwhile in another tab, it is loaded anew. */
export function useOwnPage(userId: string): void {
  // Not in an effect: those of what stands on the page come first, and may change something.
  const isOwn = ownPage(userId)
  useEffect(() => {
    if (!isOwn) window.location.reload()
  }, [isOwn])
}
