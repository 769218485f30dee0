import { newSecret, hashSecret } from '@/lib/auth/secrets'
import { hashPassword, passwordMatches } from '@/lib/auth/passwords'
import type { Database, Transaction } from '@/lib/data/client'
import { appendEvents } from '@/lib/data/events'
import { newId } from '@/lib/data/ids'
import { findSignIn } from '@/lib/data/identity'
import { getInvitation, getMember } from '@/lib/data/members'
import type { Role } from '@/lib/domain/access/actions'
import type { Member, Viewer } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import type { Invitation, MemberRow } from '@/lib/schemas/project'
import { authorise } from './authorise'

const invitationDays = 14

/** Gives a member another role. A project always keeps a lead. */
export async function changeRole(db: Database, member: Member, userId: string, role: Role): Promise<MemberRow> {
  authorise(member, 'members.manage')
  return db.$transaction(async (tx) => {
    const before = await lockMember(tx, member, userId)
    if (before.role === 'lead' && role !== 'lead') await keepALead(tx, member)
    await tx.membership.update({ where: { projectId_userId: { projectId: member.projectId, userId } }, data: { role }, select: { role: true } })
    await appendEvents(tx, member, [{ type: 'member.changed', subjectId: userId, before: { role: before.role }, after: { role } }])
    return { ...before, role }
  })
}

/** Takes somebody out of the project. Their annotations stay, under their name. Anybody may leave by themselves. */
export async function removeMember(db: Database, member: Member, userId: string): Promise<void> {
  if (userId !== member.userId) authorise(member, 'members.manage')
  await db.$transaction(async (tx) => {
    const before = await lockMember(tx, member, userId)
    if (before.role === 'lead') await keepALead(tx, member)
    await tx.membership.delete({ where: { projectId_userId: { projectId: member.projectId, userId } }, select: { role: true } })
    await appendEvents(tx, member, [{ type: 'member.removed', subjectId: userId, before: { name: before.user.name, role: before.role } }])
  })
}

// The lock is on the project, so that two leads cannot demote each other at the same moment.
async function lockMember(tx: Transaction, member: Member, userId: string): Promise<MemberRow> {
  await tx.$queryRaw`SELECT 1 FROM "Project" WHERE id = ${member.projectId}::uuid FOR UPDATE`
  const row = await getMember(tx, member, userId)
  if (!row) throw notFound('member')
  return row
}

async function keepALead(tx: Transaction, member: Member): Promise<void> {
  const leads = await tx.membership.count({ where: { projectId: member.projectId, role: 'lead', user: { deactivatedAt: null } } })
  if (leads < 2) throw new AppError('in-use', 'This is the only lead of the project. Make somebody else a lead first.')
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
  if (expiresAt <= now) throw new AppError('invalid', 'The invitation would have expired already.', { errors: [{ path: 'expiresAt', message: 'Choose a time to come' }] })
  const created = await db.$transaction(async (tx) => {
    const { count } = await tx.invitation.createMany({
      data: { projectId: member.projectId, id, email: input.email ?? null, role: input.role, tokenHash: hash, expiresAt, invitedById: member.userId },
      skipDuplicates: true,
    })
    if (count === 1) await appendEvents(tx, member, [{ type: 'invitation.created', subjectId: id, after: { email: input.email ?? null, role: input.role } }])
    return count === 1
  })
  const invitation = await getInvitation(db, member, id, now)
  if (!invitation) throw notFound('invitation')
  return { invitation, token: created ? secret : null, created }
}

export async function revokeInvitation(db: Database, member: Member, id: string): Promise<void> {
  authorise(member, 'members.manage')
  await db.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({ where: { projectId: member.projectId, id, acceptedAt: null }, data: { revokedAt: new Date() } })
    if (count === 0) throw notFound('open invitation')
    await appendEvents(tx, member, [{ type: 'invitation.revoked', subjectId: id }])
  })
}

/** What the invitation page may show to whoever holds the link. */
export async function describeInvitation(db: Database, token: string, now: Date) {
  const row = await db.invitation.findUnique({
    where: { tokenHash: hashSecret(token) },
    select: {
      projectId: true, id: true, email: true, role: true, expiresAt: true, acceptedAt: true, revokedAt: true,
      project: { select: { name: true, deletedAt: true } },
      invitedBy: { select: { name: true } },
    },
  })
  if (!row || row.revokedAt || row.project.deletedAt) throw notFound('invitation')
  if (row.acceptedAt) throw new AppError('gone', 'This invitation has been used. Sign in to find the project, or ask for another link.')
  if (row.expiresAt <= now) throw new AppError('gone', 'This invitation has expired. Ask for another link.')
  return row
}

/**
 * Joins the project of an invitation: as the signed-in viewer, as an existing account proven by its password, or with a new account.
 * Used once, by whoever holds the link; where it names an email, a new account takes that one.
 */
export async function acceptInvitation(
  db: Database,
  viewer: Viewer | null,
  token: string,
  input: { email?: string; name?: string; password?: string },
  now: Date,
): Promise<{ projectId: string; userId: string }> {
  const invitation = await describeInvitation(db, token, now)
  const person = viewer ? { id: viewer.userId, isNew: false } : await personFor(db, invitation.email ?? input.email, input.password)
  const passwordHash = person.isNew ? await hashPassword(input.password ?? '') : null
  return db.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { projectId: invitation.projectId, id: invitation.id, acceptedAt: null, revokedAt: null },
      data: { acceptedAt: now },
    })
    if (count === 0) throw new AppError('gone', 'This invitation has been used. Sign in to find the project, or ask for another link.')
    if (person.isNew) {
      if (!input.name) throw new AppError('invalid', 'Say your name, so that colleagues know whose work is whose.', { errors: [{ path: 'name', message: 'Your name is needed' }] })
      await tx.user.create({ data: { id: person.id, email: person.email ?? '', name: input.name, passwordHash }, select: { id: true } })
    }
    await tx.invitation.update({
      where: { projectId_id: { projectId: invitation.projectId, id: invitation.id } },
      data: { acceptedById: person.id },
      select: { id: true },
    })
    // Somebody who is in the project already keeps the role they have.
    await tx.membership.createMany({ data: { projectId: invitation.projectId, userId: person.id, role: invitation.role }, skipDuplicates: true })
    await appendEvents(tx, { projectId: invitation.projectId, userId: person.id }, [{ type: 'member.joined', subjectId: person.id, after: { role: invitation.role } }])
    return { projectId: invitation.projectId, userId: person.id }
  })
}

async function personFor(db: Database, email: string | undefined, password: string | undefined): Promise<{ id: string; isNew: boolean; email?: string }> {
  if (!email) throw new AppError('invalid', 'An email address is needed to sign in with.', { errors: [{ path: 'email', message: 'Your email address is needed' }] })
  if (!password) throw new AppError('invalid', 'Choose a password of at least 10 characters.', { errors: [{ path: 'password', message: 'A password is needed' }] })
  const account = await findSignIn(db, email)
  if (!account) return { id: newId(), isNew: true, email }
  if (account.deactivatedAt === null && (await passwordMatches(account.passwordHash, password))) return { id: account.id, isNew: false }
  throw new AppError('already-exists', 'There is an account with this email address. Sign in with its password, then open the link again.')
}
