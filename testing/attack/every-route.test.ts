import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'
import { listening } from './listening'
import { rawRequest, sendRaw } from './raw-http.mjs'
import { sampleBody, type Schema } from './sample-body'

// Every route of the OpenAPI document, over real HTTP, with what an attacker has: the ids of another project in path, query and body, which are made from the
// document itself; every role; and bodies that are none. A route that is added is walked without a line here. The tests of the wall between projects and of
// blindness say more of what must be answered; here nothing may leak, nothing of others may change, and nothing may be a fault of ours.

interface Parameter {
  in: string
  name: string
  schema: Schema
}

interface Route {
  method: string
  path: string
  parameters: Parameter[]
  body: Schema | undefined
  isPublic: boolean
}

const { db } = await freshDatabase()
const api = apiOn(db)
const { port } = await listening(api)
const marked = ['Xylograph', 'Quinquereme', 'zymurgical', 'Borborygmus', 'Velleity', 'Sesquipedal', 'Pulchritude']

let routes: Route[]
let components: Record<string, Schema>
let victim: { projectId: string; ids: string[] }
let own: { projectId: string; people: Record<'lead' | 'coder' | 'reviewer' | 'reader', Caller> }
let stranger: Caller

beforeAll(async () => {
  const document = await (await api.request('/api/v1/openapi.json')).json()
  components = document.components.schemas
  const described = document.paths as Record<
    string,
    Record<
      string,
      { parameters?: Parameter[]; security?: unknown[]; requestBody?: { content: Record<string, { schema: Schema }> } }
    >
  >
  routes = Object.entries(described).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], security, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      body: requestBody?.content['application/json']?.schema,
      isPublic: security?.length === 0,
    })),
  )
  victim = await victims()
  const mine = await team(db, api, ['coder', 'reviewer', 'reader'])
  own = { projectId: mine.projectId, people: mine }
  stranger = await person(db, api, 'Stranger')
})

describe('every route', () => {
  test('is walked', () => {
    expect(routes.length).toBeGreaterThan(90)
    expect(routes.filter(({ body }) => body).length).toBeGreaterThan(35)
  })

  test('answers nobody who is not signed in, but where the document says so', async () => {
    for (const route of routes) {
      const { status } = await send(route, {}, victim.projectId, victim.ids, 0)
      if (!route.isPublic && route.path.startsWith('/api/v1/'))
        expect([route.method, route.path, status]).toEqual([route.method, route.path, 401])
    }
  })

  test('is not there for a stranger, and tells nothing', async () => {
    const before = await fingerprint()
    for (const route of routes.filter(({ path }) => path.includes('{p}'))) {
      const answer = await send(route, { cookie: stranger.cookie }, victim.projectId, victim.ids, 0)
      expect([route.method, route.path, answer.status]).toEqual([route.method, route.path, 404])
      expectNothingOf(answer.body)
    }
    expect(await fingerprint()).toBe(before)
  })

  test.each(['lead', 'coder', 'reviewer', 'reader'] as const)(
    'takes ids of another project from a %s for such as nothing has',
    async (role) => {
      const before = await fingerprint()
      const cookie = { cookie: own.people[role].cookie }
      const faults: string[] = []
      // What would end the walk: one's own project, session or account.
      const walked = routes.filter(
        ({ method, path }) =>
          !(method === 'DELETE' && /(\{p\}|sessions)$/.test(path)) && !/password|\/me\/tokens|deactivate/.test(path),
      )
      for (const route of walked)
        for (let choice = 0; choice < (route.body ? 3 : 1); choice++) {
          const answer = await send(route, cookie, own.projectId, victim.ids, choice)
          if (answer.status >= 500 || answer.status === 0)
            faults.push(`${route.method} ${route.path}: ${answer.status} ${answer.body.slice(0, 200)}`)
          expectNothingOf(answer.body)
        }
      expect(faults).toEqual([])
      expect(await fingerprint()).toBe(before)
    },
  )

  test('takes what is no body at all for a mistake of its sender', async () => {
    const faults: string[] = []
    const cookie = { cookie: own.people.lead.cookie, 'content-type': 'application/json' }
    for (const route of routes.filter(({ body, path }) => body && !/password/.test(path)))
      for (const body of [
        'null',
        '[]',
        '"text"',
        '1e999',
        '{"__proto__":{"id":1}}',
        '{"id":{"a":[]},"items":[null],"version":"1"}',
        `{"${'k'.repeat(5000)}":1}`,
        '{"id":"\\u0000"}',
        '\ufeff{}',
        '{',
        '\xff',
      ]) {
        const answer = await sendRaw(
          port,
          rawRequest(route.method, filled(route, own.projectId, victim.ids), cookie, body),
        )
        if (answer.status >= 500 || answer.status === 0)
          faults.push(`${route.method} ${route.path} ${body.slice(0, 60)}: ${answer.status}`)
        if (answer.body.length > 20_000)
          faults.push(`${route.method} ${route.path} answers ${answer.body.length} letters`)
      }
    expect(faults).toEqual([])
  })
})

