import { setTimeout as wait } from 'node:timers/promises'
import type { ScaleProject } from '@/seed/scale/generate-scale'
import type { BenchServer } from './bench-server'
import { percentile, type Figure } from './figure'
import { httpClient } from './http-client'

/** Milliseconds that the first page of a search may take. */
const most = 40

/** Figures of the first page of a search in every text: a common word, a phrase, one word without another, a part of a word. */
export async function benchSearch(server: BenchServer, scale: ScaleProject): Promise<Figure[]> {
  const { projectId } = scale
  const [common = 'a', second = 'b', rare = 'c'] = await wordsOf(server, scale)
  const client = httpClient(server.url, await server.token(scale.lead.userId), 1)
  const figures: Figure[] = []
  for (const [name, asked] of [
    ['a common word', { q: common }],
    ['a rare word', { q: rare }],
    ['a phrase', { q: `"${common} ${second}"` }],
    ['one without another', { q: `${common} -${rare}` }],
    ['a part of a word', { q: common.slice(1), mode: 'phrase' }],
  ] as const) {
    const query = new URLSearchParams({ ...asked, total: 'false', limit: '50' }).toString()
    const samples: number[] = []
    for (let round = 0; round < 25; round += 1) {
      const { status, ms } = await client.drain(`/api/v1/projects/${projectId}/search?${query}`)
      if (status !== 200) throw new Error(`Searching answered ${status}`)
      if (round >= 5) samples.push(ms)
    }
    figures.push({ name: `search, first 50: ${name}`, value: percentile(samples, 0.5), unit: 'ms', target: { most } })
  }
  client.close()
  return figures
}

/** A project once all its texts are ready to be searched: until then the server is busy with them, whatever else is measured. */
export async function madeReady({ db }: BenchServer, making: Promise<ScaleProject>): Promise<ScaleProject> {
  const scale = await making
  while ((await db.searchWaiting.count({ where: { projectId: scale.projectId } })) > 0) await wait(500)
  return scale
}

/** Words of a text: the two that it begins with, and its longest. */
async function wordsOf(server: BenchServer, { projectId, documentIds }: ScaleProject): Promise<string[]> {
  const { text } = await server.db.revision.findFirstOrThrow({
    where: { projectId, documentId: documentIds[0] },
    select: { text: true },
  })
  const words = text.match(/\p{L}{3,}/gu) ?? []
  const longest = words.reduce((long, word) => (word.length > long.length ? word : long), '')
  return [...words.slice(0, 2), longest]
}
