import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import { lockLink, setLinkBinned, updateLink } from '@/lib/data/links/link-writes'
import { getLink } from '@/lib/data/links/links'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { Link } from '@/lib/schemas/link'
import { cannotRevert, changedFields } from '../history/cannot-revert'
import type { Reverted } from '../history/reverting'
import { authoriseLinking, refusingTwins } from './links'
import { findEnds, linkPlace, recordedLink, type LinkedEnds, type RecordedLink } from './recorded-link'

/** Back to the bin with a link that was made or brought back. */
export async function revertLinkCreation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const { link, ends } = await standing(tx, member, event)
  await setLinkBinned(tx, member, link.id, now)
  return {
    event: { ...linkPlace(link, ends), type: 'link.deleted', before: recordedLink(link, ends) },
    effects: [say('effects.linkToBin')],
  }
}

/** Out of the bin again, where both of its ends are there and nobody has made it anew since. */
export async function revertLinkDeletion(tx: Transaction, member: Member, event: RecordedEvent): Promise<Reverted> {
  await lockLink(tx, member, event.subjectId)
  if (!(await onlyOnce(() => setLinkBinned(tx, member, event.subjectId, null))))
    throw cannotRevert(say('refusals.revert.linkNotInBin'))
  const { link, ends } = await standing(tx, member, event)
  return {
    event: { ...linkPlace(link, ends), type: 'link.restored', after: recordedLink(link, ends) },
    effects: [say('effects.linkBack')],
  }
}

/** Gives a link its former words, if nobody has changed those since. */
export async function revertLinkChange(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const { link, ends } = await standing(tx, member, event)
  const [former, latter] = [event.before as RecordedLink, event.after as RecordedLink]
  // What a purge took the words out of has none to give back.
  if (former.note === undefined || latter.note === undefined) throw cannotRevert(say('refusals.revert.linkWordsGone'))
  const fields = changedFields(former, latter, ['kind', 'direction', 'note'])
  if (changedFields(latter, recordedLink(link, ends), fields).length > 0)
    throw cannotRevert(say('refusals.revert.linkChangedSince'))
  const words = Object.fromEntries(fields.map((field) => [field, former[field]]))
  await onlyOnce(() => updateLink(tx, member, link.id, words, now))
  const { link: after } = await standing(tx, member, event)
  return {
    event: {
      ...linkPlace(link, ends),
      type: 'link.changed',
      before: recordedLink(link, ends),
      after: recordedLink(after, ends),
    },
    effects: [say('effects.linkAsBefore')],
  }
}

async function onlyOnce<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await refusingTwins(work)
  } catch (error) {
    if (error instanceof AppError && error.code === 'already-exists')
      throw cannotRevert(say('refusals.revert.linkMadeAnew'))
    throw error
  }
}

async function standing(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
): Promise<{ link: Link; ends: LinkedEnds }> {
  await lockLink(tx, member, event.subjectId)
  const link = await getLink(tx, member, event.subjectId)
  if (!link) throw cannotRevert(say('refusals.revert.linkGone'))
  const { from, to } = await findEnds(tx, member, link)
  if (!from || !to) throw cannotRevert(say('refusals.revert.linkGone'))
  authoriseLinking(member, link)
  return { link, ends: { from, to } }
}
