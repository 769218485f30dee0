import { v5 } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
let lead: Caller, ana: Caller, ben: Caller, reviewer: Caller, reader: Caller
let path: string, d: string, water: string, brine: string

beforeEach(async () => {
  const made = await team(db, api, ['coder', 'reviewer', 'reader'])
  ;({ lead, coder: ana, reviewer, reader, path } = made)
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
  water = (await lead.call('POST', `${path}/tags`, { name: 'Water', definition: 'Any water' })).body.id
  brine = (await lead.call('POST', `${path}/tags`, { name: 'Brine' })).body.id
  await lead.call('PATCH', path, { settings: { codebook: 'locked', defaultVisibility: 'shared' } })
})

const propose = (who: Caller, body: object) => who.call('POST', `${path}/proposals`, body)
const list = async (who: Caller, state = 'open') =>
  (await who.call('GET', `${path}/proposals?state=${state}`)).body.items
const accept = (who: Caller, id: string, body: object = {}) => who.call('POST', `${path}/proposals/${id}/accept`, body)
const decline = (who: Caller, id: string, answer: string) =>
  who.call('POST', `${path}/proposals/${id}/decline`, { answer })
const names = async (who: Caller) =>
  (await who.call('GET', `${path}/tags?limit=500`)).body.items.map((row: { name: string }) => row.name).toSorted()
const news = async (who: Caller) =>
  (await who.call('GET', '/me/notifications?unread=true')).body.items.map(
    (item: { kind: string; proposal: { name: string } | null }) => `${item.kind} ${item.proposal?.name}`,
  )
const revert = (who: Caller, event: string | null) => who.call('POST', `${path}/events/${event}/revert`)

