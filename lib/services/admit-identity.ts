import { findIdentity, findSignIn } from '@/lib/data/identity'
import type { Database } from '@/lib/data/client'
import type { ProviderClaims } from '@/lib/auth/single-sign-on'

/**
 * Whether somebody the single sign-on provider vouches for may come in: as whoever they were linked to before, or else linked now to the
 * live account with the email address the provider has verified. Nobody gets an account this way; sign-up is closed.
 */
export async function admitIdentity(db: Database, claims: ProviderClaims): Promise<boolean> {
  const known = await findIdentity(db, claims)
  if (known) return true
  if (claims.email_verified !== true || !claims.email || (await isLinked(db, claims))) return false
  const account = await findSignIn(db, claims.email)
  if (!account || account.deactivatedAt) return false
  await db.userIdentity.createMany({ data: { issuer: claims.iss, subject: claims.sub, userId: account.id }, skipDuplicates: true })
  return true
}

/** Whether the identity belongs to an account, be it a deactivated one: then its email must not open another. */
async function isLinked(db: Database, { iss, sub }: ProviderClaims): Promise<boolean> {
  return (await db.userIdentity.findUnique({ where: { issuer_subject: { issuer: iss, subject: sub } }, select: { userId: true } })) !== null
}
