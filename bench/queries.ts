import type { ScaleProject } from '@/seed/scale/generate-scale'
import type { BenchServer } from './bench-server'
import { percentile, type Figure } from './figure'
import { httpClient } from './http-client'

/** Milliseconds that the first page of a query, and a table, may take. */
const most = { page: 150, table: 250 }

/** Figures of the first page of queries of three operators, of their count beside it, and of tables over the whole project. */
export async function benchQueries(server: BenchServer, { projectId, lead, tagIds }: ScaleProject): Promise<Figure[]> {
  const [one, two, three] = tagIds.slice(0, 3).map((id) => `tag:#${id}`)
  const client = httpClient(server.url, await server.token(lead.userId), 1)
  const measure = async (path: string, rounds: number) => {
    const samples: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const { status, ms } = await client.drain(`/api/v1/projects/${projectId}/${path}`)
      if (status !== 200) throw new Error(`${path} answered ${status}`)
      if (round >= 2) samples.push(ms)
    }
    return percentile(samples, 0.5)
  }
  const figures: Figure[] = []
  for (const [name, query] of [
    ['three tags', `(${one} OR ${two}) NOT ${three}`],
    ['overlaps', `${one} OVERLAPS ${two} NOT INSIDE ${three}`],
    ['within sentences', `${one} WITHIN 2 SENTENCES OF (${two} OR ${three})`],
    ['followed', `${one} FOLLOWED WITHIN 1 PARAGRAPH BY ${two}`],
    ['same document', `${one} SAME DOCUMENT AS (${two} certainty=1)`],
  ]) {
    const asked = `excerpts?limit=50&query=${encodeURIComponent(query ?? '')}`
    const value = await measure(`${asked}&total=false`, 17)
    figures.push({ name: `query, first 50: ${name}`, value, unit: 'ms', target: { most: most.page } })
    figures.push({ name: `query, first 50 and their number: ${name}`, value: await measure(asked, 7), unit: 'ms' })
  }
  for (const kind of ['tag-document', 'tag-author', 'saturation', 'cooccurrence', 'words'])
    figures.push({
      name: `table: ${kind}`,
      value: await measure(`analysis/${kind}`, 7),
      unit: 'ms',
      target: { most: most.table },
    })
  client.close()
  return figures
}
