import { findIdentity, findSignIn, isLinked, linkIdentity } from '@/lib/data/identity'
import type { Database } from '@/lib/data/client'
import type { ProviderClaims } from '@/lib/auth/single-sign-on'

/**
 * Whether somebody the single sign-on provider vouches for may come in: as whoever they were linked to before, or else linked now to the
 * live account with the email address the provider has verified. Nobody gets an account this way; sign-up is closed.
 */
export async function admitIdentity(db: Database, claims: ProviderClaims): Promise<boolean> {
  if (await findIdentity(db, claims)) return true
  // Linked to a closed account: then its email must not open another.
  if (claims.email_verified !== true || !claims.email || (await isLinked(db, claims))) return false
  const account = await findSignIn(db, claims.email)
  if (!account || account.deactivatedAt) return false
  await linkIdentity(db, claims, account.id)
  return true
}
