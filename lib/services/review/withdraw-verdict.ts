import type { Database } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { lockForVerdicts } from '@/lib/data/review/codings'
import { withdrawVerdicts } from '@/lib/data/review/verdict-writes'
import { verdictsByIds } from '@/lib/data/review/verdicts'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import { authorise } from '../authorise'
import type { Done } from '../done'
import { say } from '@/lib/i18n/say'
import { recordedVerdict } from './recorded-verdict'

/**
 * Withdraws a standing verdict of which nothing is left that it was about, with what it wrote into the consensus. While something is left, another verdict
 * takes its place, or the event that gave it is reverted. Taking the withdrawal back puts the verdict in force again.
 */
export async function withdrawVerdict(db: Database, member: Member, id: string, now: Date): Promise<Done<null>> {
  authorise(member, 'review.write')
  return db.$transaction(async (tx) => {
    const [found] = await verdictsByIds(tx, member, [id])
    if (!found) throw notFound('verdict')
    await lockForVerdicts(tx, member, [found.documentId])
    const [verdict] = await verdictsByIds(tx, member, [id])
    if (!verdict) throw notFound('verdict')
    if (!verdict.isEmptied) throw new AppError('in-use', say('refusals.review.stillThere'))
    await withdrawVerdicts(tx, member, [id], [], now)
    const { documentId, roundId } = verdict
    const before = recordedVerdict(verdict)
    const [event = null] = await appendEvents(tx, member, [
      { type: 'verdict.withdrawn', subjectId: id, documentId, roundId, before, undo: { ids: [id], superseded: [] } },
    ])
    return { row: null, event }
  })
}
