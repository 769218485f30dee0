import type { Act } from '@/lib/data/history/events'
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

/** Where the act of a comment belongs: what hides its subject hides the act. */
export function actPlace(
  id: string,
  subject: Subject,
): Pick<Act, 'subjectId' | 'documentId' | 'ownerId' | 'roundId' | 'shared'> {
  const { documentId, ownerId, roundId, shared } = subject
  return {
    subjectId: id,
    roundId,
    shared,
    ...(documentId !== null && { documentId }),
    ...(ownerId !== null && { ownerId }),
  }
}
