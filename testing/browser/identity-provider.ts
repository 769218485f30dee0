import { generateKeyPairSync } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** What the provider says of somebody who signs in there under a login. */
export interface ProvidedPerson {
  email: string
  email_verified: boolean
  name: string
}

export const client = { id: 'commonplace', secret: 'a client secret for tests only' }

/**
 * A real OpenID Connect provider on a port of this machine, with its own sign-in page, where any password is right. `people` says who is behind a login;
 * `serve` is called with the address of the application once that is known.
 */
export async function startIdentityProvider(people: Record<string, ProvidedPerson>) {
  let handler: RequestListener = (_request, response) => response.writeHead(503).end()
  const server = createServer((request, response) => handler(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    serve(application: string): void {
      const provider = new Provider(issuer, configuration(application, people))
      const callback = provider.callback()
      handler = (request, response) => void callback(request, response)
    },
    stop: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  }
}

function configuration(application: string, people: Record<string, ProvidedPerson>): object {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${application}/api/auth/callback/oidc`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
    cookies: { keys: ['a cookie key for tests only'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
  }
}
