import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { AppProviders } from '@/components/app-providers'
import { appearanceCookie, appearanceFrom, textSizeCookie, textSizeFrom } from '@/components/ui/appearance'
import { localeDirections } from '@/lib/i18n/locales'
import { requestLocale, requestTimeZone } from '@/lib/i18n/server'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Commonplace', template: '%s · Commonplace' },
  // A private instance is nobody's search result.
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' }

/** The frame of every page: language, appearance and text size as the cookies say, so that nothing flashes. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, sent, locale, timeZone] = await Promise.all([cookies(), headers(), requestLocale(), requestTimeZone()])
  const appearance = appearanceFrom(jar.get(appearanceCookie)?.value)
  const nonce = sent.get('x-nonce')
  return (
    <html
      lang={locale}
      dir={localeDirections[locale]}
      data-appearance={appearance === 'system' ? undefined : appearance}
      data-text-size={textSizeFrom(jar.get(textSizeCookie)?.value)}
      suppressHydrationWarning
    >
      <head>
        {/* The accessible primitives add one small style element; this is where they look for the nonce it needs. */}
        {nonce && <meta property="csp-nonce" content={nonce} nonce={nonce} suppressHydrationWarning />}
      </head>
      <body>
        <AppProviders locale={locale} timeZone={timeZone}>
          {children}
        </AppProviders>
      </body>
    </html>
  )
}
