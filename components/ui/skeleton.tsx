'use client'

import { useTranslations } from 'use-intl'
import { classNames } from './class-names'

/** Lines of a page that is on its way. `lines` and the widths are only a likeness; it says "Loading" once. */
export function Skeleton({ lines = 4, className }: { lines?: number; className?: string }) {
  const t = useTranslations('ui')
  return (
    <div role="status" className={classNames('flex flex-col gap-3', className)}>
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          aria-hidden
          className="h-3.5 animate-pulse rounded-sm bg-rule"
          style={{ width: `${line === lines - 1 ? 46 : 100 - ((line * 7) % 16)}%` }}
        />
      ))}
    </div>
  )
}
