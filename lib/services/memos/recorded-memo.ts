import type { NewEvent } from '@/lib/data/history/events'
import { findSubject } from '@/lib/data/threads/comment-subject'
import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Compared } from '@/lib/domain/history/shown-event'
import type { Memo, MemoSubject } from '@/lib/schemas/memo'

/** What a memo is about, as far as its events and its readers depend on it. */
export interface AboutMemo {
  documentId: string | null
  roundId: string | null
  /** Whose coding it is about, with the round. */
  about: Compared[]
  /** Whether anybody but its owner sees what the memo is about. */
  shared: boolean
}

/** What a memo is about, where that exists for this member. */
export async function findAbout(
  tx: Transaction,
  member: Member,
  type: MemoSubject,
  id: string,
): Promise<AboutMemo | null> {
  if (type === 'project') return { documentId: null, roundId: null, about: [], shared: true }
  const subject = await findSubject(tx, member, type, id)
  if (!subject) return null
  const { documentId, ownerId, roundId, compared, shared } = subject
  const about = compared.length > 0 || ownerId === null ? compared : [{ roundId, coderIds: [ownerId] }]
  return { documentId, roundId, about, shared }
}

/** What the history keeps of a memo: its words, who is shown them, and whose coding it is about. */
export function recordedMemo(
  { id, subject, title, kind, text, visibility, version }: Memo,
  { documentId, about }: AboutMemo,
) {
  return {
    id,
    subject: { type: subject.type, id: subject.id, name: subject.name },
    documentId,
    title,
    kind,
    text,
    visibility,
    version,
    ...(about.length > 0 && { about }),
  }
}
export type RecordedMemo = ReturnType<typeof recordedMemo>

/** Where the event of a memo belongs: to its author, whose alone it is while the memo is private; what hides its subject hides the event. */
export function memoPlace(
  { id, author }: Memo,
  { documentId, roundId, shared }: AboutMemo,
  ...sides: Memo['visibility'][]
): Pick<NewEvent, 'subjectId' | 'documentId' | 'ownerId' | 'roundId' | 'shared'> {
  return {
    subjectId: id,
    ownerId: author.id,
    roundId,
    shared: shared && sides.includes('shared'),
    ...(documentId !== null && { documentId }),
  }
}
