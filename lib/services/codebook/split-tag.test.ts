import { beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Answer, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

let lead: Caller
let coder: Caller
let reader: Caller
let path: string
let projectId: string
let documentId: string
let harm: string
let after: string

beforeEach(async () => {
  ;({ lead, coder, reader, path, projectId } = await team(db, api))
  documentId = (
    await lead.call('POST', `${path}/documents`, {
      title: 'Log',
      text: 'Salt came into the wells before the sea did, and nobody wrote it down.',
    })
  ).body.document.id
  const above = await tag('Above')
  harm = await tag('Harm', { parentId: above })
  after = await tag('After', { parentId: above })
})

const tag = async (name: string, more: object = {}) =>
  (await lead.call('POST', `${path}/tags`, { name, ...more })).body.id as string
const mark = async (who: Caller, tagIds: string[], start = 0, visibility = 'shared') =>
  (await who.call('POST', `${path}/annotations`, { documentId, start, end: start + 4, tagIds, visibility })).body
    .id as string
const split = (names: string[], assign: [string, string][] = [], more: object = {}, who = lead) =>
  who.call('POST', `${path}/tags/${harm}/split`, {
    names,
    assign: assign.map(([annotationId, name]) => ({ annotationId, name })),
    ...more,
  })
const revert = (answer: Answer) => lead.call('POST', `${path}/events/${answer.headers.get('x-event')}/revert`)
const names = async (): Promise<string[]> =>
  (await lead.call('GET', `${path}/tags`)).body.items.map((row: { path: string[] }) => row.path.join('/'))
const tagsOf = async (id: string, who = coder): Promise<string[]> =>
  (await who.call('GET', `${path}/annotations/${id}`)).body.tagIds
const postings = () =>
  db.annotationTag.findMany({
    where: { projectId },
    orderBy: [{ annotationId: 'asc' }, { tagId: 'asc' }],
    select: { annotationId: true, tagId: true, start: true, createdById: true, createdAt: true },
  })

describe('splitting a tag', () => {
  test('makes tags beside it in order, moves what is assigned, whoever marked it, and tells in one event', async () => {
    const [mine, theirs, both, left] = [
      await mark(lead, [harm]),
      await mark(coder, [harm], 5),
      await mark(coder, [harm, after], 9),
      await mark(coder, [harm], 14),
    ]
    const theme = (await lead.call('POST', `${path}/themes`, { name: 'Trouble', tagIds: [harm] })).body.id
    const events = await db.event.count({ where: { projectId } })
    const done = await split(
      [' To health ', 'To catches'],
      [
        [mine, 'To health'],
        [theirs, 'To catches'],
        [both, 'To health'],
      ],
    )
    const [health, catches] = done.body.tags
    expect(done.body).toMatchObject({
      moved: 3,
      tag: { id: harm, annotationCount: 1 },
      tags: [
        { name: 'To health', annotationCount: 2, path: ['Above', 'To health'] },
        { name: 'To catches', annotationCount: 1 },
      ],
    })
    expect(new Set([health.colour, catches.colour, done.body.tag.colour]).size).toBe(3)
    expect(await names()).toEqual(['Above', 'Above/Harm', 'Above/To health', 'Above/To catches', 'Above/After'])
    expect(await tagsOf(mine)).toEqual([health.id])
    expect(await tagsOf(theirs)).toEqual([catches.id])
    expect((await tagsOf(both)).toSorted()).toEqual([after, health.id].toSorted())
    expect(await tagsOf(left)).toEqual([harm])
    expect(
      (await db.annotationTag.findMany({ where: { annotationId: theirs }, select: { createdById: true } })).map(
        (row) => row.createdById,
      ),
    ).toEqual([coder.id])
    expect((await lead.call('GET', `${path}/themes/${theme}/excerpts`)).body.total).toBe(4)
    expect(await db.event.count({ where: { projectId } })).toBe(events + 1)
    const [told] = (await reader.call('GET', `${path}/events?after=0&limit=500`)).body.items.slice(-1)
    expect(told).toMatchObject({
      type: 'tag.split',
      subjectId: harm,
      before: { name: 'Harm' },
      after: { tags: [{ name: 'To health' }, { name: 'To catches' }] },
    })
    expect(JSON.stringify(told)).not.toContain(mine)
  })

  test('another’s private passage cannot be named, and is answered like one that is not there', async () => {
    const hidden = await mark(coder, [harm], 0, 'private')
    const untagged = await mark(lead, [after])
    const before = await postings()
    const answers = await Promise.all([hidden, untagged, after].map((id) => split(['New'], [[id, 'New']])))
    for (const answer of answers)
      expect([answer.status, answer.body.errors]).toEqual([
        422,
        [expect.objectContaining({ path: 'assign.0.annotationId', message: 'No such passage with this tag' })],
      ])
    expect(await postings()).toEqual(before)
    expect(await names()).not.toContain('Above/New')
    // Its author may, and the posting stays private.
    expect((await split(['New'], [[hidden, 'New']], {}, coder)).body).toMatchObject({
      moved: 1,
      tags: [{ annotationCount: 1 }],
    })
    expect(
      (await lead.call('GET', `${path}/tags`)).body.items.find((row: { name: string }) => row.name === 'New')
        .annotationCount,
    ).toBe(0)
  })

  test.each([
    ['a name twice', ['Salt', 'salt'], [], 'names.1'],
    ['a name of none of the new tags', ['Salt'], ['Wells'], 'assign.0.name'],
    ['no name', [], [], 'names'],
    ['an empty name', [' '], [], 'names.0'],
  ])('%s is refused', async (_, given, assigned, fault) => {
    const id = await mark(lead, [harm])
    const answer = await split(
      given,
      assigned.map((name) => [id, name]),
    )
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, fault])
  })

  test('a passage assigned twice, a name that is taken and a stale version are refused, and nothing is changed', async () => {
    const id = await mark(lead, [harm])
    expect(
      (
        await split(
          ['A', 'B'],
          [
            [id, 'A'],
            [id, 'B'],
          ],
        )
      ).body.errors,
    ).toEqual([expect.objectContaining({ path: 'assign.1.annotationId', message: 'This passage is assigned twice' })])
    expect((await split(['after'])).body).toMatchObject({ code: 'already-exists', status: 409 })
    expect((await split(['New'], [], { version: 7 })).body).toMatchObject({
      code: 'version-conflict',
      current: { id: harm },
    })
    expect((await split(['New'], [], {}, reader)).status).toBe(403)
    expect(await names()).toEqual(['Above', 'Above/Harm', 'Above/After'])
    expect(await tagsOf(id)).toEqual([harm])
  })
})

