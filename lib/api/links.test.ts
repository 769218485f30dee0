import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const text = 'Salt came into the wells before the sea did, and nobody in the village wrote it down.'

let lead: Caller, ana: Caller, ben: Caller, reader: Caller, reviewer: Caller
let path: string, projectId: string
let documentId: string, other: string, water: string, salt: string

beforeAll(async () => {
  const made = await team(db, api, ['coder', 'reviewer', 'reader'])
  ;({ lead, coder: ana, reader, reviewer, path, projectId } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' } })
  documentId = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body.document.id
  other = (await lead.call('POST', `${path}/documents`, { title: 'Harbour', text: 'Boats 🚣 at sea' })).body.document.id
  water = await tag('Water')
  salt = await tag('Salt')
})

const tag = async (name: string) => (await lead.call('POST', `${path}/tags`, { name })).body.id as string
const asTag = (id: string) => ({ type: 'tag', id })
const passage = (id: string) => ({ type: 'annotation', id })
let at = 0
const mark = async (who: Caller, more: object = {}) => {
  at += 1
  const { status, body } = await who.call('POST', `${path}/annotations`, {
    ...{ documentId, start: at, end: at + 4, tagIds: [water] },
    ...more,
  })
  expect(status).toBe(201)
  return body.id as string
}
const make = (who: Caller, from: object, to: object, more: object = {}) =>
  who.call('POST', `${path}/links`, { from, to, ...more })
const made = async (who: Caller, from: object, to: object, more: object = {}) => {
  const { status, body, text: said } = await make(who, from, to, more)
  expect(status, said).toBe(201)
  return body
}
const list = async (who: Caller, query = '') => (await who.call('GET', `${path}/links?${query}`)).body
const ids = async (who: Caller, query = ''): Promise<string[]> =>
  (await list(who, query)).items.map((link: { id: string }) => link.id)
const newest = async (who: Caller) =>
  (await who.call('GET', `${path}/events?order=newest&limit=1&kind=link`)).body.items[0]
const revert = (who: Caller, seq: number) => who.call('POST', `${path}/events/${seq}/revert`)

describe('a link', () => {
  test('leads between passages and tags in any mix, and says what its ends are', async () => {
    const [hers, his] = [await mark(ana, { documentId: other, start: 9, end: 11 }), await mark(ben)]
    const link = await made(ana, passage(hers), passage(his), { kind: 'contradicts', note: 'Or so it seems' })
    expect(link).toMatchObject({
      from: {
        type: 'annotation',
        id: hers,
        documentId: other,
        documentTitle: 'Harbour',
        start: 9,
        end: 11,
        quote: 'at',
      },
      to: { type: 'annotation', id: his, documentId, documentTitle: 'Wells', name: null },
      ...{ kind: 'contradicts', direction: 'one-way', note: 'Or so it seems', author: { id: ana.id }, version: 1 },
    })
    const { body } = await ana.call('GET', `${path}/links/${link.id}?units=codepoint`)
    expect([body.from.start, body.from.end]).toEqual([8, 10])
    expect(await made(ana, passage(his), asTag(salt), { direction: 'none' })).toMatchObject({
      to: { type: 'tag', id: salt, name: 'Salt', documentId: null, quote: null },
      ...{ direction: 'none', kind: null, note: '' },
    })
    expect((await made(lead, asTag(water), asTag(salt), { direction: 'both-ways' })).from.name).toBe('Water')
    expect((await reader.call('GET', `${path}/links/${link.id}`)).body).toEqual(link)
  })

  test('is made by who codes, between two tags by who writes the codebook, and never to itself or to nothing', async () => {
    const hers = await mark(ana)
    for (const who of [reviewer, reader]) {
      expect((await make(who, passage(hers), asTag(water))).status).toBe(403)
      expect((await make(who, asTag(salt), asTag(water))).status).toBe(403)
    }
    await lead.call('PATCH', path, { settings: { codebook: 'locked' } })
    expect((await make(ana, asTag(salt), asTag(water))).status).toBe(403)
    expect((await make(ana, passage(hers), asTag(water))).status).toBe(201)
    await lead.call('PATCH', path, { settings: { codebook: 'open' } })
    expect((await make(ana, asTag(salt), asTag(water), { kind: 'is part of' })).status).toBe(201)
    expect((await make(ana, passage(hers), passage(hers))).status).toBe(422)
    expect((await make(ana, passage(hers), passage(newId()))).status).toBe(404)
    expect((await make(ana, asTag(newId()), passage(hers))).status).toBe(404)
    expect((await make(ana, { type: 'theme', id: water }, passage(hers))).status).toBe(422)
    expect((await make(ana, passage(hers), asTag(salt), { kind: 'x'.repeat(61) })).status).toBe(422)
  })

  test('with an id of the client’s is made once, and the same link under another id is refused', async () => {
    const [a, b] = [passage(await mark(ana)), passage(await mark(ana))]
    const id = newId()
    const first = await make(ana, a, b, { id, kind: 'explains' })
    const again = await make(ana, a, b, { id, kind: 'something else' })
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body])
    expect((await make(ana, a, b, { kind: 'explains' })).body.code).toBe('already-exists')
    // Another kind, direction, order or person makes another link; of one that leads both ways or neither the order says nothing.
    await made(ana, a, b, { kind: 'supports' })
    await made(ana, b, a, { kind: 'explains' })
    await made(ben, a, b, { kind: 'explains' })
    await made(ana, a, b, { kind: 'explains', direction: 'none' })
    expect((await make(ana, b, a, { kind: 'explains', direction: 'none' })).status).toBe(409)
    const twin = await ana.call('PATCH', `${path}/links/${id}`, { kind: 'supports' })
    expect([twin.status, twin.body.code]).toEqual([409, 'already-exists'])
    expect((await ana.call('DELETE', `${path}/links/${id}`)).status).toBe(204)
    await made(ana, a, b, { kind: 'explains' })
    const binned = (await ana.call('GET', `${path}/events?order=newest&limit=2&kind=link`)).body.items[1]
    expect((await revert(ana, binned.seq)).body.code).toBe('cannot-revert')
    expect((await make(ana, a, b, { id })).status).toBe(404)
  })

  test('is changed and deleted by who made it, one between tags by who writes the codebook, at the version they saw', async () => {
    const [a, b, c] = [passage(await mark(ana)), passage(await mark(ana)), asTag(await tag('Sea'))]
    const { id } = await made(ana, a, b, { kind: 'explains' })
    for (const who of [lead, ben])
      for (const [method, body] of [
        ['PATCH', { kind: 'mine' }],
        ['DELETE', {}],
      ] as const)
        expect((await who.call(method, `${path}/links/${id}`, body)).status).toBe(403)
    const changed = await ana.call('PATCH', `${path}/links/${id}`, { version: 1, kind: null, direction: 'both-ways' })
    expect(changed.body).toMatchObject({ version: 2, kind: null, direction: 'both-ways' })
    const late = await ana.call('PATCH', `${path}/links/${id}`, { version: 1, note: 'Late' })
    expect([late.status, late.body.current]).toEqual([409, changed.body])
    const { seq } = await newest(ana)
    expect((await ana.call('PATCH', `${path}/links/${id}`, { kind: null })).body).toEqual(changed.body)
    expect((await newest(ana)).seq).toBe(seq)
    const ofTags = await made(ana, c, asTag(water), { kind: 'is part of' })
    expect((await ben.call('PATCH', `${path}/links/${ofTags.id}`, { kind: 'belongs to' })).status).toBe(200)
    expect((await lead.call('DELETE', `${path}/links/${ofTags.id}`, { version: 2 })).status).toBe(204)
    expect((await ana.call('GET', `${path}/links/${ofTags.id}`)).status).toBe(404)
  })

  test('is found from both ends, by document, kind and author, page by page', async () => {
    const [here, there] = [await mark(ana), await mark(ben, { documentId: other, start: 0, end: 5 })]
    const fish = await tag('Fish')
    const one = (await made(ana, passage(here), passage(there), { kind: 'found' })).id
    const two = (await made(ben, passage(there), asTag(fish), { kind: 'found' })).id
    const three = (await made(ana, asTag(fish), passage(here), { kind: 'else' })).id
    expect(await ids(lead, `annotationId=${here}`)).toEqual([three, one])
    expect(await ids(lead, `annotationId=${there}&order=oldest`)).toEqual([one, two])
    expect(await ids(lead, `tagId=${fish}`)).toEqual([three, two])
    expect(await ids(lead, `tagId=${fish}&annotationId=${here}`)).toEqual([three])
    expect(await ids(lead, 'kind=found')).toEqual([two, one])
    expect(await ids(lead, `kind=found&authorId=${ben.id}`)).toEqual([two])
    expect(await ids(lead, `documentId=${other}&kind=found`)).toEqual([two, one])
    expect(await ids(lead, `tagId=${here}`)).toEqual([])
    const first = await list(lead, 'kind=found&limit=1')
    const rest = await list(lead, `kind=found&limit=1&cursor=${first.nextCursor}`)
    expect([first.total, first.items[0].id, rest.items[0].id, rest.nextCursor]).toEqual([2, two, one, null])
    const kinds = (await lead.call('GET', `${path}/links/kinds`)).body.items
    expect(kinds).toContainEqual({ kind: 'found', count: 2 })
  })

  test('is there for who sees both of its ends, and goes and comes with each', async () => {
    const [hers, own] = [await mark(ana), await mark(ana, { visibility: 'private' })]
    const { id } = await made(ana, passage(hers), passage(own), { kind: 'secret kind' })
    for (const who of [lead, ben, reader]) {
      expect((await who.call('GET', `${path}/links/${id}`)).status).toBe(404)
      expect(await ids(who, `annotationId=${hers}`)).toEqual([])
      expect((await who.call('GET', `${path}/links/kinds`)).text).not.toContain('secret kind')
      expect((await who.call('GET', `${path}/events?order=newest&limit=500`)).text).not.toContain(id)
    }
    expect((await make(ben, passage(hers), passage(own))).status).toBe(404)
    await ana.call('PATCH', `${path}/annotations/${own}`, { visibility: 'shared' })
    expect(await ids(ben, `annotationId=${hers}`)).toEqual([id])
    await ana.call('DELETE', `${path}/annotations/${own}`)
    expect(await ids(ana, `annotationId=${hers}`)).toEqual([])
    const { seq } = (await ana.call('GET', `${path}/events?order=newest&limit=1&kind=annotation`)).body.items[0]
    expect((await revert(ana, seq)).status).toBe(200)
    expect(await ids(ben, `annotationId=${hers}`)).toEqual([id])
  })

  test('stays through a correction of the text, and where that orphans its passage', async () => {
    const { body } = await lead.call('POST', `${path}/documents`, { title: 'Draft', text: 'One two three' })
    const mine = await mark(ana, { documentId: body.document.id, start: 4, end: 7 })
    const { id } = await made(ana, passage(mine), asTag(water), { kind: 'kept' })
    let base = body.revision.id
    for (const corrected of ['One two, three', 'One, three']) {
      const done = await lead.call('POST', `${path}/documents/${body.document.id}/revisions`, {
        baseRevisionId: base,
        text: corrected,
      })
      expect(done.status, done.text).toBe(201)
      base = (await lead.call('GET', `${path}/documents/${body.document.id}`)).body.revisionId
      expect((await ben.call('GET', `${path}/links/${id}`)).body.from).toMatchObject({ id: mine, quote: 'two' })
    }
    expect(await ids(ben, `annotationId=${mine}`)).toEqual([id])
  })
})

