import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { binDays } from '@/lib/domain/bin/bin'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Answer, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
let clock: Date | null = null
const api = apiOn(db, () => clock ?? new Date())
const text = 'Salt came into the wells before the sea did, and nobody in the village wrote it down.'

let lead: Caller, coder: Caller, reader: Caller
let path: string
let wells: string, boats: string

beforeAll(async () => {
  ;({ lead, coder, reader, path } = await team(db, api))
  const add = async (title: string, words: string) =>
    (await lead.call('POST', `${path}/documents`, { title, text: words })).body.document.id as string
  wells = await add('Wells', text)
  boats = await add('Boats', 'Nobody went out. 🛶 The ferry lay at the quay.')
  await lead.call('POST', `${path}/attributes`, { subject: 'case', key: 'age', label: 'Age', type: 'number' })
})

beforeEach(() => {
  clock = null
})

const make = async (more: object = {}, who = lead) =>
  who.call('POST', `${path}/cases`, { name: `Case ${newId()}`, ...more })
const read = async (id: string, who = reader) => (await who.call('GET', `${path}/cases/${id}`)).body
const extend = (id: string, ...parts: object[]) => lead.call('POST', `${path}/cases/${id}/parts`, { parts })
const eventOf = (answer: Answer) => Number(answer.headers.get('x-event'))
const revert = (answer: Answer) => lead.call('POST', `${path}/events/${eventOf(answer)}/revert`)

describe('a case', () => {
  test('has a name, attributes of its own and documents, whole or in part; everybody reads it and leads write it', async () => {
    const made = await make({
      name: 'Ana Bell',
      description: 'Keeps a well',
      attributes: { age: '61' },
      parts: [{ documentId: boats }, { documentId: wells, start: 0, end: 4, quote: 'Salt' }],
    })
    expect([made.status, eventOf(made) > 0]).toEqual([201, true])
    expect(await read(made.body.id)).toMatchObject({
      name: 'Ana Bell',
      description: 'Keeps a well',
      attributes: { age: 61 },
      counts: { documents: 2, annotations: 0 },
      hidden: null,
      version: 1,
      parts: [
        { documentId: boats, documentTitle: 'Boats', revisionId: null, start: null, quote: null, orphaned: false },
        { documentId: wells, documentTitle: 'Wells', start: 0, end: 4, quote: 'Salt', orphaned: false },
      ],
    })
    expect((await make({}, coder)).status).toBe(403)
    expect((await coder.call('PATCH', `${path}/cases/${made.body.id}`, { name: 'X' })).status).toBe(403)
    expect((await make({ name: 'ana bell' })).body.errors[0].path).toBe('name')
    expect((await make({ attributes: { age: 'old' } })).body.errors[0].path).toBe('attributes.age')
    expect((await make({ attributes: { genre: 'x' } })).body.errors[0].path).toBe('attributes.genre')
    expect((await make({ parts: [{ documentId: newId() }] })).body.errors[0].path).toBe('parts.0.documentId')
    expect((await make({ parts: [{ documentId: wells, start: 0, end: 4, quote: 'Malt' }] })).body.code).toBe(
      'quote-mismatch',
    )
    const stale = { documentId: wells, revisionId: newId(), start: 0, end: 4 }
    expect((await make({ parts: [stale] })).body.code).toBe('version-conflict')
  })

  test('is named where its parts are in a document, until these or it are taken out', async () => {
    const at = async (query = '') =>
      (await reader.call('GET', `${path}/documents/${boats}/cases${query}`)).body.items.filter(
        ({ name }: { name: string }) => name === 'Quays',
      )
    const made = await make({
      name: 'Quays',
      parts: [{ documentId: boats, start: 38, end: 42 }, { documentId: boats }],
    })
    const expected = { caseId: made.body.id, name: 'Quays' }
    expect(await at()).toMatchObject([
      { ...expected, revisionId: null, start: null, end: null },
      { ...expected, start: 38, end: 42 },
    ])
    expect((await at('?units=codepoint'))[1]).toMatchObject({ start: 37, end: 41 })
    await lead.call('DELETE', `${path}/cases/${made.body.id}/parts/${(await at())[1].id}`)
    expect(await at()).toHaveLength(1)
    await lead.call('DELETE', `${path}/cases/${made.body.id}`)
    expect(await at()).toEqual([])
    expect((await reader.call('GET', `${path}/documents/${newId()}/cases`)).status).toBe(404)
  })

  test('counts passages in code points where asked', async () => {
    const id = (await make()).body.id
    const put = await lead.call('POST', `${path}/cases/${id}/parts?units=codepoint`, {
      parts: [{ documentId: boats, start: 19, end: 28, quote: 'The ferry' }],
    })
    expect(put.body.parts[0]).toMatchObject({ start: 19, end: 28 })
    expect((await read(id)).parts[0]).toMatchObject({ start: 20, end: 29, quote: 'The ferry' })
  })

  test('with a key of documents is another attribute, and each list has its own', async () => {
    const key = { key: 'kind', label: 'Kind', type: 'text' }
    for (const subject of ['document', 'case'])
      expect((await lead.call('POST', `${path}/attributes`, { subject, ...key })).status).toBe(201)
    expect((await lead.call('POST', `${path}/attributes`, { subject: 'case', ...key })).status).toBe(409)
    const listed = async (query: string) =>
      (await reader.call('GET', `${path}/attributes${query}`)).body.items.map((row: { key: string }) => row.key)
    expect(await listed('?limit=500&total=false')).toEqual(['kind'])
    expect(await listed('?subject=case')).toEqual(['age', 'kind'])
    const used = await lead.call('POST', `${path}/attributes`, { ...key, subject: 'case', key: 'sex' })
    await make({ attributes: { sex: 'f' } })
    expect((await revert(used)).body.detail).toBe(
      'One case has a value for “Kind” by now. Delete the attribute if that is what you mean.',
    )
  })

  test('is found by name, by document, and page by page', async () => {
    const ids = await Promise.all(
      ['Zoë', 'zebra', 'Zulu'].map(async (name) => (await make({ name, parts: [{ documentId: boats }] })).body.id),
    )
    const list = async (query: string) => (await reader.call('GET', `${path}/cases?${query}`)).body
    const names = async (query: string) => (await list(query)).items.map(({ name }: { name: string }) => name)
    expect(await names('q=z')).toEqual(['zebra', 'Zoë', 'Zulu'])
    const first = await list('q=z&limit=2')
    expect(first.total).toBe(3)
    expect(await names(`q=z&limit=2&cursor=${first.nextCursor}`)).toEqual(['Zulu'])
    expect(await names(`documentId=${boats}`)).toEqual(expect.arrayContaining(['zebra', 'Zoë', 'Zulu']))
    expect(await names(`documentId=${newId()}`)).toEqual([])
    const { cases } = (await reader.call('GET', `${path}/documents/${boats}`)).body
    expect(cases.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['zebra', 'Zoë', 'Zulu']))
    expect(ids).toHaveLength(3)
  })

  test('changes field by field, of the version that was seen, and is given back field by field', async () => {
    const { body } = await make({ name: 'Old', attributes: { age: 4 } })
    const url = `${path}/cases/${body.id}`
    const renamed = await lead.call('PATCH', url, { version: 1, name: 'New' })
    expect((await lead.call('PATCH', url, { version: 1, name: 'Late' })).body).toMatchObject({
      code: 'version-conflict',
      current: { name: 'New' },
    })
    const aged = await lead.call('PATCH', url, { attributes: { age: 5 } })
    expect((await revert(renamed)).body.effects).toEqual(['The case “Old” is again as before: name'])
    expect(await read(body.id)).toMatchObject({ name: 'Old', attributes: { age: 5 } })
    await lead.call('PATCH', url, { attributes: { age: null } })
    expect((await revert(aged)).status).toBe(409)
    expect((await read(body.id)).attributes).toEqual({})
  })

  test('goes to the bin with what belongs to it, and comes back unless its name is taken; in time it is purged', async () => {
    const { body } = await make({ name: 'Gone', parts: [{ documentId: boats }] })
    const gone = await lead.call('DELETE', `${path}/cases/${body.id}`)
    expect([gone.status, (await reader.call('GET', `${path}/cases/${body.id}`)).status]).toEqual([204, 404])
    const twin = (await make({ name: 'gone' })).body.id
    expect((await revert(gone)).body.detail).toBe('Another case is called “Gone” by now. Rename it first.')
    await lead.call('DELETE', `${path}/cases/${twin}`)
    expect((await lead.call('GET', `${path}/bin?kind=case`)).body.items).toContainEqual(
      expect.objectContaining({ kind: 'case', name: 'Gone', binnedBy: expect.objectContaining({ name: 'Lena' }) }),
    )
    expect((await lead.call('POST', `${path}/bin/case/${body.id}/restore`)).status).toBe(200)
    expect((await read(body.id)).parts).toHaveLength(1)
    await lead.call('DELETE', `${path}/cases/${body.id}`)
    clock = new Date(Date.now() + (binDays * 24 + 1) * 3_600_000)
    expect((await lead.call('DELETE', `${path}/bin/case/${body.id}`)).status).toBe(204)
    expect(await db.casePart.count({ where: { caseId: body.id } })).toBe(0)
    expect((await lead.call('GET', `${path}/documents/${boats}`)).status).toBe(200)
  })
})

