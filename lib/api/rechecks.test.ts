import { beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
let lead: Caller, ana: Caller, ben: Caller, reviewer: Caller
let path: string, d: string, water: string, brine: string

beforeEach(async () => {
  const made = await team(db, api, ['coder', 'reviewer'])
  ;({ lead, coder: ana, reviewer, path } = made)
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
})

const mark = async (who: Caller, start: number, tagIds: string[], more: object = {}) =>
  (await who.call('POST', `${path}/annotations`, { documentId: d, start, end: start + 4, tagIds, ...more })).body
    .id as string
const change = (body: object, tag = water) => lead.call('PATCH', `${path}/tags/${tag}`, body)
const todo = async (who: Caller, tag = '') =>
  (await who.call('GET', `${path}/rechecks${tag && `?tagId=${tag}`}`)).body.items.map(
    (row: { quote: string }) => row.quote,
  )
const tick = (who: Caller, ...ids: string[]) =>
  who.call('POST', `${path}/rechecks`, { items: ids.map((annotationId) => ({ annotationId, tagId: water })) })
const changes = async (who: Caller, tag = water) => (await who.call('GET', `${path}/tags/${tag}/changes`)).body
const count = async (who: Caller, tag = water) => (await who.call('GET', `${path}/tags/${tag}`)).body.recheckCount
const revert = (who: Caller, event: string | null) => who.call('POST', `${path}/events/${event}/revert`)

describe('when the meaning of a tag changes', () => {
  test('whoever coded before has their passages to look at again, with what changed, and ticks them off', async () => {
    const [one, two] = [await mark(ana, 0, [water]), await mark(ana, 5, [water])]
    await mark(ben, 10, [water])
    expect([await todo(ana), await count(ana)]).toEqual([[], 0])
    await change({ definition: 'Fresh water alone' })
    await change({ avoidWhen: 'It is salt' })
    expect([await todo(ana), await count(ana), await todo(ben)]).toEqual([['Salt', 'came'], 2, ['into']])
    await mark(ana, 15, [water])
    expect(await count(ana)).toBe(2)
    expect(await changes(ana)).toMatchObject({
      before: { definition: 'Any water', avoidWhen: '' },
      events: [{ kind: 'words', actor: { id: lead.id } }, { kind: 'words' }],
      progress: null,
    })
    expect((await tick(ana, one)).body).toEqual({ checked: 1 })
    expect(await todo(ana, water)).toEqual(['came'])
    const progress = [
      { coder: { id: ben.id, name: 'Ben' }, done: 0, total: 1 },
      { coder: { id: ana.id, name: ana.name }, done: 1, total: 2 },
    ]
    for (const who of [lead, reviewer]) expect((await changes(who)).progress).toEqual(progress)
    // Tagged otherwise, it is no passage of the tag.
    await ana.call('PATCH', `${path}/annotations/${two}`, { version: 1, tagIds: [brine] })
    expect([await todo(ana), await count(ana)]).toEqual([[], 0])
    await change({ useWhen: 'Somebody drinks' })
    expect(await todo(ana)).toEqual(['Salt', 'the '])
  })

  test('a correction asks nobody, and who asks says so', async () => {
    await mark(ana, 0, [water])
    await change({ definition: 'ANY water.' })
    await change({ colour: '#112233' })
    await change({ definition: 'All waters', changesMeaning: false })
    expect(await count(ana)).toBe(0)
    await change({ changesMeaning: true })
    expect(await count(ana)).toBe(1)
    const withdrawn = await change({ changesMeaning: false })
    expect(await count(ana)).toBe(0)
    expect((await revert(lead, withdrawn.headers.get('x-event'))).status).toBe(200)
    expect(await count(ana)).toBe(1)
  })

  test('a move, a merge and a split ask too, and reverted they ask no more', async () => {
    const [one] = [await mark(ana, 0, [water]), await mark(ana, 5, [brine])]
    for (const event of [
      () => change({ parentId: brine }),
      () => lead.call('POST', `${path}/tags/${brine}/merge`, { intoId: water }),
      () => lead.call('POST', `${path}/tags/${water}/split`, { names: ['Salt'] }),
    ]) {
      const done = await event()
      expect(done.status, done.text).toBe(200)
      expect(await count(ana)).toBeGreaterThan(0)
      expect((await changes(ana)).events).toHaveLength(1)
      expect((await revert(lead, done.headers.get('x-event'))).status).toBe(200)
      expect(await count(ana)).toBe(0)
    }
    await lead.call('POST', `${path}/tags/${brine}/merge`, { intoId: water })
    expect((await changes(ana)).events).toMatchObject([{ kind: 'merged', other: 'Brine' }])
    expect(await todo(ana)).toEqual(['Salt', 'came'])
    await tick(ana, one)
    expect(await todo(ana)).toEqual(['came'])
  })

  test('ticking off is reverted, and is nobody’s but the author’s', async () => {
    const [mine, theirs] = [await mark(ana, 0, [water]), await mark(ben, 5, [water])]
    await change({ definition: 'Fresh' })
    expect((await tick(ana, theirs)).body).toEqual({ checked: 0 })
    expect(await todo(ben)).toEqual(['came'])
    const done = await tick(ana, mine, theirs)
    expect(done.body).toEqual({ checked: 1 })
    const back = await revert(ana, done.headers.get('x-event'))
    expect(await todo(ana)).toEqual(['Salt'])
    expect((await revert(ana, String(back.body.seq))).status).toBe(200)
    expect(await todo(ana)).toEqual([])
    const taken = await change({ definition: 'Any water' })
    expect(await todo(ana)).toEqual(['Salt'])
    expect((await revert(lead, taken.headers.get('x-event'))).status).toBe(200)
  })

  test('private passages are in nobody else’s progress, and blindness holds', async () => {
    await mark(ana, 0, [water], { visibility: 'private' })
    await mark(ben, 5, [water])
    await change({ definition: 'Fresh' })
    expect((await changes(lead)).progress).toEqual([{ coder: { id: ben.id, name: 'Ben' }, done: 0, total: 1 }])
    await lead.call('POST', `${path}/rounds`, {
      name: 'First',
      documentIds: [d],
      coderIds: [lead.id, ben.id],
      visibility: 'until-all-submit',
    })
    expect((await changes(lead)).progress).toEqual([])
    expect(await todo(ana)).toEqual(['Salt'])
  })
})
