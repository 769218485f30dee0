import type { Transaction } from '@/lib/data/database/client'
import type { RecordedAct } from '@/lib/data/history/events'
import { getMember, joinProject, withdrawInvitation } from '@/lib/data/projects/members'
import { roles, type Role } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import { giveRole, lockOwnStanding, takeOut } from './members'
import type { Reversal } from '@/lib/services/history/reverting'

/** Gives somebody the role back that they had, if it is still the one the act gave them. A project always keeps a lead. */
export async function undoRoleChange(tx: Transaction, member: Member, act: RecordedAct, now: Date): Promise<Reversal> {
  await lockOwnStanding(tx, member)
  const row = await getMember(tx, member, act.subjectId)
  if (!row) throw cannotRevert('This person is not in the project any more. Take their removal back first.')
  const [former, given] = [recordedRole(act.before), recordedRole(act.after)]
  if (row.role !== given) throw cannotRevert(`${row.user.name} was given another role since. Take that back first.`)
  await giveRole(tx, member, row, former, now)
  return {
    act: {
      type: 'member.changed',
      subjectId: act.subjectId,
      before: { name: row.user.name, role: row.role },
      after: { role: former },
    },
    effects: [`${row.user.name} is a ${former} again`],
  }
}

/** Puts somebody back into the project with the role they had. What they did always stayed theirs. */
export async function undoRemoval(tx: Transaction, member: Member, act: RecordedAct): Promise<Reversal> {
  await lockOwnStanding(tx, member)
  const role = recordedRole(act.before)
  if (!(await joinProject(tx, member.projectId, act.subjectId, role)))
    throw cannotRevert('This person is in the project again.')
  const row = await getMember(tx, member, act.subjectId)
  const name = row?.user.name ?? ''
  return {
    act: { type: 'member.restored', subjectId: act.subjectId, after: { name, role } },
    effects: [`${name} is in the project again, as a ${role}`],
  }
}

/** Takes somebody out of the project again who was put back. */
export async function undoReturn(tx: Transaction, member: Member, act: RecordedAct, now: Date): Promise<Reversal> {
  await lockOwnStanding(tx, member)
  const row = await getMember(tx, member, act.subjectId)
  if (!row) throw cannotRevert('This person is not in the project any more.')
  await takeOut(tx, member, row, now)
  return {
    act: { type: 'member.removed', subjectId: act.subjectId, before: { name: row.user.name, role: row.role } },
    effects: [`${row.user.name} leaves the project; what they did stays, under their name`],
  }
}

/** Withdraws an invitation that nobody has used. */
export async function undoInvitation(tx: Transaction, member: Member, act: RecordedAct, now: Date): Promise<Reversal> {
  if (!(await withdrawInvitation(tx, member, act.subjectId, now)))
    throw cannotRevert(
      'The invitation was used or withdrawn already. Somebody who has joined can be removed under Members.',
    )
  return {
    act: { type: 'invitation.revoked', subjectId: act.subjectId },
    effects: ['The link of the invitation is worth nothing any more'],
  }
}

function recordedRole(side: unknown): Role {
  const role =
    typeof side === 'object' && side !== null && 'role' in side ? roles.find((known) => known === side.role) : undefined
  if (!role) throw cannotRevert('The record of this act does not say which role it was.')
  return role
}
