'use client'

import { Bell as BellIcon } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { useUnreadCount } from '@/lib/browser/notifications/use-notifications'

/** The way to what concerns one, with how much of it is unread. */
export function Bell() {
  const t = useTranslations('notifications')
  const count = useUnreadCount()
  return (
    <Link
      href="/notifications"
      aria-label={t('bell', { count })}
      className="relative grid size-9 place-items-center rounded-md text-ink-muted focus-ring data-hovered:bg-paper-sunken data-hovered:text-ink pointer-coarse:size-11"
    >
      <BellIcon aria-hidden className="size-[1.125rem]" />
      {count > 0 && (
        // Drawn by the style sheet: figures in the text would be part of what a voice user has to say.
        <span
          aria-hidden
          data-count={count > 99 ? '99+' : count}
          className="absolute end-0 top-0 grid before:content-[attr(data-count)] min-w-4.5 place-items-center rounded-full bg-accent px-1 text-[0.6875rem] leading-4.5 font-medium text-accent-ink tabular-nums"
        />
      )}
    </Link>
  )
}
