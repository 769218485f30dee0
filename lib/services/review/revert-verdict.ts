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

interface VerdictUndo {
  ids: string[]
  superseded: string[]
}

/** Withdraws the verdicts of an event with what they wrote into the consensus, and puts those in force again that they had replaced. */
export const revertVerdict: Reverter = async (tx, member, event, now) => {
  const { ids, superseded } = event.undo as VerdictUndo
  await lockForVerdicts(tx, member, await documentsOfVerdicts(tx, member, [...ids, ...superseded]))
  const standing = await standingAmong(tx, member, ids)
  if (standing.length < ids.length)
    throw cannotRevert('A later verdict took the place of this one. Revert that one first.')
  await withdrawVerdicts(tx, member, ids, superseded, now)
  const back =
    superseded.length === 0
      ? []
      : [
          `${superseded.length === 1 ? 'The verdict that it replaced stands' : `${superseded.length} verdicts that it replaced stand`} again.`,
        ]
  return reverted(event, ids.length === 1 ? 'verdict.withdrawn' : 'verdicts.withdrawn', { before: event.after }, [
    `${ids.length === 1 ? 'The verdict was' : `${ids.length} verdicts were`} withdrawn with what it wrote into the consensus.`,
    ...back,
  ])
}

/** Puts withdrawn verdicts in force again, where nobody has decided about the same passages since. */
export const redoVerdict: Reverter = async (tx, member, event, now) => {
  const { ids, superseded } = event.undo as VerdictUndo
  await lockForVerdicts(tx, member, await documentsOfVerdicts(tx, member, [...ids, ...superseded]))
  const others = (await standingOnSameAnnotations(tx, member, ids)).filter((id) => !superseded.includes(id))
  if (others.length > 0)
    throw cannotRevert('Somebody has decided about the same passage since. Revert that verdict first.')
  await withdrawVerdicts(tx, member, superseded, ids, now)
  return reverted(event, ids.length === 1 ? 'verdict.given' : 'verdicts.given', { after: event.before }, [
    `${ids.length === 1 ? 'The verdict stands' : `${ids.length} verdicts stand`} again, and so does what it wrote into the consensus.`,
  ])
}

function reverted(
  { subjectId, documentId, roundId, undo }: RecordedEvent,
  type: string,
  told: { before?: unknown; after?: unknown },
  effects: string[],
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
