import type { NewEvent } from '@/lib/data/history/events'
import type { Subject } from '@/lib/data/threads/comment-subject'
import type { Comment } from '@/lib/schemas/comment'

/** What the history keeps of a comment: its words, but not the ids that its body names, which a reader of the history may not see. */
export function recordedComment({ id, subject, parentId, text, version, resolvedAt }: Comment) {
  return {
    id,
    subject: { type: subject.type, id: subject.id, name: subject.name },
    documentId: subject.documentId,
    parentId,
    text,
    version,
    resolvedAt,
  }
}

/** Where the event of a comment belongs: what hides its subject hides the event. */
export function eventPlace(
  id: string,
  subject: Subject,
): Pick<NewEvent, 'subjectId' | 'documentId' | 'ownerId' | 'roundId' | 'shared'> {
  const { documentId, ownerId, roundId, shared } = subject
  return {
    subjectId: id,
    roundId,
    shared,
    ...(documentId !== null && { documentId }),
    ...(ownerId !== null && { ownerId }),
  }
}
