import { version } from 'uuid'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { leadIds } from '@/lib/data/rounds/round-leads'
import { notify } from '@/lib/data/threads/notifications'
import { countOwnOpen, decideProposal, insertProposal, type Decision } from '@/lib/data/codebook/proposal-writes'
import { getProposal } from '@/lib/data/codebook/proposals'
import { roundCodedBlind } from '@/lib/data/rounds/hidden-tags'
import { lockCodebook } from '@/lib/data/codebook/tag-writes'
import { tagTree } from '@/lib/data/codebook/tags'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import type { Proposal, ProposalCreate, ProposalState } from '@/lib/schemas/proposal'
import { authorise } from '@/lib/services/authorise'
import type { Done } from '@/lib/services/done'
import type { Created } from '@/lib/services/projects/projects'
import { say } from '@/lib/i18n/say'

/** Open proposals that one person may have in a project: they are read whole, and somebody has to decide about each. */
const mostOpen = 500

/** Proposes a change of the codebook. Whoever may change it is told, as soon as they may know of it. */
export async function propose(
  db: Database,
  member: Member,
  input: ProposalCreate,
  now: Date,
): Promise<Created<Proposal> & Done<Proposal>> {
  authorise(member, 'codebook.propose')
  const id = input.id ?? newId()
  // Equal names have ids of this version, made of their tags: who took one beforehand would have what they propose accepted in its place.
  if (version(id) === 5)
    throw new AppError('invalid', say('refusals.idOfVersion'), {
      errors: [fault('id', say('faults.notOfThisVersion'))],
    })
  return db.$transaction(async (tx) => {
    await lockCodebook(tx, member)
    const existing = await getProposal(tx, member, id)
    if (existing) return { row: existing, created: false, event: null }
    if ((await countOwnOpen(tx, member)) >= mostOpen)
      throw new AppError('too-large', say('refusals.codebook.tooManyProposals', { limit: mostOpen }))
    const tree = await tagTree(tx, member)
    const { tagId, intoId, parentId } = { tagId: null, intoId: null, parentId: null, ...input }
    for (const [path, tag] of Object.entries({ tagId, intoId, parentId })) {
      if (tag !== null && !tree.some((other) => other.id === tag))
        throw new AppError('invalid', say('refusals.codebook.noSuchTag'), {
          errors: [fault(path, say('faults.noSuchTag'))],
        })
    }
    if (tagId !== null && tagId === intoId)
      throw new AppError('invalid', say('refusals.codebook.intoItself'), {
        errors: [fault('intoId', say('faults.sameTag'))],
      })
    const blindRoundId = await roundCodedBlind(tx, member)
    const { kind, reason, name, definition, useWhen, avoidWhen } = {
      name: undefined,
      definition: undefined,
      useWhen: undefined,
      avoidWhen: undefined,
      ...input,
    }
    await insertProposal(
      tx,
      member,
      {
        id,
        kind,
        tagId,
        intoId,
        parentId,
        reason,
        proposedById: member.userId,
        blindRoundId,
        wanted: { name, definition, useWhen, avoidWhen },
      },
      now,
    )
    const row = await required(tx, member, id)
    const [event = null] = await appendEvents(tx, member, [
      { type: 'proposal.created', subjectId: id, roundId: blindRoundId, after: recordedProposal(row) },
    ])
    const leads = await leadIds(tx, member)
    await notify(
      tx,
      member,
      leads.map((userId) => ({ userId, kind: 'proposed', proposalId: id })),
      now,
    )
    return { row, created: true, event }
  })
}

/** Leaves the codebook as it is, with a word to whoever proposed otherwise. */
export async function declineProposal(
  db: Database,
  member: Member,
  id: string,
  answer: string,
  now: Date,
): Promise<Done<Proposal>> {
  authorise(member, 'codebook.write')
  return db.$transaction(async (tx) => {
    const before = await openProposal(tx, member, id)
    await settle(tx, member, before, { state: 'declined', answer, event: null }, now)
    const row = await required(tx, member, id)
    const [event = null] = await appendEvents(tx, member, [
      {
        type: 'proposal.declined',
        subjectId: id,
        roundId: before.blindRoundId,
        before: recordedProposal(before),
        after: recordedProposal(row),
      },
    ])
    return { row, event }
  })
}

/** Takes a proposal of one's own back, as long as nobody has decided about it. */
export async function withdrawProposal(db: Database, member: Member, id: string, now: Date): Promise<Done<Proposal>> {
  authorise(member, 'codebook.propose')
  return db.$transaction(async (tx) => {
    const before = await openProposal(tx, member, id)
    if (before.proposedBy?.id !== member.userId)
      throw new AppError('not-allowed', say('refusals.codebook.onlyProposer'))
    await decideProposal(tx, member, id, 'open', { state: 'withdrawn', answer: '', event: null }, now)
    const row = await required(tx, member, id)
    const [event = null] = await appendEvents(tx, member, [
      {
        type: 'proposal.withdrawn',
        subjectId: id,
        roundId: before.blindRoundId,
        before: recordedProposal(before),
        after: recordedProposal(row),
      },
    ])
    return { row, event }
  })
}

/** The proposal, if it waits for a decision, in a transaction that holds the codebook still. */
export async function openProposal(tx: Transaction, member: Member, id: string): Promise<Proposal> {
  await lockCodebook(tx, member)
  const row = await getProposal(tx, member, id)
  if (!row) throw notFound('proposal')
  if (row.state !== 'open')
    throw new AppError('in-use', say('refusals.codebook.proposalSettled', { state: row.state }), {
      reason: 'settled',
      current: row,
    })
  return row
}

/** Writes the decision, makes the row of a proposal that equal names made, and tells whoever proposed it. */
export async function settle(
  tx: Transaction,
  member: Member,
  proposal: Proposal,
  decision: Decision,
  now: Date,
): Promise<void> {
  const { id, kind, tag, into, origin, wanted, reason, proposedBy } = proposal
  const decide = (from: ProposalState) => decideProposal(tx, member, id, from, decision, now)
  if (!(await decide('open'))) {
    if (origin !== 'equal-names') throw new Error('A proposal that was open behind the lock is not')
    // Two that stand side by side again may have a row of an earlier decision.
    if ((await decide('accepted')) || (await decide('withdrawn'))) return
    await insertProposal(
      tx,
      member,
      {
        id,
        kind,
        wanted,
        reason,
        tagId: tag?.id ?? null,
        intoId: into?.id ?? null,
        parentId: null,
        proposedById: null,
        blindRoundId: null,
      },
      now,
    )
    await decide('open')
  }
  if (proposedBy && (decision.state === 'accepted' || decision.state === 'declined'))
    await notify(tx, member, [{ userId: proposedBy.id, kind: decision.state, proposalId: id }], now)
}

/** What the history keeps of a proposal. */
export function recordedProposal({ kind, tag, into, parent, wanted, reason, proposedBy, state, answer }: Proposal) {
  return {
    kind,
    tag: named(tag),
    into: named(into),
    parent: named(parent),
    ...wanted,
    reason,
    proposedById: proposedBy?.id ?? null,
    state,
    answer,
  }
}

const named = (tag: Proposal['tag']) => tag && { id: tag.id, name: tag.name }

export async function required(tx: Transaction, member: Member, id: string): Promise<Proposal> {
  const row = await getProposal(tx, member, id)
  if (!row) throw notFound('proposal')
  return row
}
