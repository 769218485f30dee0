import type { Database, Transaction } from '@/lib/data/database/client'
import { longestRehearsal, RehearsalTooLong, rehearse } from '@/lib/data/database/rehearse'
import { appendEvents, findEvent } from '@/lib/data/history/events'
import { turnProposals } from '@/lib/data/codebook/proposal-writes'
import { lockCodebook } from '@/lib/data/codebook/tag-writes'
import type { Member } from '@/lib/domain/access/viewer'
import { isReverted } from '@/lib/domain/history/reversals'
import { AppError, notFound } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { EventReverted, RevertPreview } from '@/lib/schemas/history'
import { authorise } from '@/lib/services/authorise'
import { toldEffects, type Reverted } from './reverting'
import { revertible, whyNotRevertible } from './why-not-revertible'

/** Long enough for the largest bulk event on a busy machine. */
const options = { timeout: 60_000 }

/**
 * Takes back the event numbered `seq`, however old, by a new event. Only its author, the person whose work it was about, or a lead may, and only what they may do
 * anyway. Refuses with 409 and the reason where later work stands in the way, and changes nothing; of a bulk event, what nobody has touched since is reverted
 * and the answer names what was kept.
 */
export async function revertEvent(db: Database, member: Member, seq: number, now: Date): Promise<EventReverted> {
  authorise(member, 'history.revert')
  return db.$transaction(async (tx) => {
    const { event, roundId, ...reverted } = await reverse(tx, member, seq, now)
    const [number = 0] = await appendEvents(tx, member, [
      { ...(roundId !== null && { roundId }), ...event, reverts: seq },
    ])
    if (event.type.startsWith('tag.')) await turnProposals(tx, member, seq, number)
    return { seq: number, type: event.type, subjectId: event.subjectId, ...toldEffects(reverted) }
  }, options)
}

/**
 * What reverting the event would do now, or why it cannot be. It is done and rolled back, so that it cannot say anything else than the event itself would. Where
 * that takes more than `longest` milliseconds, it says that instead.
 */
export async function previewRevert(
  db: Database,
  member: Member,
  seq: number,
  now: Date,
  longest: number = longestRehearsal,
): Promise<RevertPreview> {
  try {
    authorise(member, 'history.revert')
    const reverted = await rehearse(db, (tx) => reverse(tx, member, seq, now), longest)
    return { canRevert: true, reason: null, ...toldEffects(reverted) }
  } catch (error) {
    if (error instanceof RehearsalTooLong)
      return { canRevert: true, reason: null, ...toldEffects({ effects: [say('effects.unknownBeforehand')] }) }
    if (error instanceof AppError && error.code !== 'not-found')
      return {
        canRevert: false,
        reason: error.detail,
        effects: [],
        keeps: [],
        said: { effects: [], reason: error.said },
      }
    throw error
  }
}

async function reverse(
  tx: Transaction,
  member: Member,
  seq: number,
  now: Date,
): Promise<Reverted & { roundId: string | null }> {
  const event = await findEvent(tx, member, seq)
  if (!event) throw notFound('event')
  const refused = whyNotRevertible(member, {
    ...event,
    isReverted: isReverted({ ...event, ...event.shown }, event.reversals),
  })
  if (refused) throw refused
  // What they are told must not say that there is something which they are not shown.
  if (event.isGivenBackUnseen) throw new AppError('cannot-revert', say('refusals.history.notNow'))
  const kind = revertible(event.type)
  if (!kind) throw new Error(`${event.type} was not refused and cannot be reverted`)
  if (kind.locks === 'project') await lockCodebook(tx, member)
  const reverted = await kind.revert(tx, member, event, now)
  // What reverted a change of the codebook that others may not know of is none of their business either.
  return { ...reverted, roundId: /^(tag|proposal)\./.test(event.type) ? event.roundId : null }
}