describe('the history of a link', () => {
  test('takes back each step, and that it was taken back, by its author or a lead', async () => {
    const [a, b] = [passage(await mark(ana)), passage(await mark(ana))]
    const { id } = await made(ana, a, b, { kind: 'first' })
    const created = await newest(reader)
    expect(created).toMatchObject({ type: 'link.created', after: { kind: 'first', from: a, to: b } })
    await ana.call('PATCH', `${path}/links/${id}`, { kind: 'second', note: 'More' })
    const changed = await newest(ana)
    expect((await revert(ben, changed.seq)).status).toBe(403)
    expect((await revert(lead, changed.seq)).status).toBe(200)
    const now = async () => (await ana.call('GET', `${path}/links/${id}`)).body
    expect(await now()).toMatchObject({ kind: 'first', note: '', author: { id: ana.id } })
    expect((await revert(ana, (await newest(ana)).seq)).status).toBe(200)
    expect(await now()).toMatchObject({ kind: 'second', note: 'More' })
    expect((await revert(lead, created.seq)).status).toBe(200)
    expect((await ana.call('GET', `${path}/links/${id}`)).status).toBe(404)
    const binned = await newest(ana)
    expect(binned).toMatchObject({ type: 'link.deleted', before: { kind: 'second' } })
    expect((await revert(ana, binned.seq)).status).toBe(200)
    expect(await now()).toMatchObject({ kind: 'second', note: 'More' })
    await ana.call('PATCH', `${path}/links/${id}`, { kind: 'third' })
    expect((await revert(ana, changed.seq)).body.code).toBe('cannot-revert')
  })

  test('of two tags needs whoever may write the codebook', async () => {
    await made(ana, asTag(await tag('Left')), asTag(await tag('Right')))
    const { seq } = await newest(ana)
    await lead.call('PATCH', path, { settings: { codebook: 'locked' } })
    expect((await revert(ana, seq)).status).toBe(403)
    await lead.call('PATCH', path, { settings: { codebook: 'open' } })
    expect((await revert(ana, seq)).status).toBe(200)
  })
})

