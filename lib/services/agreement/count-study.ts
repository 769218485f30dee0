import type { Answers } from '@/lib/workers/agreement/answer'
import { askAgreement } from '@/lib/workers/agreement/ask-agreement'
import type { Asked } from '@/lib/workers/agreement/question'
import type { Database } from '@/lib/data/database/client'
import { Turns } from '@/lib/domain/queue/turns'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import type { StudySettings } from '@/lib/schemas/agreement'
import { readStudy, type ReadStudy } from './read-study'
import { say } from '@/lib/i18n/say'

/** Who counts holds what is counted, which may be the texts of a whole project: so few read it at once, and who waits has read nothing yet. */
const turns = new Turns(
  { atOnce: 4, atOnceOfOne: 2, waiting: 64, waitingOfOne: 16 },
  () => new AppError('unavailable', say('refusals.busy.counting'), { retryAfter: 5 }),
)

/**
 * Reads a study and asks about it, in the turn of the person who asks: however much one person has counted, the others wait for their own. Throws AppError
 * "unavailable" where too much of theirs waits, or where `signal` aborts.
 */
export async function countStudy<Kind extends Asked['kind']>(
  db: Database,
  member: Member,
  settings: StudySettings,
  asked: (read: ReadStudy) => Extract<Asked, { kind: Kind }>,
  signal?: AbortSignal,
): Promise<{ read: ReadStudy; answer: Answers[Kind] }> {
  const count = async () => {
    const read = await readStudy(db, member, settings)
    return { read, answer: await askAgreement<Kind>({ study: read.packed, asked: asked(read) }, signal) }
  }
  return turns.run(member.userId, count, signal).catch((error: unknown) => {
    throw signal?.aborted && !(error instanceof AppError)
      ? new AppError('unavailable', say('refusals.busy.dropped'))
      : error
  })
}
