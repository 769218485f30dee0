import type { NewEvent } from '@/lib/data/history/events'
import type { Subject } from '@/lib/data/threads/comment-subject'
import type { Comment } from '@/lib/schemas/comment'

/**
 * What the history keeps of a comment: its words, but not the ids that its body names, which a reader of the history may not see; and whose coding it is about,
 * where verdicts compared it.
 */
export function recordedComment({ id, subject, parentId, text, version, resolvedAt }: Comment, { compared }: Subject) {
  return {
    id,
    subject: { type: subject.type, id: subject.id, name: subject.name },
    documentId: subject.documentId,
    parentId,
    text,
    version,
    resolvedAt,
    ...(compared.length > 0 && { about: compared }),
  }
}

/** Where the event of a comment belongs: what hides its subject hides the event. What verdicts wrote is nobody's own. */
export function eventPlace(
  id: string,
  { documentId, ownerId, roundId, compared, shared }: Subject,
): Pick<NewEvent, 'subjectId' | 'documentId' | 'ownerId' | 'roundId' | 'shared'> {
  return {
    subjectId: id,
    roundId,
    shared,
    ...(documentId !== null && { documentId }),
    ...(ownerId !== null && compared.length === 0 && { ownerId }),
  }
}
