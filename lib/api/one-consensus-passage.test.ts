import { beforeEach, expect, test } from 'vitest'
import type { Difference } from '@/lib/schemas/review'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

// In the consensus, same edges are one passage, whichever way they came to be the same.

const { db } = await freshDatabase()
const api = apiOn(db)
const text =
  'Salt came into the wells before the sea did, and nobody in the village wrote it down or told the harbour office.'

let lead: Caller, ana: Caller, ben: Caller, reviewer: Caller
let path: string, d: string, r: string, water: string, village: string, sea: string

beforeEach(async () => {
  const made = await team(db, api, ['coder', 'reviewer', 'reader'])
  ;({ lead, coder: ana, reviewer, path } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({
    data: { projectId: made.projectId, userId: ben.id, role: 'coder' },
    select: { role: true },
  })
  d = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body.document.id
  ;[water, village, sea] = (await Promise.all(
    ['Water', 'Village', 'Sea'].map(
      async (name) => (await lead.call('POST', `${path}/tags`, { name })).body.id as string,
    ),
  )) as [string, string, string]
  r = await round('First')
  await mark(ana, 49, 70, village)
  await mark(ben, 49, 70, water)
  // A word in it that nobody else marked is a matter of its own.
  await mark(ben, 63, 70, sea)
  await submit()
})

const round = async (name: string, visibility = 'until-all-submit') =>
  (await lead.call('POST', `${path}/rounds`, { name, documentIds: [d], coderIds: [ana.id, ben.id], visibility })).body
    .id as string
const mark = async (who: Caller, start: number, end: number, ...tagIds: string[]) =>
  (await who.call('POST', `${path}/annotations`, { documentId: d, start, end, tagIds })).body
const submit = async (roundId = r) => {
  for (const coder of [ana, ben])
    expect((await coder.call('POST', `${path}/rounds/${roundId}/submit`, { documentId: d })).status).toBe(200)
}
const differences = async (roundId = r) =>
  (await reviewer.call('GET', `${path}/rounds/${roundId}/differences`)).body.items as Difference[]
const at = async (start: number, roundId = r) => (await differences(roundId)).find((item) => item.start === start)
const settle = async (difference: Difference | undefined, decision: object, { who = reviewer, roundId = r } = {}) =>
  who.call('POST', `${path}/rounds/${roundId}/verdicts`, {
    documentId: d,
    items: difference?.annotations.map(({ id, version }) => ({ annotationId: id, version })),
    ...decision,
  })
const both = () => ({ outcome: 'accepted', acceptedCoderIds: [ana.id, ben.id] })
const edited = (start: number, end: number, ...tagIds: string[]) => ({
  outcome: 'edited',
  spans: [{ start, end, tagIds }],
})
const rows = async (who = reviewer, query = '') =>
  (await who.call('GET', `${path}/annotations?documentId=${d}&layer=consensus${query}`)).body.items as {
    id: string
    start: number
    end: number
    tagIds: string[]
    starred: boolean
  }[]
const consensus = async () => (await rows()).map((row) => [row.start, row.end, ...row.tagIds.toSorted()])
const revert = async (headers: Headers, who = lead) =>
  (await who.call('POST', `${path}/events/${headers.get('x-event')}/revert`)) as { status: number; headers: Headers }
const star = async (id?: string) =>
  expect((await lead.call('PATCH', `${path}/annotations/${id}`, { starred: true })).status).toBe(200)
const said = async ({ body }: { body: { ids: string[] } }) =>
  (await reviewer.call('GET', `${path}/verdicts`)).body.items.find((row: { id: string }) => row.id === body.ids[0])
const tags = (...ids: string[]) => ids.toSorted()

test('accepting both of two coders with the same edges and other tags writes one passage with the tags of both, which a theme counts once; so do reverting it and doing it again', async () => {
  const theme = (await lead.call('POST', `${path}/themes`, { name: 'Wells', tagIds: [water, village] })).body.id
  const given = await settle(await at(49), both())
  expect(await consensus()).toEqual([[49, 70, ...tags(water, village)]])
  expect((await lead.call('GET', `${path}/themes/${theme}/excerpts?layer=consensus`)).body.total).toBe(1)
  expect((await at(49))?.verdict).toMatchObject({
    consensus: [{ start: 49, end: 70, tagIds: tags(water, village) }],
    items: [{ fate: 'accepted' }, { fate: 'accepted' }],
  })
  const undone = await revert(given.headers)
  expect(await consensus()).toEqual([])
  expect((await revert(undone.headers)).status).toBe(200)
  expect(await consensus()).toEqual([[49, 70, ...tags(water, village)]])
})

test('spans that a reviewer wrote with the same edges are one passage', async () => {
  await settle(await at(49), {
    outcome: 'edited',
    spans: [
      { start: 49, end: 70, tagIds: [water] },
      { start: 49, end: 70, tagIds: [sea] },
      { start: 49, end: 60, tagIds: [water] },
    ],
  })
  expect(await consensus()).toEqual(
    [
      [49, 70, ...tags(water, sea)],
      [49, 60, water],
    ].toSorted((a, b) => Number(a[1]) - Number(b[1])),
  )
})

test('two verdicts that write the same edges speak of one passage; each says its own, and takes only its own along when it is withdrawn', async () => {
  await settle(await at(49), both())
  const second = await settle(await at(63), edited(49, 70, sea, water))
  expect(await consensus()).toEqual([[49, 70, ...tags(water, village, sea)]])
  const [passage] = await rows()
  await star(passage?.id)
  await lead.call('POST', `${path}/comments`, {
    subject: { type: 'annotation', id: passage?.id },
    body: 'For the report.',
  })
  expect((await at(49))?.verdict?.consensus).toMatchObject([{ tagIds: tags(water, village) }])
  expect((await at(63))?.verdict?.consensus).toMatchObject([{ start: 49, end: 70, tagIds: tags(water, sea) }])
  const undone = await revert(second.headers)
  expect(await consensus()).toEqual([[49, 70, ...tags(water, village)]])
  await revert(undone.headers)
  expect(await consensus()).toEqual([[49, 70, ...tags(water, village, sea)]])
  // A later verdict in the place of the first leaves what the second said.
  await settle(await at(49), { outcome: 'neither' })
  expect(await rows()).toMatchObject([{ id: passage?.id, starred: true }])
  expect(await consensus()).toEqual([[49, 70, ...tags(water, sea)]])
  expect(
    (await reviewer.call('GET', `${path}/comments?subjectType=annotation&subjectId=${passage?.id}`)).body.total,
  ).toBe(1)
})

test('a verdict in the place of another that writes the same edges keeps the passage, its star and its threads', async () => {
  await settle(await at(49), { outcome: 'accepted', acceptedCoderIds: [ana.id] })
  const [passage] = await rows()
  await star(passage?.id)
  await settle(await at(49), { outcome: 'accepted', acceptedCoderIds: [ben.id] }, { who: lead })
  expect(await rows()).toMatchObject([{ id: passage?.id, tagIds: [water], starred: true, author: { id: lead.id } }])
})

test('two reviewers at once on two stretches write one passage', async () => {
  const [first, second] = [await at(49), await at(63)]
  const answers = await Promise.all([settle(first, both()), settle(second, edited(49, 70, sea), { who: lead })])
  expect(answers.map((answer) => answer.status)).toEqual([201, 201])
  expect(await consensus()).toEqual([[49, 70, ...tags(water, village, sea)]])
  // And two who revert both at once leave nothing.
  const undone = await Promise.all(answers.map((answer) => revert(answer.headers)))
  expect(undone.map((answer) => answer.status)).toEqual([200, 200])
  expect(await consensus()).toEqual([])
})

test('verdicts of two rounds speak of one passage, which is found under either round', async () => {
  await settle(await at(49), both())
  const second = await round('Second', 'open')
  await mark(ana, 49, 70, sea)
  await mark(ben, 49, 70, village)
  await submit(second)
  await settle(await at(49, second), both(), { roundId: second })
  expect(await consensus()).toEqual([[49, 70, ...tags(water, village, sea)]])
  for (const roundId of [r, second]) expect(await rows(reviewer, `&roundId=${roundId}`)).toHaveLength(1)
})

test('a passage is veiled while any verdict is that speaks of it, and no verdict says what another said', async () => {
  await settle(await at(49), both())
  const second = await round('Second')
  await mark(ana, 49, 70, sea)
  await mark(ben, 49, 70, sea)
  await submit(second)
  await reviewer.call('POST', `${path}/rounds/${second}/verdicts`, { outcome: 'unanimous' })
  expect(await consensus()).toEqual([[49, 70, ...tags(water, village, sea)]])
  await lead.call('POST', `${path}/rounds/${second}/reopen`, { documentId: d, coderId: ben.id })
  expect(await rows(lead)).toEqual([])
  expect((await at(49))?.verdict?.consensus).toMatchObject([{ tagIds: tags(water, village) }])
})

test('a correction that carries two passages to the same edges joins them; reverting it takes them apart', async () => {
  await settle(await at(49), both())
  await settle(await at(63), edited(63, 70, sea))
  const [whole, word] = await rows()
  await star(word?.id)
  // A passage has a star of each who put one there; the lead's is on both, the reviewer's was put on while the lead's was hidden from them.
  const stars = () =>
    db.star.findMany({
      where: { annotationId: { in: [whole?.id ?? '', word?.id ?? ''] } },
      select: { annotationId: true, userId: true },
      orderBy: [{ annotationId: 'asc' }, { userId: 'asc' }],
    })
  await star(whole?.id)
  await db.star.create({
    data: { projectId: path.split('/')[2] ?? '', annotationId: word?.id ?? '', userId: reviewer.id },
  })
  const starred = await stars()
  expect(starred).toHaveLength(3)
  const thread = await lead.call('POST', `${path}/comments`, {
    subject: { type: 'annotation', id: word?.id },
    body: 'The word.',
  })
  const before = await consensus()
  const { revisionId } = (await lead.call('GET', `${path}/documents/${d}`)).body
  const corrected = await lead.call('POST', `${path}/documents/${d}/revisions`, {
    baseRevisionId: revisionId,
    text: text.slice(0, 49) + text.slice(63),
  })
  expect(corrected.status).toBe(201)
  expect(await consensus()).toEqual([[49, 56, ...tags(water, village, sea)]])
  const [joined] = await rows()
  expect(joined).toMatchObject({ starred: true })
  expect((await stars()).filter(({ annotationId }) => annotationId === joined?.id)).toHaveLength(2)
  expect(
    (await lead.call('GET', `${path}/comments?subjectType=annotation&subjectId=${joined?.id}`)).body.items,
  ).toMatchObject([{ id: thread.body.id }])
  const undone = await revert(corrected.headers)
  expect(undone.status).toBe(200)
  expect(await consensus()).toEqual(before)
  expect(await stars()).toEqual(starred)
  expect((await lead.call('GET', `${path}/comments?subjectType=annotation&subjectId=${word?.id}`)).body.total).toBe(1)
  expect((await revert(undone.headers)).status).toBe(200)
  expect(await consensus()).toEqual([[49, 56, ...tags(water, village, sea)]])
})

test('tags that are merged and taken apart again are what each verdict said, where one passage carried both', async () => {
  await settle(await at(49), both())
  const second = await settle(await at(63), edited(49, 70, sea))
  const merged = await lead.call('POST', `${path}/tags/${sea}/merge`, { intoId: water })
  expect(await consensus()).toEqual([[49, 70, ...tags(water, village)]])
  expect((await said(second)).consensus).toMatchObject([{ tagIds: [water] }])
  const apart = await revert(merged.headers)
  expect(await consensus()).toEqual([[49, 70, ...tags(water, village, sea)]])
  expect((await said(second)).consensus).toMatchObject([{ tagIds: [sea] }])
  await revert(apart.headers)
  await revert(second.headers)
  expect(await consensus()).toEqual([[49, 70, ...tags(water, village)]])
})

test('a split of a tag goes along with what verdicts said', async () => {
  await settle(await at(49), both())
  await settle(await at(63), edited(49, 70, sea))
  const [passage] = await rows()
  const split = await lead.call('POST', `${path}/tags/${water}/split`, {
    names: ['Fresh water'],
    assign: [{ annotationId: passage?.id, name: 'Fresh water' }],
  })
  expect(split.status).toBeLessThan(300)
  const fresh = (
    await db.tag.findFirstOrThrow({ where: { name: 'Fresh water', project: { id: path.split('/').at(-1) } } })
  ).id
  expect((await at(49))?.verdict?.consensus).toMatchObject([{ tagIds: tags(fresh, village) }])
  await settle(await at(63), { outcome: 'neither' })
  expect(await consensus()).toEqual([[49, 70, ...tags(fresh, village)]])
})

test('what was decided is credited to nobody: the reviewer is neither its group, nor among those who marked, nor its coder in a file', async () => {
  const theme = (await lead.call('POST', `${path}/themes`, { name: 'Wells', tagIds: [water, village] })).body.id
  await settle(await at(49), both())
  const [passage] = await rows()
  const grouped = async (query: string) =>
    (await lead.call('GET', `${path}/themes/${theme}/excerpts?groupBy=author${query}`)).body.items.map(
      (row: { group: object }) => row.group,
    )
  expect(await grouped('&layer=consensus')).toEqual([{ key: 'consensus', label: 'Consensus' }])
  // Page by page it is the same.
  const first = (await lead.call('GET', `${path}/themes/${theme}/excerpts?groupBy=author&limit=1`)).body
  const rest = (
    await lead.call(
      'GET',
      `${path}/themes/${theme}/excerpts?groupBy=author&cursor=${encodeURIComponent(first.nextCursor)}`,
    )
  ).body.items
  expect([...first.items, ...rest].map((row: { group: { key: string } }) => row.group.key).toSorted()).toEqual(
    [ana.id, ben.id, 'consensus'].toSorted(),
  )
  expect(
    (await lead.call('GET', `${path}/themes/${theme}/summary`)).body.byAuthor
      .map((row: { id: string }) => row.id)
      .toSorted(),
  ).toEqual([ana.id, ben.id].toSorted())
  const file = async (format: string, more = '') =>
    (await lead.call('GET', `${path}/export?what=excerpts&format=${format}&layer=consensus${more}`)).text
  for (const format of ['csv', 'md', 'html']) expect(await file(format), format).not.toContain(reviewer.name)
  expect(await file('md')).toContain('consensus')
  expect(await file('md', '&groupBy=author')).toContain('Consensus')
  const quoting = { type: 'doc', content: [{ type: 'excerpt', attrs: { annotationId: passage?.id } }] }
  expect(
    (await lead.call('POST', `${path}/comments`, { subject: { type: 'theme', id: theme }, body: quoting })).body
      .excerpts,
  ).toMatchObject([{ layer: 'consensus' }])
})
