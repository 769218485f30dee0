import type { Database } from '@/lib/data/database/client'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { createMailer } from '@/lib/services/mail/mailer'
import { sendDigests } from '@/lib/services/mail/send-digests'

/** How often it is looked whether mail is due: what “at once” means. */
const pause = 20_000

/** Sends digests as long as the server runs; without SMTP_URL it does nothing at all. Answers how to stop it, which waits for a mail under way. */
export function startMailTimer(db: Database): () => Promise<void> {
  const { SMTP_URL, MAIL_FROM, BASE_URL } = env()
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return () => Promise.resolve()
  const mailer = createMailer({ url: SMTP_URL, from: MAIL_FROM })
  let running: Promise<void> = Promise.resolve()
  let isRunning = false
  const tick = () => {
    if (isRunning) return
    isRunning = true
    running = sendDigests(db, mailer, { baseUrl: BASE_URL, now: () => new Date() })
      .then(() => undefined)
      .catch((error: unknown) => log().error({ err: error }, 'Looking for mail to send failed; it is tried again'))
      .finally(() => (isRunning = false))
  }
  const timer = setInterval(tick, pause)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
    mailer.close()
  }
}
