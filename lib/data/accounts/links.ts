import type { Role } from '@/lib/domain/access/actions'
import type { Transaction } from '@/lib/data/database/client'

// What the holder of a link may be shown. The hash of the link's secret is all they need to have.

/** Whether a link can still be used. */
type LinkState = 'open' | 'used' | 'expired' | 'withdrawn'

export interface InvitationLink {
  state: LinkState
  projectId: string
  id: string
  projectName: string
  /** The address a new account must have; null where anybody with the link may come. */
  email: string | null
  role: Role
  inviter: string
}

/**
 * The invitation behind a link; null where there never was one. It counts as withdrawn too while its project is in the bin, and where whoever made it is no
 * lead of the project any more, or their account is closed.
 */
export async function findInvitation(db: Transaction, tokenHash: string, now: Date): Promise<InvitationLink | null> {
  const [row] = await db.$queryRaw<InvitationRow[]>`
    SELECT i."projectId", i.id, i.email, i.role::text AS role, i."expiresAt", i."acceptedAt", p.name AS "projectName", u.name AS inviter,
      i."revokedAt" IS NOT NULL OR p."deletedAt" IS NOT NULL OR u."deactivatedAt" IS NOT NULL OR m.role IS DISTINCT FROM 'lead' AS "isWithdrawn"
    FROM "Invitation" i JOIN "Project" p ON p.id = i."projectId" JOIN "User" u ON u.id = i."invitedById"
    LEFT JOIN "Membership" m ON m."projectId" = i."projectId" AND m."userId" = i."invitedById"
    WHERE i."tokenHash" = ${tokenHash}`
  if (!row) return null
  const { acceptedAt, expiresAt, isWithdrawn, ...invitation } = row
  const state = stateOf(acceptedAt, expiresAt, now)
  return { ...invitation, state: isWithdrawn && state !== 'used' ? 'withdrawn' : state }
}

type InvitationRow = Omit<InvitationLink, 'state'> & { expiresAt: Date; acceptedAt: Date | null; isWithdrawn: boolean }

export interface ResetLink {
  state: LinkState
  userId: string
  email: string
}

/** The account whose password a link lets its holder set; null where there is none or it is closed. */
export async function findResetLink(db: Transaction, tokenHash: string, now: Date): Promise<ResetLink | null> {
  const row = await db.resetLink.findUnique({
    where: { tokenHash, user: { deactivatedAt: null } },
    select: { userId: true, expiresAt: true, usedAt: true, user: { select: { email: true } } },
  })
  return row && { state: stateOf(row.usedAt, row.expiresAt, now), userId: row.userId, email: row.user.email }
}

function stateOf(usedAt: Date | null, expiresAt: Date, now: Date): LinkState {
  return usedAt ? 'used' : expiresAt <= now ? 'expired' : 'open'
}
