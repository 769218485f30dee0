import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '@/lib/data/database/ids'
import { generateScale } from '@/seed/scale/generate-scale'
import { newDataDir, freePort, start } from '@/testing/start-stop/instance.mjs'
import type { BenchServer } from './bench-server'
import { percentile, type Figure } from './figure'
import { httpClient } from './http-client'
import { liveReader, type LiveReader } from './live-reader'

const coders = 32
const changes = 10_000
const size = 30_000

/**
 * Figures of the live streams: 32 coders annotate at once while each of them has a stream open. First at the pace of people who never stop (each two
 * passages a second), which is what the time to reach everybody is measured at; then ten thousand changes as fast as the server takes them, by one process
 * and by two of which one is killed in the middle, which is what must be told once and only once.
 */
export async function benchLive(server: BenchServer): Promise<Figure[]> {
  const place = await prepare(server)
  const figures = await streamMemory(server, place)
  const paced = await told(place, [server.url], { count: 2000, everyMs: 500 })
  figures.push(
    {
      name: 'an annotation reaches 32 streams, 64 a second, p50',
      value: percentile(paced.delays, 0.5),
      unit: 'ms',
      beside: 'from the request’s being sent',
    },
    {
      name: 'an annotation reaches 32 streams, 64 a second, p95',
      value: percentile(paced.delays, 0.95),
      unit: 'ms',
      target: { most: 100 },
      beside: `the request itself ${percentile(paced.requests, 0.95).toFixed(1)} ms`,
    },
    ...onceEach('64 a second', paced),
  )
  const flood = await told(place, [server.url], { count: changes, everyMs: 0 })
  figures.push(
    {
      name: 'the same as fast as 32 coders can, p95',
      value: percentile(flood.delays, 0.95),
      unit: 'ms',
      target: { most: 100 },
      beside: `the request itself ${percentile(flood.requests, 0.95).toFixed(1)} ms, ${Math.round(flood.perSecond)} a second`,
    },
    ...onceEach('10,000 at full speed', flood),
    await catchingUp(server, place, flood.from),
  )
  const second = await secondProcess(server)
  const killed = await told(place, [server.url, second.url], { count: changes, everyMs: 0, midway: second.kill })
  figures.push(
    {
      name: 'two processes, one killed midway: p95 until told',
      value: percentile(killed.delays, 0.95),
      unit: 'ms',
      beside: `${Math.round(killed.perSecond)} a second; those told after a reconnection included`,
    },
    ...onceEach('10,000, two processes, one killed', killed),
  )
  await second.stop()
  return figures
}

interface Told {
  /** Milliseconds from sending a request to an arrival, one for each change and stream. */
  delays: number[]
  requests: number[]
  perSecond: number
  missed: number
  twice: number
  from: number
}

function onceEach(name: string, { missed, twice }: Told): Figure[] {
  return [
    { name: `${name}: missed`, value: missed, unit: '', target: { most: 0 } },
    { name: `${name}: told twice`, value: twice, unit: '', target: { most: 0 } },
  ]
}

type Place = Awaited<ReturnType<typeof prepare>>

async function prepare(server: BenchServer) {
  const scale = await generateScale(server.db, {
    documents: 1,
    annotations: 0,
    coders,
    size,
    now: new Date(),
    name: 'Live',
  })
  const members = await server.db.membership.findMany({
    where: { projectId: scale.projectId },
    select: { userId: true },
  })
  const tokens = await Promise.all(members.slice(0, coders).map(({ userId }) => server.token(userId)))
  const newest = async () =>
    Number(
      (await server.db.event.aggregate({ where: { projectId: scale.projectId }, _max: { seq: true } }))._max.seq ?? 0,
    )
  return {
    ...scale,
    db: server.db,
    tokens,
    newest,
    path: `/api/v1/projects/${scale.projectId}`,
    documentId: scale.documentIds[0] ?? '',
    tagIds: scale.tagIds.slice(0, 1),
  }
}

