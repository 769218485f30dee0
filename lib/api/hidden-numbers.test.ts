import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { letters, made, reads, work, type World } from '@/testing/blind-world'
import { freshDatabase } from '@/testing/fresh-database'
import { readStream } from '@/testing/open-stream'
import { apiOn, type Caller } from '@/testing/team'

// A number or an id that is hidden from somebody is no other to them than one that nothing has: in every parameter of every route that reads, in the stream,
// in what is reverted. Otherwise trying numbers would tell a blind coder when and how much colleagues work.

const { db } = await freshDatabase()
const clock = new Date('2026-11-22T12:00:00Z')
const api = apiOn(db, () => clock)

const cases = [
  { who: 'ana', visibility: 'until-own-submit' },
  { who: 'lead', visibility: 'until-all-submit' },
] as const

describe.each(cases)('to the $who of a round that is blind $visibility', ({ who, visibility }) => {
  let world: World
  let caller: Caller
  let hidden: { ids: string[]; seqs: string[] }
  beforeAll(async () => {
    world = await made(db, api, visibility)
    await work(db, world, who !== 'lead')
    caller = world[who]
    hidden = await hiddenFrom(world)
  })

  test('every parameter of every route that reads answers a hidden number or id as one that nothing has', async () => {
    const told: string[] = []
    const numbers = [
      { hiddenOnes: hidden.ids, unknown: newId(), refuses: /"integer"/ },
      { hiddenOnes: hidden.seqs, unknown: '999999999', refuses: /"format":"uuid"/ },
    ]
    for (const { route, parameters, schemas } of await readingRoutes())
      for (const [at, parameter] of parameters.entries())
        for (const { hiddenOnes, unknown, refuses } of numbers) {
          // Nothing happens meanwhile: what is answered to one that nothing has is answered to it each time.
          const usual = await ask(world, caller, route, parameter, unknown)
          // A number where the description says UUID is refused for its shape, before anything is looked up, and so is an id where it says integer: one stands for all.
          const isNoShape = refuses.test(schemas[at] ?? '') && usual.startsWith('[422,')
          for (const given of isNoShape ? hiddenOnes.slice(0, 1) : hiddenOnes) {
            const answer = await ask(world, caller, route, parameter, given)
            if (answer !== usual) told.push(`${route} ${parameter}: ${answer} is not ${usual}`)
          }
        }
    expect(told).toEqual([])
  })

  test('a stream begins after a hidden number where it begins after one that nothing has', async () => {
    const from = async (headers: Record<string, string>, query = '') => {
      const stream = readStream(
        await api.request(`/api/v1${world.path}/events${query}`, {
          headers: { accept: 'text/event-stream', cookie: caller.cookie, ...headers },
        }),
      )
      const last = (await caller.call('GET', `${world.path}/events?order=newest&limit=1`)).body.items[0].seq
      await stream.until(() => stream.events.at(-1)?.seq === last)
      await stream.close()
      return stream.events.map(({ seq }) => seq)
    }
    const [seq = ''] = hidden.seqs
    expect(await from({ 'last-event-id': seq })).toEqual(await from({ 'last-event-id': '999999999' }))
    expect(await from({}, `?after=${seq}`)).toEqual(await from({}, '?after=999999999'))
  })

  test('the number of an event they are shown is where they go on, whatever else was done', async () => {
    const { items } = (await caller.call('GET', `${world.path}/events?limit=500`)).body
    const middle = items[3].seq
    expect(
      (await caller.call('GET', `${world.path}/events?after=${middle}&limit=500`)).body.items.map(
        (event: { seq: number }) => event.seq,
      ),
    ).toEqual(items.slice(4).map((event: { seq: number }) => event.seq))
  })
})

