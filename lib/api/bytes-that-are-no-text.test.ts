import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

// JSON is UTF-8. What is not would be stored with a sign in place of each letter that cannot be read, and nobody would be told.

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, path } = await team(db, api, [])

const send = async (address: string, body: Buffer, type = 'application/json') => {
  const answer = await api.request(`/api/v1${path}${address}`, {
    method: 'POST',
    headers: { cookie: lead.cookie, 'content-type': type, 'content-length': String(body.length) },
    body: new Uint8Array(body),
  })
  return { status: answer.status, body: await answer.json() }
}

test.each([
  ['/documents', { title: 'Café', text: 'Der Brunnen war voll, sagte sie müde.' }],
  ['/themes', { name: 'Café', tagIds: [] }],
  ['/tags', { name: 'Café' }],
])(
  'is refused by %s in another encoding, and taken in UTF-8, with a mark of byte order or without',
  async (address, said) => {
    const [json, before] = [JSON.stringify(said), await stored()]
    for (const bytes of [
      Buffer.from(json, 'latin1'),
      Buffer.from(json, 'utf16le'),
      Buffer.from(`${json}\ud800`, 'utf8').subarray(0, -2),
    ]) {
      const { status, body } = await send(address, bytes)
      expect([status, body.code]).toEqual([400, 'malformed'])
    }
    expect(await stored()).toBe(before)
    expect((await send(address, Buffer.from(`\ufeff${json}`))).status).toBeLessThan(300)
  },
)

test('a sign that stands for an unreadable letter is a letter like any other where somebody wrote it', async () => {
  const { status, body } = await send(
    '/tags',
    Buffer.from(JSON.stringify({ name: 'what \ufffd was' })),
    'application/json; charset=utf-8',
  )
  expect([status, body.name]).toEqual([201, 'what \ufffd was'])
})

async function stored(): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT (SELECT count(*) FROM "Document")::int + (SELECT count(*) FROM "Tag")::int AS count`
  return row?.count ?? -1
}
