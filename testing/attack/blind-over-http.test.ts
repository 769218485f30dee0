import { beforeAll, expect, test } from 'vitest'
import { made, reads, walk, work, type World } from '@/testing/blind-world'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, type Caller } from '@/testing/team'
import { listening } from './listening'

// What the blindness test says of the API, said of the server: over HTTP an answer has a length, a connection and headers that a test of functions does not see.

const { db } = await freshDatabase()
const api = apiOn(db, () => new Date('2026-11-22T12:00:00Z'))
const { port } = await listening(api)

/** The same person over HTTP. */
function overHttp(caller: Caller): Caller {
  return {
    ...caller,
    call: async (method, path) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
        method,
        headers: { cookie: caller.cookie },
      })
      const text = await answer.text()
      return {
        status: answer.status,
        text,
        headers: answer.headers,
        body: answer.headers.get('content-type')?.includes('json') ? JSON.parse(text || 'null') : null,
      }
    },
  }
}

let world: World
beforeAll(async () => {
  world = await made(db, api, 'until-own-submit')
})

test('every GET of the OpenAPI document about a project is asked, but for what cannot lead to the work of others', async () => {
  const { paths } = (await (await fetch(`http://127.0.0.1:${port}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, object>
  }
  const gets = Object.entries(paths).flatMap(([path, operations]) =>
    'get' in operations && path.startsWith('/api/v1/projects/{p}') ? [path.replace('/api/v1', '')] : [],
  )
  expect(gets.filter((path) => !(path in reads))).toEqual([])
  expect(gets.length).toBeGreaterThan(35)
})

test('no answer over HTTP changes by what colleagues do, in body, length or headers', async () => {
  const ana = overHttp(world.ana)
  const before = await walk(world, ana)
  await work(db, world, true)
  const after = await walk(world, ana)
  expect(after.size).toBeGreaterThan(150)
  expect([...after].flatMap(([address, answer]) => (answer === before.get(address) ? [] : [address]))).toEqual([])
  // It is there to be seen: whoever did it is answered otherwise.
  expect((await overHttp(world.ben).call('GET', `${world.path}/annotations?documentId=${world.ids.d}`)).text).toContain(
    'sesquipedal',
  )
})
