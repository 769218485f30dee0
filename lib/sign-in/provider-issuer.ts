import { z } from 'zod'
import type { SignOnRefusal } from '@/lib/auth/sign-on-refusal'
import { log } from '@/lib/log'

/** Milliseconds for which a provider may keep somebody waiting; as long as next-auth lets it. */
const patience = 3500

const document = z.object({ issuer: z.string().max(512) })

/** Where a provider says of itself what it is; OpenID Connect Discovery 1.0, section 4. */
export const discoveryAddress = (issuer: string): string => `${unslashed(issuer)}/.well-known/openid-configuration`

/**
 * Whether two names are of one issuer: letter by letter (OpenID Connect Discovery 1.0, section 4.3), but for a slash at the end, which the standard takes off before it asks for
 * the document. So the two names have one document.
 */
export const isSameIssuer = (one: string, other: string): boolean => unslashed(one) === unslashed(other)

/** Why nobody may be sent to the provider, or null: its document names another issuer, whose subjects would be taken for those of this one, or cannot be read. The log says which. */
export async function providerTrouble(issuer: string): Promise<SignOnRefusal | null> {
  try {
    const answer = await fetch(discoveryAddress(issuer), {
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
      cache: 'no-store',
    })
    const { issuer: named } = document.parse(await answer.json())
    if (isSameIssuer(named, issuer)) return null
    tellWrongIssuer(named, issuer)
    return 'WrongIssuer'
  } catch (error) {
    log().error(
      { err: error, configured: issuer },
      'the discovery document of the single sign-on provider cannot be read',
    )
    return 'Failed'
  }
}

/** Says in the log that what signs people in is not the issuer that was configured, and what to do. */
export function tellWrongIssuer(named: string, configured: string): void {
  log().error(
    { named, configured },
    'nobody is signed in through the provider, because it names another issuer than OIDC_ISSUER: where it is the right one, set OIDC_ISSUER to the name it gives',
  )
}

const unslashed = (issuer: string): string => issuer.replace(/\/$/, '')
