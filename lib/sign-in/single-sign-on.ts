import type { OAuthConfig } from 'next-auth/providers/oauth'

export const singleSignOnId = 'oidc'

/** What we read of a person at the provider; OpenID Connect Core 1.0, section 5.1. */
export interface ProviderClaims {
  iss: string
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
}

interface SingleSignOnEnv {
  OIDC_ISSUER?: string
  OIDC_CLIENT_ID?: string
  OIDC_CLIENT_SECRET?: string
}

/** The OpenID Connect provider that the environment names, or null. Checked with PKCE, state and nonce; the ID token is verified. */
export function singleSignOn(env: SingleSignOnEnv): OAuthConfig<ProviderClaims> | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null
  return {
    id: singleSignOnId,
    name: new URL(issuer).host,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    userinfo: {
      // Providers may put the email into the ID token or only into the userinfo answer; what the signed token says wins.
      async request({ client, tokens }) {
        // next-auth types the tokens as bare parameters; what openid-client's verified callback hands it is the set itself.
        const verified = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>
        return { ...(await client.userinfo(verified)), ...verified.claims() }
      },
    },
    profile: (claims) => ({ id: claims.sub }),
  }
}
