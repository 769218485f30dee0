import { listNotifications, markRead } from '@/lib/data/threads/notifications'
import { notificationPage, notificationQuery, notificationsRead, unreadCount } from '@/lib/schemas/notification'
import type { Api, ApiParts } from './http/context'
import { body, json, operation } from './http/operation'

const tag = 'Notifications'

export function notificationRoutes(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listNotifications',
      method: 'get',
      path: '/api/v1/me/notifications',
      tag,
      summary: 'What concerns you in all your projects, newest first',
      request: { query: notificationQuery },
      responses: { 200: json(notificationPage) },
    }),
    async (c) => c.json(await listNotifications(db, c.get('viewer'), c.req.valid('query')), 200),
  )
  api.openapi(
    operation({
      operationId: 'readNotifications',
      method: 'post',
      path: '/api/v1/me/notifications/read',
      tag,
      summary: 'Mark notifications as read',
      request: { body: body(notificationsRead) },
      responses: { 200: json(unreadCount) },
    }),
    async (c) => {
      const { ids } = c.req.valid('json')
      return c.json(await markRead(db, c.get('viewer'), ids ?? 'all', now()), 200)
    },
  )
}
