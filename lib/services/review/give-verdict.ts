import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { notify } from '@/lib/data/threads/notifications'
import { lockForVerdicts, roundsOfCoding } from '@/lib/data/review/codings'
import { insertVerdicts, usableTags, type NewVerdict } from '@/lib/data/review/verdict-writes'
import { verdictsByIds } from '@/lib/data/review/verdicts'
import { revisionText } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import type { ConsensusSpan } from '@/lib/domain/review/coding'
import { consensusOf, fateOf, type Decision } from '@/lib/domain/review/settle'
import { AppError, fault, notFound } from '@/lib/errors'
import type { VerdictCreate } from '@/lib/schemas/review'
import { cutSpan } from '../annotations/cut-span'
import { demandBounded, lettersIn } from '../annotations/demand-bounded'
import { againWhereTaken } from '../again-where-taken'
import { authorise } from '../authorise'
import { comparedDocuments, reviewedStretches, type ReviewedStretch } from './compare'
import { say } from '@/lib/i18n/say'
import { recordedVerdict } from './recorded-verdict'

export interface VerdictsGiven {
  given: number
  ids: string[]
  event: number | null
}

/**
 * Settles one stretch, or every unanimous one that waits. The stretch must still be what the reviewer saw: the same annotations at the same versions.
 * Writes the consensus layer and leaves the coders' own work as it is.
 */
export async function giveVerdict(
  db: Database,
  member: Member,
  roundId: string | null,
  input: VerdictCreate,
  now: Date,
): Promise<VerdictsGiven> {
  authorise(member, 'review.write')
  return againWhereTaken(() =>
    db.$transaction(
      (tx) =>
        input.outcome === 'unanimous'
          ? acceptUnanimous(tx, member, roundId, input, now)
          : settleOne(tx, member, roundId, input, now),
      { timeout: 60_000 },
    ),
  )
}

type Single = Exclude<VerdictCreate, { outcome: 'unanimous' }>

async function settleOne(
  tx: Transaction,
  member: Member,
  roundId: string | null,
  input: Single,
  now: Date,
): Promise<VerdictsGiven> {
  await lockForVerdicts(tx, member, [input.documentId])
  // Under the lock: the same may have been on its way in another request.
  if (input.id !== undefined && (await verdictsByIds(tx, member, [input.id])).length > 0)
    return { given: 0, ids: [input.id], event: null }
  const [document] = await comparedDocuments(tx, member, {
    roundId,
    documentIds: [input.documentId],
    coderIds: input.coderIds,
  })
  if (!document) throw notFound('document')
  const versions = new Map(input.items.map((item) => [item.annotationId, item.version]))
  const stretches = await reviewedStretches(tx, member, document, roundId)
  const stretch = stretches.find(
    ({ codings }) =>
      codings.length === versions.size && codings.every((coding) => versions.get(coding.id) === coding.version),
  )
  if (!stretch) {
    const now = stretches.filter(({ codings }) => codings.some((coding) => versions.has(coding.id)))
    if (now.length === 0) throw notFound('passage')
    throw new AppError('version-conflict', say('refusals.review.changedMeanwhile'))
  }
  const decision = decisionOf(input)
  if (decision.outcome === 'accepted' && decision.coderIds.some((id) => !document.coderIds.includes(id)))
    throw new AppError('invalid', say('refusals.review.notCompared'), {
      errors: [fault('acceptedCoderIds', say('faults.notComparedHere'))],
    })
  if (decision.outcome === 'edited')
    await demandTags(
      tx,
      member,
      decision.spans.flatMap((span) => span.tagIds),
    )
  const { id, reason } = input
  return store(tx, member, await cut(tx, member, [settled(roundId, stretch, decision, { id, reason })]), now)
}

function decisionOf(input: Single): Decision {
  if (input.outcome === 'accepted') return { outcome: 'accepted', coderIds: [...new Set(input.acceptedCoderIds)] }
  return input.outcome === 'edited' ? { outcome: 'edited', spans: input.spans } : { outcome: 'neither' }
}

async function demandTags(tx: Transaction, member: Member, tagIds: readonly string[]): Promise<void> {
  const usable = await usableTags(tx, member, tagIds)
  if (tagIds.some((id) => !usable.has(id)))
    throw new AppError('invalid', say('refusals.tagGoneOrArchived'), {
      errors: [fault('spans', say('faults.noSuchTagOrArchived'))],
    })
}

