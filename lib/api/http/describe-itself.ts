import { getCookie } from 'hono/cookie'
import { isSecure, sessionCookieName } from '@/lib/auth/session'
import type { Api, ApiParts } from './context'
import { appearanceCookie, appearanceOf, docsPage, docsStyle } from './docs-page'

/** The API's description for programs and for people. It is made once: that takes a tenth of a second in which everybody waits, and anybody may ask for it. */
export function describeItself(api: Api, { baseUrl }: ApiParts): void {
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A personal token, cp_…',
  })
  api.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookieName(isSecure(baseUrl)),
    description: 'The browser’s session; a request that changes something must come from the same origin',
  })
  const security: Record<string, string[]>[] = [{ token: [] }, { session: [] }]
  const info = { title: 'Commonplace', version: '1', description: 'What the browser and scripts use alike.' }
  const description = kept(() =>
    JSON.stringify(api.getOpenAPI31Document({ openapi: '3.1.0', info, servers: [{ url: baseUrl }], security })),
  )
  // The generator's own type is wider than what it makes of our schemas.
  const page = kept((chosen) =>
    docsPage(JSON.parse(description(undefined)) as Parameters<typeof docsPage>[0], appearanceOf(chosen)),
  )
  api.get('/api/v1/openapi.json', (c) => c.body(description(undefined), 200, { 'content-type': 'application/json' }))
  api.get('/api/docs', (c) =>
    c.html(page(appearanceOf(getCookie(c, appearanceCookie))), 200, {
      'content-security-policy':
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    }),
  )
  api.get('/api/docs/style.css', (c) =>
    c.body(docsStyle, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' }),
  )
}

/** What `make` makes of each of the few things that it is asked for, made when it is first asked. */
function kept<T>(make: (of: string | undefined) => T): (of: string | undefined) => T {
  const made = new Map<string | undefined, T>()
  return (of) => {
    const answer = made.get(of) ?? make(of)
    made.set(of, answer)
    return answer
  }
}
