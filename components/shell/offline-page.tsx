'use client'

import { useEffect, useState } from 'react'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import { Link } from 'react-aria-components'
import { ButtonLink } from '@/components/ui/button'
import { connection } from '@/lib/browser/offline/connection'
import { pagesAtHand, type PageAtHand } from '@/lib/browser/offline/keep-pages'
import { pageIsUnopened } from '@/lib/browser/offline/kept-page'
import { keptTime } from './kept-time'
import { TitlePage } from './title-page'

/** What a browser shows in place of a page that it has not seen while it cannot reach the server: what is at hand instead. The page itself comes as soon as it can. */
export function OfflinePage() {
  const t = useTranslations('shell.unopened')
  const [isFile, setFile] = useState(false)
  const [pages, setPages] = useState<readonly PageAtHand[]>([])
  useEffect(() => {
    let isOver = false
    void pagesAtHand()
      // A browser that keeps nothing has nothing at hand.
      .catch(() => [])
      .then((found) => {
        if (isOver) return
        setFile(window.location.pathname.startsWith('/api/'))
        setPages(found)
      })
    const stop = connection.subscribe(() => {
      if (connection.now().isReached && pageIsUnopened() && isFirstTry()) window.location.reload()
    })
    return () => {
      isOver = true
      stop()
    }
  }, [])
  return (
    <TitlePage title={t('title')} lede={isFile ? t('file') : t('body')}>
      {pages.length > 0 ? (
        <PagesAtHand pages={pages} />
      ) : (
        <ButtonLink href="/" className="self-center">
          {t('action')}
        </ButtonLink>
      )}
    </TitlePage>
  )
}

/** Milliseconds in which a page that still does not come is not asked for again by itself. */
const pause = 60_000

/** Whether this address was not reloaded just now: one whose connection breaks each time would be for ever. */
function isFirstTry(): boolean {
  const key = `cp-reloaded ${window.location.pathname}`
  const before = Number(sessionStorage.getItem(key))
  sessionStorage.setItem(key, String(Date.now()))
  return Date.now() - before > pause
}

function PagesAtHand({ pages }: { pages: readonly PageAtHand[] }) {
  const t = useTranslations('shell.unopened')
  const format = useFormatter()
  const now = useNow()
  const name = useTranslations('shell')('name')
  return (
    <section aria-labelledby="at-hand" className="flex flex-col gap-1 border-t border-rule pt-5">
      <h2 id="at-hand" className="label-caps">
        {t('atHand')}
      </h2>
      <ul className="flex flex-col">
        {pages.map(({ address, title, keptAt }) => (
          <li key={address} className="border-b border-rule last:border-b-0">
            <Link
              href={address}
              className="flex min-h-11 items-center gap-4 rounded-sm py-1.5 text-[0.9375rem] focus-ring data-hovered:text-accent"
            >
              <span dir="auto" className="min-w-0 flex-1 text-pretty">
                {title.endsWith(` · ${name}`) ? title.slice(0, -` · ${name}`.length) : title}
              </span>
              <time dateTime={new Date(keptAt).toISOString()} className="text-[0.8125rem] text-ink-muted tabular-nums">
                {keptTime(format, keptAt, now)}
              </time>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
