import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

// However much one person asks for, the others get theirs.

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder, reader, path, projectId } = await team(db, api, ['coder', 'reader'])
const documents: string[] = []
for (let i = 0; i < 12; i += 1)
  documents.push(
    (
      await lead.call('POST', `${path}/documents`, {
        title: `Wells ${i}`,
        text: 'Salt came into the wells before the sea did. '.repeat(2000),
      })
    ).body.document.id as string,
  )
const tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id as string
for (const [who, width] of [
  [lead, 20],
  [coder, 25],
] as const)
  expect(
    (
      await who.call('POST', `${path}/annotations/bulk`, {
        action: 'create',
        items: documents.flatMap((documentId) =>
          Array.from({ length: 100 }, (_, i) => ({ documentId, start: i * 90, end: i * 90 + width, tagIds: [tag] })),
        ),
      })
    ).status,
  ).toBe(200)

test('figures that are counted one after the other for one person leave places for the others', async () => {
  let over = 0
  const answers = Array.from({ length: 40 }, (_, seed) =>
    reader
      .call('GET', `${path}/agreement?measure=all&unit=sentence&replicates=2000&seed=${seed}`)
      .then(({ status }) => ((over += 1), status)),
  )
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect((await coder.call('GET', `${path}/agreement?measure=krippendorff-alpha&replicates=0`)).status).toBe(200)
  expect(over).toBeLessThan(8)
  const told = await Promise.all(answers)
  // What a person asks for beyond their turns waits for these, so nothing of it is refused (ADR 0131).
  expect(told).toEqual(Array.from({ length: 40 }, () => 200))
})

test('exports that one person does not read leave places for the others', async () => {
  const open = (who: Caller) =>
    api.request(`/api/v1${path}/export?what=annotations&format=csv`, { headers: { cookie: who.cookie } })
  const held: Response[] = []
  for (let i = 0; i < 4; i += 1) held.push(await open(reader))
  expect(held.map(({ status }) => status)).toEqual([200, 200, 200, 503])
  const other = await open(coder)
  expect([other.status, (await other.text()).length > 100_000]).toEqual([200, true])
  for (const one of held.slice(0, 3)) await one.body?.cancel()
  await expect
    .poll(async () => {
      const again = await open(reader)
      await again.body?.cancel()
      return again.status
    })
    .toBe(200)
})

test('what is asked for with HEAD is over with its headers: no export is made, no stream kept', async () => {
  const head = (address: string, more = {}) =>
    api.request(`/api/v1${path}${address}`, { method: 'HEAD', headers: { cookie: reader.cookie, ...more } })
  for (let i = 0; i < 8; i += 1) expect((await head('/export?what=annotations&format=csv')).status).toBe(200)
  for (let i = 0; i < 40; i += 1) expect((await head('/events', { accept: 'text/event-stream' })).status).toBe(200)
  await expect
    .poll(
      async () =>
        db.$queryRaw`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
    )
    .toEqual([])
  const exported = await reader.call('GET', `${path}/export?what=annotations&format=csv`)
  expect([exported.status, exported.text.length > 100_000]).toEqual([200, true])
})

test.each([
  ['without a type', {}],
  ['said to be a form', { 'content-type': 'multipart/form-data; boundary=x' }],
])('requests of one person that wait for a lock, %s, leave connections for the others', async (kind, headers) => {
  const others = await team(db, api, [])
  const ids: string[] = []
  for (let i = 0; i < 30; i += 1)
    ids.push((await lead.call('POST', `${path}/tags`, { name: `${kind} ${i}` })).body.id as string)
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  let locked = () => {}
  const isLocked = new Promise<void>((resolve) => (locked = resolve))
  const holding = db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Project" WHERE id = ${projectId}::uuid FOR UPDATE`
    locked()
    await released
  })
  await isLocked
  const writing = ids.map((id) => lead.call('DELETE', `${path}/tags/${id}`, undefined, headers))
  // Answered while those wait: else it would stand behind them.
  expect((await others.lead.call('GET', `${others.path}/tags`)).status).toBe(200)
  release()
  await holding
  expect([...new Set((await Promise.all(writing)).map(({ status }) => status))]).toEqual([204])
})
