import { beforeEach, expect, test } from 'vitest'
import { binDays } from '@/lib/domain/bin/bin'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

// What is purged leaves no word in an event that was done to many things at once, or on another thing.

const { db } = await freshDatabase()
let clock: Date | null = null
const api = apiOn(db, () => clock ?? new Date())

let [lead, coder, path, projectId]: [Caller, Caller, string, string] = [] as never

beforeEach(async () => {
  clock = null
  ;({ lead, coder, path, projectId } = await team(db, api, ['coder']))
})

const later = () => (clock = new Date(Date.now() + (binDays * 24 + 1) * 3_600_000))
const document = async (title: string, text: string, attributes = {}) =>
  (await lead.call('POST', `${path}/documents`, { title, text, attributes })).body.document.id as string
const tag = async (name: string, definition = '') =>
  (await lead.call('POST', `${path}/tags`, { name, definition })).body.id as string
const sheet = (text: string) => {
  const form = new FormData()
  form.set('file', new File([text], 'sheet.csv', { type: 'text/csv' }))
  form.set('take', 'all')
  return form
}
async function purged(kind: string, id: string): Promise<void> {
  expect((await lead.call('DELETE', `${path}/${kind}s/${id}`)).status).toBe(204)
  later()
  expect((await lead.call('DELETE', `${path}/bin/${kind}/${id}`)).status).toBe(204)
}

/** Everything the database holds of the project, as text. */
async function everything(): Promise<string> {
  const tables = await db.$queryRaw<
    { name: string }[]
  >`SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'projectId'`
  const [row] = await db.$queryRawUnsafe<{ all: string }[]>(
    `SELECT string_agg(r, ' ') AS "all" FROM (${tables.map(({ name }) => `SELECT x::text AS r FROM "${name}" x WHERE "projectId" = '${projectId}'`).join(' UNION ALL ')}) rows`,
  )
  return row?.all ?? ''
}

test('a document in verdicts that were given on many at once', async () => {
  const [gone, stays] = [
    await document('Log', 'Zymurgical arts of the strait.'),
    await document('Other', 'Borborygmus of the harbours.'),
  ]
  const tagId = await tag('Salt')
  for (const who of [lead, coder])
    for (const documentId of [gone, stays])
      expect(
        (await who.call('POST', `${path}/annotations`, { documentId, start: 0, end: 11, tagIds: [tagId] })).status,
      ).toBe(201)
  const given = await lead.call('POST', `${path}/verdicts`, {
    outcome: 'unanimous',
    documentIds: [gone, stays],
    coderIds: [lead.id, coder.id],
    reason: '',
  })
  expect([given.status, given.body.given]).toEqual([expect.toSatisfy((status) => status < 300), 2])
  await purged('document', gone)
  const left = await everything()
  expect(left).not.toContain('ymurgical')
  expect(left).toContain('Borborygmus')
})

test('a document that was described from a sheet, whose event is then reverted', async () => {
  const [gone, stays] = [await document('Log', 'One.'), await document('Other', 'Two.', { source: 'formerly' })]
  const filled = await lead.call(
    'POST',
    `${path}/attributes/fill`,
    sheet('title,source\nLog,xenolith\nOther,quinquereme\n'),
  )
  expect(filled.body.changed).toBe(2)
  const event = Number(filled.headers.get('x-event'))
  await purged('document', gone)
  const left = await everything()
  expect(left).not.toContain('xenolith')
  expect(left).toContain('quinquereme')
  expect((await lead.call('POST', `${path}/events/${event}/revert`)).status).toBe(200)
  expect((await lead.call('GET', `${path}/documents/${stays}`)).body.attributes.source).toBe('formerly')
})

test('a tag that was imported, split off or merged into', async () => {
  const [gone, stays] = [await tag('Salt', 'zymurgical'), await tag('Water', 'velleity')]
  const imported = await lead.call(
    'POST',
    `${path}/codebook/import`,
    sheet('name,definition\nSalt,sesquipedal\nWater,pulchritude\n'),
  )
  expect(imported.body.changed).toBe(2)
  const event = Number(imported.headers.get('x-event'))
  const merged = await tag('Brine')
  expect((await lead.call('POST', `${path}/tags/${merged}/merge`, { intoId: gone })).status).toBe(200)
  const split = await lead.call('POST', `${path}/tags/${gone}/split`, { names: ['Part'] })
  const part = split.body.tags[0].id as string
  expect((await lead.call('PATCH', `${path}/tags/${part}`, { definition: 'borborygmus' })).status).toBe(200)
  await purged('tag', gone)
  const left = await everything()
  for (const word of ['zymurgical', 'sesquipedal']) expect(left).not.toContain(word)
  for (const word of ['velleity', 'pulchritude', 'borborygmus']) expect(left).toContain(word)
  const reverted = await lead.call('POST', `${path}/events/${event}/revert`)
  expect([200, 409]).toContain(reverted.status)
  clock = null
  await purged('tag', part)
  expect(await everything()).not.toContain('borborygmus')
  expect((await lead.call('GET', `${path}/tags/${stays}`)).status).toBe(200)
})

