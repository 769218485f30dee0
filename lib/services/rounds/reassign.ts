import type { Transaction } from '@/lib/data/database/client'
import { addTasks, assignedTasks, removeTasks, tasksOutside, updateRound } from '@/lib/data/rounds/round-writes'
import { handedOver, reassigned, type Assigned } from '@/lib/domain/rounds/assignment'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault } from '@/lib/errors'
import type { AssignmentRequest, RoundDetail } from '@/lib/schemas/round'
import { demandCoders, demandDocuments } from './create-round'
import { handOut } from './hand-out'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

interface Wanted {
  documentIds: readonly string[]
  coderIds: readonly string[]
  assignment: AssignmentRequest | undefined
  /** Whether documents may be taken from who has begun on them. What they marked stays as it is and names the round still (ADR 0103). */
  withdraw: boolean
}

/**
 * Who has what in a round from now on, and what that gives and takes; null where it is nothing. What was submitted is never taken, and what was begun only
 * where that was asked for.
 */
export async function reassign(
  tx: Transaction,
  member: Member,
  round: RoundDetail,
  { documentIds, coderIds, assignment, withdraw }: Wanted,
  now: Date,
): Promise<{ given: Assigned[]; taken: Assigned[] } | null> {
  await demandDocuments(
    tx,
    member,
    documentIds.filter((id) => !round.documentIds.includes(id)),
  )
  await demandCoders(
    tx,
    member,
    coderIds.filter((id) => !round.coderIds.includes(id)),
  )
  const before = await assignedTasks(tx, member, round.id)
  // Tasks on documents in the bin wait there with them.
  const binned = before.filter(
    (task) => !round.documentIds.includes(task.documentId) && !documentIds.includes(task.documentId),
  )
  const { tasks: live, kept } = assignment
    ? handOut(assignment, documentIds, coderIds)
    : { tasks: reassigned(before, documentIds, coderIds), kept: undefined }
  const tasks = [...live, ...binned]
  const outside = await tasksOutside(tx, member, round.id, tasks)
  const submitted = outside.filter((task) => task.isSubmitted).length
  if (submitted > 0)
    throw new AppError(
      'in-use',
      say('refusals.rounds.wouldLoseSubmitted', { count: submitted }),
      refused('submitted', say('faults.submitted')),
    )
  const begun = outside.filter((task) => task.isBegun).length
  if (begun > 0 && !withdraw)
    throw new AppError(
      'in-use',
      say('refusals.rounds.wouldLoseBegun', { count: begun }),
      refused('begun', say('faults.begun')),
    )
  if (outside.length > 0) await removeTasks(tx, member, round.id, outside)
  await addTasks(tx, member, round.id, tasks)
  if (kept) await updateRound(tx, member, round.id, { assignment: kept }, now)
  const handed = handedOver(before, tasks)
  const taken = outside.map(({ documentId, coderId }) => ({ documentId, coderId }))
  return handed.given.length + taken.length === 0 ? null : { given: handed.given, taken }
}

const refused = (reason: 'submitted' | 'begun', said: Said) => ({ reason, errors: [fault('assignment', said)] })
