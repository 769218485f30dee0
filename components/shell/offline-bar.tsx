'use client'

import { CloudOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useFormatter, useLocale, useNow, useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import { pageIsUnopened } from '@/lib/browser/offline/kept-page'
import { useConnection } from '@/lib/browser/offline/use-connection'
import { useUnsent } from '@/lib/browser/outbox/use-unsent'
import { keptTime } from './kept-time'
import { useComingBack } from './use-coming-back'
import { useNoDownloads } from './use-no-downloads'

export interface OfflineBarProps {
  /** Who is signed in, whose changes wait; nobody on the pages before. */
  viewerId?: string
}

/**
 * Says above a page that the server is not reached, how many changes wait, and since when what is shown may have stood; nothing while all is well. It is part of
 * the page and covers nothing: what sticks to the top of a wide window sticks below it. Announced politely, and so is that the connection is back.
 */
export function OfflineBar({ viewerId }: OfflineBarProps) {
  const t = useTranslations('shell.offline')
  const { isReached, keptAt } = useConnection()
  // Chinese has no space between sentences.
  const gap = useLocale().startsWith('zh') ? '' : ' '
  const isShown = !isReached || keptAt !== null
  const [wasShown, setWasShown] = useState(false)
  if (isShown && !wasShown) setWasShown(true)
  const bar = useRef<HTMLDivElement>(null)
  useComingBack()
  useNoDownloads(!isReached)
  useHeight(bar)
  useEffect(() => {
    // Where it is part of a page that one has read down it is out of sight.
    const isAbove = bar.current && bar.current.getBoundingClientRect().bottom < 0
    if (!isReached && isAbove) showToast({ title: t('word') })
  }, [isReached, t])
  return (
    <div ref={bar} role="status" className="z-40 shrink-0 md:sticky md:top-0 print:hidden">
      {isShown ? (
        <div className="flex min-h-9 items-center justify-center gap-2.5 border-b border-warning bg-warning-soft px-4 py-1.5 text-sm leading-snug text-ink sm:px-6 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-warning">
          <CloudOff aria-hidden />
          <p className="min-w-0 text-pretty">
            {isReached ? (
              t('returning')
            ) : (
              <>
                <strong className="font-medium">{t('word')}</strong>
                {gap}
                {keptAt !== null && <KeptAt at={keptAt} />}
                {keptAt !== null && gap}
                {viewerId !== undefined && <Unsent viewerId={viewerId} />}
                {viewerId === undefined && !pageIsUnopened() && t('later')}
              </>
            )}
          </p>
        </div>
      ) : (
        wasShown && <p className="sr-only">{t('back')}</p>
      )}
    </div>
  )
}

function Unsent({ viewerId }: { viewerId: string }) {
  const t = useTranslations('shell.offline')
  return t('goOn', { count: useUnsent(viewerId) })
}

function KeptAt({ at }: { at: number }) {
  const t = useTranslations('shell.offline')
  const format = useFormatter()
  const now = useNow()
  return t('keptAt', { when: keptTime(format, at, now) })
}

/** Tells the style sheet how high the bar is. */
function useHeight(bar: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = bar
    if (!current) return
    const root = document.documentElement.style
    const observer = new ResizeObserver(() => root.setProperty('--offline-top', `${current.offsetHeight}px`))
    observer.observe(current)
    return () => {
      observer.disconnect()
      root.removeProperty('--offline-top')
    }
  }, [bar])
}
