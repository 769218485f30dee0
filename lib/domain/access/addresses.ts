import { can } from './actions'
import type { Member } from './viewer'

/** Whether a member is shown the email addresses of others: who invites and removes people needs them, nobody else works with more than names. */
export const seesAddresses = ({ role, settings }: Pick<Member, 'role' | 'settings'>): boolean =>
  can(role, 'members.manage', settings)
