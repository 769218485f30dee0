import { setTimeout as wait } from 'node:timers/promises'
import { generateScale, type ScaleProject } from '@/seed/scale/generate-scale'
import type { BenchServer } from './bench-server'
import { percentile, type Figure } from './figure'
import { httpClient } from './http-client'

const most = 40
const mostTimes = 1.5

/**
 * Figures of what is counted, in a project of 50,000 annotations and in one of 500,000: what is kept costs the same however much there is. Measured once the
 * server has counted what came in bulk; until then it counts at reading.
 */
export async function benchCounts(server: BenchServer, large: ScaleProject): Promise<Figure[]> {
  const huge = await generateScale(server.db, {
    documents: 1_000,
    annotations: 500_000,
    coders: 10,
    size: 30_000,
    now: new Date(),
    name: 'Huge',
  })
  for (const { projectId } of [large, huge]) await counted(server, projectId)
  const [fewer, more] = [await answers(server, large), await answers(server, huge)]
  return [...more].flatMap(([name, ms]) => {
    const before = fewer.get(name) ?? NaN
    return [
      { name: `${name}, 50,000`, value: before, unit: 'ms' as const },
      { name: `${name}, 500,000`, value: ms, unit: 'ms' as const, target: { most } },
      { name: `${name}, 500,000 against 50,000`, value: ms / before, unit: 'x' as const, target: { most: mostTimes } },
    ]
  })
}

async function counted({ db }: BenchServer, projectId: string): Promise<void> {
  while (
    (await db.countedSet.count({ where: { projectId } })) === 0 ||
    (await db.uncounted.count({ where: { projectId } })) > 0
  )
    await wait(500)
}

/** The median of each answer, asked for in turn so that what else the machine does befalls all. */
async function answers(server: BenchServer, scale: ScaleProject): Promise<Map<string, number>> {
  const client = httpClient(server.url, await server.token(scale.lead.userId), 1)
  const samples = new Map<string, number[]>()
  for (let round = 0; round < 25; round += 1)
    for (const [name, address] of Object.entries(asked(scale))) {
      const { status, ms } = await client.drain(address)
      if (status !== 200) throw new Error(`${address} answered ${status}`)
      if (round >= 5) samples.set(name, [...(samples.get(name) ?? []), ms])
    }
  client.close()
  return new Map([...samples].map(([name, times]) => [name, percentile(times, 0.5)]))
}

function asked({ projectId, lead, documentIds, tagIds, themes }: ScaleProject): Record<string, string> {
  const path = `/api/v1/projects/${projectId}`
  return {
    'tags with counts': `${path}/tags`,
    members: `${path}/members`,
    themes: `${path}/themes`,
    project: path,
    'documents, first 50': `${path}/documents?limit=50`,
    'annotations of a tag, with total': `${path}/annotations?limit=50&tagId=${tagIds[0]}`,
    'annotations of a theme, with total': `${path}/annotations?limit=50&themeId=${themes.at(-1)?.id}`,
    'annotations of an author, with total': `${path}/annotations?limit=50&authorId=${lead.userId}`,
    'annotations of a document, with total': `${path}/annotations?limit=50&documentId=${documentIds[0]}`,
    'all annotations, with total': `${path}/annotations?limit=50`,
  }
}