async function told(
  place: Place,
  origins: string[],
  { count, everyMs, midway }: { count: number; everyMs: number; midway?: () => void },
): Promise<Told> {
  const from = await place.newest()
  const readers = place.tokens.map((token) => liveReader(`${place.path}/events`, token, from))
  let alive = origins
  await Promise.all(readers.map((reader, i) => reader.connect(origins[i % origins.length] ?? '')))
  const clients = new Map(origins.map((origin) => [origin, place.tokens.map((token) => httpClient(origin, token, 1))]))
  const sentAt = new Map<string, number>()
  const requests: number[] = []
  let next = 0
  let over = false
  // Whoever lost the connection comes back to a process that is there, as a browser behind a balancer does.
  const watching = (async () => {
    while (!over) {
      await Promise.all(
        readers
          .filter((reader) => !reader.isOpen())
          .map((reader) => reader.connect(alive[0] ?? '').catch(() => undefined)),
      )
      await wait(50)
    }
  })()
  const began = performance.now()
  const coder = async (n: number) => {
    await wait(everyMs * Math.random())
    while (next < count) {
      const index = next++
      if (midway && index === count / 2) {
        alive = origins.slice(0, 1)
        midway()
      }
      const id = newId()
      sentAt.set(id, performance.now())
      const start = (index * 7919) % (size - 1000)
      const body = { id, documentId: place.documentId, start, end: start + 40 + (index % 160), tagIds: place.tagIds }
      for (let stored = false; !stored;) {
        const client = clients.get(alive[n % alive.length] ?? '')?.[n]
        // A killed process answers nothing: the same id is sent again, elsewhere.
        const answer = await client?.call('POST', `${place.path}/annotations`, body).catch(() => null)
        stored = answer?.status === 201 || answer?.status === 200
        if (answer && !stored) throw new Error(`Creating answered ${answer.status}: ${answer.body.toString()}`)
        if (stored && answer) requests.push(answer.ms)
      }
      if (everyMs > 0) await wait(Math.max(0, (sentAt.get(id) ?? 0) + everyMs - performance.now()))
    }
  }
  await Promise.all(place.tokens.map((_, n) => coder(n)))
  const perSecond = (count * 1000) / (performance.now() - began)
  for (const end = Date.now() + 15_000; Date.now() < end && readers.some((reader) => reader.seen.size < count);)
    await wait(50)
  await wait(500) // What comes twice comes late.
  over = true
  await watching
  readers.forEach((reader) => reader.close())
  for (const side of clients.values()) side.forEach((client) => client.close())
  return { ...tally(readers, sentAt), requests, perSecond, from }
}

function tally(readers: LiveReader[], sentAt: Map<string, number>): Pick<Told, 'delays' | 'missed' | 'twice'> {
  const delays: number[] = []
  let [missed, twice] = [0, 0]
  for (const { seen } of readers) {
    for (const [id, sent] of sentAt) {
      const one = seen.get(id)
      if (!one) missed += 1
      else delays.push(one.at - sent)
      twice += Math.max(0, (one?.times ?? 1) - 1)
    }
  }
  return { delays, missed, twice }
}

/** What a stream that rests costs the server: the memory of many, divided. The first few hundred warm what is used by all. */
async function streamMemory(server: BenchServer, place: Place): Promise<Figure[]> {
  const from = await place.newest()
  const many = 400
  const openAll = async () => {
    const readers = Array.from({ length: many }, (_, i) =>
      liveReader(`${place.path}/events`, place.tokens[i % coders] ?? '', from),
    )
    for (const reader of readers) await reader.connect(server.url)
    await wait(3000)
    return readers
  }
  ;(await openAll()).forEach((reader) => reader.close())
  await wait(3000)
  const before = server.memory()
  const readers = await openAll()
  const value = ((server.memory() - before) * 1024) / many
  readers.forEach((reader) => reader.close())
  await wait(1000)
  return [
    {
      name: 'memory of an open stream',
      value,
      unit: 'kB',
      target: { most: 100 },
      beside: `${many} streams, ${Math.round(before)} MB before`,
    },
  ]
}

async function catchingUp(server: BenchServer, place: Place, from: number): Promise<Figure> {
  const reader = liveReader(`${place.path}/events`, place.tokens[0] ?? '', from)
  const began = performance.now()
  await reader.connect(server.url)
  while (reader.seen.size < changes) await wait(2)
  const value = (performance.now() - began) / 1000
  reader.close()
  return { name: 'catching up on 10,000 missed events', value, unit: 's', target: { most: 2 } }
}

/** Another process on the same database, as behind a load balancer. */
async function secondProcess(server: BenchServer) {
  const { dataDir, remove } = newDataDir()
  const port = await freePort()
  const process = start({
    dataDir,
    port,
    args: ['--no-build'],
    env: { LOG_LEVEL: 'error', NEXTAUTH_SECRET: server.sessionSecret, DATABASE_URL: server.databaseUrl },
  })
  await process.ready()
  return {
    url: `http://127.0.0.1:${port}`,
    kill: () => void process.child.kill('SIGKILL'),
    stop: async () => {
      await process.ended
      remove()
    },
  }
}
