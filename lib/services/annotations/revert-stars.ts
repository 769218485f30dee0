import { getAnnotation } from '@/lib/data/annotations/list'
import { putStars, takeStars, type Starring } from '@/lib/data/annotations/stars'
import type { Transaction } from '@/lib/data/database/client'
import type { NewEvent, RecordedEvent } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import type { Annotation } from '@/lib/schemas/annotation'
import { placeOfPassage } from './place-of-passage'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import type { Reverted } from '@/lib/services/history/reverting'
import { say } from '@/lib/i18n/say'

/**
 * Takes off again the stars that were put on, as far as they are there for the member, or puts back those that were taken off, each as the person's who had
 * put it there. Stars that others have put on beside them stay.
 */
export async function revertStar(tx: Transaction, member: Member, event: RecordedEvent, now: Date): Promise<Reverted> {
  const annotation = await getAnnotation(tx, member, event.subjectId)
  if (!annotation) throw cannotRevert(say('refusals.revert.passageBinnedOrPrivate'))
  const stars = starsOf(event)
  if (event.type === 'annotation.starred') {
    const taken = await takeStars(
      tx,
      member,
      annotation.id,
      stars?.map((star) => star.userId),
    )
    if (taken.length === 0) throw cannotRevert(say('refusals.revert.noStar'))
    const isLeft = (await getAnnotation(tx, member, annotation.id))?.starred === true
    const effect = isLeft ? say('effects.starKeptByOthers') : say('effects.starLost')
    return { event: await starEvent(tx, member, annotation, false, taken), effects: [effect] }
  }
  const back = stars ?? [{ userId: event.actorId, createdAt: now.toISOString() }]
  if (!(await putStars(tx, member, annotation.id, back))) throw cannotRevert(say('refusals.revert.starAgain'))
  return { event: await starEvent(tx, member, annotation, true, back), effects: [say('effects.starAgain')] }
}

/** Which stars an event put on or took off. Events from before everybody had their own say of one that was taken off whose it was, and of one that was put on nothing. */
function starsOf({ undo }: RecordedEvent): readonly Starring[] | null {
  if (undo === null || undo === undefined) return null
  return Array.isArray(undo) ? (undo as Starring[]) : [undo as Starring]
}

/** The event of starring or of taking stars off, which keeps whose they were. */
export async function starEvent(
  tx: Transaction,
  member: Member,
  annotation: Annotation,
  starred: boolean,
  stars: readonly Starring[],
): Promise<NewEvent> {
  const { about, ...place } = await placeOfPassage(tx, member, annotation)
  return {
    ...place,
    type: starred ? 'annotation.starred' : 'annotation.unstarred',
    ...(about && { after: { about } }),
    ...(stars.length > 0 && { undo: stars }),
  }
}
