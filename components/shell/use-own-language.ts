'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useLocale } from 'use-intl'
import { keepInCookie } from '@/components/ui/appearance'
import { pageIsKept } from '@/lib/browser/offline/kept-page'
import { isLocale, localeCookie, writtenLocales } from '@/lib/i18n/locales'

/**
 * Lets the pages speak the language of the account, `own`. A browser that somebody else used, or that nobody has used yet, was written
 * in another; it changes over once and keeps that in the cookie, which the server reads before it knows who is asking.
 */
export function useOwnLanguage(own: string): void {
  const router = useRouter()
  const written = useLocale()
  useEffect(() => {
    if (!isLocale(own) || writtenLocales[own] === written || pageIsKept()) return
    keepInCookie(localeCookie, own)
    router.refresh()
  }, [own, written, router])
}
