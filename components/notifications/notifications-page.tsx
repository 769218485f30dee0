'use client'

import { CheckCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { ListItem } from '@/components/ui/list-item'
import { PageHeader } from '@/components/ui/page-header'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { useMarkRead, useNotifications } from '@/lib/browser/notifications/use-notifications'
import { NotificationItem } from './notification-item'

/** What concerns one, in all projects, newest first. */
export function NotificationsPage() {
  const t = useTranslations('notifications')
  const [unreadOnly, setUnreadOnly] = useState(false)
  const news = useNotifications(unreadOnly)
  const markRead = useMarkRead()
  const items = news.data?.pages.flatMap((page) => page.items) ?? []
  const unread = news.data?.pages[0]?.unread ?? 0
  const read = (ids: readonly string[] | 'all') =>
    void markRead(ids).catch((error: Error) => void showToast({ tone: 'danger', title: error.message }))
  return (
    <>
      <PageHeader
        title={t('title')}
        lede={t('lede')}
        actions={
          unread > 0 && (
            <Button icon={<CheckCheck aria-hidden />} onPress={() => read('all')}>
              {t('readAll')}
            </Button>
          )
        }
      />
      <Select
        label={t('filter')}
        className="mb-6 w-44"
        value={unreadOnly ? 'unread' : 'all'}
        onChange={(key) => setUnreadOnly(key === 'unread')}
      >
        <ListItem id="all">{t('all')}</ListItem>
        <ListItem id="unread">{t('unreadOnly')}</ListItem>
      </Select>
      {news.isError && items.length === 0 ? (
        <ErrorState onRetry={() => void news.refetch()}>{news.error.message}</ErrorState>
      ) : news.isPending ? (
        <Skeleton lines={8} />
      ) : items.length === 0 ? (
        <EmptyState title={t(unreadOnly ? 'noneUnread' : 'none')}>
          {t(unreadOnly ? 'noneUnreadBody' : 'noneBody')}
        </EmptyState>
      ) : (
        <ul aria-label={t('title')} className="border-t border-rule">
          {items.map((item) => (
            <NotificationItem key={item.id} item={item} onRead={() => read([item.id])} />
          ))}
        </ul>
      )}
      {news.hasNextPage && (
        <div className="mt-6 flex justify-center">
          <Button isPending={news.isFetchingNextPage} onPress={() => void news.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}
