import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents, type NewEvent } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { tagTree } from '@/lib/data/codebook/tags'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault } from '@/lib/errors'
import type { Proposal, ProposalAccept } from '@/lib/schemas/proposal'
import { authorise } from '@/lib/services/authorise'
import type { Done } from '@/lib/services/done'
import { mergeWithin } from './merge-tags'
import { openProposal, required, settle } from './proposals'
import { changeWithin, createWithin, deleteWithin, refusingTwins } from './tags'
import { say } from '@/lib/i18n/say'

/**
 * Does what a proposal asks for, by the very events of the codebook; the event names who proposed it, and reverting it opens the proposal again. A tag proposed
 * while coding blind is made for its proposer, and joins the codebook when the round opens; anything else proposed so waits until then, for it would tell the
 * others what somebody thought.
 */
export async function acceptProposal(
  db: Database,
  member: Member,
  id: string,
  input: ProposalAccept,
  now: Date,
): Promise<Done<Proposal>> {
  authorise(member, 'codebook.write')
  return refusingTwins('this name', () =>
    db.$transaction(
      async (tx) => {
        const proposal = await openProposal(tx, member, id)
        const event = credited(await carriedOut(tx, member, proposal, input, now), proposal)
        const [seq = null] = await appendEvents(tx, member, [event])
        await settle(tx, member, proposal, { state: 'accepted', answer: input.answer, event: seq }, now)
        return { row: await required(tx, member, id), event: seq }
      },
      { timeout: 60_000 },
    ),
  )
}

async function carriedOut(
  tx: Transaction,
  member: Member,
  { kind, tag, into, parent, wanted, proposedBy, blindRoundId }: Proposal,
  { version, keepId }: ProposalAccept,
  now: Date,
): Promise<NewEvent> {
  const tree = await tagTree(tx, member)
  if (kind === 'create')
    return (
      await createWithin(
        tx,
        member,
        tree,
        { ...wanted, name: wanted.name ?? '', id: newId(), parentId: parent?.id ?? null },
        { userId: proposedBy?.id ?? member.userId, blindRoundId },
      )
    ).event
  if (blindRoundId !== null) throw new AppError('too-early', say('refusals.codebook.proposedBlind'))
  const tagId = standing(tree, tag)
  if (kind === 'change') return (await changeWithin(tx, member, tree, tagId, { ...wanted, version }, now)).event
  if (kind === 'remove') return (await deleteWithin(tx, member, tree, tagId, version, now)).event
  const intoId = standing(tree, into)
  if (keepId !== undefined && keepId !== tagId && keepId !== intoId)
    throw new AppError('invalid', say('refusals.codebook.oneStays'), {
      errors: [fault('keepId', say('faults.neitherOfTwo'))],
    })
  const [gone, kept] = keepId === tagId ? [intoId, tagId] : [tagId, intoId]
  return (await mergeWithin(tx, member, gone, kept, now, version)).event
}

function standing(tree: readonly { id: string }[], tag: Proposal['tag']): string {
  if (tag === null || !tree.some((other) => other.id === tag.id))
    throw new AppError('in-use', say('refusals.codebook.proposedBinned', { name: tag?.name ?? '' }))
  return tag.id
}

/** The event with who proposed it, on the side that it leaves. */
function credited(event: NewEvent, { id, proposedBy }: Proposal): NewEvent {
  const credit = { proposal: { id, proposedById: proposedBy?.id ?? null } }
  return event.after
    ? { ...event, after: { ...event.after, ...credit } }
    : { ...event, before: { ...event.before, ...credit } }
}