function filled({ path, parameters }: Route, projectId: string, ids: string[], withQuery = false): string {
  let next = 0
  const take = () => ids[next++ % ids.length] ?? ''
  const address = path
    .replace('{p}', projectId)
    .replace(/\{(\w+)\}/g, (_, name: string) => (name === 'seq' ? '1' : name === 'kind' ? 'theme' : take()))
  const query = parameters
    .filter((one) => withQuery && one.in === 'query' && /ids?$/i.test(one.name))
    .map(({ name }) => `${name}=${take()}`)
  return query.length === 0 ? address : `${address}?${query.join('&')}`
}

/** Asks with ids in the path and the query, and with a body that its description allows. */
async function send(route: Route, headers: Record<string, string>, projectId: string, ids: string[], choice: number) {
  let next = choice
  const body =
    route.body && JSON.stringify(sampleBody(route.body, components, () => ids[next++ % ids.length] ?? '', choice))
  return sendRaw(
    port,
    rawRequest(
      route.method,
      filled(route, projectId, ids, true),
      { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      body,
    ),
  )
}

function expectNothingOf(body: string): void {
  for (const word of marked) expect(body).not.toContain(word)
}

async function victims() {
  const { lead, coder, projectId, path } = await team(db, api, ['coder'])
  const made = async (who: Caller, address: string, body: unknown) => {
    const answer = await who.call('POST', `${path}${address}`, body)
    expect(answer.status, answer.text).toBe(201)
    return answer.body
  }
  await lead.call('PATCH', path, { name: 'Xylograph' })
  const { document, revision } = await made(lead, '/documents', {
    title: 'Quinquereme',
    text: 'the zymurgical arts of the strait',
  })
  const tag = await made(lead, '/tags', { name: 'Borborygmus' })
  const theme = await made(lead, '/themes', { name: 'Velleity', tagIds: [tag.id] })
  const annotation = await made(coder, '/annotations', {
    documentId: document.id,
    start: 4,
    end: 14,
    tagIds: [tag.id],
    note: 'Sesquipedal',
  })
  const round = await made(lead, '/rounds', {
    name: 'Velleity',
    documentIds: [document.id],
    coderIds: [coder.id],
    visibility: 'open',
  })
  const comment = await made(coder, '/comments', {
    subject: { type: 'annotation', id: annotation.id },
    body: 'Pulchritude',
  })
  const attribute = await made(lead, '/attributes', { key: 'genre', label: 'Genre', type: 'text' })
  return {
    projectId,
    ids: [
      document.id,
      tag.id,
      annotation.id,
      theme.id,
      round.id,
      comment.id,
      revision.id,
      attribute.id,
      coder.id,
      projectId,
      newId(),
    ] as string[],
  }
}

/** Everything stored of the victims, as one hash. */
async function fingerprint(): Promise<string> {
  const tables = await db.$queryRaw<
    { name: string }[]
  >`SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'projectId' ORDER BY 1`
  const parts = tables.map(
    ({ name }) => `SELECT '${name}' AS t, x::text AS r FROM "${name}" x WHERE "projectId" = $1::uuid`,
  )
  const [row] = await db.$queryRawUnsafe<{ hash: string }[]>(
    `SELECT md5(string_agg(t || r, '|' ORDER BY t, r)) AS hash FROM (${parts.join(' UNION ALL ')}) all_rows`,
    victim.projectId,
  )
  return row?.hash ?? 'nothing'
}
