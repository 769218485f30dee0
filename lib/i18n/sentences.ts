import effects from '@/messages/en/effects'
import faults from '@/messages/en/faults'
import members from '@/messages/en/members.json' with { type: 'json' }
import refusals from '@/messages/en/refusals'
import reports from '@/messages/en/reports'

/** What of `messages` the server says, in English. */
export const sentences = {
  refusals,
  faults,
  reports,
  effects,
  members: { permissions: { may: members.permissions.may } },
}
