import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { hashSecret } from '@/lib/auth/secrets'
import { newId } from '@/lib/data/database/ids'
import type { Span } from '@/lib/domain/anchoring/span'
import { memberByEmail } from '@/lib/services/projects/member-of'
import { generateScale } from '@/seed/scale/generate-scale'
import type { BenchServer } from './bench-server'
import { capturedStatements } from './captured-statements'
import { percentile, type Figure } from './figure'
import { httpClient, load } from './http-client'

const sizes = { '30 kB': 30_000, '100 kB': 100_000, '1 MB': 1_000_000 }
const rounds = [
  { clients: 1, count: 400 },
  { clients: 8, count: 2_000 },
  { clients: 32, count: 4_000 },
]

interface Run {
  p50: number
  p95: number
  perSecond: number
}

/**
 * Figures of creating annotations through the API, each beside a bare node-http + pg process that runs the same two statements on the same database. The two
 * take turns in slices, so that whatever else the machine does befalls both.
 */
export async function benchCreate(server: BenchServer): Promise<Figure[]> {
  await warmUp(server)
  const figures: Figure[] = []
  const sides = new Map<string, Side>()
  for (const [name, size] of Object.entries(sizes)) {
    const place = await prepare(server, size)
    const post = place.create
    const bare = await startBare(server, place)
    for (const side of [post, bare.post]) await load(8, 400, side) // Compilers warm, texts kept.
    for (const { clients, count } of rounds) {
      const [own, other] = await inTurns([post, bare.post], clients, count)
      if (own && other)
        figures.push(
          ...asFigures(`create annotation, ${name}, ${clients} client${clients > 1 ? 's' : ''}`, clients, own, other),
        )
    }
    bare.stop()
    sides.set(name, post)
  }
  const runs = await inTurns([...sides.values()], 1, 400)
  const value = (runs.at(-1)?.p50 ?? NaN) / (runs[0]?.p50 ?? NaN)
  return [
    ...figures,
    { name: 'create annotation, 1 MB against 30 kB, p50 at 1 client', value, unit: 'x', target: { most: 1.2 } },
  ]
}

/**
 * The first row is not to pay for the process being young: the server has compiled what it runs, opened its connections and grown its heap before anything
 * is measured, on a project that no row is about.
 */
async function warmUp(server: BenchServer): Promise<void> {
  const place = await prepare(server, 30_000)
  for (const clients of [1, 32]) await load(clients, 2_000, (index) => place.create(clients * 10_000 + index))
}

type Side = (index: number) => Promise<number>

const slices = 8

async function inTurns(sides: Side[], clients: number, count: number): Promise<Run[]> {
  const all = sides.map(() => ({ samples: [] as number[], seconds: 0 }))
  for (let slice = 0; slice < slices; slice += 1) {
    for (const [i, side] of sides.entries()) {
      const { samples, perSecond } = await load(clients, count / slices, (index) => side(slice * count + index))
      all[i]?.samples.push(...samples)
      if (all[i]) all[i].seconds += samples.length / perSecond
    }
  }
  return all.map(({ samples, seconds }) => ({
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    perSecond: samples.length / seconds,
  }))
}

function asFigures(name: string, clients: number, own: Run, bare: Run): Figure[] {
  const share = own.perSecond / bare.perSecond
  return [
    {
      name: `${name}, p50`,
      value: own.p50,
      unit: 'ms',
      ...(clients === 1 && { target: { most: 5 } }),
      beside: `bare ${bare.p50.toFixed(1)} ms`,
    },
    {
      name: `${name}, p95`,
      value: own.p95,
      unit: 'ms',
      ...(clients === 32 && { target: { most: 100 } }),
      beside: `bare ${bare.p95.toFixed(1)} ms`,
    },
    {
      name: `${name}, per second`,
      value: own.perSecond,
      unit: '/s',
      ...(clients === 32 && { target: { least: 600 } }),
      beside: `bare ${Math.round(bare.perSecond)} /s`,
    },
    { name: `${name}, share of bare`, value: share, unit: 'x', target: { least: 0.5 } },
  ]
}

async function prepare(server: BenchServer, size: number) {
  const scale = await generateScale(server.db, {
    documents: 1,
    annotations: 0,
    coders: 1,
    size,
    now: new Date(),
    name: `Create on ${size}`,
  })
  const token = await server.token(scale.lead.userId)
  const client = httpClient(server.url, token, 32)
  const post = async (path: string, body: object): Promise<number> => {
    const { status, ms, body: answer } = await client.call('POST', path, body)
    if (status !== 201) throw new Error(`Creating answered ${status}: ${answer.toString()}`)
    return ms
  }
  const [documentId = '', tagIds] = [scale.documentIds[0], scale.tagIds.slice(0, 1)]
  const create = (index: number) =>
    post(`/api/v1/projects/${scale.projectId}/annotations`, { id: newId(), documentId, ...spanAt(index, size), tagIds })
  return { ...scale, token, create, documentId, tagIds }
}

type Place = Awaited<ReturnType<typeof prepare>>

async function startBare(server: BenchServer, { projectId, documentId, tagIds, lead, token }: Place) {
  const member = await memberByEmail(server.db, lead.email, projectId)
  const revision = await server.db.revision.findFirstOrThrow({
    where: { projectId, documentId },
    select: { id: true, text: true },
  })
  if (!member) throw new Error('No member')
  const statements = await capturedStatements(member, hashSecret(token), {
    documentId,
    revisionId: revision.id,
    tagIds,
  })
  const child = fork(fileURLToPath(new URL('bare-server.mjs', import.meta.url)))
  child.send({ databaseUrl: server.databaseUrl, ...statements, text: revision.text })
  const [port] = (await once(child, 'message')) as [number]
  const client = httpClient(`http://127.0.0.1:${port}`, '', 32)
  const post = async (index: number): Promise<number> => {
    const { status, ms, body } = await client.call('POST', '/', { id: newId(), ...spanAt(index, revision.text.length) })
    if (status !== 201) throw new Error(`The bare server answered ${status}: ${body.toString()}`)
    return ms
  }
  const stop = () => {
    client.close()
    child.kill()
  }
  return { post, stop }
}

/** Spans of a sentence's length all over the text, in no order. */
function spanAt(index: number, size: number): Span {
  const start = (index * 7919) % (size - 1_000)
  return { start, end: start + 40 + (index % 160) }
}
