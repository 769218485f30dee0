import type { Database } from '@/lib/data/database/client'
import { claimDigest, markMailed, nextRecipient, takeMailTurn, type Digest } from '@/lib/data/threads/mail-digests'
import { log } from '@/lib/log'
import { digestMail } from './digest-mail'
import type { Mailer } from './mailer'

/**
 * Sends everybody what is due, one mail a person, and answers how many went out. What is sent is claimed and committed before, so that no transaction is
 * open while a mail server takes its time, and only one process claims at a time. What was claimed and not sent is sent again once the claim lapses: at
 * least once, and twice only where a process died between the mail server's yes and the commit.
 */
export async function sendDigests(
  db: Database,
  mailer: Mailer,
  { baseUrl, now }: { baseUrl: string; now: () => Date },
): Promise<number> {
  let sent = 0
  let after: string | null = null
  for (;;) {
    const claimed: Claimed | null = await claimNext(db, after, now())
    if (!claimed) return sent
    after = claimed.userId
    if (!claimed.digest) continue
    try {
      await mailer.send(digestMail(claimed.digest, baseUrl))
    } catch (error) {
      log().warn({ err: error, userId: claimed.userId }, 'A mail could not be sent; it is tried again in ten minutes')
      continue
    }
    await markMailed(db, claimed.digest, now())
    sent++
  }
}

interface Claimed {
  userId: string
  digest: Digest | null
}

/** The next person's digest; null where there is no further person, or another process is sending. */
function claimNext(db: Database, after: string | null, now: Date): Promise<Claimed | null> {
  return db.$transaction(async (tx) => {
    if (!(await takeMailTurn(tx))) return null
    const user = await nextRecipient(tx, after, now)
    return user && { userId: user.id, digest: await claimDigest(tx, user, now) }
  })
}