async function acceptUnanimous(
  tx: Transaction,
  member: Member,
  roundId: string | null,
  { documentIds, coderIds, reason }: Extract<VerdictCreate, { outcome: 'unanimous' }>,
  now: Date,
): Promise<VerdictsGiven> {
  const documents = await comparedDocuments(tx, member, { roundId, documentIds, coderIds })
  await lockForVerdicts(
    tx,
    member,
    documents.map((document) => document.id),
  )
  const all: Settled[] = []
  for (const document of documents)
    for (const stretch of await reviewedStretches(tx, member, document, roundId))
      // A contested one is somebody's to look at, however alike the coding is.
      if (stretch.kind === 'unanimous' && (stretch.state === 'open' || stretch.state === 'outdated'))
        all.push(settled(roundId, stretch, { outcome: 'accepted', coderIds: document.coderIds }, { reason }))
  return all.length === 0 ? { given: 0, ids: [], event: null } : store(tx, member, await cut(tx, member, all), now)
}

/** A verdict whose consensus has not been cut from the text yet. */
type Settled = Omit<NewVerdict, 'consensus'> & { consensus: readonly ConsensusSpan[] }

function settled(
  roundId: string | null,
  { document, codings, start, end }: ReviewedStretch,
  decision: Decision,
  { id = newId(), reason }: { id?: string; reason: string },
): Settled {
  const consensus = consensusOf(codings, decision)
  return {
    id,
    reason,
    roundId,
    start,
    end,
    documentId: document.id,
    revisionId: document.revisionId,
    coderIds: document.coderIds,
    outcome: decision.outcome,
    acceptedCoderIds: decision.outcome === 'accepted' ? decision.coderIds : [],
    items: codings.map((coding) => ({
      annotationId: coding.id,
      version: coding.version,
      fate: fateOf(coding, consensus, decision),
    })),
    consensus,
  }
}

/** Cuts the consensus of all of them, which one event holds. */
async function cut(tx: Transaction, member: Member, all: readonly Settled[]): Promise<NewVerdict[]> {
  demandBounded(lettersIn(all.flatMap((verdict) => verdict.consensus)))
  const verdicts: NewVerdict[] = []
  for (const verdict of await inTheirRound(tx, member, all)) {
    const text = await revisionText(tx, member, verdict.revisionId)
    if (text === null) throw notFound('document')
    verdicts.push({
      ...verdict,
      consensus: verdict.consensus.map((span) => ({ ...cutSpan(text, span), tagIds: span.tagIds })),
    })
  }
  return verdicts
}

/**
 * Gives verdicts the round of the coding that they are about, where they were given outside of rounds: what a round hides of that coding, it hides of them.
 * One event belongs to one round at most, and so does what is settled at once.
 */
async function inTheirRound(tx: Transaction, member: Member, all: readonly Settled[]): Promise<Settled[]> {
  const rounded: Settled[] = []
  const rounds = new Set<string | null>()
  for (const verdict of all) {
    const annotationIds = verdict.items.map((item) => item.annotationId)
    const of =
      verdict.roundId === null ? await roundsOfCoding(tx, member, { ...verdict, annotationIds }) : [verdict.roundId]
    for (const id of of.length === 0 ? [null] : of) rounds.add(id)
    rounded.push({ ...verdict, roundId: of[0] ?? null })
  }
  if (rounds.size > 1) throw new AppError('invalid', say('refusals.review.severalRounds'))
  return rounded
}

async function store(tx: Transaction, member: Member, verdicts: NewVerdict[], now: Date): Promise<VerdictsGiven> {
  const replaced = await insertVerdicts(tx, member, verdicts, now)
  const superseded = replaced.map((verdict) => verdict.id)
  const [first] = verdicts
  const ids = verdicts.map((verdict) => verdict.id)
  const undo = { ids, superseded }
  const after = verdicts.map(recordedVerdict)
  const isOne = verdicts.length === 1
  const documents = new Set(verdicts.map((verdict) => verdict.documentId))
  const [event = null] = await appendEvents(tx, member, [
    {
      type: isOne ? 'verdict.given' : 'verdicts.given',
      subjectId: isOne ? (first?.id ?? '') : newId(),
      documentId: documents.size === 1 ? first?.documentId : undefined,
      roundId: first?.roundId ?? null,
      after: isOne ? after[0] : { items: after },
      undo,
    },
  ])
  // Whoever contested a verdict is told that it was looked at again.
  const contesters = replaced.flatMap(({ contestedById }) => contestedById ?? [])
  await notify(
    tx,
    member,
    contesters.map((userId) => ({ userId, kind: 'verdict' as const, verdictId: ids[0] })),
    now,
  )
  return { given: verdicts.length, ids, event }
}
