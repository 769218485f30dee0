import { emailAddress } from '@/lib/domain/access/email-address'
import type { Viewer } from '@/lib/domain/access/viewer'
import type { PageQuery } from '@/lib/schemas/primitives'
import type { MailDigest } from '@/lib/schemas/notification'
import { ownKeysOf, type OwnKeys } from '@/lib/domain/reading/reader-keys'
import type { Account } from '@/lib/schemas/account'
import type { Transaction } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { demoAddresses } from '@/lib/data/projects/demo-project'
import { cutPage, decodeCursor, type Page } from '@/lib/data/database/page'

// Accounts belong to no project: what is said here is said by their owner, by an administrator or at the terminal. The services check which.

export interface NewAccount {
  id: string
  email: string
  name: string
  passwordHash: string | null
  isAdmin?: boolean
  /** The language of the interface, English where nobody said. */
  locale?: string | undefined
}

/** Stores an account; a taken email address is a unique violation. */
export async function insertAccount(tx: Transaction, { email, locale = 'en', ...rest }: NewAccount): Promise<void> {
  await tx.user.create({ data: { ...rest, locale, email: emailAddress(email) }, select: { id: true } })
}

/** Stores an account unless its address has one. */
export async function insertAccountOnce(tx: Transaction, { email, locale = 'en', ...rest }: NewAccount): Promise<void> {
  await tx.user.createMany({ data: { ...rest, locale, email: emailAddress(email) }, skipDuplicates: true })
}

/** Stores another hash of the same password, unless the password was changed meanwhile. Sessions stay. */
export async function renewHash(
  db: Transaction,
  userId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await db.user.updateMany({ where: { id: userId, passwordHash: from }, data: { passwordHash: to } })
}

/** Sets a password, which ends every session; answers the version that a session must carry from now on. */
export async function setPassword(
  tx: Transaction,
  userId: string,
  passwordHash: string,
): Promise<{ sessionVersion: number }> {
  return tx.user.update({
    where: { id: userId },
    data: { passwordHash, sessionVersion: { increment: 1 } },
    select: { sessionVersion: true },
  })
}

/** Ends every session of a person. */
export async function endSessions(tx: Transaction, userId: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } }, select: { id: true } })
}

/** Ends one session; what has expired by itself meanwhile is forgotten. */
export async function endSession(tx: Transaction, id: string, expiresAt: Date, now: Date): Promise<void> {
  await tx.endedSession.createMany({ data: { id, expiresAt }, skipDuplicates: true })
  await tx.endedSession.deleteMany({ where: { expiresAt: { lte: now } } })
}

/** Closes an account (with the time) or opens it again (with null); either way no earlier session is good. False where there is no such account; a placeholder is none. */
export async function setDeactivated(tx: Transaction, userId: string, deactivatedAt: Date | null): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, placeholderIn: null },
    data: { deactivatedAt, sessionVersion: { increment: 1 } },
  })
  return count === 1
}

export interface ProfileChange {
  name?: string
  locale?: string
  mailDigest?: MailDigest
  readerKeys?: OwnKeys
}

export async function updateProfile(
  tx: Transaction,
  viewer: Viewer,
  change: ProfileChange,
): Promise<{ name: string; locale: string }> {
  const data = {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.locale !== undefined && { locale: change.locale }),
    ...(change.mailDigest !== undefined && { mailDigest: change.mailDigest }),
    ...(change.readerKeys !== undefined && { readerKeys: change.readerKeys }),
  }
  return tx.user.update({ where: { id: viewer.userId }, data, select: { name: true, locale: true } })
}

/** Whether this person can sign in with a password. */
export async function hasPassword(db: Transaction, viewer: Viewer): Promise<boolean> {
  return (await db.user.count({ where: { id: viewer.userId, passwordHash: { not: null } } })) > 0
}

/** When this person gets mail about what concerns them, and the keys they have changed. */
export async function ownSettings(
  db: Transaction,
  viewer: Viewer,
): Promise<{ mailDigest: MailDigest; readerKeys: OwnKeys }> {
  const row = await db.user.findUniqueOrThrow({
    where: { id: viewer.userId },
    select: { mailDigest: true, readerKeys: true },
  })
  // A check in the database holds the digest to its three values.
  return { mailDigest: row.mailDigest as MailDigest, readerKeys: ownKeysOf(row.readerKeys) }
}

