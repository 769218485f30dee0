import { seesAddresses } from '@/lib/domain/access/addresses'
import type { Member, Viewer } from '@/lib/domain/access/viewer'
import type { PageQuery } from '@/lib/schemas/primitives'
import type { Invitation, MemberRow } from '@/lib/schemas/project'
import { Prisma } from '@/generated/prisma/client'
import type { Role } from '@/lib/domain/access/actions'
import type { Transaction } from '@/lib/data/database/client'
import { countCodings } from '@/lib/data/annotations/count-codings'
import { cutPage, decodeCursor, type Page } from '@/lib/data/database/page'

interface Row {
  userId: string
  name: string
  /** The name as this database sorts it. */
  sortName: string
  /** Null where the person is a placeholder, who has none. */
  email: string | null
  role: Role
  deactivated: boolean
  createdAt: Date
}

/** The project's members by name, each with the number of their annotations that the viewer sees. */
export async function listMembers(db: Transaction, member: Member, query: PageQuery): Promise<Page<MemberRow>> {
  const after = decodeCursor(query.cursor, ['text', 'id'])
  const rows = await memberRows(
    db,
    member,
    after ? Prisma.sql`AND (lower(u.name), u.id) > (${after[0]}, ${after[1]}::uuid)` : Prisma.empty,
    query.limit + 1,
  )
  const total =
    query.total === 'false' ? undefined : await db.membership.count({ where: { projectId: member.projectId } })
  const page = cutPage(
    rows,
    query,
    (row) => [row.sortName, row.userId],
    (row) => row,
  )
  const counts = await countCodings(
    db,
    member,
    'authorId',
    page.items.map((row) => row.userId),
  )
  return { ...page, items: page.items.map((row) => presentMember(member, row, counts.get(row.userId))), total }
}

export async function getMember(db: Transaction, member: Member, userId: string): Promise<MemberRow | null> {
  const [row] = await memberRows(db, member, Prisma.sql`AND u.id = ${userId}::uuid`, 1)
  return row ? presentMember(member, row, (await countCodings(db, member, 'authorId', [userId])).get(userId)) : null
}

function memberRows(db: Transaction, member: Member, condition: Prisma.Sql, limit: number) {
  return db.$queryRaw<Row[]>`
    SELECT u.id AS "userId", u.name, lower(u.name) AS "sortName", CASE WHEN u."placeholderIn" IS NULL THEN u.email END AS email, m.role::text AS role, u."deactivatedAt" IS NOT NULL AS deactivated, m."createdAt"
    FROM "Membership" m JOIN "User" u ON u.id = m."userId"
    WHERE m."projectId" = ${member.projectId}::uuid ${condition}
    ORDER BY lower(u.name), u.id LIMIT ${limit}`
}

function presentMember(viewer: Member, row: Row, annotationCount = 0): MemberRow {
  return {
    user: {
      id: row.userId,
      name: row.name,
      email: row.userId === viewer.userId || seesAddresses(viewer) ? row.email : null,
    },
    role: row.role,
    annotationCount,
    deactivated: row.deactivated,
    createdAt: row.createdAt.toISOString(),
  }
}

const invitationFields = {
  id: true,
  email: true,
  role: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
  createdAt: true,
  invitedBy: { select: { id: true, name: true } },
} as const

/** The project's invitations, newest first. Their links are not among what is stored. */
export async function listInvitations(
  db: Transaction,
  member: Member,
  query: PageQuery,
  now: Date,
): Promise<Page<Invitation>> {
  const after = decodeCursor(query.cursor, ['id'])
  const rows = await db.invitation.findMany({
    where: { projectId: member.projectId, ...(after && { id: { lt: String(after[0]) } }) },
    select: invitationFields,
    orderBy: { id: 'desc' },
    take: query.limit + 1,
  })
  const total =
    query.total === 'false' ? undefined : await db.invitation.count({ where: { projectId: member.projectId } })
  return {
    ...cutPage(
      rows,
      query,
      (row) => [row.id],
      (row) => presentInvitation(member, row, now),
    ),
    total,
  }
}

export async function getInvitation(
  db: Transaction,
  member: Member,
  id: string,
  now: Date,
): Promise<Invitation | null> {
  const row = await db.invitation.findUnique({
    where: { projectId_id: { projectId: member.projectId, id } },
    select: invitationFields,
  })
  return row && presentInvitation(member, row, now)
}

type InvitationRow = Prisma.InvitationGetPayload<{ select: typeof invitationFields }>

function presentInvitation(viewer: Member, row: InvitationRow, now: Date): Invitation {
  return {
    id: row.id,
    email: seesAddresses(viewer) ? row.email : null,
    role: row.role,
    expiresAt: row.expiresAt.toISOString(),
    invitedBy: row.invitedBy,
    state: row.acceptedAt ? 'accepted' : row.revokedAt ? 'revoked' : row.expiresAt <= now ? 'expired' : 'open',
    createdAt: row.createdAt.toISOString(),
  }
}

