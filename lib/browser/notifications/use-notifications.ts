'use client'

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { callApi } from '@/lib/browser/api'
import { notificationsKey } from '@/lib/browser/query-keys'
import type { NotificationPage } from '@/lib/schemas/notification'

/** Between two looks where no project's events tell of news. */
const pause = 30_000

/** How many notifications one has not read, as of now. */
export function useUnreadCount(): number {
  const { data } = useQuery({
    queryKey: [...notificationsKey, 'count'],
    queryFn: ({ signal }) =>
      callApi<NotificationPage>('GET', '/me/notifications?unread=true&limit=1&total=false', undefined, signal),
    refetchInterval: pause,
  })
  return data?.unread ?? 0
}

/** What concerns one, newest first, a page at a time. */
export function useNotifications(unreadOnly: boolean) {
  return useInfiniteQuery({
    queryKey: [...notificationsKey, unreadOnly ? 'unread' : 'all'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        limit: '30',
        ...(unreadOnly && { unread: 'true' }),
        ...(pageParam !== null && { cursor: pageParam }),
      })
      return callApi<NotificationPage>('GET', `/me/notifications?${query}`, undefined, signal)
    },
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** Marks some or all as read. */
export function useMarkRead() {
  const queries = useQueryClient()
  return useCallback(
    async (ids: readonly string[] | 'all') => {
      await callApi('POST', '/me/notifications/read', ids === 'all' ? { all: true } : { ids: [...ids] })
      await queries.invalidateQueries({ queryKey: notificationsKey })
    },
    [queries],
  )
}
