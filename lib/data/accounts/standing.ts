import type { Credential } from '@/lib/auth/session'
import type { Role } from '@/lib/domain/access/actions'
import { prepared, type Transaction } from '@/lib/data/database/client'

/** An open stream's question: what may the bearer of this credential do in this project now? */
export interface Standing {
  credential: Credential
  projectId: string
}

/**
 * The role of each bearer in their project as of now, in the order asked; null where the credential no longer counts, the account is closed, or they do
 * not belong to the project. One statement for all of them, because it is asked every second or so: it decides what `findMember` decides, but tells less.
 */
export async function standings(db: Transaction, asked: readonly Standing[]): Promise<(Role | null)[]> {
  const hashes = asked.map(({ credential }) => (credential.kind === 'token' ? credential.hash : null))
  const users = asked.map(({ credential }) => (credential.kind === 'session' ? credential.userId : null))
  const versions = asked.map(({ credential }) => (credential.kind === 'session' ? credential.sessionVersion : null))
  const sessions = asked.map(({ credential }) => (credential.kind === 'session' ? credential.sessionId : null))
  const rows = await db.$queryRaw<{ n: number; role: Role }[]>`${prepared}
    SELECT a.n::int, m.role::text AS role
    FROM unnest(${asked.map(({ projectId }) => projectId)}::uuid[], ${hashes}::text[], ${users}::uuid[], ${versions}::int[], ${sessions}::uuid[]) WITH ORDINALITY AS a("projectId", hash, "userId", version, "sessionId", n)
    LEFT JOIN "ApiToken" k ON k.hash = a.hash AND (k."expiresAt" IS NULL OR k."expiresAt" > now())
    JOIN "User" u ON u.id = COALESCE(k."userId", a."userId") AND u."deactivatedAt" IS NULL AND (k.id IS NOT NULL OR u."sessionVersion" = a.version)
      AND NOT EXISTS (SELECT FROM "EndedSession" x WHERE x.id = a."sessionId")
    JOIN "Membership" m ON m."projectId" = a."projectId" AND m."userId" = u.id
    JOIN "Project" p ON p.id = m."projectId" AND p."deletedAt" IS NULL`
  const found = new Map(rows.map((row) => [row.n, row.role]))
  return asked.map((_, i) => found.get(i + 1) ?? null)
}
