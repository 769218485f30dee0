import type { Transaction } from '@/lib/data/database/client'
import { frozenAmong } from '@/lib/data/rounds/frozen'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'

/** Refuses where one of these annotations was handed in with a round. Until the transaction ends nothing of them can be handed in either. */
export async function demandUnfrozen(tx: Transaction, member: Member, annotationIds: readonly string[]): Promise<void> {
  const frozen = await frozenAmong(tx, member, annotationIds)
  if (frozen.length === 0) return
  const what = annotationIds.length === 1 ? 'This passage was' : `${frozen.length} of these passages were`
  throw new AppError(
    'frozen',
    `${what} submitted with the round “${frozen[0]?.round}” and can be changed again once a lead reopens it. Nothing was changed.`,
  )
}
