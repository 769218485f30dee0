import { providerClaims } from '@/lib/auth/provider-claims'
import type { SignOnRefusal } from '@/lib/auth/sign-on-refusal'
import type { Database } from '@/lib/data/database/client'
import { log } from '@/lib/log'
import { admitIdentity, type Admitted } from '@/lib/services/accounts/admit-identity'
import { isSameIssuer, tellWrongIssuer } from './provider-issuer'

/**
 * Who comes in with what the provider says of them, or why nobody does. It never throws: next-auth would put the message of an error into the address of the
 * browser and nowhere else. What went wrong is in the log.
 */
export async function admitClaims(
  db: Database,
  { claims, issuer }: { claims: unknown; issuer: string },
  now: Date,
): Promise<Admitted | SignOnRefusal> {
  const read = providerClaims.safeParse(claims)
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    log().error({ faults }, 'what the single sign-on provider says of somebody cannot be used')
    return 'Failed'
  }
  if (!isSameIssuer(read.data.iss, issuer)) {
    tellWrongIssuer(read.data.iss, issuer)
    return 'WrongIssuer'
  }
  try {
    return await admitIdentity(db, read.data, now)
  } catch (error) {
    log().error({ err: error }, 'somebody whom the single sign-on provider vouches for could not be let in')
    return 'Failed'
  }
}
