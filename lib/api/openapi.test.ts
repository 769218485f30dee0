import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

interface Described {
  openapi: string
  paths: Record<
    string,
    Record<
      string,
      {
        operationId?: string
        summary?: string
        tags?: string[]
        parameters?: { in: string; name: string; required?: boolean }[]
        responses: Record<string, unknown>
        requestBody?: unknown
        security?: unknown[]
      }
    >
  >
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> }
  security: unknown[]
}
const document = (await (await api.request('/api/v1/openapi.json')).json()) as Described

/** Routes that are no part of the contract: for the machine, or the description itself. */
const undescribed = [
  'GET /api/health',
  'GET /api/ready',
  'GET /api/docs',
  'GET /api/docs/style.css',
  'GET /api/v1/openapi.json',
]

describe('the served description', () => {
  test('has every route of the application, and no other', () => {
    const served = api.routes
      .filter((route) => route.method !== 'ALL')
      .map((route) => `${route.method} ${route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`)
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect([...new Set(served)].filter((route) => !undescribed.includes(route)).toSorted()).toEqual(
      described.toSorted(),
    )
  })

  test('says for every operation what it does, what comes back, and how it fails', () => {
    expect(document.openapi).toBe('3.1.0')
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(operations)) {
        const name = `${method} ${path}`
        expect(operation.summary, name).toBeTruthy()
        expect(operation.tags?.length, name).toBe(1)
        expect(
          Object.keys(operation.responses).some((status) => status.startsWith('2')),
          name,
        ).toBe(true)
        expect(Object.keys(operation.responses), name).toEqual(
          expect.arrayContaining([
            '400',
            '401',
            '403',
            '404',
            '422',
            '500',
            '503',
            ...(method === 'get' ? [] : ['409', '413']),
          ]),
        )
      }
  })

  test('says that whatever changes something as somebody may say for which account it was made', () => {
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, { parameters = [], security }] of Object.entries(operations)) {
        const names = parameters.filter((one) => one.in === 'header').map((one) => one.name)
        expect(names.includes('x-made-for'), `${method} ${path}`).toBe(method !== 'get' && security?.length !== 0)
      }
    const changed = document.paths['/api/v1/projects/{p}/annotations/{a}']?.['patch']?.parameters
    expect(changed?.map((one) => [one.name, one.required ?? false])).toEqual(
      expect.arrayContaining([
        ['if-match', false],
        ['x-made-for', false],
      ]),
    )
  })

  test('names every operation with a verb and what it is done to, each by its own name', () => {
    const verbs =
      'accept announce cancel change compare confirm contest create deactivate decline delete end export fill freeze get import list merge'
        .concat(
          ' preview purge reactivate read remove reopen reset restore revert revoke set settle split submit tag unlink update withdraw',
        )
        .replaceAll(' ', '|')
    const names = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId = '' }]) => {
        expect(operationId, `${method} ${path}`).toMatch(new RegExp(`^(?:${verbs})(?:[A-Z][a-z]+)+$`))
        return operationId
      }),
    )
    expect(names.length).toBeGreaterThan(100)
    // In Python and R they are told apart without capitals, as snake_case.
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  })

  test('reads with GET alone: what lists or gets changes nothing', () => {
    for (const operations of Object.values(document.paths))
      for (const [method, { operationId = '' }] of Object.entries(operations))
        expect(/^(?:list|get|export|compare)[A-Z]/.test(operationId), operationId).toBe(
          method === 'get' && !operationId.startsWith('preview'),
        )
  })

  test('says how one signs in, and which operations need no credential', () => {
    expect(document.components.securitySchemes).toMatchObject({
      token: { type: 'http', scheme: 'bearer' },
      session: { type: 'apiKey', in: 'cookie' },
    })
    expect(document.security).toEqual([{ token: [] }, { session: [] }])
    const open = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { security }]) =>
        security?.length === 0 ? [`${method} ${path}`] : [],
      ),
    )
    expect(open.toSorted()).toEqual([
      'post /api/v1/invitations/{token}/accept',
      'post /api/v1/resets/{token}',
      'post /api/v1/setup',
    ])
  })

  test('names the contract’s rows', () => {
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['Problem', 'Project', 'Document', 'Tag', 'Theme', 'Annotation', 'Excerpt']),
    )
  })

  test('is rendered as a page that has every operation and runs no script', async () => {
    const response = await api.request('/api/docs')
    const page = await response.text()
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page).not.toContain('<script')
    for (const path of Object.keys(document.paths)) expect(page).toContain(`<code>${path}</code>`)
    for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`id="row-${name}"`)
  })

  test('refuses unknown fields wherever a body is taken', () => {
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(operations)) {
        const body = z
          .object({
            content: z.object({ 'application/json': z.object({ schema: z.record(z.string(), z.unknown()) }) }),
          })
          .safeParse(operation.requestBody)
        if (!body.success) continue
        const schema = body.data.content['application/json'].schema
        const closed = (Array.isArray(schema['oneOf']) ? schema['oneOf'] : [schema]) as Record<string, unknown>[]
        for (const part of closed) expect(part['additionalProperties'], `${method} ${path}`).toBe(false)
      }
  })
})

test('the description is made once: anybody may ask for it, and everybody waits while it is made', async () => {
  const fresh = apiOn(db)
  const made = vi.spyOn(fresh, 'getOpenAPI31Document')
  for (const address of ['/api/v1/openapi.json', '/api/docs', '/api/v1/openapi.json', '/api/docs'])
    expect((await fresh.request(address)).status).toBe(200)
  expect(made).toHaveBeenCalledTimes(1)
})
