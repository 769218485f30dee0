import { generateScale, type ScaleProject } from '@/seed/scale/generate-scale'
import type { BenchServer } from './bench-server'
import { percentile, type Figure } from './figure'
import { httpClient, type Client } from './http-client'

/** Figures of opening a document of 1 MB: content and annotations asked for at once, as the reader does. */
export async function benchContent(server: BenchServer): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [annotations, most] of [
    [0, 30],
    [1_000, 60],
    [10_000, 250],
  ] as const) {
    const scale = await generateScale(server.db, {
      documents: 1,
      annotations,
      coders: 5,
      size: 1_000_000,
      now: new Date(),
      name: `Content ${annotations}`,
    })
    const client = httpClient(server.url, await server.token(scale.lead.userId), 2)
    const document = `/api/v1/projects/${scale.projectId}/documents/${scale.documentIds[0]}`
    const open = async () => {
      const began = performance.now()
      const [content, layer] = await Promise.all([
        client.drain(`${document}/content`),
        client.drain(`${document}/annotations`),
      ])
      if (content.status !== 200 || layer.status !== 200)
        throw new Error(`Opening answered ${content.status}, ${layer.status}`)
      return { ms: performance.now() - began, bytes: content.bytes + layer.bytes }
    }
    const { p50, bytes } = await repeated(open, 5, 25)
    figures.push({
      name: `content + annotations, 1 MB with ${annotations}`,
      value: p50,
      unit: 'ms',
      target: { most },
      beside: `${(bytes / 1e6).toFixed(2)} MB sent; ${await floor(client)}`,
    })
    client.close()
  }
  return figures
}

/** Figures of a theme's page of 50: the first, with its total, and the last. */
export async function benchThemes(server: BenchServer, scale: ScaleProject): Promise<Figure[]> {
  const client = httpClient(server.url, await server.token(scale.lead.userId), 1)
  const figures: Figure[] = []
  for (const { id, excerpts } of scale.themes) {
    const path = `/api/v1/projects/${scale.projectId}/themes/${id}/excerpts`
    const last = await lastPage(client, path, excerpts)
    for (const [name, query] of [
      ['first', ''],
      ['last', `&cursor=${encodeURIComponent(last)}`],
    ]) {
      const { p50 } = await repeated(async () => page(await client.call('GET', `${path}?limit=50${query}`)), 5, 25)
      figures.push({
        name: `theme page of 50, ${name} of ${excerpts}`,
        value: p50,
        unit: 'ms',
        target: { most: 60 },
        beside: await floor(client),
      })
    }
  }
  client.close()
  return figures
}

function page({ status, ms, body }: { status: number; ms: number; body: Buffer }) {
  const answer = JSON.parse(body.toString()) as { items: unknown[]; nextCursor: string | null }
  if (status !== 200 || answer.items.length === 0)
    throw new Error(`A page answered ${status} with ${answer.items.length} rows`)
  return { ms, bytes: body.length }
}

async function lastPage(client: Client, path: string, excerpts: number): Promise<string> {
  let cursor = ''
  for (let seen = 0; seen < excerpts - 50;) {
    const limit = Math.min(500, excerpts - 50 - seen)
    const { body } = await client.call(
      'GET',
      `${path}?limit=${limit}&total=false${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    cursor = (JSON.parse(body.toString()) as { nextCursor: string }).nextCursor
    seen += limit
  }
  return cursor
}

/** What any answer costs here: the shortest one the API has. */
async function floor(client: Client): Promise<string> {
  const { p50 } = await repeated(async () => ({ ...(await client.drain('/api/v1/me')), bytes: 0 }), 3, 15)
  return `the least any answer takes: ${p50.toFixed(1)} ms`
}

async function repeated(work: () => Promise<{ ms: number; bytes: number }>, warm: number, count: number) {
  for (let i = 0; i < warm; i += 1) await work()
  const runs = []
  for (let i = 0; i < count; i += 1) runs.push(await work())
  return {
    p50: percentile(
      runs.map((run) => run.ms),
      0.5,
    ),
    bytes: runs[0]?.bytes ?? 0,
  }
}
