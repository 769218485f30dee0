import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import type { Difference } from '@/lib/schemas/review'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const text =
  'Salt came into the wells before the sea did, and nobody in the village wrote it down or told the harbour office.'

let lead: Caller, ana: Caller, ben: Caller, reviewer: Caller, reader: Caller
let path: string, d: string, r: string, water: string, village: string

// Four passages: one unanimous, one with other edges, one with other tags, one that Ben alone marked.
beforeEach(async () => {
  const made = await team(db, api, ['coder', 'reviewer', 'reader'])
  ;({ lead, coder: ana, reviewer, reader, path } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({
    data: { projectId: made.projectId, userId: ben.id, role: 'coder' },
    select: { role: true },
  })
  d = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body.document.id
  water = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  village = (await lead.call('POST', `${path}/tags`, { name: 'Village' })).body.id
  r = (
    await lead.call('POST', `${path}/rounds`, {
      name: 'First',
      documentIds: [d],
      coderIds: [ana.id, ben.id],
      visibility: 'until-all-submit',
    })
  ).body.id
  await mark(ana, 0, 24, water)
  await mark(ben, 0, 24, water)
  await mark(ana, 25, 43, water)
  await mark(ben, 32, 43, water)
  await mark(ana, 49, 70, village)
  await mark(ben, 49, 70, water)
  await mark(ben, 71, 85, village)
})

const mark = async (who: Caller, start: number, end: number, ...tagIds: string[]) =>
  (await who.call('POST', `${path}/annotations`, { documentId: d, start, end, tagIds })).body
const submit = async (...who: Caller[]) => {
  for (const coder of who)
    expect((await coder.call('POST', `${path}/rounds/${r}/submit`, { documentId: d })).status).toBe(200)
}
const differences = async (query = '', who = reviewer) =>
  (await who.call('GET', `${path}/rounds/${r}/differences?${query}`)).body as {
    items: Difference[]
    nextCursor: string | null
    total: number
    counts: object
    waitingFor: unknown[]
  }
const settle = (difference: Difference | undefined, decision: object, who = reviewer) =>
  who.call('POST', `${path}/rounds/${r}/verdicts`, {
    documentId: d,
    items: difference?.annotations.map(({ id, version }) => ({ annotationId: id, version })),
    ...decision,
  })
const consensus = async (who = reviewer) =>
  (await who.call('GET', `${path}/annotations?documentId=${d}&layer=consensus`)).body.items.map(
    (row: { start: number; end: number; tagIds: string[] }) => [row.start, row.end, ...row.tagIds],
  )
const at = (items: readonly Difference[], start: number) => items.find((item) => item.start === start)

describe('differences', () => {
  test('are there once the coders have submitted, in order of position, with who marked what and who nothing', async () => {
    await submit(ana)
    expect(await differences()).toMatchObject({
      items: [],
      total: 0,
      waitingFor: [{ documentId: d, coderIds: [ben.id] }],
    })
    await submit(ben)
    const { items, counts, waitingFor } = await differences()
    expect(items.map(({ start, end, kind, state, quote }) => [start, end, kind, state, quote])).toEqual([
      [25, 43, 'edges', 'open', text.slice(25, 43)],
      [49, 70, 'tags', 'open', text.slice(49, 70)],
      [71, 85, 'missing', 'open', text.slice(71, 85)],
    ])
    expect(items[2]).toMatchObject({ agreement: 0, coderIds: [ana.id, ben.id].toSorted() })
    expect(items[2]?.annotations.map((row) => row.author.id)).toEqual([ben.id])
    expect(counts).toEqual({ unanimous: 1, differing: 3, settled: 0, openUnanimous: 1 })
    expect(waitingFor).toEqual([])
    // Scripts get the order of the text unless they ask; the page about review asks for the lowest agreement first.
    expect((await differences('order=agreement')).items.map(({ agreement }) => agreement)).toEqual(
      items.map(({ agreement }) => agreement).toSorted((a, b) => a - b),
    )
  })

  test('page by cursor in either order, and stay right when work changes between pages', async () => {
    await submit(ana, ben)
    for (const order of ['position', 'agreement']) {
      const whole = (await differences(`show=all&order=${order}`)).items.map(({ id }) => id)
      const paged: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await differences(`show=all&order=${order}&limit=1&total=false${cursor && `&cursor=${cursor}`}`)
        paged.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor
      }
      expect(paged).toEqual(whole)
      expect(whole).toHaveLength(4)
    }
    const first = await differences('limit=2')
    await settle(first.items[0], { outcome: 'neither' })
    const second = await differences(`limit=2&state=open&cursor=${first.nextCursor}`)
    expect(second.items.map(({ start }) => start)).toEqual([71])
  })

  test('of any documents and coders outside of rounds, as far as one sees their work', async () => {
    const other = (await lead.call('POST', `${path}/documents`, { title: 'Harbour', text })).body.document.id
    for (const [who, tag] of [
      [ana, water],
      [ben, village],
    ] as const)
      await who.call('POST', `${path}/annotations`, { documentId: other, start: 0, end: 24, tagIds: [tag] })
    const { body } = await ana.call(
      'GET',
      `${path}/differences?documentId=${other}&documentId=${d}&coderId=${ana.id}&coderId=${ben.id}`,
    )
    expect(body.items.map((item: Difference) => [item.documentId, item.kind])).toEqual([
      // Of what a round hides from her she is not told that it is missing: on the other document she has nobody to be compared with.
      [other, 'tags'],
    ])
    expect((await ana.call('GET', `${path}/differences?documentId=${other}&coderId=${ana.id}`)).status).toBe(422)
  })
})

