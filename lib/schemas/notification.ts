import { z } from 'zod'
import { notificationKinds } from '@/lib/domain/threads/notification-kinds'
import { subjectTypes } from './comment'
import { proposalKinds } from './proposal'
import { id, page, pageQuery, person, time } from './primitives'
import { told } from './told'
import { say } from '@/lib/i18n/say'

export const mailDigests = ['off', 'immediately', 'daily'] as const
export type MailDigest = (typeof mailDigests)[number]

const named = z.object({ id, name: z.string() })

const notification = z
  .object({
    id,
    kind: z.enum(notificationKinds),
    project: named,
    actor: person,
    comment: z
      .object({
        id,
        threadId: id,
        isReply: z.boolean(),
        text: z.string().meta({ description: 'The first 300 characters' }),
      })
      .nullable(),
    subject: z
      .object({ type: z.enum(subjectTypes), id, name: z.string().nullable() })
      .nullable()
      .meta({ description: 'What the comment is about' }),
    document: z.object({ id, title: z.string() }).nullable(),
    round: named.nullable(),
    verdictId: id.nullable(),
    proposal: z
      .object({
        id,
        kind: z.enum(proposalKinds),
        name: z.string().meta({ description: 'The tag that it is about, or would make' }),
        answer: z.string(),
      })
      .nullable(),
    createdAt: time,
    readAt: time.nullable(),
  })
  .meta({ id: 'Notification' })
export type AppNotification = z.infer<typeof notification>

export const notificationQuery = pageQuery.extend({ unread: z.enum(['true', 'false']).optional() })
export const notificationPage = page(notification).extend({
  unread: z.int().meta({ description: 'How many you have not read, of all that exist for you now' }),
})
export type NotificationPage = z.infer<typeof notificationPage>

export const notificationsRead = z
  .strictObject({ ids: z.array(id).min(1).max(500).optional(), all: z.literal(true).optional() })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), told(say('faults.idsOrAll')))
export const unreadCount = z.object({ unread: z.int() })
