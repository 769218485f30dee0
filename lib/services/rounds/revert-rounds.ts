import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import { isBegun, lockRound, updateRound } from '@/lib/data/rounds/round-writes'
import { getRound } from '@/lib/data/rounds/rounds'
import { unbinRound } from '@/lib/data/rounds/unbin-round'
import type { Member } from '@/lib/domain/access/viewer'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import type { Reverted } from '@/lib/services/history/reverting'
import { recordedRound } from './create-round'

/** Back to the bin with a round that was set up or restored, unless somebody has begun to code in it. */
export async function revertRoundCreation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const round = (await lockRound(tx, member, event.subjectId)) && (await getRound(tx, member, event.subjectId))
  if (!round) throw cannotRevert('The round is in the bin already.')
  if (event.type === 'round.created' && (await isBegun(tx, member, round.id)))
    throw cannotRevert(
      'Somebody has begun to code in this round. Close it, or move it to the bin, if that is what you mean.',
    )
  await updateRound(tx, member, round.id, { deletedAt: now }, now)
  return {
    event: { type: 'round.deleted', subjectId: round.id, roundId: round.id, before: recordedRound(round) },
    effects: [`The round “${round.name}” goes to the bin; what was coded in it stays`],
  }
}

/** Out of the bin: what it hid is hidden again, and what was handed in is frozen again. */
export async function revertRoundDeletion(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  if (!(await unbinRound(tx, member, event.subjectId, now))) throw cannotRevert('The round is not in the bin any more.')
  const round = await getRound(tx, member, event.subjectId)
  if (!round) throw new Error('A round that was written just now is not there')
  return {
    event: { type: 'round.restored', subjectId: round.id, roundId: round.id, after: recordedRound(round) },
    effects: [
      `The round “${round.name}” comes back: what it hides is hidden again, and what was handed in is frozen again`,
    ],
  }
}
