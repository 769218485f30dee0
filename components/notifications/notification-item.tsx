'use client'

import { Check } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { isolatedValues } from '@/lib/i18n/isolated'
import { notificationPath } from '@/lib/domain/threads/notification-path'
import { sentenceOf, valuesOf } from '@/lib/domain/threads/tell-notification'
import type { AppNotification } from '@/lib/schemas/notification'

/** One notification as a sentence that leads to what it is about; going there reads it. */
export function NotificationItem({ item, onRead }: { item: AppNotification; onRead: () => void }) {
  const t = useTranslations('notifications')
  const format = useFormatter()
  const isUnread = item.readAt === null
  return (
    <li
      className={classNames(
        'relative flex items-start gap-3 border-b border-rule py-3',
        isUnread && 'bg-accent-soft/40',
      )}
    >
      <AvatarInitials name={item.actor.name} size="small" className="ms-2 mt-0.5" />
      <div className="min-w-0 flex-1">
        <Link
          href={notificationPath(item)}
          onPress={isUnread ? onRead : undefined}
          dir="auto"
          className={classNames(
            'rounded-sm text-[0.9375rem] text-ink focus-ring after:absolute after:inset-0 data-hovered:underline',
            isUnread && 'font-medium',
          )}
        >
          {t(`said.${sentenceOf(item)}`, isolatedValues(valuesOf(item)))}
        </Link>
        {item.comment && (
          <p dir="auto" className="mt-0.5 line-clamp-2 text-sm text-ink-muted">
            {item.comment.text}
          </p>
        )}
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-xs text-ink-muted">
          {isUnread && <Badge tone="accent">{t('unread')}</Badge>}
          <bdi>{item.project.name}</bdi>
          <time dateTime={item.createdAt}>
            {format.dateTime(new Date(item.createdAt), { dateStyle: 'medium', timeStyle: 'short' })}
          </time>
        </p>
      </div>
      {isUnread && (
        <IconButton
          size="small"
          className="relative"
          label={t('markRead')}
          icon={<Check aria-hidden />}
          onPress={onRead}
        />
      )}
    </li>
  )
}
