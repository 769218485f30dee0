import { createSign, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the provider is to say: members of its discovery document, of the ID token and of the userinfo answer, over what it says of itself. */
export interface Told {
  discovery?: object
  token?: { sub?: unknown; [claim: string]: unknown }
  userinfo?: object
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const inUrl = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function signed(claims: object): string {
  const words = `${inUrl({ alg: 'RS256', kid: 'told' })}.${inUrl(claims)}`
  return `${words}.${createSign('RSA-SHA256').update(words).sign(privateKey).toString('base64url')}`
}

/** An OpenID Connect provider on a port of this machine that says of people, and of itself, whatever it is told. */
export async function startToldProvider() {
  let told: Told = {}
  let nonce: string | null = null
  const answers: Record<string, (issuer: string) => object> = {
    '/.well-known/openid-configuration': (issuer) => ({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      ...told.discovery,
    }),
    '/keys': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'told', use: 'sig', alg: 'RS256' }] }),
    '/token': (issuer) => {
      const now = Math.floor(Date.now() / 1000)
      const claims = { iss: issuer, aud: 'commonplace', exp: now + 600, iat: now, nonce, ...told.token }
      return { access_token: 'access', token_type: 'Bearer', expires_in: 600, id_token: signed(claims) }
    },
    '/userinfo': () => ({ sub: told.token?.sub, ...told.userinfo }),
  }
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const answer = answers[path]?.(issuer)
    // A connection that is kept could be closed while this process is too busy to see it.
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json', connection: 'close' })
    response.end(JSON.stringify(answer ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    tell: (words: Told) => void (told = words),
    /** What the browser that is sent to `address` comes back with, as one who signed in there. */
    visit(address: string): { code: string; state: string } {
      const asked = new URL(address).searchParams
      nonce = asked.get('nonce')
      return { code: 'a code', state: asked.get('state') ?? '' }
    },
    stop: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  }
}
