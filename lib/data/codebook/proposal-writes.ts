import type { Member } from '@/lib/domain/access/viewer'
import type { Proposal, ProposalState } from '@/lib/schemas/proposal'
import type { Transaction } from '@/lib/data/database/client'

/** A proposal ready to be stored. */
export type NewProposal = Pick<Proposal, 'id' | 'kind' | 'wanted' | 'reason'> &
  Record<'tagId' | 'intoId' | 'parentId' | 'proposedById' | 'blindRoundId', string | null>

export async function insertProposal(tx: Transaction, member: Member, row: NewProposal, now: Date): Promise<void> {
  await tx.proposal.create({ data: { ...row, projectId: member.projectId, createdAt: now }, select: { id: true } })
}

/** How many proposals of this member are open. */
export function countOwnOpen(tx: Transaction, member: Member): Promise<number> {
  return tx.proposal.count({ where: { projectId: member.projectId, proposedById: member.userId, state: 'open' } })
}

/** What became of a proposal: `event` is the event that did what it asks for, where it was accepted. */
export interface Decision {
  state: ProposalState
  answer: string
  event: number | null
}

/** Writes what became of a proposal that is in the state `from`; answers whether it was. */
export async function decideProposal(
  tx: Transaction,
  member: Member,
  id: string,
  from: ProposalState,
  { state, answer, event }: Decision,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.proposal.updateMany({
    where: { projectId: member.projectId, id, state: from },
    data: {
      state,
      answer,
      event,
      ...(state === 'open' ? { decidedById: null, decidedAt: null } : { decidedById: member.userId, decidedAt: now }),
    },
  })
  return count === 1
}

/** A proposal was accepted by the event `taken`, which `by` reverts, and is open again; or that was the reverting, and it is accepted again. */
export async function turnProposals(tx: Transaction, member: Member, taken: number, by: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Proposal" SET state = CASE state WHEN 'accepted' THEN 'open' ELSE 'accepted' END, event = ${by}
    WHERE "projectId" = ${member.projectId}::uuid AND event = ${taken} AND state IN ('open', 'accepted')`
}