describe('verdicts', () => {
  beforeEach(() => submit(ana, ben))

  test.each([
    [
      'the first coder’s',
      25,
      () => ({ outcome: 'accepted', acceptedCoderIds: [ana.id] }),
      () => [[25, 43, water]],
      ['accepted', 'changed'],
    ],
    [
      'the second coder’s',
      49,
      () => ({ outcome: 'accepted', acceptedCoderIds: [ben.id] }),
      () => [[49, 70, water]],
      ['changed', 'accepted'],
    ],
    [
      'both',
      49,
      () => ({ outcome: 'accepted', acceptedCoderIds: [ana.id, ben.id] }),
      () => [[49, 70, ...[village, water].toSorted()]],
      ['accepted', 'accepted'],
    ],
    ['neither', 25, () => ({ outcome: 'neither' }), () => [], ['refused', 'refused']],
    [
      'something else',
      25,
      () => ({ outcome: 'edited', spans: [{ start: 28, end: 43, tagIds: [water, village] }] }),
      () => [[28, 43, ...[water, village].toSorted()]],
      ['changed', 'changed'],
    ],
  ])('accepting %s writes the consensus and leaves the originals', async (_, start, decision, expected, fates) => {
    const before = (await lead.call('GET', `${path}/annotations?documentId=${d}&layer=coder`)).body
    const { items } = await differences()
    const { status, body } = await settle(at(items, start), { ...decision(), reason: 'As the codebook says.' })
    expect([status, body.given]).toEqual([201, 1])
    expect(
      (await consensus())
        .map(([from, to, ...tags]: [number, number, ...string[]]) => [from, to, ...tags.toSorted()])
        .toSorted(),
    ).toEqual(expected())
    expect((await lead.call('GET', `${path}/annotations?documentId=${d}&layer=coder`)).body).toEqual(before)
    const after = at((await differences()).items, start)
    expect(after).toMatchObject({
      state: 'settled',
      verdict: { reason: 'As the codebook says.', createdBy: { id: reviewer.id } },
    })
    expect(after?.verdict?.items.toSorted((a) => (a.coderId === ana.id ? -1 : 1)).map((item) => item.fate)).toEqual(
      fates,
    )
    expect((await differences('state=open')).total).toBe(2)
  })

  test('everything unanimous is accepted at once, and reverted at once', async () => {
    const { body, headers } = await reviewer.call('POST', `${path}/rounds/${r}/verdicts`, { outcome: 'unanimous' })
    expect(body.given).toBe(1)
    expect(await consensus()).toEqual([[0, 24, water]])
    expect((await reviewer.call('POST', `${path}/rounds/${r}/verdicts`, { outcome: 'unanimous' })).body.given).toBe(0)
    expect((await reviewer.call('POST', `${path}/events/${headers.get('x-event')}/revert`)).status).toBe(200)
    expect(await consensus()).toEqual([])
    expect((await differences('show=unanimous&state=open')).total).toBe(1)
  })

  test('a second verdict takes the place of the first; reverting it puts the first in force again, and so back and forth', async () => {
    const passage = at((await differences()).items, 49)
    await settle(passage, { outcome: 'accepted', acceptedCoderIds: [ana.id] })
    const { headers } = await settle(passage, { outcome: 'accepted', acceptedCoderIds: [ben.id] })
    expect(await consensus()).toEqual([[49, 70, water]])
    const { body: undone } = await lead.call('POST', `${path}/events/${headers.get('x-event')}/revert`)
    expect(await consensus()).toEqual([[49, 70, village]])
    expect((await lead.call('POST', `${path}/events/${undone.seq}/revert`)).status).toBe(200)
    expect(await consensus()).toEqual([[49, 70, water]])
    expect(await db.annotation.count({ where: { documentId: d, layer: 'consensus', deletedAt: null } })).toBe(1)
  })

  test('what a later verdict put in place of an earlier one is in nobody’s bin, and does not come back from there', async () => {
    const passage = at((await differences()).items, 49)
    await settle(passage, { outcome: 'accepted', acceptedCoderIds: [ana.id] })
    await settle(passage, { outcome: 'edited', spans: [{ start: 49, end: 69, tagIds: [water] }] })
    const { id } = await db.annotation.findFirstOrThrow({
      where: { documentId: d, layer: 'consensus', deletedAt: { not: null } },
      select: { id: true },
    })
    for (const who of [reviewer, lead, ana, ben]) {
      expect((await who.call('GET', `${path}/bin`)).body).toMatchObject({ items: [], total: 0 })
      expect((await who.call('POST', `${path}/bin/annotation/${id}/restore`)).status).toBe(404)
    }
    expect(await consensus()).toEqual([[49, 69, water]])
  })

  test('a passage that changed meanwhile is not judged unseen, and comes back after a verdict when its coder changes it', async () => {
    const passage = at((await differences()).items, 25)
    await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: d, coderId: ben.id })
    const his = passage?.annotations.find((row) => row.author.id === ben.id)
    await ben.call('PATCH', `${path}/annotations/${his?.id}`, { version: his?.version, end: 42 })
    await submit(ben)
    expect((await settle(passage, { outcome: 'neither' })).body.code).toBe('version-conflict')
    expect(await consensus()).toEqual([])
    await settle(at((await differences()).items, 25), { outcome: 'neither' })
    await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: d, coderId: ben.id })
    await ben.call('PATCH', `${path}/annotations/${his?.id}`, { version: 2, end: 41 })
    await submit(ben)
    expect(at((await differences('state=open')).items, 25)?.state).toBe('outdated')
  })

  test('of which nothing is left is shown, withdrawn with what it wrote, and in force again when that is reverted', async () => {
    const passage = at((await differences()).items, 71)
    const { body: given } = await settle(passage, {
      outcome: 'edited',
      spans: [{ start: 71, end: 85, tagIds: [village] }],
      reason: 'It is one.',
    })
    const emptied = async (who = reviewer) => (await who.call('GET', `${path}/verdicts?emptied=true&roundId=${r}`)).body
    const withdraw = (who = reviewer) => who.call('POST', `${path}/verdicts/${given.ids[0]}/withdraw`)
    expect((await emptied()).items).toEqual([])
    expect((await withdraw()).body).toMatchObject({ status: 409, code: 'in-use' })
    await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: d, coderId: ben.id })
    const own = passage?.annotations[0]?.id
    await ben.call('DELETE', `${path}/annotations/${own}`)
    // Blind again, until all have submitted: nobody else knows that it is gone, who gave the verdict neither.
    expect([(await emptied()).items, (await withdraw()).status]).toEqual([[], 409])
    await submit(ben)
    expect(at((await differences('show=all')).items, 71)).toBeUndefined()
    expect((await emptied()).items).toMatchObject([
      {
        id: given.ids[0],
        isEmptied: true,
        items: [],
        reason: 'It is one.',
        consensus: [{ start: 71, end: 85, quote: text.slice(71, 85), tagIds: [village] }],
      },
    ])
    expect((await reviewer.call('GET', `${path}/verdicts?emptied=false`)).body.total).toBe(0)
    expect(await consensus()).toEqual([[71, 85, village]])
    for (const who of [ana, reader]) expect((await withdraw(who)).status).toBe(403)
    const done = await withdraw()
    expect(done.status).toBe(204)
    expect([(await emptied()).items, await consensus(), (await withdraw()).status]).toEqual([[], [], 404])
    const back = await reviewer.call('POST', `${path}/events/${done.headers.get('x-event')}/revert`)
    expect(back.body).toMatchObject({ type: 'verdict.given' })
    expect([(await emptied()).total, await consensus()]).toEqual([1, [[71, 85, village]]])
  })

  test('stands when the tags it speaks of are merged, and taken apart again; what was decided in between is looked at again', async () => {
    const [edges, tags] = [at((await differences()).items, 25), at((await differences()).items, 49)]
    await settle(edges, { outcome: 'accepted', acceptedCoderIds: [ana.id] })
    await settle(tags, { outcome: 'accepted', acceptedCoderIds: [ben.id] })
    const states = async () =>
      (await differences('show=all')).items
        .filter(({ start }) => start !== 0 && start !== 71)
        .map(({ start, state }) => [start, state])
    const sea = (await lead.call('POST', `${path}/tags`, { name: 'Sea' })).body.id
    const merged = await lead.call('POST', `${path}/tags/${water}/merge`, { intoId: sea })
    expect(await states()).toEqual([
      [25, 'settled'],
      [49, 'settled'],
    ])
    expect(await consensus()).toEqual([
      [25, 43, sea],
      [49, 70, sea],
    ])
    await settle(at((await differences('show=all')).items, 25), { outcome: 'accepted', acceptedCoderIds: [ben.id] })
    const apart = await lead.call('POST', `${path}/events/${merged.headers.get('x-event')}/revert`)
    expect(apart.status).toBe(200)
    // What was decided after the merge speaks of the other tag, so it is looked at again.
    expect(await states()).toEqual([
      [25, 'outdated'],
      [49, 'settled'],
    ])
    expect(await consensus()).toEqual([
      [32, 43, sea],
      [49, 70, water],
    ])
    expect((await lead.call('POST', `${path}/events/${apart.body.seq}/revert`)).status).toBe(200)
    expect((await states())[1]).toEqual([49, 'settled'])
  })

  test('a coder sees what became of their coding, and may contest it; a new verdict settles that', async () => {
    const passage = at((await differences()).items, 49)
    const { body } = await settle(passage, {
      outcome: 'accepted',
      acceptedCoderIds: [ana.id],
      reason: 'It is about people.',
    })
    const mine = await ben.call('GET', `${path}/verdicts?mine=true&fate=changed`)
    expect(mine.body).toMatchObject({ total: 1, items: [{ id: body.ids[0], reason: 'It is about people.' }] })
    expect((await ana.call('GET', `${path}/verdicts?mine=true&fate=changed`)).body.total).toBe(0)
    expect((await lead.call('POST', `${path}/verdicts/${body.ids[0]}/contest`, { reason: 'No' })).status).toBe(403)
    expect(
      (await ben.call('POST', `${path}/verdicts/${body.ids[0]}/contest`, { reason: 'The well is meant.' })).status,
    ).toBe(200)
    expect((await ben.call('POST', `${path}/verdicts/${body.ids[0]}/contest`, { reason: 'Again' })).status).toBe(409)
    const { body: thread } = await reviewer.call('GET', `${path}/comments?subjectType=verdict&subjectId=${body.ids[0]}`)
    expect(thread.items).toMatchObject([{ text: 'The well is meant.', author: { id: ben.id } }])
    const told = async (who: Caller) =>
      (await who.call('GET', '/me/notifications?unread=true')).body.items.map((row: { kind: string }) => row.kind)
    expect(await told(reviewer)).toEqual(['contest'])
    expect(at((await differences('state=open')).items, 49)).toMatchObject({
      state: 'contested',
      verdict: { contestedBy: { id: ben.id } },
    })
    await settle(passage, { outcome: 'accepted', acceptedCoderIds: [ana.id, ben.id] })
    expect(at((await differences()).items, 49)).toMatchObject({ state: 'settled', verdict: { contestedBy: null } })
    expect(await told(ben)).toContain('verdict')
  })

  test('are for leads and reviewers, on what is compared, with tags that exist; nobody changes the consensus by hand', async () => {
    const passage = at((await differences()).items, 49)
    for (const who of [ana, reader]) expect((await settle(passage, { outcome: 'neither' }, who)).status).toBe(403)
    expect((await settle(passage, { outcome: 'accepted', acceptedCoderIds: [lead.id] })).status).toBe(422)
    expect(
      (await settle(passage, { outcome: 'edited', spans: [{ start: 0, end: 4, tagIds: [newId()] }] })).status,
    ).toBe(422)
    expect(
      (await settle({ ...passage, annotations: [{ id: newId(), version: 1 }] } as Difference, { outcome: 'neither' }))
        .status,
    ).toBe(404)
    await settle(passage, { outcome: 'accepted', acceptedCoderIds: [ana.id] }, lead)
    const [row] = (await lead.call('GET', `${path}/annotations?layer=consensus`)).body.items
    expect((await lead.call('PATCH', `${path}/annotations/${row.id}`, { version: 1, note: 'by hand' })).status).toBe(
      403,
    )
    expect((await lead.call('DELETE', `${path}/annotations/${row.id}`)).status).toBe(403)
  })

  test('two reviewers at once: one verdict stands', async () => {
    const passage = at((await differences()).items, 49)
    await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        settle(passage, { outcome: 'accepted', acceptedCoderIds: [i % 2 ? ana.id : ben.id] }, i % 2 ? lead : reviewer),
      ),
    )
    expect(await db.verdict.count({ where: { documentId: d, supersededAt: null } })).toBe(1)
    expect(await consensus()).toHaveLength(1)
  })
})
