import { Prisma } from '@/generated/prisma/client'
import { defaultSettings, type ProjectSettings, type Role } from '@/lib/domain/access/actions'
import { emailAddress } from '@/lib/domain/access/email-address'
import type { Member, Viewer } from '@/lib/domain/access/viewer'
import type { Credential } from '@/lib/auth/session'
import { prepared, type Transaction } from '@/lib/data/database/client'
import { demoProjectId } from '@/lib/data/projects/demo-project'
import { roundIsBlind } from '@/lib/data/rounds/veil-condition'

// The one file that looks people up without a viewer: it is how a viewer comes to be.

interface ViewerRow {
  userId: string
  name: string
  email: string
  isAdmin: boolean
  locale: string
  scope: 'read' | 'write'
  projectId: string | null
  projectName: string | null
  role: Role | null
  settings: Partial<ProjectSettings> | null
  blindRoundIds: string[]
}

/** Who presents this credential, as of now; null when it is unknown, expired, or its owner was deactivated or signed out. */
export async function findViewer(db: Transaction, credential: Credential): Promise<Viewer | null> {
  const row = await viewerRow(db, credential, null)
  return row ? presentViewer(row) : null
}

/**
 * The viewer and, where they belong to the live project `projectId`, the member: one statement, because every request pays for it.
 * `member` is null both for a foreign project and for a missing one.
 */
export async function findMember(
  db: Transaction,
  credential: Credential,
  projectId: string,
): Promise<{ viewer: Viewer; member: Member | null } | null> {
  const row = await viewerRow(db, credential, projectId)
  if (!row) return null
  const viewer = presentViewer(row)
  if (row.projectId === null || row.role === null) return { viewer, member: null }
  const settings = { ...defaultSettings, ...row.settings }
  return {
    viewer,
    member: {
      ...viewer,
      projectId: row.projectId,
      projectName: row.projectName ?? '',
      role: row.role,
      settings,
      blindRoundIds: row.blindRoundIds,
    },
  }
}

async function viewerRow(
  db: Transaction,
  credential: Credential,
  projectId: string | null,
): Promise<ViewerRow | undefined> {
  const who =
    credential.kind === 'token'
      ? Prisma.sql`"ApiToken" k JOIN "User" u ON u.id = k."userId" AND k.hash = ${credential.hash} AND (k."expiresAt" IS NULL OR k."expiresAt" > now())`
      : Prisma.sql`"User" u`
  const scope = credential.kind === 'token' ? Prisma.sql`k.scope::text` : Prisma.sql`'write'`
  const session =
    credential.kind === 'session'
      ? Prisma.sql`AND u.id = ${credential.userId}::uuid AND u."sessionVersion" = ${credential.sessionVersion} AND NOT EXISTS (SELECT FROM "EndedSession" x WHERE x.id = ${credential.sessionId}::uuid)`
      : Prisma.empty
  const [row] = await db.$queryRaw<ViewerRow[]>`${prepared}
    SELECT u.id AS "userId", u.name, u.email, u."isAdmin", u.locale, ${scope} AS scope,
           p.id AS "projectId", p.name AS "projectName", m.role::text AS role, p.settings,
           ARRAY(SELECT blind.id FROM "Round" blind WHERE blind."projectId" = p.id AND ${roundIsBlind}) AS "blindRoundIds"
    FROM ${who}
    LEFT JOIN "Membership" m ON m."userId" = u.id AND m."projectId" = ${projectId}::uuid
    LEFT JOIN "Project" p ON p.id = m."projectId" AND p."deletedAt" IS NULL
    WHERE u."deactivatedAt" IS NULL ${session}`
  return row
}

function presentViewer(row: ViewerRow): Viewer {
  return {
    userId: row.userId,
    name: row.name,
    email: row.email,
    isAdmin: row.isAdmin,
    locale: row.locale,
    scope: row.scope,
  }
}

/** For sign-in only: what is needed to check a password. */
export function findSignIn(db: Transaction, email: string) {
  return db.user.findUnique({
    where: { email: emailAddress(email) },
    select: { id: true, name: true, email: true, passwordHash: true, sessionVersion: true, deactivatedAt: true },
  })
}

/** For administrators, who name accounts by id. */
export function findAccount(db: Transaction, id: string) {
  return db.user.findUnique({ where: { id }, select: { id: true, deactivatedAt: true } })
}

/**
 * Whether anybody has an account: until then the instance offers its set-up page. The demo project's people do not count while nobody
 * can sign in as them, for they may be there first (`npm start -- --demo`).
 */
export async function hasAccounts(db: Transaction): Promise<boolean> {
  return (
    (await db.user.findFirst({
      where: {
        OR: [
          { passwordHash: { not: null } },
          { isAdmin: true },
          { identities: { some: {} } },
          { memberships: { none: { projectId: demoProjectId } } },
        ],
      },
      select: { id: true },
    })) !== null
  )
}

/** For single sign-on only: remembers that a provider's subject is this account. */
export async function linkIdentity(
  db: Transaction,
  { iss, sub }: { iss: string; sub: string },
  userId: string,
): Promise<void> {
  await db.userIdentity.createMany({ data: { issuer: iss, subject: sub, userId }, skipDuplicates: true })
}

/** The subjects of an issuer that are linked to an account. */
export async function linkedSubjects(db: Transaction, issuer: string, userId: string): Promise<string[]> {
  const rows = await db.userIdentity.findMany({ where: { issuer, userId }, select: { subject: true } })
  return rows.map(({ subject }) => subject)
}

/** Forgets every subject that is linked to an account; false where there was none. */
export async function unlinkIdentities(tx: Transaction, userId: string): Promise<boolean> {
  return (await tx.userIdentity.deleteMany({ where: { userId } })).count > 0
}

/** Whether a provider's subject belongs to an account, be it a closed one. */
export async function isLinked(db: Transaction, { iss, sub }: { iss: string; sub: string }): Promise<boolean> {
  return (
    (await db.userIdentity.findUnique({
      where: { issuer_subject: { issuer: iss, subject: sub } },
      select: { userId: true },
    })) !== null
  )
}

/** For single sign-on only: the live account that a provider's subject was linked to. */
export async function findIdentity(
  db: Transaction,
  { iss, sub }: { iss: string; sub: string },
): Promise<{ id: string; sessionVersion: number; email: string; emailProvenAt: Date | null } | null> {
  const row = await db.userIdentity.findUnique({
    where: { issuer_subject: { issuer: iss, subject: sub }, user: { deactivatedAt: null } },
    select: { user: { select: { id: true, sessionVersion: true, email: true, emailProvenAt: true } } },
  })
  return row?.user ?? null
}
