import pg from 'pg'
import type { ScaleProject } from '@/seed/scale/generate-scale'
import type { BenchServer } from './bench-server'
import { percentile, type Figure } from './figure'
import { httpClient, type Client } from './http-client'

const runs = [
  { format: 'csv', excerpts: 10_000, most: 1 },
  { format: 'csv', excerpts: 50_000, most: 4 },
  { format: 'xlsx', excerpts: 10_000, most: 3 },
  { format: 'xlsx', excerpts: 50_000, most: 12 },
  { format: 'docx', excerpts: 10_000, most: 10 },
  { format: 'pdf', excerpts: 10_000, most: 12 },
]

/** Figures of exporting a theme: time, how far the server's memory grew, and the slowest other request meanwhile. */
export async function benchExports(server: BenchServer, scale: ScaleProject): Promise<Figure[]> {
  const token = await server.token(scale.lead.userId)
  const [client, other] = [httpClient(server.url, token, 1), httpClient(server.url, token, 1)]
  const project = `/api/v1/projects/${scale.projectId}`
  await client.drain(`${project}/export?what=excerpts&format=csv&themeId=${scale.themes[0]?.id}`)
  const figures: Figure[] = []
  for (const { format, excerpts, most } of runs) {
    const theme = scale.themes.find((candidate) => candidate.excerpts === excerpts)
    if (!theme) throw new Error(`There is no theme of ${excerpts}`)
    const raw = await rawRead(server, scale.projectId, excerpts)
    const before = server.memory()
    const watch = watchServer(server, other, `${project}/documents?limit=20`)
    const { status, bytes, ms } = await client.drain(
      `${project}/export?what=excerpts&format=${format}&themeId=${theme.id}`,
    )
    const { slowest, p50, peak } = await watch()
    if (status !== 200 || bytes < excerpts * 20) throw new Error(`The export answered ${status} with ${bytes} bytes`)
    const name = `export of ${excerpts}, ${format}`
    figures.push(
      {
        name,
        value: ms / 1000,
        unit: 's',
        target: { most },
        beside: `${(bytes / 1e6).toFixed(1)} MB; Postgres alone hands the rows over in ${raw.toFixed(2)} s`,
      },
      { name: `${name}: memory grew by`, value: Math.max(0, peak - before), unit: 'MB', target: { most: 150 } },
      {
        name: `${name}: slowest other request`,
        value: slowest,
        unit: 'ms',
        target: { most: 100 },
        beside: `p50 ${p50.toFixed(1)} ms`,
      },
    )
  }
  client.close()
  other.close()
  return figures
}

/** Looks at the server every 50 ms, by memory and by a request of another kind, until told to stop. */
export function watchServer(server: BenchServer, client: Client, path: string) {
  let watching = true
  let peak = 0
  const times: number[] = []
  const done = (async () => {
    while (watching) {
      peak = Math.max(peak, server.memory())
      times.push((await client.drain(path)).ms)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  return async () => {
    watching = false
    await done
    return { peak, slowest: Math.max(...times), p50: percentile(times, 0.5) }
  }
}

/** Seconds to read as many annotations with their tags through pg and do nothing with them. */
async function rawRead(server: BenchServer, projectId: string, excerpts: number): Promise<number> {
  const client = new pg.Client({ connectionString: server.databaseUrl })
  await client.connect()
  const began = performance.now()
  await client.query(
    `SELECT to_json(a)::text, ARRAY(SELECT x."tagId" FROM "AnnotationTag" x WHERE x."projectId" = a."projectId" AND x."annotationId" = a.id)::text FROM "Annotation" a WHERE a."projectId" = $1 AND a."deletedAt" IS NULL ORDER BY a."documentId", a.start, a.id LIMIT $2`,
    [projectId, excerpts],
  )
  const seconds = (performance.now() - began) / 1000
  await client.end()
  return seconds
}
