import type { Transaction } from '@/lib/data/database/client'
import { lockForVerdicts, verdictsOutside } from '@/lib/data/review/codings'
import {
  documentsOfVerdicts,
  knownAmong,
  standingOnSameAnnotations,
  withdrawVerdicts,
} from '@/lib/data/review/verdict-writes'
import type { RecordedEvent } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import { notFound } from '@/lib/errors'
import { cannotRevert } from '../history/cannot-revert'
import type { Reverted, Reverter } from '../history/reverting'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

interface VerdictUndo {
  ids: string[]
  superseded: string[]
}

/**
 * Withdraws the verdicts of an event with what they wrote into the consensus, and puts those in force again that they had replaced, where nobody has decided
 * about the same passages since. What a round hides from whoever reverts neither stands in the way, nor is withdrawn or told; what was replaced and is hidden
 * now comes back where it stands beside none, and where no round but its own would hide it.
 */
export const revertVerdict: Reverter = async (tx, member, event, now) => {
  const undo = event.undo as VerdictUndo
  const { superseded } = undo
  const known = await lockKnown(tx, member, undo)
  const ids = undo.ids.filter((id) => known.has(id))
  if (ids.length === 0 || ids.some((id) => !known.get(id))) throw cannotRevert(say('refusals.revert.laterVerdict'))
  const others = (await standingOnSameAnnotations(tx, member, superseded)).filter(({ id }) => !ids.includes(id))
  if (others.some(({ on, isKnown }) => isKnown && known.has(on))) throw decidedSince()
  const outside = await verdictsOutside(tx, member, superseded)
  const back = superseded.filter((id) => {
    const beside = others.filter(({ on }) => on === id)
    if (beside.length > 0 && (!known.has(id) || beside.some((other) => undo.ids.includes(other.id)))) return false
    if (outside.has(id) && known.has(id)) throw hidesAgain()
    return !outside.has(id)
  })
  await withdrawVerdicts(tx, member, ids, back, now)
  const told = back.filter((id) => known.has(id)).length
  return reverted(event, 'withdrawn', {
    sides: { before: only(event.after, ids) },
    undo: { ids, superseded: back },
    effects: [
      say('effects.verdictsWithdrawn', { count: ids.length }),
      ...(told === 0 ? [] : [say('effects.replacedVerdicts', { count: told })]),
    ],
  })
}

/** Puts withdrawn verdicts in force again, where nobody has decided about the same passages since; as with the verdict, what is hidden is left alone. */
export const redoVerdict: Reverter = async (tx, member, event, now) => {
  const undo = event.undo as VerdictUndo
  const known = await lockKnown(tx, member, undo)
  const ids = undo.ids.filter((id) => known.has(id))
  if (ids.length === 0) throw notFound('verdict')
  const superseded = undo.superseded.filter((id) => known.get(id))
  const others = (await standingOnSameAnnotations(tx, member, ids)).filter(({ id }) => !superseded.includes(id))
  if (others.some(({ isKnown }) => isKnown)) throw decidedSince()
  if ((await verdictsOutside(tx, member, ids)).size > 0) throw hidesAgain()
  await withdrawVerdicts(tx, member, superseded, ids, now)
  return reverted(event, 'given', {
    sides: { after: only(event.before, ids) },
    undo: { ids, superseded },
    effects: [say('effects.verdictsStand', { count: ids.length })],
  })
}

/** Holds the verdicts that an event names; answers those that no round hides from the member, each with whether it stands. */
async function lockKnown(
  tx: Transaction,
  member: Member,
  { ids, superseded }: VerdictUndo,
): Promise<ReadonlyMap<string, boolean>> {
  await lockForVerdicts(tx, member, await documentsOfVerdicts(tx, member, [...ids, ...superseded]))
  return new Map((await knownAmong(tx, member, [...ids, ...superseded])).map(({ id, stands }) => [id, stands]))
}

const decidedSince = () => cannotRevert(say('refusals.revert.decidedSince'))
const hidesAgain = () => cannotRevert(say('refusals.revert.hidesAgain'))

/** A side of an event with what it says of these verdicts alone. */
function only(side: unknown, ids: readonly string[]): unknown {
  const { items } = (side ?? {}) as { items?: { id?: string }[] }
  return items ? { items: items.filter(({ id }) => id !== undefined && ids.includes(id)) } : side
}

function reverted(
  { type, subjectId, documentId, roundId }: RecordedEvent,
  verb: 'withdrawn' | 'given',
  { sides, undo, effects }: { sides: { before?: unknown; after?: unknown }; undo: VerdictUndo; effects: Said[] },
): Reverted {
  return {
    event: {
      type: `${type.startsWith('verdicts.') ? 'verdicts' : 'verdict'}.${verb}`,
      subjectId,
      documentId: documentId ?? undefined,
      roundId,
      before: sides.before as object,
      after: sides.after as object,
      undo,
    },
    effects,
  }
}
