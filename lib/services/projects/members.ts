import { newSecret } from '@/lib/auth/secrets'
import type { Database, Transaction } from '@/lib/data/database/client'
import { demandStanding } from '@/lib/data/accounts/demand-standing'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import {
  countLeads,
  deleteMembership,
  getInvitation,
  getMember,
  insertInvitation,
  lockMembers,
  setRole,
  withdrawInvitation,
} from '@/lib/data/projects/members'
import type { Role } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import type { Invitation, MemberRow } from '@/lib/schemas/project'
import { authorise } from '@/lib/services/authorise'
import type { Done } from '@/lib/services/done'
import { withdrawInvitationsOf } from '@/lib/services/accounts/withdraw-invitations'
import { say } from '@/lib/i18n/say'

const invitationDays = 14

/** Gives a member another role. A project always keeps a lead. */
export async function changeRole(
  db: Database,
  member: Member,
  userId: string,
  role: Role,
  now: Date,
): Promise<Done<MemberRow>> {
  authorise(member, 'members.manage')
  return db.$transaction(async (tx) => {
    const before = await lockMember(tx, member, userId)
    await giveRole(tx, member, before, role, now)
    const [event = null] = await appendEvents(tx, member, [
      {
        type: 'member.changed',
        subjectId: userId,
        before: { name: before.user.name, role: before.role },
        after: { role },
      },
    ])
    return { row: { ...before, role }, event }
  })
}

/** Takes somebody out of the project. Their annotations stay, under their name. Anybody may leave by themselves. */
export async function removeMember(db: Database, member: Member, userId: string, now: Date): Promise<Done<MemberRow>> {
  if (userId !== member.userId) authorise(member, 'members.manage')
  return db.$transaction(async (tx) => {
    const before = await lockMember(tx, member, userId)
    await takeOut(tx, member, before, now)
    const [event = null] = await appendEvents(tx, member, [
      { type: 'member.removed', subjectId: userId, before: { name: before.user.name, role: before.role } },
    ])
    return { row: before, event }
  })
}

/** Stores another role for somebody; who is no lead any more leaves no open invitation behind. The caller holds the membership locked. */
export async function giveRole(
  tx: Transaction,
  member: Member,
  { user, role: former }: MemberRow,
  role: Role,
  now: Date,
): Promise<void> {
  if (former === 'lead' && role !== 'lead') await keepALead(tx, member)
  await setRole(tx, member, user.id, role)
  if (role !== 'lead')
    await withdrawInvitationsOf(tx, { userId: user.id, projectId: member.projectId, actorId: member.userId }, now)
}

/** Ends somebody's membership, and the open invitations that would bring them back. The caller holds the membership locked. */
export async function takeOut(tx: Transaction, member: Member, { user, role }: MemberRow, now: Date): Promise<void> {
  if (role === 'lead') await keepALead(tx, member)
  // In the order in which accepting takes its locks: the membership of whoever invited, then the invitation.
  await deleteMembership(tx, member, user.id)
  await withdrawInvitationsOf(tx, { userId: user.id, projectId: member.projectId, actorId: member.userId }, now)
}

async function lockMember(tx: Transaction, member: Member, userId: string): Promise<MemberRow> {
  await lockOwnStanding(tx, member)
  const row = await getMember(tx, member, userId)
  if (!row) throw notFound('member')
  return row
}

/** Locks the membership of the project, for somebody who is in it still as they were: of two leads who demote one another only the first does. */
export async function lockOwnStanding(tx: Transaction, member: Member): Promise<void> {
  await lockMembers(tx, member)
  await demandStanding(tx, member)
}

/** Refuses what would leave the project without a lead who can sign in; the caller holds the membership locked. */
async function keepALead(tx: Transaction, member: Member): Promise<void> {
  if ((await countLeads(tx, member)) < 2) throw new AppError('in-use', say('refusals.members.onlyLead'))
}

/** Makes an invitation; the token in the answer is not stored and cannot be shown again. */
export async function inviteMember(
  db: Database,
  member: Member,
  input: { id?: string; email?: string; role: Role; expiresAt?: string },
  now: Date,
): Promise<{ invitation: Invitation; token: string | null; created: boolean }> {
  authorise(member, 'members.manage')
  const id = input.id ?? newId()
  const { secret, hash } = newSecret()
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : new Date(now.getTime() + invitationDays * 86_400_000)
  if (expiresAt <= now)
    throw new AppError('invalid', say('refusals.members.expiredAlready'), {
      errors: [fault('expiresAt', say('faults.timeToCome'))],
    })
  const created = await db.$transaction(async (tx) => {
    const row = { id, email: input.email ?? null, role: input.role, tokenHash: hash, expiresAt }
    await demandStanding(tx, member)
    if (!(await insertInvitation(tx, member, row))) return false
    await appendEvents(tx, member, [
      { type: 'invitation.created', subjectId: id, after: { email: row.email, role: row.role } },
    ])
    return true
  })
  const invitation = await getInvitation(db, member, id, now)
  if (!invitation) throw notFound('invitation')
  return { invitation, token: created ? secret : null, created }
}

/** Withdraws an invitation: its link is worth nothing any more. */
export async function revokeInvitation(db: Database, member: Member, id: string, now: Date): Promise<void> {
  authorise(member, 'members.manage')
  await db.$transaction(async (tx) => {
    if (!(await withdrawInvitation(tx, member, id, now))) throw notFound('openInvitation')
    await appendEvents(tx, member, [{ type: 'invitation.revoked', subjectId: id }])
  })
}
