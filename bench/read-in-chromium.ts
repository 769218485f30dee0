import { generateScale } from '@/seed/scale/generate-scale'
import type { BenchServer } from './bench-server'
import type { Figure } from './figure'
import { httpClient } from './http-client'
import { measureReader } from './reader-bench'

const documents = [
  { name: '10,000 on 1 MB', size: 1_000_000, annotations: 10_000, most: 2_000 },
  { name: '1,000 on 100 kB', size: 100_000, annotations: 1_000, most: 800 },
]

/** Figures of opening a document in Chromium, beside what the server takes to hand over its content and annotations. */
export async function benchReader(server: BenchServer): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { name, size, annotations, most } of documents) {
    const { projectId, documentIds, lead } = await generateScale(server.db, {
      documents: 1,
      annotations,
      coders: 5,
      size,
      now: new Date(),
      name: `Reader ${annotations}`,
    })
    const documentId = documentIds[0] ?? ''
    const measured = await measureReader({
      baseUrl: server.url,
      cookie: await server.cookie(lead.userId),
      projectId,
      documentId,
    })
    const client = httpClient(server.url, await server.token(lead.userId), 2)
    const handed = await Promise.all(
      ['content', 'annotations'].map((part) =>
        client.drain(`/api/v1/projects/${projectId}/documents/${documentId}/${part}`),
      ),
    )
    client.close()
    figures.push(
      {
        name: `reader, ${name}: all highlights painted`,
        value: measured.navigationToPaintedMs,
        unit: 'ms',
        target: { most },
        beside: `handed over by the API in ${Math.max(...handed.map(({ ms }) => ms)).toFixed(0)} ms`,
      },
      {
        name: `reader, ${name}: one added and painted`,
        value: measured.addOneToPaintMs,
        unit: 'ms',
        target: { most: 50 },
        beside: 'a frame is 16.7 ms',
      },
      {
        name: `reader, ${name}: longest task while scrolling`,
        value: measured.longestScrollTaskMs,
        unit: 'ms',
        target: { most: 200 },
      },
    )
  }
  return figures
}
