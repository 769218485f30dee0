import { setTimeout as wait } from 'node:timers/promises'
import { generateScale, type ScaleProject } from '@/seed/scale/generate-scale'
import type { BenchServer } from './bench-server'
import { percentile, type Figure } from './figure'
import { httpClient, type Client } from './http-client'

const merges = [
  { size: 1_000, most: 30 },
  { size: 10_000, most: 150 },
  { size: 50_000, most: 600 },
]

/** Figures of merging tags of many passages, of taking the largest merge back, and of renaming; with the slowest answer to others meanwhile. */
export async function benchCodebook(server: BenchServer): Promise<Figure[]> {
  const scale = await generateScale(server.db, {
    documents: 50,
    annotations: 100_000,
    coders: 10,
    size: 60_000,
    now: new Date(),
    name: 'Codebook',
  })
  const token = await server.token(scale.lead.userId)
  const [client, other] = [httpClient(server.url, token, 1), httpClient(server.url, token, 1)]
  const project = `/api/v1/projects/${scale.projectId}`
  const called = async (method: string, path: string, body?: object) => {
    const watch = watchOthers(other, `${project}/documents?limit=20`)
    const answer = await client.call(method, `${project}${path}`, body)
    const slowest = await watch()
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body.toString()}`)
    return { ms: answer.ms, slowest, body: JSON.parse(answer.body.toString()) as { id: string; retagged?: number } }
  }
  const figures: Figure[] = []
  const add = (name: string, { ms, slowest }: { ms: number; slowest: number }, most: number) =>
    figures.push(
      { name, value: ms, unit: 'ms', target: { most } },
      { name: `${name}: slowest answer to others`, value: slowest, unit: 'ms', target: { most: 100 } },
    )
  for (const { size, most } of merges) {
    const tags: string[] = []
    for (const name of ['from', 'into'])
      tags.push((await called('POST', '/tags', { name: `Merged ${name} ${size}` })).body.id)
    const [from = '', into = ''] = tags
    await putOn(server, scale, from, size)
    await untilCounted()
    const merge = await called('POST', `/tags/${from}/merge`, { intoId: into })
    if (merge.body.retagged !== size) throw new Error(`The merge moved ${merge.body.retagged} passages, not ${size}`)
    add(`merge a tag of ${size}`, merge, most)
    if (size !== merges.at(-1)?.size) continue
    // Whoever renames at once waits for a count of all passages; whoever renames later is told the counts that are kept.
    figures.push({ name: `counts kept again after the merge of ${size}`, value: await untilCounted(), unit: 'ms' })
    const rename = []
    for (let round = 0; round < 9; round += 1)
      rename.push(await called('PATCH', `/tags/${into}`, { name: `Renamed ${round}`, version: await version(into) }))
    add(
      `rename a tag of ${size}`,
      {
        ms: percentile(
          rename.map(({ ms }) => ms),
          0.5,
        ),
        slowest: Math.max(...rename.map(({ slowest }) => slowest)),
      },
      20,
    )
    const event = await server.db.event.findFirstOrThrow({
      where: { projectId: scale.projectId, type: 'tag.merged' },
      orderBy: { seq: 'desc' },
      select: { seq: true },
    })
    add(`revert of the merge of ${size}`, await called('POST', `/events/${event.seq}/revert`), 1000)
  }
  client.close()
  other.close()
  return figures

  async function untilCounted(): Promise<number> {
    const begun = performance.now()
    while ((await server.db.uncounted.count({ where: { projectId: scale.projectId } })) > 0) await wait(50)
    return performance.now() - begun
  }

  async function version(id: string): Promise<number> {
    return (
      await server.db.tag.findFirstOrThrow({ where: { projectId: scale.projectId, id }, select: { version: true } })
    ).version
  }
}

/** Puts a tag on the first `size` passages of a project, as their authors would have. */
async function putOn(server: BenchServer, { projectId }: ScaleProject, tagId: string, size: number): Promise<void> {
  await server.db.$executeRaw`
    INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById")
    SELECT "projectId", id, ${tagId}::uuid, "documentId", start, "authorId" FROM "Annotation"
    WHERE "projectId" = ${projectId}::uuid ORDER BY id LIMIT ${size}`
  await server.db.$executeRaw`ANALYZE "AnnotationTag"`
}

/** Asks for something small, again and again, until its slowest answer is asked for. */
function watchOthers(client: Client, path: string): () => Promise<number> {
  let watching = true
  const asked = (async () => {
    let slowest = 0
    while (watching) {
      slowest = Math.max(slowest, (await client.drain(path)).ms)
      await wait(5)
    }
    return slowest
  })()
  return () => {
    watching = false
    return asked
  }
}
