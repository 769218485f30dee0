import { findSubject, type Subject } from '@/lib/data/threads/comment-subject'
import {
  lockComment,
  rewriteComment,
  setCommentBinned,
  setResolved,
  storedBody,
} from '@/lib/data/threads/comment-writes'
import { getComment } from '@/lib/data/threads/comments'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { notify, withdrawMentions } from '@/lib/data/threads/notifications'
import type { Member } from '@/lib/domain/access/viewer'
import { excerptIds, mentionedIds, type CommentBody } from '@/lib/domain/threads/comment-body'
import { AppError, fault, notFound } from '@/lib/errors'
import type { Comment, CommentChange } from '@/lib/schemas/comment'
import { authorise } from '../authorise'
import type { Done } from '../done'
import { staleVersion } from '../stale-version'
import { checkBody } from './check-body'
import { eventPlace, recordedComment } from './recorded-comment'
import { say } from '@/lib/i18n/say'

/** Rewrites one's own comment, whose former words stay readable, or resolves or reopens a thread. */
export async function changeComment(
  db: Database,
  member: Member,
  id: string,
  change: CommentChange,
  now: Date,
): Promise<Done<Comment>> {
  authorise(member, 'comments.write')
  return db.$transaction(async (tx) => {
    const { comment: before, subject } = await lockLive(tx, member, id)
    if (change.version !== undefined && change.version !== before.version) throw staleVersion(before, 'comment')
    if (change.body !== undefined) return rewrite(tx, member, before, subject, change.body, now)
    return resolve(tx, member, before, subject, change.resolved === true, now)
  })
}

/** Moves one's own comment to the bin. Where others have replied, its place stays. */
export async function deleteComment(
  db: Database,
  member: Member,
  id: string,
  version: number | undefined,
  now: Date,
): Promise<Done<null>> {
  authorise(member, 'comments.write')
  return db.$transaction(async (tx) => {
    const { comment: before, subject } = await lockLive(tx, member, id)
    demandOwn(member, before)
    if (version !== undefined && version !== before.version) throw staleVersion(before, 'comment')
    await setCommentBinned(tx, member, id, now)
    const [event = null] = await appendEvents(tx, member, [
      { ...eventPlace(id, subject), type: 'comment.deleted', before: recordedComment(before, subject) },
    ])
    return { row: null, event }
  })
}

async function rewrite(
  tx: Transaction,
  member: Member,
  before: Comment,
  subject: Subject,
  wanted: CommentBody,
  now: Date,
): Promise<Done<Comment>> {
  demandOwn(member, before)
  const stored = await storedBody(tx, member, before.id)
  if (!stored) throw notFound('comment')
  const { body, text, mentioned } = await checkBody(tx, member, subject, wanted, excerptIds(stored))
  await rewriteComment(tx, member, before.id, { body, text }, now)
  const row = await required(tx, member, before.id)
  const formerly = mentionedIds(stored)
  const [event = null] = await appendEvents(tx, member, [
    {
      ...eventPlace(row.id, subject),
      type: 'comment.edited',
      before: recordedComment(before, subject),
      after: recordedComment(row, subject),
      undo: { body: stored },
    },
  ])
  await withdrawMentions(
    tx,
    member,
    row.id,
    formerly.filter((userId) => !mentioned.includes(userId)),
  )
  await notify(
    tx,
    member,
    mentioned
      .filter((userId) => !formerly.includes(userId))
      .map((userId) => ({ userId, kind: 'mention', commentId: row.id })),
    now,
  )
  return { row, event }
}

async function resolve(
  tx: Transaction,
  member: Member,
  before: Comment,
  subject: Subject,
  resolved: boolean,
  now: Date,
): Promise<Done<Comment>> {
  if (before.parentId !== null)
    throw new AppError('invalid', say('refusals.threads.resolvedWhole'), {
      errors: [fault('resolved', say('faults.isReply'))],
    })
  if (resolved === (before.resolvedAt !== null)) return { row: before, event: null }
  await setResolved(tx, member, before.id, resolved ? now : null)
  const row = await required(tx, member, before.id)
  const [event = null] = await appendEvents(tx, member, [
    {
      ...eventPlace(row.id, subject),
      type: resolved ? 'comment.resolved' : 'comment.reopened',
      before: recordedComment(before, subject),
      after: recordedComment(row, subject),
    },
  ])
  return { row, event }
}

/** A comment that stands and is visible, locked, with what it is about. The place of a deleted one can still be resolved, so only rewriting asks whether it stands. */
async function lockLive(tx: Transaction, member: Member, id: string): Promise<{ comment: Comment; subject: Subject }> {
  await lockComment(tx, member, id)
  const comment = await getComment(tx, member, id)
  const subject = comment && (await findSubject(tx, member, comment.subject.type, comment.subject.id))
  if (!comment || !subject) throw notFound('comment')
  return { comment, subject }
}

function demandOwn(member: Member, comment: Comment): void {
  if (comment.deleted) throw notFound('comment')
  if (comment.author.id !== member.userId) throw new AppError('not-allowed', say('refusals.threads.onlyWriter'))
}

async function required(tx: Transaction, member: Member, id: string): Promise<Comment> {
  const row = await getComment(tx, member, id)
  if (!row) throw new Error('A comment that was written just now is not there')
  return row
}
