import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
let lead: Caller, ana: Caller, ben: Caller, reader: Caller
let path: string, d: string, water: string, brine: string, mark: string

beforeEach(async () => {
  const made = await team(db, api, ['coder', 'reader'])
  ;({ lead, coder: ana, reader, path } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({
    data: { projectId: made.projectId, userId: ben.id, role: 'coder' },
    select: { role: true },
  })
  d = (
    await lead.call('POST', `${path}/documents`, {
      title: 'Wells',
      text: 'Salt came into the wells before the sea did.',
    })
  ).body.document.id
  water = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  brine = (await lead.call('POST', `${path}/tags`, { name: 'Brine' })).body.id
  mark = (await ana.call('POST', `${path}/annotations`, { documentId: d, start: 0, end: 4, tagIds: [water] })).body.id
})

const name = (who: Caller, tag: string, annotationId: string, kind = 'example') =>
  who.call('POST', `${path}/tags/${tag}/examples`, { annotationId, kind })
const drop = (who: Caller, tag: string, annotationId: string) =>
  who.call('DELETE', `${path}/tags/${tag}/examples/${annotationId}`)
const list = async (who: Caller, tag = '') =>
  (await who.call('GET', `${path}/examples${tag && `?tagId=${tag}`}`)).body.items.map(
    (row: { tagId: string; kind: string; quote: string }) =>
      `${row.tagId === water ? 'water' : 'brine'} ${row.kind} ${row.quote}`,
  )
const revert = (who: Caller, event: string | null) => who.call('POST', `${path}/events/${event}/revert`)

describe('a passage as an example', () => {
  test('is named, named otherwise, and dropped; each can be reverted', async () => {
    const first = await name(lead, water, mark)
    expect([first.status, first.body.documentTitle]).toEqual([201, 'Wells'])
    expect((await name(lead, water, mark)).status).toBe(200)
    const second = await name(ben, water, mark, 'counter')
    expect(second.status).toBe(200)
    expect(await list(reader)).toEqual(['water counter Salt'])
    await revert(ben, second.headers.get('x-event'))
    expect(await list(reader)).toEqual(['water example Salt'])
    const gone = await drop(lead, water, mark)
    expect([gone.status, await list(reader)]).toEqual([204, []])
    expect((await drop(lead, water, mark)).status).toBe(404)
    await revert(lead, gone.headers.get('x-event'))
    expect(await list(reader, water)).toEqual(['water example Salt'])
    expect((await revert(lead, first.headers.get('x-event'))).status).toBe(200)
    expect(await list(reader)).toEqual([])
  })

  test('carries the tag, which a counter-example need not', async () => {
    expect((await name(lead, brine, mark)).status).toBe(422)
    expect((await name(lead, brine, mark, 'counter')).status).toBe(201)
    await name(lead, water, mark)
    await ana.call('PATCH', `${path}/annotations/${mark}`, { version: 1, tagIds: [brine] })
    expect(await list(reader)).toEqual(['brine counter Salt'])
    await ana.call('PATCH', `${path}/annotations/${mark}`, { version: 2, tagIds: [water] })
    expect(await list(reader)).toEqual(['brine counter Salt', 'water example Salt'])
  })

  test('goes with its passage into the bin and back, with its document, and with a merged tag', async () => {
    await name(lead, water, mark)
    await ana.call('DELETE', `${path}/annotations/${mark}`)
    expect(await list(reader)).toEqual([])
    await ana.call('POST', `${path}/bin/annotation/${mark}/restore`)
    expect(await list(reader)).toEqual(['water example Salt'])
    const merged = await lead.call('POST', `${path}/tags/${water}/merge`, { intoId: brine })
    expect(await list(reader)).toEqual(['brine example Salt'])
    await revert(lead, merged.headers.get('x-event'))
    expect(await list(reader)).toEqual(['water example Salt'])
    const revision = (await lead.call('GET', `${path}/documents/${d}`)).body.revisionId
    await lead.call('POST', `${path}/documents/${d}/revisions`, {
      baseRevisionId: revision,
      text: 'came into the wells before the sea did.',
    })
    const [orphan] = (await reader.call('GET', `${path}/examples`)).body.items
    expect(orphan).toMatchObject({ quote: 'Salt', orphaned: true })
    await lead.call('DELETE', `${path}/documents/${d}`)
    expect(await list(reader)).toEqual([])
  })

  test('is there for whom the passage is there', async () => {
    const own = (
      await ana.call('POST', `${path}/annotations`, {
        documentId: d,
        start: 5,
        end: 9,
        tagIds: [water],
        visibility: 'private',
      })
    ).body.id
    expect((await name(lead, water, own)).status).toBe(404)
    expect((await name(ana, water, own)).status).toBe(201)
    expect([await list(ana), await list(lead)]).toEqual([['water example came'], []])
    expect((await lead.call('GET', `${path}/events?limit=500`)).text).not.toContain(own)
    expect((await name(reader, water, mark)).status).toBe(403)
    expect((await name(lead, newId(), mark)).status).toBe(404)
    await lead.call('PATCH', path, { settings: { codebook: 'locked', defaultVisibility: 'shared' } })
    expect((await name(ana, water, mark)).status).toBe(403)
  })

  test('leaves with the codebook as quoted words, and an import says that it leaves them aside', async () => {
    await name(lead, water, mark)
    await name(lead, brine, mark, 'counter')
    const file = async (format: string) => (await reader.call('GET', `${path}/codebook/export?format=${format}`)).text
    const csv = await file('csv')
    for (const format of ['csv', 'md', 'html']) expect(await file(format)).toContain('Salt')
    expect(await file('md')).toMatch(/Example: “Salt” \(Wells\)[\s\S]*Counter-example: “Salt” \(Wells\)/)
    expect(await file('qdc')).toContain('Example: “Salt” (Wells)')
    expect(JSON.parse(await file('json'))[0].examples).toEqual([
      { kind: 'example', quote: 'Salt', documentTitle: 'Wells', documentId: d, annotationId: mark },
    ])
    const form = new FormData()
    form.set('file', new File([csv], 'codebook.csv'))
    const { body } = await lead.call('POST', `${path}/codebook/import?dryRun=true`, form)
    expect(body).toMatchObject({ added: 0, ignored: expect.arrayContaining(['examples', 'counterExamples']) })
  })
})
