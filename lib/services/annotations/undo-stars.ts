import { getAnnotation } from '@/lib/data/annotations/list'
import { putStar, takeStar, type Starring } from '@/lib/data/annotations/stars'
import type { Transaction } from '@/lib/data/database/client'
import type { Act, RecordedAct } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import type { Annotation } from '@/lib/schemas/annotation'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import type { Reversal } from '@/lib/services/history/reverting'

/** Takes the star off again, or puts back the one that was taken off, as the person's who had put it there. */
export async function undoStar(tx: Transaction, member: Member, act: RecordedAct, now: Date): Promise<Reversal> {
  const annotation = await getAnnotation(tx, member, act.subjectId)
  if (!annotation) throw cannotRevert('The passage is in the bin by now, or no longer shared.')
  if (act.type === 'annotation.starred') {
    const taken = await takeStar(tx, member, annotation.id)
    if (!taken) throw cannotRevert('The passage has no star any more.')
    return { act: starAct(annotation, false, taken), effects: ['The passage loses its star'] }
  }
  const starring = (act.undo as Starring | null) ?? { userId: act.actorId, createdAt: now.toISOString() }
  if (!(await putStar(tx, member, annotation.id, starring))) throw cannotRevert('The passage has a star again.')
  return { act: starAct(annotation, true), effects: ['The passage has its star again'] }
}

/** The act of starring or of taking a star off, which keeps whose it was. */
export function starAct(annotation: Annotation, starred: boolean, taken?: Starring): Act {
  return {
    type: starred ? 'annotation.starred' : 'annotation.unstarred',
    subjectId: annotation.id,
    documentId: annotation.documentId,
    roundId: annotation.roundId,
    ownerId: annotation.author.id,
    shared: annotation.visibility === 'shared',
    ...(taken && { undo: taken }),
  }
}
