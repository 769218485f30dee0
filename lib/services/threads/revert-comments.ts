import { findSubject, type Subject } from '@/lib/data/threads/comment-subject'
import {
  lockComment,
  rewriteComment,
  setCommentBinned,
  setResolved,
  storedBody,
} from '@/lib/data/threads/comment-writes'
import { getComment } from '@/lib/data/threads/comments'
import type { Transaction } from '@/lib/data/database/client'
import type { NewEvent, RecordedEvent } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import { bodyText, type CommentBody } from '@/lib/domain/threads/comment-body'
import type { Comment } from '@/lib/schemas/comment'
import { cannotRevert } from '../history/cannot-revert'
import type { Reverted } from '../history/reverting'
import { eventPlace, recordedComment } from './recorded-comment'
import { say } from '@/lib/i18n/say'

type Recorded = ReturnType<typeof recordedComment>

/** Back to the bin with a comment that was written or restored: by who wrote it or a lead, whoever's passage it is about. */
export async function revertCommentCreation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const { comment, subject, place } = await standing(tx, member, event)
  if (member.role !== 'lead' && comment.author.id !== member.userId)
    throw cannotRevert(say('refusals.revert.onlyWriterOrLead'))
  await setCommentBinned(tx, member, comment.id, now)
  return {
    event: { ...place, type: 'comment.deleted', before: recordedComment(comment, subject) },
    effects: [say('effects.commentToBin')],
  }
}

/** Out of the bin again. */
export async function revertCommentDeletion(tx: Transaction, member: Member, event: RecordedEvent): Promise<Reverted> {
  await lockComment(tx, member, event.subjectId)
  if (!(await setCommentBinned(tx, member, event.subjectId, null)))
    throw cannotRevert(say('refusals.revert.commentNotInBin'))
  const { comment, subject, place } = await standing(tx, member, event)
  if (member.role !== 'lead' && comment.author.id !== member.userId)
    throw cannotRevert(say('refusals.revert.onlyWriterOrLeadBack'))
  return {
    event: { ...place, type: 'comment.restored', after: recordedComment(comment, subject) },
    effects: [say('effects.commentStands')],
  }
}

/** Gives a comment its former words: nobody else's to decide than who wrote it, a lead's neither. */
export async function revertCommentEdit(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const { comment, subject, place } = await standing(tx, member, event)
  if (comment.author.id !== member.userId) throw cannotRevert(say('refusals.revert.onlyWriter'))
  if (comment.text !== (event.after as Recorded).text) throw cannotRevert(say('refusals.revert.rewrittenSince'))
  const { body } = event.undo as { body: CommentBody }
  const present = await storedBody(tx, member, comment.id)
  await rewriteComment(tx, member, comment.id, { body, text: bodyText(body) }, now)
  const after = await getComment(tx, member, comment.id)
  if (!after) throw cannotRevert(say('refusals.revert.commentGone'))
  return {
    event: {
      ...place,
      type: 'comment.edited',
      before: recordedComment(comment, subject),
      after: recordedComment(after, subject),
      undo: { body: present },
    },
    effects: [say('effects.commentAsBefore')],
  }
}

/** Opens a thread that was resolved, or resolves one that was reopened. */
export async function revertResolution(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const { comment, subject, place } = await standing(tx, member, event)
  const wasResolved = event.type === 'comment.resolved'
  if ((comment.resolvedAt !== null) !== wasResolved)
    throw cannotRevert(wasResolved ? say('refusals.revert.threadReopened') : say('refusals.revert.threadResolved'))
  await setResolved(tx, member, comment.id, wasResolved ? null : now)
  const after = await getComment(tx, member, comment.id)
  if (!after) throw cannotRevert(say('refusals.revert.commentGone'))
  return {
    event: {
      ...place,
      type: wasResolved ? 'comment.reopened' : 'comment.resolved',
      before: recordedComment(comment, subject),
      after: recordedComment(after, subject),
    },
    effects: [wasResolved ? say('effects.threadOpen') : say('effects.threadResolved')],
  }
}

async function standing(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
): Promise<{
  comment: Comment
  subject: Subject
  place: Pick<NewEvent, 'subjectId' | 'documentId' | 'ownerId' | 'roundId' | 'shared'>
}> {
  await lockComment(tx, member, event.subjectId)
  const comment = await getComment(tx, member, event.subjectId)
  const subject = comment && (await findSubject(tx, member, comment.subject.type, comment.subject.id))
  if (!comment || !subject || comment.deleted) throw cannotRevert(say('refusals.revert.commentBinned'))
  return { comment, subject, place: eventPlace(comment.id, subject) }
}
