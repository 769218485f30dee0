import { beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

// Who invites and removes people needs their email addresses. Everybody else works with names, whichever way they read.

const { db } = await freshDatabase()
const api = apiOn(db)
let everybody: Record<'lead' | 'coder' | 'reviewer' | 'reader', Caller>, path: string, addresses: Map<string, string>

beforeAll(async () => {
  const { projectId: _, path: at, ...made } = await team(db, api)
  ;[everybody, path] = [made, at]
  await made.lead.call('POST', `${path}/invitations`, { role: 'coder', email: 'invited@example.org' })
  const { body } = await made.lead.call('POST', `${path}/documents`, {
    title: 'Wells',
    text: 'Salt came into the wells.',
  })
  await made.coder.call('POST', `${path}/annotations`, { documentId: body.document.id, start: 0, end: 4 })
  await made.coder.call('POST', `${path}/comments`, {
    subject: { type: 'document', id: body.document.id },
    body: 'And?',
  })
  addresses = new Map(
    (await db.user.findMany({ select: { id: true, email: true } })).map(({ id, email }) => [id, email]),
  )
})

/** Every reading route that needs no more than the project, and the ways in which those with a choice are asked. */
async function addressesToRead(): Promise<string[]> {
  const { paths } = (await (await api.request('/api/v1/openapi.json')).json()) as {
    paths: Record<string, Record<string, unknown>>
  }
  const plain = Object.entries(paths).flatMap(([address, operations]) =>
    operations.get && /^\/api\/v1\/(projects\/\{p\}(\/[^{]*)?|me[^{]*|projects)$/.test(address)
      ? [address.replace('/api/v1', '').replace('/projects/{p}', path)]
      : [],
  )
  const exports = ['excerpts', 'history', 'codebook', 'documents', 'project'].flatMap((what) =>
    ['csv', 'xlsx', 'json', 'jsonl', 'zip', 'md'].map((format) => `${path}/export?what=${what}&format=${format}`),
  )
  return [
    ...plain,
    ...exports,
    `${path}/events?after=0&limit=500`,
    `${path}/events?order=newest`,
    `${path}/events?order=newest&kind=invitation`,
  ]
}

test.each(['coder', 'reviewer', 'reader'] as const)('a %s reads no address but their own', async (role) => {
  const [who, read] = [everybody[role], await addressesToRead()]
  expect(read.length).toBeGreaterThan(40)
  const others = ['invited@example.org', ...[...addresses].flatMap(([id, email]) => (id === who.id ? [] : [email]))]
  for (const address of read) {
    const { text } = await who.call('GET', address)
    expect([address, others.filter((email) => text.includes(email))]).toEqual([address, []])
  }
  expect(
    (await who.call('GET', `${path}/members`)).body.items
      .filter(({ user }: { user: { email: string | null } }) => user.email !== null)
      .map(({ user }: { user: { id: string } }) => user.id),
  ).toEqual([who.id])
})

test('a lead reads them all, and whom colleagues invited', async () => {
  const { lead } = everybody
  expect(
    (await lead.call('GET', `${path}/members`)).body.items.every(
      ({ user }: { user: { id: string; email: string } }) => user.email === addresses.get(user.id),
    ),
  ).toBe(true)
  expect((await lead.call('GET', `${path}/invitations`)).body.items).toMatchObject([{ email: 'invited@example.org' }])
  expect((await lead.call('GET', `${path}/events?order=newest&kind=invitation`)).body.items).toMatchObject([
    { after: { email: 'invited@example.org' } },
  ])
})
