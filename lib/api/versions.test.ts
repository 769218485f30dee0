import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Answer } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder, path } = await team(db, api)
const { body: made } = await lead.call('POST', `${path}/documents`, {
  title: 'Speech',
  text: 'Some words to be marked.',
})
const documentId: string = made.document.id

/** Every kind of row that has a version: who makes one, of what, where, and what changes it. */
const kinds = [
  {
    kind: 'project',
    by: lead,
    make: () => lead.call('POST', '/projects', { name: 'Another' }),
    at: (id: string) => `/projects/${id}`,
    change: { name: 'Changed' },
  },
  {
    kind: 'document',
    by: lead,
    make: () => lead.call('POST', `${path}/documents`, { title: 'A', text: 'Words.' }).then(inner),
    at: (id: string) => `${path}/documents/${id}`,
    change: { title: 'Changed' },
  },
  {
    kind: 'attribute',
    by: lead,
    make: () => lead.call('POST', `${path}/attributes`, { key: `k${newId().slice(-8)}`, label: 'A', type: 'text' }),
    at: (id: string) => `${path}/attributes/${id}`,
    change: { label: 'Changed' },
  },
  {
    kind: 'tag',
    by: lead,
    make: () => lead.call('POST', `${path}/tags`, { name: newId() }),
    at: (id: string) => `${path}/tags/${id}`,
    change: { definition: 'Changed' },
  },
  {
    kind: 'theme',
    by: lead,
    make: () => lead.call('POST', `${path}/themes`, { name: newId(), tagIds: [] }),
    at: (id: string) => `${path}/themes/${id}`,
    change: { definition: 'Changed' },
  },
  {
    kind: 'annotation',
    by: coder,
    make: () => coder.call('POST', `${path}/annotations`, { documentId, start: 0, end: 4 }),
    at: (id: string) => `${path}/annotations/${id}`,
    change: { note: 'Changed' },
  },
  {
    kind: 'comment',
    by: coder,
    make: () => coder.call('POST', `${path}/comments`, { subject: { type: 'document', id: documentId }, body: 'Why?' }),
    at: (id: string) => `${path}/comments/${id}`,
    change: { body: 'Changed' },
  },
  {
    kind: 'round',
    by: lead,
    make: () =>
      lead.call('POST', `${path}/rounds`, {
        name: 'A',
        documentIds: [documentId],
        coderIds: [coder.id],
        visibility: 'open',
      }),
    at: (id: string) => `${path}/rounds/${id}`,
    change: { name: 'Changed' },
  },
]
const inner = (answer: Answer): Answer => ({ ...answer, body: answer.body.document })

describe.each(kinds)('a version of a $kind', ({ by, make, at, change }) => {
  test('that is outdated, in the body or as If-Match, changes and deletes nothing, and the row comes back as it stands', async () => {
    const { status, body: row } = await make()
    expect(status).toBe(201)
    const place = at(row.id)
    const { version, id } = (await by.call('PATCH', place, { ...change, version: row.version })).body
    expect(version).toBeGreaterThan(row.version)
    const stale = row.version as number
    const tries = [
      await by.call('PATCH', place, { ...change, version: stale }),
      await by.call('PATCH', place, change, { 'if-match': `"${stale}"` }),
      await by.call('DELETE', place, { version: stale }),
      await by.call('DELETE', place, undefined, { 'if-match': `W/"${stale}"` }),
    ]
    for (const answer of tries)
      expect([answer.status, answer.body.code, answer.body.current]).toMatchObject([
        409,
        'version-conflict',
        { id, version },
      ])
    expect((await by.call('GET', place)).body).toMatchObject({ id, version })
  })

  test('that cannot be read is refused; the present one deletes, and so does none', async () => {
    const place = at((await make()).body.id)
    expect((await by.call('DELETE', place, undefined, { 'if-match': '"three"' })).status).toBe(400)
    expect((await by.call('DELETE', place, { version: 1, force: true })).status).toBe(422)
    expect((await by.call('DELETE', place, 'not json', { 'content-type': 'application/json' })).status).toBe(400)
    const { version } = (await by.call('GET', place)).body
    expect((await by.call('DELETE', place, { version })).status).toBe(204)
    const other = at((await make()).body.id)
    expect((await by.call('DELETE', other, '', { 'content-type': 'application/json' })).status).toBe(204)
  })
})

test('a star takes a version too, and does not need one', async () => {
  const { body } = await coder.call('POST', `${path}/annotations`, { documentId, start: 5, end: 10 })
  await coder.call('PATCH', `${path}/annotations/${body.id}`, { note: 'more' })
  expect((await lead.call('PATCH', `${path}/annotations/${body.id}`, { starred: true, version: 1 })).status).toBe(409)
  expect((await lead.call('PATCH', `${path}/annotations/${body.id}`, { starred: true })).body).toMatchObject({
    starred: true,
    note: 'more',
  })
})

test.each([
  ['tags', { name: 'Twice' }],
  ['attributes', { key: 'twice', label: 'Twice', type: 'text' }],
  ['themes', { name: 'Twice', tagIds: [] }],
])('of many sendings of one id to %s at once, one stores it and the others answer the same row', async (kind, body) => {
  const id = newId()
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => lead.call('POST', `${path}/${kind}`, { id, ...body })),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 201])
  expect(new Set(answers.map((answer) => answer.body.id))).toEqual(new Set([id]))
  expect(await db.event.count({ where: { subjectId: id } })).toBe(1)
})
