import { getAnnotation } from '@/lib/data/annotations/list'
import { putStars, takeStars, type Starring } from '@/lib/data/annotations/stars'
import type { Transaction } from '@/lib/data/database/client'
import type { Act, RecordedAct } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import type { Annotation } from '@/lib/schemas/annotation'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import type { Reversal } from '@/lib/services/history/reverting'

/**
 * Takes off again the stars that were put on, as far as they are there for the member, or puts back those that were taken off, each as the person's who had
 * put it there. Stars that others have put on beside them stay.
 */
export async function undoStar(tx: Transaction, member: Member, act: RecordedAct, now: Date): Promise<Reversal> {
  const annotation = await getAnnotation(tx, member, act.subjectId)
  if (!annotation) throw cannotRevert('The passage is in the bin by now, or no longer shared.')
  const stars = starsOf(act)
  if (act.type === 'annotation.starred') {
    const taken = await takeStars(
      tx,
      member,
      annotation.id,
      stars?.map((star) => star.userId),
    )
    if (taken.length === 0) throw cannotRevert('The passage has no star any more.')
    const isLeft = (await getAnnotation(tx, member, annotation.id))?.starred === true
    const effect = isLeft ? 'The passage loses this star and keeps that of others' : 'The passage loses its star'
    return { act: starAct(annotation, false, taken), effects: [effect] }
  }
  const back = stars ?? [{ userId: act.actorId, createdAt: now.toISOString() }]
  if (!(await putStars(tx, member, annotation.id, back))) throw cannotRevert('The passage has a star again.')
  return { act: starAct(annotation, true, back), effects: ['The passage has its star again'] }
}

/** Which stars an act put on or took off. Acts from before everybody had their own say of one that was taken off whose it was, and of one that was put on nothing. */
function starsOf({ undo }: RecordedAct): readonly Starring[] | null {
  if (undo === null || undo === undefined) return null
  return Array.isArray(undo) ? (undo as Starring[]) : [undo as Starring]
}

/** The act of starring or of taking stars off, which keeps whose they were. */
export function starAct(annotation: Annotation, starred: boolean, stars: readonly Starring[]): Act {
  return {
    type: starred ? 'annotation.starred' : 'annotation.unstarred',
    subjectId: annotation.id,
    documentId: annotation.documentId,
    roundId: annotation.roundId,
    ownerId: annotation.author.id,
    shared: annotation.visibility === 'shared',
    ...(stars.length > 0 && { undo: stars }),
  }
}
