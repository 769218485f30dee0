import { Prisma } from '@/generated/prisma/client'
import type { AppNotification } from '@/lib/schemas/notification'
import type { Transaction } from '@/lib/data/database/client'
import {
  notificationRows,
  presentNotification,
  readerAcross,
  amongNotifications,
  visibleNotification,
  type NotificationRow,
} from './notifications'

// Mail belongs to no request: it goes to each person about what exists for that person, which `visibleNotification` decides for it as for the bell.

/** What one person is to be told in one mail. */
export interface Digest {
  user: { id: string; name: string; email: string; locale: string }
  items: AppNotification[]
}

const minute = 60_000
/** A claim that was not followed by `markMailed` lapses: the process died, or the mail server refused; then it is tried again. */
const claimLapses = 10 * minute
const day = 24 * 60 * minute
/** What nobody could deliver or was hidden for so long is no news by mail any more; the bell still has it. */
const staleAfter = 14 * day
const most = 50

/** Whether this transaction may claim; false while another process is at it. Held until the transaction ends. */
export async function takeMailTurn(tx: Transaction): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { mine: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(hashtext('commonplace.mail')) AS mine`
  return row?.mine === true
}

/**
 * The next person after `afterUserId` for whom mail is due: they want it, something is unread and unmailed, and with a daily digest none went out within
 * a day. Whether any of it exists for them now is asked by `claimDigest`.
 */
export async function nextRecipient(
  tx: Transaction,
  afterUserId: string | null,
  now: Date,
): Promise<Digest['user'] | null> {
  const free = new Date(now.getTime() - claimLapses)
  const [row] = await tx.$queryRaw<Digest['user'][]>`
    SELECT u.id, u.name, u.email, u.locale FROM "User" u
    WHERE u."deactivatedAt" IS NULL AND u."mailDigest" <> 'off' ${afterUserId === null ? Prisma.empty : Prisma.sql`AND u.id > ${afterUserId}::uuid`}
      AND EXISTS (
        SELECT 1 FROM "Notification" n WHERE n."userId" = u.id AND n."mailedAt" IS NULL AND n."readAt" IS NULL AND n."createdAt" > ${new Date(now.getTime() - staleAfter)}
          AND (n."mailingAt" IS NULL OR n."mailingAt" < ${free}))
      AND (u."mailDigest" = 'immediately' OR NOT EXISTS (
        SELECT 1 FROM "Notification" n WHERE n."userId" = u.id AND (n."mailedAt" > ${new Date(now.getTime() - day)} OR (n."mailedAt" IS NULL AND n."mailingAt" >= ${free}))))
    ORDER BY u.id LIMIT 1`
  return row ?? null
}

/** Claims what this person is to be told now, newest first; null where nothing of it exists for them at present. */
export async function claimDigest(tx: Transaction, user: Digest['user'], now: Date): Promise<Digest | null> {
  const due = Prisma.sql`n."mailedAt" IS NULL AND n."readAt" IS NULL AND n."createdAt" > ${new Date(now.getTime() - staleAfter)} AND (n."mailingAt" IS NULL OR n."mailingAt" < ${new Date(now.getTime() - claimLapses)})`
  const reader = await readerAcross(tx, user.id)
  const rows = await tx.$queryRaw<NotificationRow[]>(
    notificationRows(
      reader,
      await amongNotifications(tx, reader),
      Prisma.sql`${visibleNotification(reader)} AND ${due}`,
      Prisma.sql`ORDER BY n."createdAt" DESC, n.id DESC LIMIT ${most}`,
    ),
  )
  if (rows.length === 0) return null
  await tx.notification.updateMany({
    where: { id: { in: rows.map((row) => row.id) }, userId: user.id },
    data: { mailingAt: now },
  })
  return { user, items: rows.map(presentNotification) }
}

/** Remembers that a claimed digest was handed to the mail server. */
export async function markMailed(db: Transaction, { user, items }: Digest, now: Date): Promise<void> {
  await db.notification.updateMany({
    where: { userId: user.id, id: { in: items.map((item) => item.id) } },
    data: { mailedAt: now, mailingAt: null },
  })
}
