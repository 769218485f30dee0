/** What we read of a person at the provider; OpenID Connect Core 1.0, section 5.1. */
export interface ProviderClaims {
  iss: string
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
}
