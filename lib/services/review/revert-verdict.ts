import { lockForVerdicts } from '@/lib/data/review/codings'
import {
  documentsOfVerdicts,
  standingAmong,
  standingOnSameAnnotations,
  withdrawVerdicts,
} from '@/lib/data/review/verdict-writes'
import type { RecordedEvent } from '@/lib/data/history/events'
import { cannotRevert } from '../history/cannot-revert'
import type { Reverted, Reverter } from '../history/reverting'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

interface VerdictUndo {
  ids: string[]
  superseded: string[]
}

/** Withdraws the verdicts of an event with what they wrote into the consensus, and puts those in force again that they had replaced. */
export const revertVerdict: Reverter = async (tx, member, event, now) => {
  const { ids, superseded } = event.undo as VerdictUndo
  await lockForVerdicts(tx, member, await documentsOfVerdicts(tx, member, [...ids, ...superseded]))
  const standing = await standingAmong(tx, member, ids)
  if (standing.length < ids.length) throw cannotRevert(say('refusals.revert.laterVerdict'))
  await withdrawVerdicts(tx, member, ids, superseded, now)
  const back = superseded.length === 0 ? [] : [say('effects.replacedVerdicts', { count: superseded.length })]
  return reverted(event, ids.length === 1 ? 'verdict.withdrawn' : 'verdicts.withdrawn', { before: event.after }, [
    say('effects.verdictsWithdrawn', { count: ids.length }),
    ...back,
  ])
}

/** Puts withdrawn verdicts in force again, where nobody has decided about the same passages since. */
export const redoVerdict: Reverter = async (tx, member, event, now) => {
  const { ids, superseded } = event.undo as VerdictUndo
  await lockForVerdicts(tx, member, await documentsOfVerdicts(tx, member, [...ids, ...superseded]))
  const others = (await standingOnSameAnnotations(tx, member, ids)).filter((id) => !superseded.includes(id))
  if (others.length > 0) throw cannotRevert(say('refusals.revert.decidedSince'))
  await withdrawVerdicts(tx, member, superseded, ids, now)
  return reverted(event, ids.length === 1 ? 'verdict.given' : 'verdicts.given', { after: event.before }, [
    say('effects.verdictsStand', { count: ids.length }),
  ])
}

function reverted(
  { subjectId, documentId, roundId, undo }: RecordedEvent,
  type: string,
  told: { before?: unknown; after?: unknown },
  effects: Said[],
): Reverted {
  return {
    event: {
      type,
      subjectId,
      documentId: documentId ?? undefined,
      roundId,
      before: told.before as object,
      after: told.after as object,
      undo: undo as object,
    },
    effects,
  }
}
