import type { ProviderClaims } from '@/lib/auth/provider-claims'
import { lockAccounts } from '@/lib/data/accounts/accounts'
import type { Database } from '@/lib/data/database/client'
import { findIdentity, findSignIn, isLinked, linkedSubjects, linkIdentity } from '@/lib/data/accounts/identity'
import { emailAddress } from '@/lib/domain/access/email-address'
import { proveAddress } from './prove-address'

/** Who comes in through the provider, and whether what somebody else may have had on the account was ended on the way. */
export interface Admitted {
  id: string
  sessionVersion: number
  ended: boolean
}

/**
 * Whether somebody the single sign-on provider vouches for may come in: as whoever they were linked to before, or else linked now to the
 * live account with the email address the provider has verified. Nobody gets an account this way; sign-up is closed. A verified address proves the
 * account's own, which ends what was there before it was proven.
 *
 * An account that a subject of this issuer is linked to is linked to no other (`OtherSubject`): a provider may give an address to somebody else, and only issuer and subject say
 * who it is. An administrator can unlink it.
 */
export async function admitIdentity(
  db: Database,
  claims: ProviderClaims,
  now: Date,
): Promise<Admitted | 'NoAccount' | 'OtherSubject'> {
  const linked = await findIdentity(db, claims)
  const verified = claims.email_verified === true && claims.email ? claims.email : null
  if (linked && (linked.emailProvenAt !== null || verified === null || emailAddress(verified) !== linked.email))
    return { id: linked.id, sessionVersion: linked.sessionVersion, ended: false }
  // Linked to a closed account: then its email must not open another.
  if (verified === null || (!linked && (await isLinked(db, claims)))) return 'NoAccount'
  const account = linked ?? (await findSignIn(db, verified))
  if (!account || ('deactivatedAt' in account && account.deactivatedAt !== null)) return 'NoAccount'
  return db.$transaction(async (tx) => {
    await lockAccounts(tx, [account.id])
    const subjects = await linkedSubjects(tx, claims.iss, account.id)
    if (subjects.length > 0 && !subjects.includes(claims.sub)) return 'OtherSubject'
    const proven = await proveAddress(tx, account.id, now)
    if (!proven) return 'NoAccount'
    await linkIdentity(tx, claims, account.id)
    const entered = await findIdentity(tx, claims)
    if (entered?.id !== account.id) throw new Error('The subject was linked to another account at the same moment.')
    return { id: entered.id, sessionVersion: entered.sessionVersion, ...proven }
  })
}
