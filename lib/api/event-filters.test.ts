import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder, path } = await team(db, api, ['coder'])
const made = async (title: string) =>
  (await lead.call('POST', `${path}/documents`, { title, text: 'Salt came into the wells.' })).body.document
    .id as string
const [wells, harbour] = [await made('Wells'), await made('Harbour')]
for (const documentId of [wells, harbour])
  for (const who of [lead, coder]) await who.call('POST', `${path}/annotations`, { documentId, start: 0, end: 4 })
const round = (
  await lead.call('POST', `${path}/rounds`, {
    name: 'First',
    documentIds: [wells],
    coderIds: [coder.id],
    visibility: 'open',
  })
).body.id

test.each([
  `actorId=${coder.id}`,
  'actorId=me',
  'kind=annotation',
  'kind=document',
  `documentId=${wells}`,
  `roundId=${round}`,
  'from=2999-01-01T00:00:00Z',
  'to=2000-01-01T00:00:00Z',
  `kind=annotation&documentId=${harbour}&actorId=me`,
])('%s gives the same acts whether the oldest or the newest come first, page by page too', async (filter) => {
  const read = async (query: string) => {
    const seqs: number[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { status, body } = await lead.call('GET', `${path}/events?${query}${cursor && `&cursor=${cursor}`}`)
      expect(status).toBe(200)
      seqs.push(...body.items.map(({ seq }: { seq: number }) => seq))
      cursor = body.nextCursor
    }
    return seqs
  }
  const newest = await read(`order=newest&${filter}`)
  expect(await read(filter)).toEqual(newest.toReversed())
  expect(await read(`limit=1&${filter}`)).toEqual(newest.toReversed())
  const all = await read('')
  expect(newest.length).toBeLessThan(all.length)
  if (!/from|to=/.test(filter)) expect(newest.length).toBeGreaterThan(0)
})

test('what cannot be asked together is refused and not passed over', async () => {
  for (const query of ['before=5', 'order=newest&after=5'])
    expect((await lead.call('GET', `${path}/events?${query}`)).status).toBe(422)
  expect((await lead.call('GET', `${path}/events?kind=tag`, undefined, { accept: 'text/event-stream' })).status).toBe(
    422,
  )
})
