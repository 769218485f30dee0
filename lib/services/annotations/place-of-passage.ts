import type { Transaction } from '@/lib/data/database/client'
import type { NewEvent } from '@/lib/data/history/events'
import { comparedBehind, roundCompared } from '@/lib/data/review/compared'
import type { Member } from '@/lib/domain/access/viewer'
import type { Compared } from '@/lib/domain/history/shown-event'
import type { Annotation } from '@/lib/schemas/annotation'

/**
 * Where an event belongs that hangs on somebody's passage: what hides the passage hides the event. What verdicts wrote is nobody's own, and the event names the
 * coding that they compared (`about`, for its sides).
 */
export async function placeOfPassage(
  tx: Transaction,
  member: Member,
  { id, documentId, roundId, layer, author, visibility }: Annotation,
): Promise<Pick<NewEvent, 'subjectId' | 'documentId' | 'roundId' | 'ownerId' | 'shared'> & { about?: Compared[] }> {
  const place = { subjectId: id, documentId, shared: visibility === 'shared' }
  if (layer === 'coder') return { ...place, roundId, ownerId: author.id }
  const about = await comparedBehind(tx, member, id)
  return { ...place, roundId: roundCompared(about), about }
}
