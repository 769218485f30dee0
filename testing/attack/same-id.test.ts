import { expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Answer } from '@/testing/team'

// A client that heard no answer sends again: under the same id nothing may be stored twice, whether the first has arrived or is on its way, and whatever
// was done to what it made meanwhile.

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, path, projectId } = await team(db, api, [])
const coder = await person(db, api, 'Ana')
await db.membership.create({ data: { projectId, userId: coder.id, role: 'coder' }, select: { role: true } })
const document = (
  await lead.call('POST', `${path}/documents`, { title: 'Wells', text: 'Salt came into the wells before the sea did.' })
).body.document.id
const tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
const round = (
  await lead.call('POST', `${path}/rounds`, {
    name: 'First',
    documentIds: [document],
    coderIds: [lead.id, coder.id],
    visibility: 'open',
  })
).body.id
const subject = { type: 'document', id: document }
const thread = (await lead.call('POST', `${path}/comments`, { subject, body: 'And?' })).body.id

const mark = async (start: number, who = coder) => {
  const made = await who.call('POST', `${path}/annotations`, {
    documentId: document,
    start,
    end: start + 2,
    tagIds: [tag],
  })
  return { annotationId: made.body.id as string, version: 1 }
}
// Whoever has no work of the round on a document is not compared there.
await mark(0)
let at = 20

/** For each POST that takes an id: a body with that id, made anew for each test, and what in the answer is the stored row. */
const posts: Record<
  string,
  { body: (id: string) => unknown; row?: (answer: Answer['body']) => unknown; always200?: true }
> = {
  // The event of making it is told a moment later, when no older transaction can still come before it.
  '/projects': { body: (id) => ({ id, name: 'Harbours' }), row: ({ lastEvent: _, ...answer }) => answer },
  '/projects/{p}/documents': {
    body: (id) => ({ id, title: 'Twice', text: `Salt ${id}` }),
    row: (answer) => answer.document,
  },
  '/projects/{p}/attributes': {
    body: (id) => ({ id, key: `k${id.replaceAll('-', '')}`, label: `Genre ${id}`, type: 'text' }),
  },
  '/projects/{p}/tags': { body: (id) => ({ id, name: `Tag ${id}` }) },
  '/projects/{p}/proposals': { body: (id) => ({ id, kind: 'create', name: `Proposed ${id}` }) },
  '/projects/{p}/themes': { body: (id) => ({ id, name: `Theme ${id}`, tagIds: [tag] }) },
  '/projects/{p}/annotations': { body: (id) => ({ id, documentId: document, start: 0, end: 4, tagIds: [tag] }) },
  '/projects/{p}/annotations/bulk': {
    body: (id) => ({ action: 'create', items: [{ id, documentId: document, start: 5, end: 9, tagIds: [tag] }] }),
    row: (answer) => answer.ids,
    always200: true,
  },
  '/projects/{p}/comments': { body: (id) => ({ id, subject, body: 'Again?', parentId: thread }) },
  '/projects/{p}/memos': { body: (id) => ({ id, title: `Memo ${id}` }) },
  '/projects/{p}/links': {
    body: async (id) => {
      const { id: other } = (await lead.call('POST', `${path}/tags`, { name: `Linked ${newId()}` })).body
      return { id, from: { type: 'tag', id: tag }, to: { type: 'tag', id: other } }
    },
  },
  '/projects/{p}/queries': { body: (id) => ({ id, name: `Query ${id}`, query: 'flood' }) },
  '/projects/{p}/cases': { body: (id) => ({ id, name: `Case ${id}` }) },
  '/projects/{p}/invitations': { body: (id) => ({ id, role: 'reader' }), row: ({ url: _, ...answer }) => answer },
  '/projects/{p}/rounds': {
    body: (id) => ({ id, name: 'Second', documentIds: [document], coderIds: [coder.id], visibility: 'open' }),
  },
  '/projects/{p}/rounds/{r}/figures': { body: (id) => ({ id, settings: {} }) },
  '/projects/{p}/rounds/{r}/verdicts': {
    body: async (id) => ({ id, outcome: 'neither', documentId: document, items: [await mark((at += 3), lead)] }),
    row: (answer) => answer.ids,
  },
  '/projects/{p}/verdicts': {
    body: async (id) => ({
      id,
      outcome: 'neither',
      documentId: document,
      coderIds: [lead.id, coder.id],
      items: [await mark((at += 3))],
    }),
    row: (answer) => answer.ids,
  },
}

