import type { Role } from '@/lib/domain/access/actions'
import type { Transaction } from './client'

// What the holder of a link may be shown. The hash of the link's secret is all they need to have.

/** Whether a link can still be used. */
export type LinkState = 'open' | 'used' | 'expired'

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

/** The invitation behind a link; null where there is none, or it was withdrawn, or its project is in the bin. */
export async function findInvitation(db: Transaction, tokenHash: string, now: Date): Promise<InvitationLink | null> {
  const row = await db.invitation.findUnique({
    where: { tokenHash, revokedAt: null, project: { deletedAt: null } },
    select: { projectId: true, id: true, email: true, role: true, expiresAt: true, acceptedAt: true, project: { select: { name: true } }, invitedBy: { select: { name: true } } },
  })
  if (!row) return null
  const { projectId, id, email, role } = row
  return { state: stateOf(row.acceptedAt, row.expiresAt, now), projectId, id, projectName: row.project.name, email, role, inviter: row.invitedBy.name }
}

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
