import { describe, expect, test, vi } from 'vitest'
import { bodyStream } from '@/lib/api/http/body-stream'
import { generateScale } from '@/seed/scale/generate-scale'
import { exportFormats, type ExportFormat } from '@/lib/schemas/export'
import { freshDatabase } from '@/testing/fresh-database'
import { exportProject } from './export-project'
import { memberByEmail } from '@/lib/services/projects/member-of'

const { db } = await freshDatabase()
const now = new Date('2026-11-22T17:00:00Z')
const made = await generateScale(db, { documents: 3, annotations: 3_000, coders: 2, size: 40_000, now })
const member = await memberByEmail(db, made.lead.email, made.projectId)
if (!member) throw new Error('no member')
const open = (format: ExportFormat) =>
  exportProject(
    db,
    member,
    { what: 'excerpts', format, filter: {}, groupBy: 'theme', units: 'utf16', bom: false },
    { baseUrl: 'http://127.0.0.1:3000', now },
  )
const inTransaction = async () =>
  (
    await db.$queryRaw<
      { count: number }[]
    >`SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`
  )[0]?.count

describe('an export that is not read to its end', () => {
  test.each(['csv', 'xlsx', 'docx', 'json', 'jsonld'] as const)(
    '%s: gives its snapshot and its place back',
    async (format) => {
      // More often than there are places at once: one that were kept would refuse the last of these.
      for (let round = 0; round < 6; round += 1) {
        const body = await bodyStream((await open(format)).chunks)
        const reader = body.getReader()
        expect((await reader.read()).done).toBe(false)
        await reader.cancel()
        expect(await inTransaction()).toBe(0)
      }
    },
  )

  test('gives its place back when its reader left before it began to read', async () => {
    for (let round = 0; round < 6; round += 1) {
      const gone = new AbortController()
      if (round % 3 === 0) gone.abort()
      const body = bodyStream((await open('csv')).chunks, gone.signal)
      if (round % 3 === 1) await body
      gone.abort()
      await body
      await vi.waitFor(async () => expect(await inTransaction()).toBe(0))
    }
  })

  test('waits for its reader instead of running ahead', async () => {
    let made = 0
    async function* counted(): AsyncGenerator<string | Uint8Array> {
      for await (const chunk of (await open('csv')).chunks) {
        made += 1
        yield chunk
      }
    }
    const reader = (await bodyStream(counted())).getReader()
    await reader.read()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(made).toBeLessThanOrEqual(2)
    await reader.cancel()
  })
})

describe('an export whose connection to the database is lost', () => {
  // A PDF is set when its snapshot has been given back.
  test.each(exportFormats.excerpts.filter((format) => format !== 'pdf'))(
    '%s: fails, and gives its place back',
    async (format) => {
      // More often than one person has places at once.
      for (let round = 0; round < 4; round += 1) {
        const { chunks } = await open(format)
        expect((await chunks.next()).done).toBe(false)
        await db.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`
        await expect(readOn(chunks)).rejects.toThrow()
      }
      // The server tells the client before it strikes the connection from its list.
      await vi.waitFor(async () => expect(await inTransaction()).toBe(0))
    },
  )
})

async function readOn(chunks: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of chunks);
}

test('too many at once are asked to wait, and what is written meanwhile is not in a file that was begun before', async () => {
  const files = await Promise.all([open('json'), open('csv'), open('csv')])
  await expect(open('csv')).rejects.toMatchObject({ code: 'unavailable' })
  const [json, ...others] = files
  if (!json) throw new Error('no file')
  const first = await json.chunks.next()
  await db.annotation.updateMany({
    where: { projectId: made.projectId },
    data: { note: 'written later', version: { increment: 1 } },
  })
  const parts = [first.value]
  for await (const chunk of json.chunks) parts.push(chunk)
  const rows = JSON.parse(parts.join('')) as { note: string }[]
  expect([rows.length, rows.some((row) => row.note === 'written later')]).toEqual([3_000, false])
  for (const { chunks } of others) for await (const _ of chunks);
  const again = await open('csv')
  for await (const _ of again.chunks);
})
