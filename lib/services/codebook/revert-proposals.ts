import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import { decideProposal } from '@/lib/data/codebook/proposal-writes'
import { getProposal } from '@/lib/data/codebook/proposals'
import type { Member } from '@/lib/domain/access/viewer'
import { authorise } from '@/lib/services/authorise'
import type { Proposal, ProposalState } from '@/lib/schemas/proposal'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import { recordedProposal, required } from './proposals'
import type { Reverted } from '@/lib/services/history/reverting'
import { say } from '@/lib/i18n/say'

/** A proposal that was made is withdrawn; one that was opened again is as it was, declined or withdrawn. */
export async function revertProposal(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const former = event.type === 'proposal.reopened' ? (event.before as ReturnType<typeof recordedProposal>) : null
  if (former?.state === 'declined') {
    authorise(member, 'codebook.write')
    const { before, after } = await turned(tx, member, event, 'open', 'declined', now, former.answer)
    return {
      event: { type: 'proposal.declined', subjectId: event.subjectId, before, after },
      effects: [say('effects.proposalDeclined')],
    }
  }
  const { before, after } = await turned(tx, member, event, 'open', 'withdrawn', now)
  return {
    event: { type: 'proposal.withdrawn', subjectId: event.subjectId, before, after },
    effects: [say('effects.proposalWithdrawn')],
  }
}

/** A proposal that was declined or withdrawn is open again. */
export async function reopenProposal(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const { before, after } = await turned(
    tx,
    member,
    event,
    event.type === 'proposal.declined' ? 'declined' : 'withdrawn',
    'open',
    now,
  )
  return {
    event: { type: 'proposal.reopened', subjectId: event.subjectId, before, after },
    effects: [say('effects.proposalOpen')],
  }
}

async function turned(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  from: ProposalState,
  state: ProposalState,
  now: Date,
  answer = '',
) {
  const row: Proposal | null = await getProposal(tx, member, event.subjectId)
  if (!row) throw cannotRevert(say('refusals.revert.proposalPurged'))
  if (!(await decideProposal(tx, member, row.id, from, { state, answer, event: null }, now)))
    throw cannotRevert(say('refusals.revert.proposalTurned', { state: row.state }))
  return { before: recordedProposal(row), after: recordedProposal(await required(tx, member, row.id)) }
}
