'use client'

import { onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState, type ReactNode } from 'react'
import { I18nProvider, RouterProvider } from 'react-aria-components'
import { IntlProvider } from 'use-intl'
import { keepInCookie } from '@/components/ui/appearance'
import { ToastRegion } from '@/components/ui/toast'
import { connection } from '@/lib/browser/offline/connection'
import { pageIsKept } from '@/lib/browser/offline/kept-page'
import { useStartConnection } from '@/lib/browser/offline/use-connection'
import { useKeepPages } from '@/lib/browser/offline/use-keep-pages'
import { useCompositionGuard } from '@/lib/browser/keyboard/use-composition-guard'
import { timeZoneCookie, writtenLocales, type Locale } from '@/lib/i18n/locales'
import { messagesFor } from '@/lib/i18n/messages'

export interface AppProvidersProps {
  locale: Locale
  timeZone: string
  children: ReactNode
}

// What has been read is not asked for again while nobody would answer; it is when the connection is back.
onlineManager.setEventListener((setOnline) => connection.subscribe(() => setOnline(connection.now().isReached)))

/** What every page stands in: language, links that do not reload, the query cache, and the place for passing messages. */
export function AppProviders({ locale, timeZone, children }: AppProvidersProps) {
  const router = useRouter()
  useCompositionGuard()
  useStartConnection()
  useKeepPages()
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // What was never read is asked for even where nobody may answer: the browser may have kept it. A command never waits for a connection in silence.
          queries: { staleTime: 10_000, retry: 1, refetchOnWindowFocus: true, networkMode: 'offlineFirst' },
          mutations: { networkMode: 'always' },
        },
      }),
  )
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    // A page that the browser had kept comes again as it was: it is asked for anew when there is a connection.
    if (own === timeZone || pageIsKept()) return
    // The first visit was written in UTC, for the server cannot know better; from now on it does.
    keepInCookie(timeZoneCookie, own)
    router.refresh()
  }, [router, timeZone])
  // The messages come with the scripts, which a browser keeps: handed down from the server they made up two thirds of every page.
  return (
    <IntlProvider locale={writtenLocales[locale]} messages={messagesFor(locale)} timeZone={timeZone}>
      <I18nProvider locale={writtenLocales[locale]}>
        <RouterProvider navigate={(href) => router.push(href)}>
          <QueryClientProvider client={queries}>
            {children}
            <ToastRegion />
          </QueryClientProvider>
        </RouterProvider>
      </I18nProvider>
    </IntlProvider>
  )
}
