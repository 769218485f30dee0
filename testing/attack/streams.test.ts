import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { readStream } from '@/testing/open-stream'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder, path } = await team(db, api, ['coder'])
const { body: other } = await lead.call('POST', '/projects', { name: 'Elsewhere' })

const open = async (who: Caller, project = path) =>
  api.request(`/api/v1${project}/events`, { headers: { cookie: who.cookie, accept: 'text/event-stream' } })

test('one person has 32 streams, in whatever projects, and the others have theirs', async () => {
  const streams = await Promise.all(
    Array.from({ length: 32 }, (_, i) => open(lead, i % 2 ? path : `/projects/${other.id}`)),
  )
  expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]))
  const refused = await open(lead)
  expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toEqual([
    429,
    '15',
    expect.objectContaining({ code: 'too-much-at-once' }),
  ])
  const theirs = readStream(await open(coder))
  expect(theirs.status).toBe(200)
  const [first, ...rest] = streams.map((response) => readStream(response))
  await first?.close()
  await expect.poll(async () => (await lead.call('GET', `${path}/members`)).status).toBe(200)
  const again = await open(lead)
  expect(again.status).toBe(200)
  for (const stream of [...rest, theirs, readStream(again)]) await stream.close()
})