/** The accounts of the instance by name, for its administrators. */
export async function listAccounts(db: Transaction, query: PageQuery): Promise<Page<Account>> {
  const after = decodeCursor(query.cursor, ['text', 'id'])
  const rows = await db.user.findMany({
    where: {
      placeholderIn: null,
      ...(after && {
        OR: [{ name: { gt: String(after[0]) } }, { name: String(after[0]), id: { gt: String(after[1]) } }],
      }),
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: query.limit + 1,
    select: {
      id: true,
      name: true,
      email: true,
      isAdmin: true,
      deactivatedAt: true,
      createdAt: true,
      _count: { select: { memberships: true, identities: true } },
    },
  })
  const total = query.total === 'false' ? undefined : await db.user.count({ where: { placeholderIn: null } })
  return { ...cutPage(rows, query, (row) => [row.name, row.id], presentAccount), total }
}

interface Row {
  id: string
  name: string
  email: string
  isAdmin: boolean
  deactivatedAt: Date | null
  createdAt: Date
  _count: { memberships: number; identities: number }
}

function presentAccount(row: Row): Account {
  const { id, name, email, isAdmin } = row
  return {
    id,
    name,
    email,
    isAdmin,
    projectCount: row._count.memberships,
    deactivated: row.deactivatedAt !== null,
    linked: row._count.identities > 0,
    isDemo: (demoAddresses as readonly string[]).includes(email),
    createdAt: row.createdAt.toISOString(),
  }
}

export async function insertResetLink(
  tx: Transaction,
  link: { userId: string; madeById: string | null; tokenHash: string; expiresAt: Date },
): Promise<void> {
  await tx.resetLink.create({ data: { id: newId(), ...link }, select: { id: true } })
}

/** Holds accounts as they are until the transaction ends, in one order for everybody, and answers the administrators among them whose account is open. */
export async function lockAccounts(tx: Transaction, ids: readonly string[]): Promise<{ openAdminIds: string[] }> {
  const rows = await tx.$queryRaw<{ id: string; isOpenAdmin: boolean }[]>`
    SELECT id, "isAdmin" AND "deactivatedAt" IS NULL AS "isOpenAdmin" FROM "User" WHERE id = ANY(${[...new Set(ids)]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  return { openAdminIds: rows.flatMap((row) => (row.isOpenAdmin ? row.id : [])) }
}

/** An account whose address is about to be proven, locked until the transaction ends. */
export async function findAccountToProve(
  tx: Transaction,
  userId: string,
): Promise<{ passwordHash: string | null; emailProvenAt: Date | null; deactivatedAt: Date | null } | null> {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
  return tx.user.findUnique({
    where: { id: userId },
    select: { passwordHash: true, emailProvenAt: true, deactivatedAt: true },
  })
}

/** Notes that the address of an account is its owner's; the password and the sessions from before end. */
export async function proveAccount(tx: Transaction, userId: string, now: Date): Promise<void> {
  await tx.user.update({
    where: { id: userId },
    data: { emailProvenAt: now, passwordHash: null, sessionVersion: { increment: 1 } },
    select: { id: true },
  })
}

/** Notes that nobody has shown any more that the address of an account is theirs; the sessions from before end. */
export async function takeBackProof(tx: Transaction, userId: string): Promise<void> {
  await tx.user.update({
    where: { id: userId },
    data: { emailProvenAt: null, sessionVersion: { increment: 1 } },
    select: { id: true },
  })
}

/** Ends every token of a person; answers how many there were. */
export async function revokeTokens(tx: Transaction, userId: string): Promise<number> {
  return (await tx.apiToken.deleteMany({ where: { userId } })).count
}

/** Uses up every reset link that a person made for others. */
export async function spendResetLinksMadeBy(tx: Transaction, userId: string, now: Date): Promise<void> {
  await tx.resetLink.updateMany({ where: { madeById: userId, usedAt: null }, data: { usedAt: now } })
}

/** Uses up every reset link of a person; false where another request did so first. */
export async function spendResetLinks(tx: Transaction, userId: string, now: Date): Promise<boolean> {
  const { count } = await tx.resetLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } })
  return count > 0
}

/** When the first account was made, or null where there is none. */
export async function firstAccountAt(db: Transaction): Promise<Date | null> {
  const { _min } = await db.user.aggregate({ _min: { createdAt: true } })
  return _min.createdAt
}