test('every POST that takes an id is here', async () => {
  const { paths, components } = await (await api.request('/api/v1/openapi.json')).json()
  interface Schema {
    $ref?: string
    properties?: Record<string, { items?: Schema } | undefined>
    anyOf?: Schema[]
    oneOf?: Schema[]
    allOf?: Schema[]
  }
  const takesId = (schema: Schema | undefined): boolean => {
    const given = schema?.$ref ? (components.schemas[schema.$ref.split('/').at(-1) ?? ''] as Schema) : schema
    const { properties = {}, anyOf = [], oneOf = [], allOf = [] } = given ?? {}
    return (
      'id' in properties ||
      (properties['action'] !== undefined && takesId(properties['items']?.items)) ||
      [...anyOf, ...oneOf, ...allOf].some(takesId)
    )
  }
  const taking = Object.entries(
    paths as Record<string, { post?: { requestBody?: { content?: Record<string, { schema: Schema }> } } }>,
  ).flatMap(([address, { post }]) =>
    takesId(post?.requestBody?.content?.['application/json']?.schema) ? [address.replace('/api/v1', '')] : [],
  )
  expect(taking.toSorted()).toEqual(Object.keys(posts).toSorted())
})

const count = async () => (await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM "Event"`)[0]?.n

test.each(Object.entries(posts))(
  'POST %s: the same id again is 200 with the stored row, and no second act',
  async (route, { body, row = (answer) => answer, always200 }) => {
    const address = route.replace('/projects/{p}', path).replace('{r}', round)
    const given = await body(newId())
    const first = await lead.call('POST', address, given)
    expect(first.status, first.text).toBe(always200 ? 200 : 201)
    const acts = await count()
    for (let i = 0; i < 2; i++) {
      const again = await lead.call('POST', address, given)
      expect([again.status, row(again.body)], again.text).toEqual([200, row(first.body)])
      expect(again.headers.get('x-event')).toBe(null)
    }
    expect(await count()).toBe(acts)
  },
)

test.each(Object.entries(posts))(
  'POST %s: five times at once is once',
  async (route, { body, row = (answer) => answer, always200 }) => {
    const address = route.replace('/projects/{p}', path).replace('{r}', round)
    const given = await body(newId())
    const answers = await Promise.all(Array.from({ length: 5 }, () => lead.call('POST', address, given)))
    expect(answers.map(({ status }) => status).toSorted(), answers.map(({ text }) => text).join('\n')).toEqual(
      always200 ? [200, 200, 200, 200, 200] : [200, 200, 200, 200, 201],
    )
    for (const answer of answers) expect(row(answer.body)).toEqual(row(answers[0]?.body))
    expect(answers.filter(({ headers }) => headers.get('x-event') !== null).length).toBeLessThanOrEqual(1)
  },
)

test('what was stored is answered although its document was corrected and handed in since', async () => {
  const d = (await lead.call('POST', `${path}/documents`, { title: 'Corrected', text: 'Salt came into the wells.' }))
    .body
  const r = (
    await lead.call('POST', `${path}/rounds`, {
      name: 'Third',
      documentIds: [d.document.id],
      coderIds: [coder.id],
      visibility: 'open',
    })
  ).body.id
  const place = { documentId: d.document.id, revisionId: d.revision.id, start: 5, end: 9, quote: 'came' }
  const sent: [string, { id?: string; items?: { id: string }[] }][] = [
    ['annotations', { id: newId(), ...place }],
    ['annotations', { id: newId(), documentId: d.document.id, start: 20, end: 24, quote: 'ells' } as never],
    [
      'annotations/bulk',
      {
        action: 'create',
        items: [
          { id: newId(), ...place },
          { id: newId(), ...place },
        ],
      } as never,
    ],
    [
      'comments',
      {
        id: newId(),
        subject: { type: 'stretch', id: d.document.id, revisionId: d.revision.id, start: 5, end: 9 },
        body: 'And?',
      } as never,
    ],
  ]
  for (const [address, body] of sent)
    expect((await coder.call('POST', `${path}/${address}`, body)).status).toBeLessThan(300)
  const again = async () => {
    for (const [address, body] of sent) {
      const { status, body: answer, text } = await coder.call('POST', `${path}/${address}`, body)
      expect([address, status, answer.ids ?? answer.id], text).toEqual([
        address,
        200,
        body.items?.map(({ id }) => id) ?? body.id,
      ])
    }
  }
  await again()
  expect(
    (
      await lead.call('POST', `${path}/documents/${d.document.id}/revisions`, {
        baseRevisionId: d.revision.id,
        text: 'Brine came.',
      })
    ).status,
  ).toBe(201)
  await again()
  expect((await coder.call('POST', `${path}/rounds/${r}/submit`, { documentId: d.document.id })).status).toBeLessThan(
    300,
  )
  await again()
})
