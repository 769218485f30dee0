import { countVisible } from '@/lib/data/annotations/list'
import type { Subject } from '@/lib/data/threads/comment-subject'
import { membersAmong } from '@/lib/data/threads/comment-writes'
import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import { bodyText, excerptIds, mentionedIds, withNames, type CommentBody } from '@/lib/domain/threads/comment-body'
import { AppError, fault } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

export interface CheckedBody {
  body: CommentBody
  text: string
  mentioned: string[]
}

/**
 * A body as it is stored, with every mention under the person's own name. Refuses a mention of somebody who could not read it: no active member, or anybody
 * else where the passage is private. Whether a round is blind to them now does not matter, and must not be told: the notification waits. Refuses a quoted
 * passage that the writer does not see, except those in `kept`, which stood there before.
 */
export async function checkBody(
  tx: Transaction,
  member: Member,
  subject: Subject,
  body: CommentBody,
  kept: readonly string[] = [],
): Promise<CheckedBody> {
  const mentioned = mentionedIds(body)
  const names = mentioned.length > 0 ? await membersAmong(tx, member, mentioned) : new Map<string, string>()
  const missing = mentioned.find((id) => !names.has(id))
  if (missing !== undefined)
    throw new AppError('invalid', say('refusals.threads.mentionGone'), {
      errors: [fault('body', say('faults.mentionNotMember'))],
    })
  if (!subject.shared && mentioned.some((id) => id !== member.userId))
    throw new AppError('invalid', say('refusals.threads.mentionPrivate'), {
      errors: [fault('body', say('faults.mentionCannotSee'))],
    })
  const quoted = excerptIds(body).filter((id) => !kept.includes(id))
  // What they quote is read by its readers, not to be checked.
  if ((await countVisible(tx, member, quoted)) < quoted.length)
    throw new AppError('invalid', say('refusals.threads.quoteGone'), {
      errors: [fault('body', say('faults.noSuchPassage'))],
    })
  const named = withNames(body, names)
  return { body: named, text: bodyText(named), mentioned }
}
