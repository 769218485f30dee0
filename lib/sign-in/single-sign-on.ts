import type { OAuthConfig } from 'next-auth/providers/oauth'
import type { ProviderClaims } from '@/lib/auth/provider-claims'

export const singleSignOnId = 'oidc'

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