describe('what belongs to a case', () => {
  test('is put in once, taken out, and put back', async () => {
    const id = (await make()).body.id
    const span = { documentId: wells, start: 5, end: 9 }
    const put = await extend(id, { documentId: boats }, span, { documentId: boats }, span)
    expect(put.body.parts).toHaveLength(2)
    const again = await extend(id, span)
    expect([again.status, eventOf(again)]).toEqual([200, 0])
    const out = await lead.call('DELETE', `${path}/cases/${id}/parts/${put.body.parts[1].id}`)
    expect([out.status, (await read(id)).parts.length]).toEqual([204, 1])
    expect((await lead.call('DELETE', `${path}/cases/${id}/parts/${put.body.parts[1].id}`)).status).toBe(404)
    await extend(id, span)
    expect((await revert(out)).body.detail).toBe('What was taken out is in the case again, or its document is gone.')
    expect((await revert(put)).body.effects).toEqual([expect.stringContaining('taken out of the case')])
    expect((await read(id)).parts).toMatchObject([{ documentId: wells, start: 5 }])
  })

  test('leaves with its document and comes back with it', async () => {
    const document = (await lead.call('POST', `${path}/documents`, { title: 'Third', text })).body.document.id
    const id = (await make({ parts: [{ documentId: document }] })).body.id
    const gone = await lead.call('DELETE', `${path}/documents/${document}`)
    expect(await read(id)).toMatchObject({ counts: { documents: 0 }, parts: [] })
    await revert(gone)
    expect(await read(id)).toMatchObject({ counts: { documents: 1 }, parts: [{ documentTitle: 'Third' }] })
  })
})
