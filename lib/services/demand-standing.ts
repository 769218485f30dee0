import type { Transaction } from '@/lib/data/client'
import { roleNow } from '@/lib/data/members'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'

/**
 * Refuses where the member is not any more what they were when their request came in: demoted, removed, or their account closed. For what gives power, and
 * for what is stored long after it was sent; until the transaction ends they stay what they are.
 */
export async function demandStanding(tx: Transaction, member: Member): Promise<void> {
  if ((await roleNow(tx, member)) !== member.role) throw new AppError('not-allowed', 'Your part in this project was changed while this was under way, so it was not carried out. Reload the page.')
}