describe('taking a split back', () => {
  test('restores tags, order, postings and themes exactly', async () => {
    const [mine, theirs, hidden] = [
      await mark(lead, [harm]),
      await mark(coder, [harm, after], 5),
      await mark(coder, [harm], 9, 'private'),
    ]
    const theme = (await lead.call('POST', `${path}/themes`, { name: 'Trouble', tagIds: [harm] })).body.id
    const before = { names: await names(), postings: await postings() }
    const done = await split(
      ['A', 'B'],
      [
        [mine, 'A'],
        [theirs, 'B'],
        [hidden, 'B'],
      ].slice(0, 2) as [string, string][],
    )
    expect((await revert(done)).body).toMatchObject({ type: 'tag.unsplit', subjectId: harm })
    expect({ names: await names(), postings: await postings() }).toEqual(before)
    expect((await lead.call('GET', `${path}/themes/${theme}`)).body.tagIds).toEqual([harm])
    expect((await revert(done)).body.code).toBe('cannot-revert')
  })

  test('leaves later work: what was tagged since keeps its tag and that tag stays; what was moved on stays moved', async () => {
    const [kept, retagged, remade] = [
      await mark(lead, [harm]),
      await mark(coder, [harm], 5),
      await mark(coder, [harm], 9),
    ]
    const done = await split(
      ['A', 'B', 'C'],
      [
        [kept, 'A'],
        [retagged, 'B'],
        [remade, 'B'],
      ],
    )
    const [a, b, c] = done.body.tags.map((row: { id: string }) => row.id)
    const later = await mark(coder, [b], 14)
    await coder.call('PATCH', `${path}/annotations/${retagged}`, { tagIds: [after] })
    for (const tagIds of [[], [b]]) await coder.call('PATCH', `${path}/annotations/${remade}`, { tagIds })
    await lead.call('PATCH', `${path}/tags/${after}`, { parentId: c })
    expect((await revert(done)).status).toBe(200)
    expect(await names()).toEqual(['Above', 'Above/Harm', 'Above/B', 'Above/C', 'Above/C/After'])
    expect([await tagsOf(kept), await tagsOf(retagged), await tagsOf(remade), await tagsOf(later)]).toEqual([
      [harm],
      [after],
      [b],
      [b],
    ])
    expect(a).toBeDefined()
    const [told] = (await lead.call('GET', `${path}/events?after=0&limit=500`)).body.items.slice(-1)
    expect(told).toMatchObject({ type: 'tag.unsplit', before: { names: ['A'] }, after: { kept: ['B', 'C'] } })
  })

  test('is refused while the tag is in the bin, and for others than author and leads', async () => {
    const id = await mark(coder, [harm])
    const done = await split(['A'], [[id, 'A']])
    expect((await coder.call('POST', `${path}/events/${done.headers.get('x-event')}/revert`)).status).toBe(403)
    await lead.call('DELETE', `${path}/tags/${harm}`)
    expect((await revert(done)).body).toMatchObject({
      code: 'cannot-revert',
      detail: expect.stringContaining('in the bin'),
    })
    expect((await tagsOf(id))[0]).toBe(done.body.tags[0].id)
  })
})
