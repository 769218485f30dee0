import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import { getMember, joinProject, withdrawInvitation } from '@/lib/data/projects/members'
import { roles, type Role } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import { giveRole, lockOwnStanding, takeOut } from './members'
import type { Reverted } from '@/lib/services/history/reverting'
import { say } from '@/lib/i18n/say'

/** Gives somebody the role back that they had, if it is still the one the event gave them. A project always keeps a lead. */
export async function revertRoleChange(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  await lockOwnStanding(tx, member)
  const row = await getMember(tx, member, event.subjectId)
  if (!row) throw cannotRevert(say('refusals.revert.notMember'))
  const [former, given] = [recordedRole(event.before), recordedRole(event.after)]
  if (row.role !== given) throw cannotRevert(say('refusals.revert.otherRole', { name: row.user.name }))
  await giveRole(tx, member, row, former, now)
  return {
    event: {
      type: 'member.changed',
      subjectId: event.subjectId,
      before: { name: row.user.name, role: row.role },
      after: { role: former },
    },
    effects: [say('effects.roleAgain', { name: row.user.name, role: former })],
  }
}

/** Puts somebody back into the project with the role they had. What they did always stayed theirs. */
export async function revertRemoval(tx: Transaction, member: Member, event: RecordedEvent): Promise<Reverted> {
  await lockOwnStanding(tx, member)
  const role = recordedRole(event.before)
  if (!(await joinProject(tx, member.projectId, event.subjectId, role)))
    throw cannotRevert(say('refusals.revert.memberAgain'))
  const row = await getMember(tx, member, event.subjectId)
  const name = row?.user.name ?? ''
  return {
    event: { type: 'member.restored', subjectId: event.subjectId, after: { name, role } },
    effects: [say('effects.memberAgain', { name, role })],
  }
}

/** Takes somebody out of the project again who was put back. */
export async function revertReturn(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  await lockOwnStanding(tx, member)
  const row = await getMember(tx, member, event.subjectId)
  if (!row) throw cannotRevert(say('refusals.revert.noMember'))
  await takeOut(tx, member, row, now)
  return {
    event: { type: 'member.removed', subjectId: event.subjectId, before: { name: row.user.name, role: row.role } },
    effects: [say('effects.memberLeaves', { name: row.user.name })],
  }
}

/** Withdraws an invitation that nobody has used. */
export async function revertInvitation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  if (!(await withdrawInvitation(tx, member, event.subjectId, now)))
    throw cannotRevert(say('refusals.revert.invitationUsed'))
  return {
    event: { type: 'invitation.revoked', subjectId: event.subjectId },
    effects: [say('effects.linkWorthless')],
  }
}

function recordedRole(side: unknown): Role {
  const role =
    typeof side === 'object' && side !== null && 'role' in side ? roles.find((known) => known === side.role) : undefined
  if (!role) throw cannotRevert(say('refusals.revert.unknownRole'))
  return role
}
