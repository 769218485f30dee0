import { frozenFigures, insertFrozenFigure } from '@/lib/data/agreement/frozen-figures'
import { blindDocuments } from '@/lib/data/agreement/study-rounds'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import { figuresSettings, type FreezeFigure, type FrozenFigure } from '@/lib/schemas/agreement'
import { againWhereTaken } from '../again-where-taken'
import { authorise } from '../authorise'
import { measureAgreement } from './measure-agreement'
import { say } from '@/lib/i18n/say'

/**
 * Counts a round's agreement now and keeps the answer whole: names, counts, rules and figures as they are. Nothing moves it afterwards. Refuses with 403
 * while the member is blind somewhere in the round, for the figure would be of a part of it without saying so.
 */
export async function freezeFigure(
  db: Database,
  member: Member,
  roundId: string,
  { id = newId(), settings }: FreezeFigure,
  now: Date,
  signal?: AbortSignal,
): Promise<{ row: FrozenFigure; created: boolean; event: number | null }> {
  authorise(member, 'figures.freeze')
  const existing = (await required(db, member, roundId)).find((row) => row.id === id)
  if (existing) return { row: existing, created: false, event: null }
  if ((await blindDocuments(db, member)).some(({ round }) => round.id === roundId))
    throw new AppError('not-allowed', say('refusals.agreement.codingBlind'))
  const result = await measureAgreement(
    db,
    member,
    { ...figuresSettings.parse({}), ...withoutGaps(settings), roundId },
    signal,
  )
  const event = async (tx: Transaction) => {
    const meanwhile = (await required(tx, member, roundId)).find((row) => row.id === id)
    if (meanwhile) return { row: meanwhile, created: false, event: null }
    await insertFrozenFigure(tx, member, { id, roundId, result, now })
    const [event = null] = await appendEvents(tx, member, [
      { type: 'figure.frozen', subjectId: id, roundId, after: { id, roundId, round: result.round?.name ?? '' } },
    ])
    const row = (await required(tx, member, roundId)).find((figure) => figure.id === id)
    if (!row) throw notFound('figure')
    return { row, created: true, event }
  }
  return againWhereTaken(() => db.$transaction(event))
}

async function required(
  db: Parameters<typeof frozenFigures>[0],
  member: Member,
  roundId: string,
): Promise<FrozenFigure[]> {
  const rows = await frozenFigures(db, member, roundId)
  if (!rows) throw notFound('round')
  return rows
}

const withoutGaps = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]-?: Exclude<T[Key], undefined>
  }
