import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import type { Transaction } from '@/lib/data/database/client'
import { roleNow } from '@/lib/data/projects/members'
import { say } from '@/lib/i18n/say'

/**
 * Refuses where the member is not any more what they were when their request came in: demoted, removed, or their account closed. Until the transaction ends they
 * stay what they are. Every event asks this when it is put on record (`appendEvents`); whoever must know earlier asks by themselves.
 */
export async function demandStanding(
  tx: Transaction,
  member: Pick<Member, 'projectId' | 'userId' | 'role'>,
): Promise<void> {
  if ((await roleNow(tx, member)) !== member.role) throw standingLost()
}

export function standingLost(): AppError {
  return new AppError('not-allowed', say('refusals.accounts.standingChanged'))
}
