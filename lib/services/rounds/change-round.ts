import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { notify } from '@/lib/data/threads/notifications'
import { standsOutside } from '@/lib/data/review/codings'
import { isBegun, lockRound, updateRound } from '@/lib/data/rounds/round-writes'
import { getRound } from '@/lib/data/rounds/rounds'
import { leadIds } from '@/lib/data/rounds/round-leads'
import type { Member } from '@/lib/domain/access/viewer'
import { isBlindRound } from '@/lib/domain/rounds/round'
import { AppError, fault, notFound } from '@/lib/errors'
import type { RoundChange, RoundDetail } from '@/lib/schemas/round'
import { authorise } from '../authorise'
import type { Done } from '../done'
import { staleVersion } from '../stale-version'
import { askToCode, recordedRound } from './create-round'
import { reassign } from './reassign'
import { say } from '@/lib/i18n/say'

/** Renames, describes, reschedules, hands out anew, opens or closes a round. What was submitted is never taken out of it, and nobody's work is ever lost. */
export async function changeRound(
  db: Database,
  member: Member,
  id: string,
  change: RoundChange,
  now: Date,
): Promise<Done<RoundDetail>> {
  authorise(member, 'rounds.manage')
  return db.$transaction(async (tx) => {
    const locked = await lockRound(tx, member, id)
    const before = locked && (await getRound(tx, member, id))
    if (!before) throw notFound('round')
    const { name, instructions, opened, closed, dueAt, visibility } = change
    await demandChangeable(tx, member, before, change)
    await updateRound(
      tx,
      member,
      id,
      {
        ...(name !== undefined && { name }),
        ...(instructions !== undefined && { instructions }),
        ...(visibility !== undefined && { visibility }),
        ...(dueAt !== undefined && { dueAt: dueAt === null ? null : new Date(dueAt) }),
        ...(opened && { openedAt: now, openedById: member.userId }),
        ...(closed !== undefined && { closedAt: closed ? now : null }),
      },
      now,
    )
    const handed = await handOut(tx, member, before, change, now)
    const row = await getRound(tx, member, id)
    if (!row) throw notFound('round')
    // The promise that nobody sees their work yet was made to the coders, so they hear that it has ended.
    if (opened)
      await notify(
        tx,
        member,
        [...row.coderIds, ...(await leadIds(tx, member))].map((userId) => ({ userId, kind: 'opened', roundId: id })),
        now,
      )
    const [event = null] = await appendEvents(tx, member, [
      {
        type: `round.${verbOf(before, row)}`,
        subjectId: id,
        roundId: id,
        before: recordedRound(before),
        after: { ...recordedRound(row), ...(handed && { given: handed.given.length, taken: handed.taken.length }) },
        ...(handed && { undo: handed }),
      },
    ])
    return { row, event }
  })
}

/** Refuses what a round is too far for, or what somebody else has changed meanwhile. */
async function demandChangeable(
  tx: Transaction,
  member: Member,
  before: RoundDetail,
  { version, visibility, closed, opened }: RoundChange,
): Promise<void> {
  if (version !== undefined && version !== before.version) throw staleVersion(before, 'round')
  if (visibility !== undefined && visibility !== before.visibility) await demandNotBegun(tx, member, before.id)
  if (closed === false && before.closedAt !== null) await demandHideable(tx, member, before)
  if (opened && (before.visibility === 'open' || before.openedAt !== null))
    throw new AppError('invalid', say('refusals.rounds.openAlready'), {
      errors: [fault('opened', say('faults.openAlready'))],
    })
}

/** Hands the documents out anew where the change asks for it, and tells the coders who get some and who lose some; null where it does not. */
async function handOut(
  tx: Transaction,
  member: Member,
  before: RoundDetail,
  { documentIds, coderIds, assignment, withdraw }: RoundChange,
  now: Date,
) {
  if (!documentIds && !coderIds && !assignment) return null
  const wanted = {
    documentIds: documentIds ?? before.documentIds,
    coderIds: coderIds ?? before.coderIds,
    assignment,
    withdraw: withdraw === true,
  }
  const handed = await reassign(tx, member, before, wanted, now)
  if (!handed) return null
  const given = handed.given.map((task) => task.coderId)
  await askToCode(tx, member, before.id, given, now)
  const taken = handed.taken.map(({ coderId }) => ({ userId: coderId, kind: 'taken' as const, roundId: before.id }))
  await notify(tx, member, taken, now)
  return handed
}

/** Moves a round to the bin: its annotations stay, unblinded and unfrozen. */
export async function deleteRound(
  db: Database,
  member: Member,
  id: string,
  version: number | undefined,
  now: Date,
): Promise<Done<null>> {
  authorise(member, 'rounds.manage')
  return db.$transaction(async (tx) => {
    const locked = await lockRound(tx, member, id)
    const before = locked && (await getRound(tx, member, id))
    if (!before) throw notFound('round')
    if (version !== undefined && version !== before.version) throw staleVersion(before, 'round')
    await updateRound(tx, member, id, { deletedAt: now }, now)
    const [event = null] = await appendEvents(tx, member, [
      { type: 'round.deleted', subjectId: id, roundId: id, before: recordedRound(before) },
    ])
    return { row: null, event }
  })
}

/** A round that goes on hides coding again; what a verdict outside of it says of that coding it would not. */
export async function demandHideable(
  tx: Transaction,
  member: Member,
  round: Pick<RoundDetail, 'id' | 'visibility' | 'openedAt'>,
): Promise<void> {
  if (isBlindRound({ ...round, closedAt: null }) && (await standsOutside(tx, member, round.id)))
    throw new AppError('in-use', say('refusals.rounds.verdictOutside'))
}

function verbOf(before: RoundDetail, after: RoundDetail): string {
  if (before.openedAt === null && after.openedAt !== null) return 'opened'
  if ((before.closedAt === null) !== (after.closedAt === null)) return after.closedAt === null ? 'resumed' : 'closed'
  return 'changed'
}

async function demandNotBegun(tx: Transaction, member: Member, id: string): Promise<void> {
  if (await isBegun(tx, member, id))
    throw new AppError('in-use', say('refusals.rounds.begun'), {
      errors: [fault('visibility', say('faults.roundBegun'))],
    })
}
