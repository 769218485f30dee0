import { lockMemo, setMemoBinned, updateMemo } from '@/lib/data/memos/memo-writes'
import { getMemo } from '@/lib/data/memos/memos'
import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import { say } from '@/lib/i18n/say'
import type { Memo } from '@/lib/schemas/memo'
import { cannotRevert, changedFields } from '../history/cannot-revert'
import type { Reverted } from '../history/reverting'
import { textOf } from './memos'
import { findAbout, memoPlace, recordedMemo, type AboutMemo, type RecordedMemo } from './recorded-memo'

// By its author, or by a lead, who gives the author back an earlier state under their own name. What is private is nobody else's to revert: it does not exist for them.

/** Back to the bin with a memo that was written or restored. */
export async function revertMemoCreation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const { memo, about } = await standing(tx, member, event)
  await setMemoBinned(tx, member, memo.id, now)
  return {
    event: { ...memoPlace(memo, about, memo.visibility), type: 'memo.deleted', before: recordedMemo(memo, about) },
    effects: [say('effects.memoToBin', { title: memo.title })],
  }
}

/** Out of the bin again. */
export async function revertMemoDeletion(tx: Transaction, member: Member, event: RecordedEvent): Promise<Reverted> {
  await lockMemo(tx, member, event.subjectId)
  if (!(await setMemoBinned(tx, member, event.subjectId, null))) throw cannotRevert(say('refusals.revert.memoNotInBin'))
  const { memo, about } = await standing(tx, member, event)
  return {
    event: { ...memoPlace(memo, about, memo.visibility), type: 'memo.restored', after: recordedMemo(memo, about) },
    effects: [say('effects.memoBack', { title: memo.title })],
  }
}

/** Gives a memo its former words, if nobody has rewritten them since. */
export async function revertMemoChange(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const { memo, about } = await standing(tx, member, event)
  const [former, latter] = [event.before, event.after] as [RecordedMemo | null, RecordedMemo | null]
  const { body } = (event.undo ?? {}) as { body?: object | null }
  // What a purge or a private beginning leaves of a side has no words to give back.
  if (!former || !latter || former.text === undefined || body === undefined)
    throw cannotRevert(say('refusals.revert.memoWordsGone'))
  if (changedFields(latter, recordedMemo(memo, about), ['title', 'kind', 'text']).length > 0)
    throw cannotRevert(say('refusals.revert.memoRewritten'))
  await updateMemo(tx, member, memo.id, { title: former.title, kind: former.kind, body, text: textOf(body) }, now)
  const after = await still(tx, member, memo.id)
  return {
    event: {
      ...memoPlace(memo, about, memo.visibility),
      type: 'memo.changed',
      before: recordedMemo(memo, about),
      after: recordedMemo(after, about),
      undo: { body: memo.body },
    },
    effects: [say('effects.memoAsBefore', { title: former.title })],
  }
}

/** Takes back that a memo was shown to everybody, or that it was not any more. */
export async function revertMemoShowing(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const { memo, about } = await standing(tx, member, event)
  const wasShared = event.type === 'memo.shared'
  if ((memo.visibility === 'shared') !== wasShared) throw cannotRevert(say('refusals.revert.memoShownSince'))
  await updateMemo(tx, member, memo.id, { visibility: wasShared ? 'private' : 'shared' }, now)
  const after = await getMemo(tx, member, memo.id)
  // Whoever is not its author does not see it any more, and its version is all that changed.
  const latter = recordedMemo(after ?? { ...memo, visibility: 'private', version: memo.version + 1 }, about)
  return {
    event: {
      ...memoPlace(memo, about, 'shared'),
      type: wasShared ? 'memo.withdrawn' : 'memo.shared',
      before: recordedMemo(memo, about),
      after: latter,
    },
    effects: [
      wasShared ? say('effects.memoPrivate', { title: memo.title }) : say('effects.memoShared', { title: memo.title }),
    ],
  }
}

async function standing(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
): Promise<{ memo: Memo; about: AboutMemo }> {
  await lockMemo(tx, member, event.subjectId)
  const memo = await getMemo(tx, member, event.subjectId)
  const about = memo && (await findAbout(tx, member, memo.subject.type, memo.subject.id))
  if (!memo || !about) throw cannotRevert(say('refusals.revert.memoGone'))
  return { memo, about }
}

async function still(tx: Transaction, member: Member, id: string): Promise<Memo> {
  const memo = await getMemo(tx, member, id)
  if (!memo) throw cannotRevert(say('refusals.revert.memoGone'))
  return memo
}
