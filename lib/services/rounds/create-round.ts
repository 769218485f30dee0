import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { notify } from '@/lib/data/threads/notifications'
import { revisionText } from '@/lib/data/documents/revision-text'
import {
  addTasks,
  codebookVersion,
  coderIdsAmong,
  documentsAmong,
  insertPassages,
  insertRound,
} from '@/lib/data/rounds/round-writes'
import { getRound } from '@/lib/data/rounds/rounds'
import { listTags } from '@/lib/data/codebook/tags'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import type { RoundCreate, RoundDetail } from '@/lib/schemas/round'
import { cutSpan } from '../annotations/cut-span'
import { demandBounded, lettersIn } from '../annotations/demand-bounded'
import { againWhereTaken } from '../again-where-taken'
import { authorise } from '../authorise'
import type { Done } from '../done'
import type { Created } from '../projects/projects'
import { drawPassages } from './draw-passages'
import { handOut } from './hand-out'
import { say } from '@/lib/i18n/say'

/** Sets up a round: its documents are handed out, every one to every coder unless something else is asked for, and the codebook is kept as it is now. */
export async function createRound(
  db: Database,
  member: Member,
  input: RoundCreate,
  now: Date,
): Promise<Created<RoundDetail> & Done<RoundDetail>> {
  authorise(member, 'rounds.manage')
  const {
    documentIds = [],
    coderIds,
    passages,
    sample,
    assignment,
    dueAt,
    previousId = null,
    id = newId(),
    ...words
  } = input
  const event = async (tx: Transaction) => {
    const existing = await getRound(tx, member, id)
    if (existing) return { row: existing, created: false, event: null }
    if (previousId !== null && !(await getRound(tx, member, previousId))) throw notFound('roundToCodeAgain')
    const chosen = await demandDocuments(tx, member, documentIds)
    await demandCoders(tx, member, coderIds)
    const draw = sample && (await drawPassages(tx, member, { ...sample, documentIds, coderIds, kind: words.kind }))
    const asked = draw?.passages ?? passages
    demandBounded(lettersIn(asked))
    const revisions = draw
      ? await demandDocuments(tx, member, [...new Set(asked.map((passage) => passage.documentId))])
      : chosen
    const { tasks, kept } = handOut(assignment, [...revisions.keys()], coderIds)
    const codebook = (await listTags(tx, member))
      .filter((tag) => tag.blindRoundId === null)
      .map(({ id, path, definition, useWhen, avoidWhen }) => ({ id, path, definition, useWhen, avoidWhen }))
    await insertRound(
      tx,
      member,
      {
        ...words,
        ...(draw && { sample: draw.drawn }),
        ...(kept && { assignment: kept }),
        id,
        previousId,
        dueAt: dueAt ? new Date(dueAt) : null,
        codebookVersion: await codebookVersion(tx, member),
        codebook,
      },
      now,
    )
    await addTasks(tx, member, id, tasks)
    await insertPassages(tx, member, id, await cutPassages(tx, member, asked, revisions))
    const row = await getRound(tx, member, id)
    if (!row) throw notFound('round')
    const [event = null] = await appendEvents(tx, member, [
      {
        type: 'round.created',
        subjectId: id,
        roundId: id,
        after: { ...recordedRound(row), ...(draw && { sample: draw.drawn }) },
      },
    ])
    await askToCode(tx, member, id, row.coderIds, now)
    return { row, created: true, event }
  }
  return againWhereTaken(() => db.$transaction(event))
}

/** The documents of a round with their current revisions; refuses where one is not there. */
export async function demandDocuments(
  tx: Transaction,
  member: Member,
  documentIds: readonly string[],
): Promise<Map<string, string>> {
  const found = await documentsAmong(tx, member, documentIds)
  if (found.length < new Set(documentIds).size)
    throw new AppError('invalid', say('refusals.rounds.documentGone'), {
      errors: [fault('documentIds', say('faults.noSuchDocument'))],
    })
  return new Map(found.map(({ id, revisionId }) => [id, revisionId]))
}

export async function demandCoders(tx: Transaction, member: Member, coderIds: readonly string[]): Promise<void> {
  const found = await coderIdsAmong(tx, member, coderIds)
  if (found.length < new Set(coderIds).size)
    throw new AppError('invalid', say('refusals.rounds.onlyCoders'), {
      errors: [fault('coderIds', say('faults.notCoderHere'))],
    })
}

async function cutPassages(
  tx: Transaction,
  member: Member,
  passages: RoundCreate['passages'],
  revisions: Map<string, string>,
) {
  const cut = []
  for (const { documentId, start, end } of passages) {
    const revisionId = revisions.get(documentId)
    const text = revisionId === undefined ? null : await revisionText(tx, member, revisionId)
    if (revisionId === undefined || text === null)
      throw new AppError('invalid', say('refusals.rounds.passageOutside'), {
        errors: [fault('passages', say('faults.notOfRound'))],
      })
    const { quote } = cutSpan(text, { start, end })
    cut.push({ id: newId(), documentId, revisionId, start, end, quote })
  }
  return cut
}

/** Tells people that a round asks them to code. */
export async function askToCode(
  tx: Transaction,
  member: Member,
  roundId: string,
  coderIds: readonly string[],
  now: Date,
): Promise<void> {
  await notify(
    tx,
    member,
    coderIds.map((userId) => ({ userId, kind: 'round', roundId })),
    now,
  )
}

/** What the history keeps of a round. */
export function recordedRound(round: RoundDetail) {
  const {
    id,
    name,
    instructions,
    kind,
    visibility,
    dueAt,
    documentIds,
    coderIds,
    codebookVersion,
    previousId,
    openedAt,
    closedAt,
    version,
    assignment,
  } = round
  return {
    id,
    name,
    instructions,
    kind,
    visibility,
    dueAt,
    documentIds,
    coderIds,
    codebookVersion,
    previousId,
    openedAt,
    closedAt,
    version,
    ...(assignment && { assignment }),
  }
}
