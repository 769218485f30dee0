import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { notify } from '@/lib/data/threads/notifications'
import { lockRound, lockTask, setSubmitted } from '@/lib/data/rounds/round-writes'
import { getRound } from '@/lib/data/rounds/rounds'
import type { RoundVisibility } from '@/lib/domain/rounds/round'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import type { RoundDetail } from '@/lib/schemas/round'
import { authorise } from '../authorise'
import type { Done } from '../done'
import { tellSubmission } from './tell-submission'
import { say } from '@/lib/i18n/say'

/** Hands one's own document in: what one marked there in this round is frozen from now on. Doing it twice is doing it once. */
export async function submitTask(
  db: Database,
  member: Member,
  roundId: string,
  documentId: string,
  now: Date,
): Promise<Done<RoundDetail>> {
  authorise(member, 'annotations.write')
  return db.$transaction(async (tx) => {
    const round = await lockRound(tx, member, roundId)
    const task = round && (await lockTask(tx, member, roundId, documentId, member.userId))
    if (!task) throw notFound('taskOfYours')
    if (round.closedAt !== null) throw new AppError('in-use', say('refusals.rounds.closed'))
    if (task.submittedAt !== null) return { row: await required(tx, member, roundId), event: null }
    await setSubmitted(tx, member, { roundId, documentId, coderId: member.userId }, now, now)
    await tellSubmission(tx, member, { ...round, visibility: round.visibility as RoundVisibility }, documentId, now)
    return {
      row: await required(tx, member, roundId),
      event: await record(tx, member, 'submitted', { roundId, documentId, coderId: member.userId, name: round.name }),
    }
  })
}

/** Gives a submitted document back to its coder, who can change what they marked; the round is blind again where it was. */
export async function reopenTask(
  db: Database,
  member: Member,
  roundId: string,
  { documentId, coderId }: { documentId: string; coderId: string },
  now: Date,
): Promise<Done<RoundDetail>> {
  authorise(member, 'rounds.manage')
  return db.$transaction(async (tx) => {
    const round = await lockRound(tx, member, roundId)
    const task = round && (await lockTask(tx, member, roundId, documentId, coderId))
    if (!task) throw notFound('task')
    if (task.submittedAt === null) return { row: await required(tx, member, roundId), event: null }
    await setSubmitted(tx, member, { roundId, documentId, coderId }, null, now)
    await notify(tx, member, [{ userId: coderId, kind: 'reopened', roundId, documentId }], now)
    return {
      row: await required(tx, member, roundId),
      event: await record(tx, member, 'reopened', { roundId, documentId, coderId, name: round.name }),
    }
  })
}

async function record(
  tx: Transaction,
  member: Member,
  verb: 'submitted' | 'reopened',
  { name, ...task }: { roundId: string; documentId: string; coderId: string; name: string },
): Promise<number | null> {
  const [event = null] = await appendEvents(tx, member, [
    {
      type: `round.${verb}`,
      subjectId: task.roundId,
      roundId: task.roundId,
      documentId: task.documentId,
      ownerId: task.coderId,
      after: { name, documentId: task.documentId, coderId: task.coderId },
    },
  ])
  return event
}

async function required(tx: Transaction, member: Member, id: string): Promise<RoundDetail> {
  const row = await getRound(tx, member, id)
  if (!row) throw notFound('round')
  return row
}