/** Whether somebody is in a project, for the page of an invitation they may hold by mistake. */
export async function isInProject(db: Transaction, viewer: Viewer, projectId: string): Promise<boolean> {
  return (
    (await db.membership.findUnique({
      where: { projectId_userId: { projectId, userId: viewer.userId } },
      select: { role: true },
    })) !== null
  )
}

/**
 * Marks an open invitation as used by this person; false where somebody else did so first, it was withdrawn, or who made it may invite nobody any more.
 * That one stays a lead until the transaction ends.
 */
export async function claimInvitation(
  tx: Transaction,
  { projectId, id }: { projectId: string; id: string },
  userId: string,
  now: Date,
): Promise<boolean> {
  const [inviter] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Invitation" i JOIN "Membership" m ON m."projectId" = i."projectId" AND m."userId" = i."invitedById" AND m.role = 'lead' JOIN "User" u ON u.id = m."userId" AND u."deactivatedAt" IS NULL
    WHERE i."projectId" = ${projectId}::uuid AND i.id = ${id}::uuid FOR SHARE OF m`
  if (!inviter) return false
  const { count } = await tx.invitation.updateMany({
    where: { projectId, id, acceptedAt: null, revokedAt: null },
    data: { acceptedAt: now, acceptedById: userId },
  })
  return count === 1
}

/**
 * Withdraws the open invitations that a person made and those that name their address, in `projectId` or in every project. Answers which those were.
 */
export function withdrawOpenInvitations(
  tx: Transaction,
  { userId, projectId = null }: { userId: string; projectId?: string | null },
  now: Date,
): Promise<{ projectId: string; id: string }[]> {
  return tx.$queryRaw`
    UPDATE "Invitation" SET "revokedAt" = ${now}
    WHERE "acceptedAt" IS NULL AND "revokedAt" IS NULL AND "expiresAt" > ${now}
      AND (${projectId}::uuid IS NULL OR "projectId" = ${projectId}::uuid)
      AND ("invitedById" = ${userId}::uuid OR email = (SELECT u.email FROM "User" u WHERE u.id = ${userId}::uuid))
    RETURNING "projectId", id`
}

/** The live projects that a person is in. */
export async function projectsOf(tx: Transaction, userId: string): Promise<string[]> {
  const rows = await tx.membership.findMany({
    where: { userId, project: { deletedAt: null } },
    select: { projectId: true },
    orderBy: { projectId: 'asc' },
  })
  return rows.map(({ projectId }) => projectId)
}

/** Makes somebody a member; false where they are one already. */
export async function joinProject(tx: Transaction, projectId: string, userId: string, role: Role): Promise<boolean> {
  const { count } = await tx.membership.createMany({ data: { projectId, userId, role }, skipDuplicates: true })
  return count === 1
}

/** Locks the project's membership until the transaction ends, so that two leads cannot demote each other at the same moment. */
export async function lockMembers(tx: Transaction, member: Member): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Project" WHERE id = ${member.projectId}::uuid FOR NO KEY UPDATE`
}

/** The condition on "Membership" m that it is this member's and that their account is open. */
export const standing = (member: Pick<Member, 'projectId' | 'userId'>): Prisma.Sql => Prisma.sql`
  m."projectId" = ${member.projectId}::uuid AND m."userId" = ${member.userId}::uuid AND EXISTS (SELECT FROM "User" u WHERE u.id = m."userId" AND u."deactivatedAt" IS NULL)`

/** The member's role as it is stored now, which it stays until the transaction ends; null where they are out of the project or their account is closed. */
export async function roleNow(tx: Transaction, member: Pick<Member, 'projectId' | 'userId'>): Promise<Role | null> {
  const [row] = await tx.$queryRaw<{ role: Role }[]>`
    SELECT m.role::text AS role FROM "Membership" m WHERE ${standing(member)} FOR SHARE OF m`
  return row?.role ?? null
}

/** The number of leads who can still sign in. */
export function countLeads(tx: Transaction, member: Member): Promise<number> {
  return tx.membership.count({ where: { projectId: member.projectId, role: 'lead', user: { deactivatedAt: null } } })
}

export async function setRole(tx: Transaction, member: Member, userId: string, role: Role): Promise<void> {
  await tx.membership.update({
    where: { projectId_userId: { projectId: member.projectId, userId } },
    data: { role },
    select: { role: true },
  })
}

export async function deleteMembership(tx: Transaction, member: Member, userId: string): Promise<void> {
  await tx.membership.delete({
    where: { projectId_userId: { projectId: member.projectId, userId } },
    select: { role: true },
  })
}

/** Stores an invitation; false where one with this id is stored already. */
export async function insertInvitation(
  tx: Transaction,
  member: Member,
  row: { id: string; email: string | null; role: Role; tokenHash: string; expiresAt: Date },
): Promise<boolean> {
  const { count } = await tx.invitation.createMany({
    data: { ...row, projectId: member.projectId, invitedById: member.userId },
    skipDuplicates: true,
  })
  return count === 1
}

/** Withdraws an invitation that nobody has used; false where there is none. */
export async function withdrawInvitation(tx: Transaction, member: Member, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { projectId: member.projectId, id, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  })
  return count === 1
}
