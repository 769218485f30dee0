import type { Profile } from 'next-auth'
import type { OAuthConfig, UserinfoEndpointHandler } from 'next-auth/providers/oauth'
import { discoveryAddress } from './provider-issuer'

export const singleSignOnId = 'oidc'

interface SingleSignOnEnv {
  OIDC_ISSUER?: string
  OIDC_CLIENT_ID?: string
  OIDC_CLIENT_SECRET?: string
}

type Said = Readonly<Record<string, unknown>>

/** The OpenID Connect provider that the environment names, or null. Checked with PKCE, state and nonce; the ID token is verified. What it says of a person is read by `admitClaims`. */
export function singleSignOn(env: SingleSignOnEnv): (OAuthConfig<object> & { issuer: string }) | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null
  return {
    id: singleSignOnId,
    name: new URL(issuer).host,
    type: 'oauth',
    issuer,
    wellKnown: discoveryAddress(issuer),
    clientId,
    clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    userinfo: { request: readPerson },
    // next-auth wants an id and does not keep it: who this is stands in the claims.
    profile: () => ({ id: singleSignOnId }),
  }
}

const readPerson: NonNullable<UserinfoEndpointHandler['request']> = async ({ client, tokens }) => {
  // next-auth types the tokens as bare parameters; what openid-client's verified callback hands it is the set itself.
  const verified = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>
  // Of its type is only what next-auth hopes for: nothing of it has been checked yet.
  return claimsOf(verified.claims(), await client.userinfo(verified)) as Profile
}

/**
 * The claims about a person from the ID token and the userinfo answer: who it is from the signed token, and the address with the word that it is verified from one of the two,
 * from the token where it has an address. The word of one says nothing about the address of the other.
 */
export function claimsOf(token: Said & { iss: string; sub: string }, userinfo: Said) {
  const { email, email_verified } = (token.email ?? null) === null ? userinfo : token
  return { iss: token.iss, sub: token.sub, email, email_verified }
}
