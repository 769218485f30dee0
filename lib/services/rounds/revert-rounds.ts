import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import { isBegun, lockRound, updateRound } from '@/lib/data/rounds/round-writes'
import { getRound } from '@/lib/data/rounds/rounds'
import { unbinRound } from '@/lib/data/rounds/unbin-round'
import type { Member } from '@/lib/domain/access/viewer'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import type { Reverted } from '@/lib/services/history/reverting'
import { demandHideable } from './change-round'
import { recordedRound } from './create-round'
import { say } from '@/lib/i18n/say'

/** Back to the bin with a round that was set up or restored, unless somebody has begun to code in it. */
export async function revertRoundCreation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const round = (await lockRound(tx, member, event.subjectId)) && (await getRound(tx, member, event.subjectId))
  if (!round) throw cannotRevert(say('refusals.revert.roundBinned'))
  if (event.type === 'round.created' && (await isBegun(tx, member, round.id)))
    throw cannotRevert(say('refusals.revert.roundBegun'))
  await updateRound(tx, member, round.id, { deletedAt: now }, now)
  return {
    event: { type: 'round.deleted', subjectId: round.id, roundId: round.id, before: recordedRound(round) },
    effects: [say('effects.roundToBin', { name: round.name })],
  }
}

/** Out of the bin: what it hid is hidden again, and what was handed in is frozen again. */
export async function revertRoundDeletion(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  if (!(await unbinRound(tx, member, event.subjectId, now))) throw cannotRevert(say('refusals.revert.roundNotInBin'))
  const round = await getRound(tx, member, event.subjectId)
  if (!round) throw new Error('A round that was written just now is not there')
  if (round.closedAt === null) await demandHideable(tx, member, round)
  return {
    event: { type: 'round.restored', subjectId: round.id, roundId: round.id, after: recordedRound(round) },
    effects: [say('effects.roundBack', { name: round.name })],
  }
}
