import { generateScale } from '@/seed/scale/generate-scale'
import type { BenchServer } from './bench-server'
import { percentile, type Figure } from './figure'
import { httpClient } from './http-client'

const rounds = 9

/** Figures of the pages of differences of one document of 1 MB that five coders marked 2,000 times each. */
export async function benchDifferences(server: BenchServer): Promise<Figure[]> {
  const scale = await generateScale(server.db, {
    documents: 1,
    annotations: 10_000,
    coders: 5,
    size: 1_000_000,
    now: new Date(),
    name: 'Differences',
  })
  const client = httpClient(server.url, await server.token(scale.lead.userId), 1)
  const [document] = await server.db.document.findMany({ where: { projectId: scale.projectId }, select: { id: true } })
  const authors = await server.db.annotation.findMany({
    where: { projectId: scale.projectId },
    distinct: ['authorId'],
    select: { authorId: true },
  })
  const query = `documentId=${document?.id}&${authors.map(({ authorId }) => `coderId=${authorId}`).join('&')}&limit=50`
  const median = async (extra: string) => {
    const times: number[] = []
    let total = ''
    for (let i = 0; i < rounds; i++) {
      const { status, body, ms } = await client.call(
        'GET',
        `/api/v1/projects/${scale.projectId}/differences?${query}${extra}`,
      )
      if (status !== 200) throw new Error(`Differences answered ${status}: ${body.toString().slice(0, 500)}`)
      total = `${(JSON.parse(body.toString()) as { total?: number }).total ?? ''}`
      times.push(ms)
    }
    return { ms: percentile(times, 0.5), total }
  }
  const whole = await median('')
  const lowest = await median('&order=agreement')
  const bare = await median('&total=false')
  client.close()
  const figure = (name: string, ms: number, beside?: string): Figure => ({
    name: `differences of 1 MB, ${authors.length} coders × 2,000: ${name}`,
    value: ms,
    unit: 'ms',
    target: { most: 200 },
    beside,
  })
  return [
    figure('first page', whole.ms, `${whole.total} differences`),
    figure('first page, lowest agreement first', lowest.ms),
    figure('first page without the total', bare.ms),
  ]
}
