import type { Database } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { notify } from '@/lib/data/threads/notifications'
import { markContested } from '@/lib/data/review/verdict-writes'
import { verdictsByIds } from '@/lib/data/review/verdicts'
import { bodyFromText } from '@/lib/domain/threads/comment-body'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import type { Verdict } from '@/lib/schemas/review'
import { authorise } from '../authorise'
import type { Done } from '../done'
import { writeComment } from '../threads/create-comment'
import { say } from '@/lib/i18n/say'

/** Disagrees with a verdict on one's own coding, saying why: that opens a thread on it, and the stretch goes back to the reviewers until they decide again. */
export async function contestVerdict(
  db: Database,
  member: Member,
  id: string,
  reason: string,
  now: Date,
): Promise<Done<Verdict>> {
  authorise(member, 'comments.write')
  return db.$transaction(async (tx) => {
    const [before] = await verdictsByIds(tx, member, [id])
    if (!before) throw notFound('verdict')
    if (!before.items.some((item) => item.coderId === member.userId))
      throw new AppError('not-allowed', say('refusals.review.onlyCoded'))
    if (!(await markContested(tx, member, id, now)))
      throw new AppError('already-exists', say('refusals.review.contestedAlready'))
    const [row] = await verdictsByIds(tx, member, [id])
    if (!row) throw notFound('verdict')
    const { documentId, roundId, coderIds } = row
    const { row: comment } = await writeComment(
      tx,
      member,
      { subject: { type: 'verdict', id }, body: bodyFromText(reason) },
      now,
    )
    await notify(tx, member, [{ userId: row.createdBy.id, kind: 'contest', verdictId: id, commentId: comment.id }], now)
    const [event = null] = await appendEvents(tx, member, [
      {
        type: 'verdict.contested',
        subjectId: id,
        documentId,
        roundId,
        after: { id, documentId, roundId, coderIds, reason },
      },
    ])
    return { row, event }
  })
}
