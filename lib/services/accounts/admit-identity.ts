import type { ProviderClaims } from '@/lib/auth/provider-claims'
import type { Database } from '@/lib/data/database/client'
import { findIdentity, findSignIn, isLinked, linkIdentity } from '@/lib/data/accounts/identity'
import { emailAddress } from '@/lib/domain/access/email-address'
import { proveAddress } from './prove-address'

/** Who comes in through the provider, and whether what somebody else may have had on the account was ended on the way. */
export interface Admitted {
  id: string
  ended: boolean
}

/**
 * Whether somebody the single sign-on provider vouches for may come in: as whoever they were linked to before, or else linked now to the
 * live account with the email address the provider has verified. Nobody gets an account this way; sign-up is closed. A verified address proves the
 * account's own, which ends what was there before it was proven.
 */
export async function admitIdentity(db: Database, claims: ProviderClaims, now: Date): Promise<Admitted | null> {
  const linked = await findIdentity(db, claims)
  const verified = claims.email_verified === true && claims.email ? claims.email : null
  if (linked && (linked.emailProvenAt !== null || verified === null || emailAddress(verified) !== linked.email))
    return { id: linked.id, ended: false }
  // Linked to a closed account: then its email must not open another.
  if (verified === null || (!linked && (await isLinked(db, claims)))) return null
  const account = linked ?? (await findSignIn(db, verified))
  if (!account) return null
  return db.$transaction(async (tx) => {
    const proven = await proveAddress(tx, account.id, now)
    if (!proven) return null
    await linkIdentity(tx, claims, account.id)
    return { id: account.id, ...proven }
  })
}