test('the numbers of one’s own events do not tell how much was done in between', async () => {
  const world = await made(db, api, 'until-own-submit')
  const mark = async () =>
    Number(
      (
        await world.ana.call('POST', `${world.path}/annotations`, { documentId: world.ids.d, start: 0, end: 4 })
      ).headers.get('x-event'),
    )
  const elapsed = async (between: () => Promise<unknown>) => {
    const [first, began] = [await mark(), performance.now()]
    await between()
    return (await mark()) - first - (performance.now() - began) * 1000
  }
  // Microseconds that passed and no more, within what two requests take.
  expect(Math.abs(await elapsed(() => work(db, world, true)))).toBeLessThan(250_000)
  expect(Math.abs(await elapsed(() => new Promise((resolve) => setTimeout(resolve, 50))))).toBeLessThan(250_000)
})

test('events of many connections get numbers of their own', async () => {
  const rows = await Promise.all(
    Array.from(
      { length: 8 },
      () => db.$queryRaw<{ number: bigint }[]>`SELECT next_event_number() AS number FROM generate_series(1, 500)`,
    ),
  )
  const numbers = rows.map((mine) => mine.map(({ number }) => number))
  expect(new Set(numbers.flat()).size).toBe(4000)
  for (const mine of numbers) expect(mine).toEqual(mine.toSorted((a, b) => Number(a - b)))
})

/** What nobody but Ben may know of: annotations (one of them private, one in the bin), comments, and the numbers of events on them. */
async function hiddenFrom({ ids, ben, path }: World) {
  const projectId = path.split('/')[2] ?? ''
  const annotations = await db.annotation.findMany({
    where: { projectId, authorId: ben.id, documentId: ids.d },
    select: { id: true, deletedAt: true },
    orderBy: { id: 'asc' },
  })
  const events = await db.event.findMany({
    where: { projectId, actorId: ben.id, documentId: ids.d },
    select: { seq: true, type: true },
    orderBy: { seq: 'asc' },
  })
  const binned = annotations.find((row) => row.deletedAt !== null)?.id ?? ''
  const kinds = [...new Map(events.map((event) => [event.type, String(event.seq)])).values()]
  expect(kinds.length).toBeGreaterThan(4)
  return { ids: [ids.a, binned, ids.c, ids.made], seqs: kinds }
}

/** The routes that read, each with those of its parameters that name or number something, and with how each of them is described. */
async function readingRoutes() {
  const { paths } = (await (await api.request('/api/v1/openapi.json')).json()) as {
    paths: Record<string, { get?: { parameters?: { in: string; name: string; schema: object }[] } }>
  }
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const route = path.replace('/api/v1', '')
    const named = (get?.parameters ?? []).filter(
      ({ in: where, name }) =>
        name !== 'p' && (where === 'path' || /Ids?$|^(cursor|after|before|row|column|number)$/.test(name)),
    )
    if (typeof reads[route] !== 'function' || named.length === 0) return []
    const parameters = named.map(({ in: where, name }) => `${where}:${name}`)
    return [{ route, parameters, schemas: named.map(({ schema }) => JSON.stringify(schema)) }]
  })
}

/** The answer to a route asked as in the walk of reading routes, with this parameter instead; what was sent is named alike where it comes back. */
async function ask(
  { path, ids }: World,
  caller: Caller,
  route: string,
  parameter: string,
  value: string,
): Promise<string> {
  const usual = reads[route]
  const [inPath = '', query = ''] = ((typeof usual === 'function' ? usual(ids)[0] : '') ?? '').split('?')
  const [where = '', name = ''] = parameter.split(':')
  const asked = new URLSearchParams(query)
  if (where === 'query') asked.set(name, value)
  const address = route.replace('/projects/{p}', path).replace(/\{\w+\}/, where === 'path' ? value : inPath)
  const answer = await caller.call('GET', `${address}?${asked.toString()}`)
  expect(answer.status, `${address}?${asked.toString()}: ${answer.text}`).toBeLessThan(500)
  return letters(answer)
    .replaceAll(value, 'sent')
    .replaceAll(/"content-length":"\d+"|"etag":"[^"]*"/g, '')
}
