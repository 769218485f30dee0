import { findSubject, type Subject } from '@/lib/data/threads/comment-subject'
import { insertComment, lockComment, participants, type NewComment } from '@/lib/data/threads/comment-writes'
import { getComment } from '@/lib/data/threads/comments'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { notify } from '@/lib/data/threads/notifications'
import { currentRevision, revisionText } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import type { Comment, CommentCreate, CommentSubjectInput } from '@/lib/schemas/comment'
import { cutSpan } from '../annotations/cut-span'
import { authorise } from '../authorise'
import type { Done } from '../done'
import type { Created } from '../projects/projects'
import { checkBody } from './check-body'
import { eventPlace, recordedComment } from './recorded-comment'
import { say } from '@/lib/i18n/say'

/** Begins a thread or replies in one, and tells those who are mentioned or take part. The same client-made id again is the stored comment. */
export async function createComment(
  db: Database,
  member: Member,
  input: CommentCreate,
  now: Date,
): Promise<Created<Comment> & Done<Comment>> {
  authorise(member, 'comments.write')
  return db.$transaction((tx) => writeComment(tx, member, input, now))
}

/** The same inside a transaction that does more: contesting a verdict opens a thread on it. */
export async function writeComment(
  tx: Transaction,
  member: Member,
  input: CommentCreate,
  now: Date,
): Promise<Created<Comment> & Done<Comment>> {
  const id = input.id ?? newId()
  const existing = await getComment(tx, member, id)
  if (existing) return { row: existing, created: false, event: null }
  const { type, id: subjectId } = input.subject
  const subject = await findSubject(tx, member, type, subjectId)
  if (!subject) throw notFound(type === 'stretch' ? 'document' : type)
  const root = input.parentId === undefined ? null : await findThread(tx, member, input.parentId, input.subject)
  const { body, text, mentioned } = await checkBody(tx, member, subject, input.body)
  const stretch =
    input.subject.type !== 'stretch' ? null : root ? stretchOf(root) : await cutStretch(tx, member, input.subject)
  const isNew = await insertComment(
    tx,
    member,
    {
      id,
      subjectType: type,
      subjectId,
      documentId: subject.documentId,
      stretch,
      parentId: root?.id ?? null,
      body,
      text,
    },
    now,
  )
  const row = await getComment(tx, member, id)
  if (!row) throw notFound('comment') // The id is taken by something this member may not see.
  if (!isNew) return { row, created: false, event: null } // It was on its way in another request.
  const [event = null] = await appendEvents(tx, member, [
    { ...eventPlace(id, subject), type: 'comment.created', after: recordedComment(row, subject) },
  ])
  await tell(tx, member, row, subject, mentioned, now)
  return { row, created: true, event }
}

/** The first comment of the thread that is replied in, locked; it must be about the same. */
async function findThread(
  tx: Transaction,
  member: Member,
  parentId: string,
  subject: CommentSubjectInput,
): Promise<Comment> {
  await lockComment(tx, member, parentId)
  const parent = await getComment(tx, member, parentId)
  if (!parent) throw notFound('thread')
  if (parent.parentId !== null) return findThread(tx, member, parent.parentId, subject)
  if (parent.subject.type !== subject.type || parent.subject.id !== subject.id)
    throw new AppError('invalid', say('refusals.threads.otherSubject'), {
      errors: [fault('subject', say('faults.notThreadSubject'))],
    })
  return parent
}

function stretchOf({ subject: { revisionId, start, end, quote } }: Comment): NewComment['stretch'] {
  if (revisionId === null || start === null || end === null) throw new Error('A stretch has a place')
  return { revisionId, start, end, quote: quote ?? '' }
}

async function cutStretch(
  tx: Transaction,
  member: Member,
  { id, revisionId: wanted, ...span }: Extract<CommentSubjectInput, { type: 'stretch' }>,
): Promise<NewComment['stretch']> {
  const current = await currentRevision(tx, member, id)
  if (!current) throw notFound('document')
  if (wanted !== undefined && wanted !== current.revisionId)
    throw new AppError('version-conflict', say('refusals.documents.correctedMeanwhile'), { current })
  const text = await revisionText(tx, member, current.revisionId)
  if (text === null) throw notFound('document')
  const { start, end, quote } = cutSpan(text, span)
  return { revisionId: current.revisionId, start, end, quote }
}

async function tell(
  tx: Transaction,
  member: Member,
  row: Comment,
  { ownerId, shared }: Subject,
  mentioned: readonly string[],
  now: Date,
): Promise<void> {
  if (!shared) return
  const involved = row.parentId === null ? [] : await participants(tx, member, row.parentId)
  if (ownerId !== null) involved.push(ownerId)
  const replied = [...new Set(involved)].filter((userId) => !mentioned.includes(userId))
  await notify(
    tx,
    member,
    [
      ...mentioned.map((userId) => ({ userId, kind: 'mention' as const, commentId: row.id })),
      ...replied.map((userId) => ({ userId, kind: 'reply' as const, commentId: row.id })),
    ],
    now,
  )
}
