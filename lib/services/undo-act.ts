import type { Database, Transaction } from '@/lib/data/client'
import { appendEvents, findAct, type Act, type RecordedAct } from '@/lib/data/events'
import { lockCodebook } from '@/lib/data/tag-writes'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import { authorise } from './authorise'
import { undoMerge } from './undo-merge'
import { undoSplit } from './undo-split'
import { undoTagChange, undoTagCreation, undoTagDeletion, undoTagImport } from './undo-tags'
import { undoThemeChange, undoThemeCreation, undoThemeDeletion } from './undo-themes'

/** Takes one act back and answers the act that did so, or refuses with `cannotRevert`. */
export type Reverter = (tx: Transaction, member: Member, act: RecordedAct) => Promise<Act>

/** What can be taken back, by the type of its event. What takes an act back is an act of one of these types itself, where it can be taken back in turn. */
const reverters: Readonly<Record<string, Reverter>> = {
  'tag.created': undoTagCreation,
  'tag.restored': undoTagCreation,
  'tag.changed': undoTagChange,
  'tag.deleted': undoTagDeletion,
  'tag.merged': undoMerge,
  'tag.split': undoSplit,
  'tag.imported': undoTagImport,
  'theme.created': undoThemeCreation,
  'theme.restored': undoThemeCreation,
  'theme.changed': undoThemeChange,
  'theme.deleted': undoThemeDeletion,
}

export interface Reverted {
  /** The number of the new act. */
  seq: number
  type: string
  subjectId: string
}

/**
 * Takes back the act numbered `seq`, however old, by a new act. Only its author or a lead may, and only what they may do anyway. Refuses with 409 and the
 * reason where later work stands in the way; then nothing is changed.
 */
export async function revertAct(db: Database, member: Member, seq: number): Promise<Reverted> {
  authorise(member, 'history.revert')
  return db.$transaction(
    async (tx) => {
      await lockCodebook(tx, member)
      const act = await findAct(tx, member, seq)
      if (!act) throw notFound('event')
      if (act.actorId !== member.userId && member.role !== 'lead') throw new AppError('not-allowed', 'Only the person who did this, or a lead of the project, can take it back.')
      const revert = Object.hasOwn(reverters, act.type) ? reverters[act.type] : undefined
      if (!revert) throw new AppError('cannot-revert', 'Acts of this kind cannot be taken back from the history.')
      if (act.isReverted) throw new AppError('cannot-revert', 'This has been taken back already.')
      const done = await revert(tx, member, act)
      const [event = 0] = await appendEvents(tx, member, [{ ...done, reverts: seq }])
      return { seq: event, type: done.type, subjectId: done.subjectId }
    },
    { timeout: 60_000 },
  )
}
