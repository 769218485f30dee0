import type { Transaction } from '@/lib/data/database/client'
import { frozenAmong } from '@/lib/data/rounds/frozen'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** Refuses where one of these annotations was handed in with a round. Until the transaction ends nothing of them can be handed in either. */
export async function demandUnfrozen(tx: Transaction, member: Member, annotationIds: readonly string[]): Promise<void> {
  const frozen = await frozenAmong(tx, member, annotationIds)
  if (frozen.length === 0) return
  throw new AppError(
    'frozen',
    annotationIds.length === 1
      ? say('refusals.annotations.frozen', { round: frozen[0]?.round ?? '' })
      : say('refusals.annotations.frozenAmong', { count: frozen.length, round: frozen[0]?.round ?? '' }),
  )
}