describe('where the codebook is locked, a coder', () => {
  test('proposes a tag; a lead accepts it, both are credited, and the coder is told', async () => {
    expect((await ana.call('POST', `${path}/tags`, { name: 'Salt' })).status).toBe(403)
    const made = await propose(ana, {
      kind: 'create',
      name: 'Salt',
      definition: 'Of the sea',
      parentId: water,
      reason: 'Half of the wells',
    })
    expect(made.status).toBe(201)
    expect(await news(lead)).toEqual(['proposed Salt'])
    expect((await list(lead))[0]).toMatchObject({
      kind: 'create',
      origin: 'person',
      parent: { name: 'Water' },
      wanted: { name: 'Salt', definition: 'Of the sea' },
      reason: 'Half of the wells',
      proposedBy: { id: ana.id },
    })
    const done = await accept(lead, made.body.id, { answer: 'Yes' })
    expect(done.body).toMatchObject({ state: 'accepted', answer: 'Yes', decidedBy: { id: lead.id } })
    const tag = (await lead.call('GET', `${path}/tags?limit=500`)).body.items.find(
      (row: { name: string }) => row.name === 'Salt',
    )
    expect(tag).toMatchObject({ parentId: water, definition: 'Of the sea' })
    const event = (await reader.call('GET', `${path}/events?limit=500`)).body.items.find(
      (event: { type: string; subjectId: string }) => event.type === 'tag.created' && event.subjectId === tag.id,
    )
    expect(event).toMatchObject({
      actor: { id: lead.id },
      after: { proposal: { id: made.body.id, proposedById: ana.id } },
    })
    expect(await news(ana)).toEqual(['accepted Salt'])
    // What is settled is no work any more.
    expect([await news(lead), await list(lead)]).toEqual([[], []])
    expect((await accept(lead, made.body.id)).status).toBe(409)
  })

  test('proposes a change, a merge and a deletion, each done as the codebook does it', async () => {
    await lead.call('POST', `${path}/annotations`, { documentId: d, start: 0, end: 4, tagIds: [brine] })
    const change = (
      await propose(ana, { kind: 'change', tagId: water, definition: 'Fresh water alone', name: 'Fresh water' })
    ).body
    await accept(lead, change.id)
    expect((await ana.call('GET', `${path}/tags/${water}`)).body).toMatchObject({
      name: 'Fresh water',
      definition: 'Fresh water alone',
    })
    const merge = (await propose(ana, { kind: 'merge', tagId: brine, intoId: water })).body
    await accept(lead, merge.id)
    expect((await ana.call('GET', `${path}/tags/${water}`)).body.annotationCount).toBe(1)
    const gone = (await lead.call('POST', `${path}/tags`, { name: 'Gone' })).body.id
    await accept(lead, (await propose(ana, { kind: 'remove', tagId: gone })).body.id)
    expect(await names(ana)).toEqual(['Fresh water'])
    expect((await list(ana, 'settled')).map((row: { state: string }) => row.state)).toEqual([
      'accepted',
      'accepted',
      'accepted',
    ])
  })

  test('hears why not, and may withdraw what nobody has decided about', async () => {
    const [one, two] = [
      (await propose(ana, { kind: 'create', name: 'Salt' })).body,
      (await propose(ana, { kind: 'create', name: 'Wells' })).body,
    ]
    expect((await decline(ana, one.id, 'No')).status).toBe(403)
    expect((await accept(ana, one.id)).status).toBe(403)
    await decline(lead, one.id, 'It is Brine')
    expect((await ana.call('GET', `${path}/proposals/${one.id}`)).body).toMatchObject({
      state: 'declined',
      answer: 'It is Brine',
    })
    expect(await news(ana)).toEqual(['declined Salt'])
    expect((await ben.call('DELETE', `${path}/proposals/${two.id}`)).status).toBe(403)
    expect((await ana.call('DELETE', `${path}/proposals/${two.id}`)).body.state).toBe('withdrawn')
    expect(await names(ana)).toEqual(['Brine', 'Water'])
  })

  test('is refused what makes no sense, and readers propose nothing', async () => {
    for (const body of [
      { kind: 'create', name: ' ' },
      { kind: 'change', tagId: water },
      { kind: 'merge', tagId: water, intoId: water },
      { kind: 'merge', tagId: water, intoId: newId() },
      { kind: 'remove', tagId: newId() },
      { kind: 'create', name: 'X', parentId: newId() },
      { kind: 'other' },
      { kind: 'remove', tagId: water, intoId: brine },
    ])
      expect((await propose(ana, body)).status, JSON.stringify(body)).toBe(422)
    expect((await propose(reader, { kind: 'remove', tagId: water })).status).toBe(403)
    expect((await propose(reviewer, { kind: 'remove', tagId: water })).status).toBe(201)
  })

  test('who sends one id twice proposes once', async () => {
    const id = newId()
    expect([
      (await propose(ana, { id, kind: 'create', name: 'Salt' })).status,
      (await propose(ana, { id, kind: 'create', name: 'Salt' })).status,
    ]).toEqual([201, 200])
    expect(await list(lead)).toHaveLength(1)
    const answers = await Promise.all([accept(lead, id), accept(lead, id), accept(lead, id)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(await names(lead)).toEqual(['Brine', 'Salt', 'Water'])
  })

  test('sees a proposal refused that the codebook refuses, and it stays open', async () => {
    const twin = (await propose(ana, { kind: 'create', name: 'water' })).body
    expect((await accept(lead, twin.id)).status).toBe(409)
    const stale = (await propose(ana, { kind: 'change', tagId: water, definition: 'Other' })).body
    await lead.call('PATCH', `${path}/tags/${water}`, { definition: 'Mine' })
    expect((await accept(lead, stale.id, { version: 1 })).status).toBe(409)
    await lead.call('DELETE', `${path}/tags/${brine}`)
    const binned = await propose(ana, { kind: 'remove', tagId: brine })
    expect(binned.status).toBe(422)
    expect(await list(lead)).toHaveLength(2)
  })
})

describe('reverting', () => {
  test('the event that a proposal led to opens it again, and reverting that settles it again', async () => {
    const { id } = (await propose(ana, { kind: 'change', tagId: water, definition: 'Fresh' })).body
    const first = (await accept(lead, id)).headers.get('x-event')
    const back = await revert(lead, first)
    expect(back.status).toBe(200)
    expect((await list(lead)).map((row: { id: string }) => row.id)).toEqual([id])
    expect((await ana.call('GET', `${path}/tags/${water}`)).body.definition).toBe('Any water')
    expect((await revert(lead, String(back.body.seq))).status).toBe(200)
    expect(await list(lead)).toEqual([])
    expect((await ana.call('GET', `${path}/tags/${water}`)).body.definition).toBe('Fresh')
  })

  test('a proposal withdraws it, a withdrawal and a refusal open it', async () => {
    const made = await propose(ana, { kind: 'create', name: 'Salt' })
    const state = async () => (await ana.call('GET', `${path}/proposals/${made.body.id}`)).body.state
    const back = await revert(ana, made.headers.get('x-event'))
    expect(await state()).toBe('withdrawn')
    expect((await revert(ana, String(back.body.seq))).status).toBe(200)
    expect(await state()).toBe('open')
    const declined = await decline(lead, made.body.id, 'No')
    expect((await revert(ana, declined.headers.get('x-event'))).status).toBe(403)
    expect((await revert(lead, declined.headers.get('x-event'))).status).toBe(200)
    expect(await state()).toBe('open')
    expect((await ana.call('GET', `${path}/proposals/${made.body.id}`)).body).toMatchObject({
      answer: '',
      decidedBy: null,
    })
  })
})

describe('while coding blind', () => {
  let r: string
  beforeEach(async () => {
    r = (
      await lead.call('POST', `${path}/rounds`, {
        name: 'First',
        documentIds: [d],
        coderIds: [ana.id, ben.id],
        visibility: 'until-all-submit',
      })
    ).body.id
  })
  const opened = () => lead.call('PATCH', `${path}/rounds/${r}`, { opened: true })

  test('a proposal exists for its maker and for leads who do not code there', async () => {
    const { id } = (await propose(ben, { kind: 'change', tagId: water, definition: 'Sesquipedal' })).body
    for (const who of [ben, lead])
      expect((await list(who)).map((row: { id: string; blindRoundId: string }) => [row.id, row.blindRoundId])).toEqual([
        [id, r],
      ])
    for (const who of [ana, reviewer, reader]) {
      expect(await list(who, 'all')).toEqual([])
      expect((await who.call('GET', `${path}/proposals/${id}`)).status).toBe(404)
      expect((await who.call('GET', `${path}/events?limit=500`)).text).not.toContain('Sesquipedal')
    }
    expect((await accept(lead, id)).body).toMatchObject({ code: 'too-early' })
    await opened()
    for (const who of [ana, reviewer, reader])
      expect((await list(who)).map((row: { id: string }) => row.id)).toEqual([id])
    expect((await accept(lead, id)).status).toBe(200)
  })

  test('a tag that is accepted is its proposer’s until the round opens', async () => {
    const { id } = (await propose(ben, { kind: 'create', name: 'Sesquipedal' })).body
    expect((await accept(lead, id)).status).toBe(200)
    expect(await names(ben)).toContain('Sesquipedal')
    expect(await names(ana)).not.toContain('Sesquipedal')
    expect((await ana.call('GET', `${path}/events?limit=500`)).text).not.toContain('Sesquipedal')
    await opened()
    expect(await names(ana)).toContain('Sesquipedal')
  })
})

describe('tags of equal names', () => {
  let r: string, mine: string, theirs: string
  beforeEach(async () => {
    await lead.call('PATCH', path, { settings: { codebook: 'open', defaultVisibility: 'shared' } })
    r = (
      await lead.call('POST', `${path}/rounds`, {
        name: 'First',
        documentIds: [d],
        coderIds: [ana.id, ben.id],
        visibility: 'until-all-submit',
      })
    ).body.id
    mine = (await ana.call('POST', `${path}/tags`, { name: 'Salt', definition: 'Of wells' })).body.id
    theirs = (await ben.call('POST', `${path}/tags`, { name: 'salt', definition: 'Of the sea' })).body.id
    await ben.call('POST', `${path}/annotations`, { documentId: d, start: 0, end: 4, tagIds: [theirs] })
    await lead.call('PATCH', path, { settings: { codebook: 'locked', defaultVisibility: 'shared' } })
  })
  const opened = () => lead.call('PATCH', `${path}/rounds/${r}`, { opened: true })

  test('are proposed for merging when the round opens, and not before', async () => {
    expect(await list(lead)).toEqual([])
    await opened()
    const [found] = await list(lead)
    expect(found).toMatchObject({
      kind: 'merge',
      origin: 'equal-names',
      tag: { id: theirs },
      into: { id: mine },
      proposedBy: null,
    })
    expect((await ana.call('GET', `${path}/proposals/${found.id}`)).body.id).toBe(found.id)
    const done = await accept(lead, found.id)
    expect(done.status).toBe(200)
    expect(await names(lead)).toEqual(['Brine', 'Salt', 'Water'])
    expect((await lead.call('GET', `${path}/tags/${mine}`)).body.annotationCount).toBe(1)
    expect(await list(lead)).toEqual([])
    await revert(lead, done.headers.get('x-event'))
    expect((await list(lead)).map((row: { id: string }) => row.id)).toEqual([found.id])
  })

  test('may be merged the other way round, or stay apart for good', async () => {
    await opened()
    const [found] = await list(lead)
    expect((await accept(lead, found.id, { keepId: water })).status).toBe(422)
    const declined = await decline(lead, found.id, 'They differ')
    expect(declined.body).toMatchObject({ state: 'declined', origin: 'equal-names' })
    expect(await list(lead)).toEqual([])
    await revert(lead, declined.headers.get('x-event'))
    await accept(lead, found.id, { keepId: theirs })
    expect((await lead.call('GET', `${path}/tags/${theirs}`)).status).toBe(200)
    expect((await lead.call('GET', `${path}/tags/${mine}`)).status).toBe(404)
  })
})

describe('what a proposal led to and is brought back from the bin', () => {
  const restore = (tag: string) => lead.call('POST', `${path}/bin/tag/${tag}/restore`)
  const state = async (id: string) => (await lead.call('GET', `${path}/proposals/${id}`)).body.state

  test('opens it again, and it can be decided about', async () => {
    const remove = (await propose(ana, { kind: 'remove', tagId: brine })).body.id
    await accept(lead, remove)
    expect((await restore(brine)).status).toBe(200)
    expect(await state(remove)).toBe('open')
    await decline(lead, remove, 'It is needed')
    const merge = (await propose(ana, { kind: 'merge', tagId: brine, intoId: water })).body.id
    await accept(lead, merge)
    expect((await restore(brine)).status).toBe(200)
    expect(await state(merge)).toBe('open')
    expect((await accept(lead, merge)).status).toBe(200)
  })

  test('settles it again where it had been reverted', async () => {
    const { id } = (await propose(ana, { kind: 'create', name: 'Salt' })).body
    const done = await accept(lead, id)
    const tag = (await lead.call('GET', `${path}/tags?limit=500`)).body.items.find(
      (row: { name: string }) => row.name === 'Salt',
    ).id
    await revert(lead, done.headers.get('x-event'))
    expect(await state(id)).toBe('open')
    expect((await restore(tag)).status).toBe(200)
    expect([await state(id), await list(lead)]).toEqual(['accepted', []])
  })
})

describe('two tags of equal names that all see', () => {
  let one: string, other: string, id: string
  beforeEach(async () => {
    one = (await lead.call('POST', `${path}/tags`, { name: 'North-South' })).body.id
    other = (await lead.call('POST', `${path}/tags`, { name: 'North–South' })).body.id
    id = (await list(lead))[0].id
  })
  const ids = async (who: Caller, which?: string) =>
    (await list(who, which)).map((row: { id: string }) => row.id).toSorted()

  test('merged and brought back from the bin can be decided about again, as often as one likes', async () => {
    for (let time = 0; time < 2; time += 1) {
      const [found] = await list(lead)
      expect(found.id).toBe(id)
      expect((await accept(lead, id)).status).toBe(200)
      expect(await ids(lead)).toEqual([])
      expect((await lead.call('POST', `${path}/bin/tag/${found.tag.id}/restore`)).status).toBe(200)
    }
    expect((await decline(lead, id, 'They differ')).status).toBe(200)
    expect([await ids(lead), await ids(lead, 'all')]).toEqual([[], [id]])
  })

  test('stand side by side again though no event says so, and can be decided about', async () => {
    expect((await accept(lead, id)).status).toBe(200)
    await db.tag.updateMany({ where: { id: { in: [one, other] } }, data: { deletedAt: null, mergedIntoId: null } })
    expect([await ids(lead), await ids(lead, 'all'), await ids(lead, 'settled')]).toEqual([[id], [id], []])
    expect((await accept(lead, id)).status).toBe(200)
    expect(await ids(lead)).toEqual([])
  })

  test('stay apart when the reverting of their refusal is reverted', async () => {
    const declined = await decline(lead, id, 'They differ')
    const back = await revert(lead, declined.headers.get('x-event'))
    expect(await ids(lead)).toEqual([id])
    expect((await revert(lead, String(back.body.seq))).status).toBe(200)
    expect(await ids(lead)).toEqual([])
    expect((await lead.call('GET', `${path}/proposals/${id}`)).body).toMatchObject({
      state: 'declined',
      answer: 'They differ',
    })
  })

  test('wait in the list of whoever codes blind, whatever a colleague proposes about them', async () => {
    await lead.call('PATCH', path, { settings: { codebook: 'open', defaultVisibility: 'shared' } })
    const round = { name: 'First', documentIds: [d], coderIds: [ana.id, ben.id], visibility: 'until-all-submit' }
    await lead.call('POST', `${path}/rounds`, round)
    const before = [await list(ben), await list(reader)]
    const hidden = (await propose(ana, { kind: 'merge', tagId: other, intoId: one })).body.id
    expect([await list(ben), await list(reader)]).toEqual(before)
    expect([await ids(ana), await ids(lead)]).toEqual([[hidden], [hidden]])
    expect((await accept(ben, hidden)).status).toBe(404)
    // Whichever is accepted first, the other finds nothing left to do.
    const [first, second] = await Promise.all([accept(ben, id), accept(ben, id)])
    expect([first.status, second.status].toSorted()).toEqual([200, 409])
    expect((await accept(lead, hidden)).status).toBe(409)
    expect((await decline(lead, hidden, 'Done')).status).toBe(200)
    expect(await ids(lead)).toEqual([])
  })
})

test('nobody takes the id beforehand that equal names would have', async () => {
  const id = v5([water, brine].toSorted().join(' '), path.split('/').at(-1) ?? '')
  const { status, body } = await ana.call('POST', `${path}/proposals`, { id, kind: 'remove', tagId: water })
  expect([status, body.errors]).toEqual([422, [expect.objectContaining({ path: 'id' })]])
})