describe('merging tags', () => {
  test('takes the links along, whoever’s they are, and reverting gives them back', async () => {
    const [from, into, third] = [await tag('From'), await tag('Into'), await tag('Third')]
    const mine = passage(await mark(ana))
    const out = await made(ana, asTag(from), asTag(third), { kind: 'explains' })
    const back = await made(ben, mine, asTag(from), { kind: 'shows' })
    const between = await made(ana, asTag(from), asTag(into), { kind: 'differs from' })
    const there = await made(ana, asTag(into), asTag(third), { kind: 'supports', direction: 'none' })
    const twin = await made(ana, asTag(third), asTag(from), { kind: 'supports', direction: 'none' })
    const binned = await made(ana, asTag(from), asTag(water), { kind: 'in the bin' })
    await ana.call('DELETE', `${path}/links/${binned.id}`)
    const of = async (id: string) => (await ids(lead, `tagId=${id}`)).toSorted()
    const [before, beforeInto] = [await of(from), await of(into)]
    expect((await lead.call('POST', `${path}/tags/${from}/merge`, { intoId: into })).status).toBe(200)
    expect(await of(into)).toEqual([out.id, back.id, there.id].toSorted())
    expect((await lead.call('GET', `${path}/links/${out.id}`)).body.from).toMatchObject({ id: into, name: 'Into' })
    // What would lead to itself, or is there already, is not there while the tag is not.
    for (const { id } of [between, twin]) expect((await lead.call('GET', `${path}/links/${id}`)).status).toBe(404)
    const later = await made(ben, asTag(into), mine, { kind: 'since' })
    const { seq } = (await lead.call('GET', `${path}/events?order=newest&limit=1&kind=tag`)).body.items[0]
    expect((await revert(lead, seq)).status).toBe(200)
    expect([await of(from), await of(into)]).toEqual([before, [...beforeInto, later.id].toSorted()])
    expect((await lead.call('GET', `${path}/links/${out.id}`)).body.from.id).toBe(from)
    const binnedRow = await db.link.findFirstOrThrow({ where: { projectId, id: binned.id }, select: { fromId: true } })
    expect(binnedRow.fromId).toBe(from)
  })
})