test('a document whose passages a round asked for, and whose agreement was frozen', async () => {
  const [gone, stays] = [
    await document('Log', 'Zymurgical arts of the strait.'),
    await document('Other', 'Borborygmus of the harbours.'),
  ]
  const tagId = await tag('Salt')
  const round = (
    await lead.call('POST', `${path}/rounds`, {
      name: 'First',
      documentIds: [gone, stays],
      coderIds: [lead.id, coder.id],
      visibility: 'open',
      passages: [
        { documentId: gone, start: 0, end: 10 },
        { documentId: stays, start: 0, end: 11 },
      ],
    })
  ).body.id as string
  for (const who of [lead, coder])
    for (const documentId of [gone, stays])
      await who.call('POST', `${path}/annotations`, {
        documentId,
        start: 0,
        end: 10,
        tagIds: [tagId],
        note: 'sesquipedal',
      })
  const figure = await lead.call('POST', `${path}/rounds/${round}/figures`, { settings: {} })
  expect(figure.status, figure.text).toBeLessThan(300)
  await purged('document', gone)
  expect(await everything()).not.toContain('ymurgical')
})

test('a tag about which somebody proposed something', async () => {
  const gone = await tag('Salt')
  expect(
    (
      await coder.call('POST', `${path}/proposals`, {
        kind: 'change',
        tagId: gone,
        definition: 'zymurgical',
        reason: 'sesquipedal',
      })
    ).status,
  ).toBe(201)
  const { id } = (await coder.call('POST', `${path}/proposals`, { kind: 'remove', tagId: gone, reason: 'borborygmus' }))
    .body
  expect((await lead.call('POST', `${path}/proposals/${id}/decline`, { answer: 'velleity' })).status).toBe(200)
  await purged('tag', gone)
  const left = await everything()
  for (const word of ['zymurgical', 'sesquipedal', 'borborygmus', 'velleity']) expect(left).not.toContain(word)
})

test('a tag that was proposed', async () => {
  const { id } = (
    await coder.call('POST', `${path}/proposals`, {
      kind: 'create',
      name: 'Tidelands',
      definition: 'zymurgical',
      reason: 'sesquipedal',
    })
  ).body
  expect((await lead.call('POST', `${path}/proposals/${id}/accept`, { answer: 'velleity' })).status).toBe(200)
  const { body } = await lead.call('GET', `${path}/tags`)
  const made = (body.items as { id: string; name: string }[]).find(({ name }) => name === 'Tidelands')
  await purged('tag', made?.id ?? '')
  const left = await everything()
  for (const word of ['zymurgical', 'sesquipedal', 'velleity']) expect(left).not.toContain(word)
})

test('memos about a tag, a document and a passage, shared or somebody’s own', async () => {
  const [documentId, tagId] = [await document('Log', 'The arts of the strait.'), await tag('Salt')]
  const passage = { documentId, start: 0, end: 8, tagIds: [tagId] }
  const id = (await coder.call('POST', `${path}/annotations`, passage)).body.id
  const body = (words: string) => ({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
  })
  for (const subject of [
    { type: 'tag', id: tagId },
    { type: 'document', id: documentId },
    { type: 'annotation', id },
  ])
    for (const visibility of ['shared', 'private']) {
      const memo = await coder.call('POST', `${path}/memos`, {
        subject,
        visibility,
        title: 'On it',
        body: body('quinquereme'),
      })
      const changed = await coder.call('PATCH', `${path}/memos/${memo.body.id}`, { body: body('xenolith') })
      expect(changed.status, changed.text).toBe(200)
    }
  expect(await everything()).toMatch(/quinquereme[^]*xenolith/)
  await purged('tag', tagId)
  clock = null
  await purged('document', documentId)
  expect(await everything()).not.toMatch(/quinquereme|xenolith/)
  expect(await db.memo.count({ where: { projectId } })).toBe(0)
})

test('links with a tag, and from a passage of another document', async () => {
  const [documentId, stays] = [
    await document('Log', 'The sea reaches the road.'),
    await document('Diary', 'So it did.'),
  ]
  const tagId = await tag('Tide')
  const mark = async (of: string) =>
    (await coder.call('POST', `${path}/annotations`, { documentId: of, start: 0, end: 5, tagIds: [] })).body
      .id as string
  const [passage, elsewhere] = [await mark(documentId), await mark(stays)]
  const made = async (from: object, to: object) => {
    const { status, body } = await coder.call('POST', `${path}/links`, { from, to, note: 'quinquereme' })
    expect(status).toBe(201)
    expect((await coder.call('PATCH', `${path}/links/${body.id}`, { note: 'xenolith' })).status).toBe(200)
    return body.id as string
  }
  await made({ type: 'annotation', id: elsewhere }, { type: 'tag', id: tagId })
  await made({ type: 'annotation', id: elsewhere }, { type: 'annotation', id: passage })
  const binned = await made({ type: 'annotation', id: passage }, { type: 'annotation', id: elsewhere })
  expect((await coder.call('DELETE', `${path}/links/${binned}`)).status).toBe(204)
  expect(await everything()).toMatch(/quinquereme[^]*xenolith/)
  clock = null
  await purged('tag', tagId)
  clock = null
  await purged('document', documentId)
  expect(await everything()).not.toMatch(/quinquereme|xenolith/)
  expect(await db.link.count({ where: { projectId } })).toBe(0)
})
