import { can, type Action } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** Refuses with a sentence that names what was wanted, unless this member may do it. */
export function authorise(member: Member, action: Action): void {
  const refused = refusal(member, action)
  if (refused) throw refused
}

/** The refusal that `authorise` throws; null where this member may. */
export function refusal(member: Member, action: Action): AppError | null {
  if (can(member.role, action, member.settings)) return null
  return new AppError(
    'not-allowed',
    say('refusals.roleLacks', { role: member.role, what: say(`members.permissions.may.${action}`) }),
  )
}
