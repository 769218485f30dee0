import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const text = 'Salt came into the wells before the sea did, and nobody in the village wrote it down.'

let lead: Caller, ana: Caller, ben: Caller, reviewer: Caller, reader: Caller
let path: string
let documents: string[]
let tag: string

beforeAll(async () => {
  const made = await team(db, api, ['coder', 'reviewer', 'reader'])
  ;({ lead, coder: ana, reviewer, reader, path } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({ data: { projectId: made.projectId, userId: ben.id, role: 'coder' } })
  tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
})

/** A round of both coders on fresh documents, so that tests do not meet. */
async function setUp(visibility: string, more: object = {}) {
  documents = []
  for (const title of ['Wells', 'Harbour'])
    documents.push((await lead.call('POST', `${path}/documents`, { title, text })).body.document.id)
  const { status, body } = await lead.call('POST', `${path}/rounds`, {
    name: 'First round',
    documentIds: documents,
    coderIds: [ana.id, ben.id],
    visibility,
    ...more,
  })
  expect(status).toBe(201)
  return body as { id: string; version: number; codebookVersion: number }
}
const mark = (who: Caller, documentId = documents[0], more: object = {}) =>
  who.call('POST', `${path}/annotations`, { documentId, start: 0, end: 4, tagIds: [tag], ...more })
const stateOf = async (who: Caller, roundId: string) =>
  (await who.call('GET', `${path}/rounds/${roundId}`)).body.tasks.map((task: { state: string }) => task.state)

describe('setting up', () => {
  test('gives every coder every document and keeps the codebook as it was', async () => {
    const { id, codebookVersion } = await setUp('until-all-submit', {
      instructions: 'Whole sentences only.',
      dueAt: '2026-12-24T12:00:00Z',
    })
    const { body } = await lead.call('GET', `${path}/rounds/${id}`)
    expect(body).toMatchObject({
      name: 'First round',
      instructions: 'Whole sentences only.',
      dueAt: '2026-12-24T12:00:00.000Z',
      isBlind: true,
      progress: { tasks: 4, submitted: 0 },
      mine: { tasks: 0, submitted: 0 },
    })
    expect(body.tasks).toHaveLength(4)
    expect(codebookVersion).toBe(1)
    await lead.call('POST', `${path}/tags`, { name: `Later ${id}` })
    const stored = await db.round.findFirstOrThrow({ where: { id }, select: { codebook: true } })
    expect(stored.codebook).toEqual([expect.objectContaining({ id: tag, path: ['Water'] })])
  })

  test('says when the codebook was last changed with which it began, whatever is changed later', async () => {
    const at = async (id: string) => (await lead.call('GET', `${path}/rounds/${id}`)).body.codebookAt as string | null
    await setUp('open')
    const tagged = await lead.call('POST', `${path}/tags`, { name: `Earlier ${newId()}` })
    const { id } = await setUp('open')
    const changed = await db.event.findFirstOrThrow({
      where: { subjectId: tagged.body.id },
      select: { createdAt: true },
    })
    expect(await at(id)).toBe(changed.createdAt.toISOString())
    await lead.call('POST', `${path}/tags`, { name: `Later ${newId()}` })
    expect(await at(id)).toBe(changed.createdAt.toISOString())
    const bare = await team(db, api, ['coder'])
    const { body: document } = await bare.lead.call('POST', `${bare.path}/documents`, { title: 'Bare', text })
    const { body } = await bare.lead.call('POST', `${bare.path}/rounds`, {
      name: 'Before any tag',
      documentIds: [document.document.id],
      coderIds: [bare.coder.id],
      visibility: 'open',
    })
    expect(body.codebookAt).toBeNull()
  })

  test('the same id again is the same round', async () => {
    const { id } = await setUp('open')
    const again = await lead.call('POST', `${path}/rounds`, {
      id,
      name: 'Another name',
      documentIds: documents,
      coderIds: [ana.id],
      visibility: 'open',
    })
    expect(again.status).toBe(200)
    expect(again.body.name).toBe('First round')
  })

  test.each([
    ['a reviewer as coder', () => ({ coderIds: [reviewer.id] }), 'coderIds'],
    ['a document that is not there', () => ({ documentIds: [newId()] }), 'documentIds'],
    ['a passage elsewhere', () => ({ passages: [{ documentId: newId(), start: 0, end: 4 }] }), 'passages'],
    ['nobody', () => ({ coderIds: [] }), 'coderIds'],
  ])('refuses %s', async (_, wrong, field) => {
    await setUp('open')
    const { status, body } = await lead.call('POST', `${path}/rounds`, {
      name: 'x',
      documentIds: documents,
      coderIds: [ana.id],
      visibility: 'open',
      ...wrong(),
    })
    expect(status).toBe(422)
    expect(body.errors[0].path).toContain(field)
  })

  test('is for leads', async () => {
    const { id } = await setUp('open')
    for (const who of [ana, reviewer]) {
      expect(
        (
          await who.call('POST', `${path}/rounds`, {
            name: 'x',
            documentIds: documents,
            coderIds: [ana.id],
            visibility: 'open',
          })
        ).status,
      ).toBe(403)
      expect((await who.call('PATCH', `${path}/rounds/${id}`, { opened: true })).status).toBe(403)
      expect(
        (await who.call('POST', `${path}/rounds/${id}/reopen`, { documentId: documents[0], coderId: ana.id })).status,
      ).toBe(403)
    }
  })
})

describe('coding', () => {
  test('what a coder marks belongs to the round by itself, is shared even where private is usual, and shows as progress', async () => {
    await lead.call('PATCH', path, { settings: { defaultVisibility: 'private' } })
    const { id } = await setUp('open')
    const { body } = await mark(ana)
    expect(body).toMatchObject({ roundId: id, visibility: 'shared' })
    expect((await mark(ana, documents[0], { visibility: 'private' })).body).toMatchObject({
      roundId: id,
      visibility: 'private',
    })
    expect((await mark(lead)).body).toMatchObject({ roundId: null, visibility: 'private' })
    await lead.call('PATCH', path, { settings: { defaultVisibility: 'shared' } })
    const { body: bulk } = await ana.call('POST', `${path}/annotations/bulk`, {
      action: 'create',
      items: [{ documentId: documents[1], start: 0, end: 4 }],
    })
    expect((await ana.call('GET', `${path}/annotations/${bulk.ids[0]}`)).body.roundId).toBe(id)
    expect(await stateOf(ana, id)).toEqual(['coding', 'coding'])
    expect((await stateOf(lead, id)).toSorted()).toEqual(['coding', 'coding', 'not-started', 'not-started'])
    const { body: queue } = await ana.call('GET', `${path}/tasks?documentId=${documents[0]}`)
    expect(queue.items).toEqual([
      expect.objectContaining({ state: 'coding', annotationCount: 2, privateCount: 1, isBlind: false }),
    ])
  })

  test('a round of passages takes only what lies in them', async () => {
    await setUp('open')
    const { body: round } = await lead.call('POST', `${path}/rounds`, {
      name: 'Norming',
      kind: 'norming',
      documentIds: documents,
      coderIds: [ana.id],
      visibility: 'open',
      passages: [{ documentId: documents[0], start: 10, end: 30 }],
    })
    expect(round.passages[0].quote).toBe(text.slice(10, 30))
    expect((await mark(ana, documents[0], { start: 10, end: 30 })).body.roundId).toBe(round.id)
    expect((await mark(ana, documents[0], { start: 9, end: 30 })).body.roundId).not.toBe(round.id)
    expect((await mark(ana, documents[1], { start: 10, end: 30 })).body.roundId).not.toBe(round.id)
  })
})

describe('submitting', () => {
  test('freezes the coder’s own work of the round until it is reopened, and nothing else', async () => {
    const { id } = await setUp('open')
    const { body: mine } = await mark(ana)
    const { body: his } = await mark(ben)
    const { body: elsewhere } = await mark(ana, documents[1])
    expect((await ana.call('POST', `${path}/rounds/${id}/submit`, { documentId: documents[0] })).status).toBe(200)
    expect((await ana.call('POST', `${path}/rounds/${id}/submit`, { documentId: documents[0] })).status).toBe(200)
    const refusals = [
      await ana.call('PATCH', `${path}/annotations/${mine.id}`, { version: 1, note: 'more' }),
      await ana.call('DELETE', `${path}/annotations/${mine.id}`),
      await ana.call('POST', `${path}/annotations/bulk`, { action: 'untag', items: [{ id: mine.id, tagIds: [tag] }] }),
      await mark(ana),
      await ana.call('POST', `${path}/annotations/bulk`, {
        action: 'create',
        items: [{ documentId: documents[0], start: 0, end: 4 }],
      }),
    ]
    for (const { status, body } of refusals) expect([status, body.code]).toEqual([409, 'frozen'])
    expect((await ana.call('GET', `${path}/annotations/${mine.id}`)).body).toEqual(mine)
    expect((await ben.call('PATCH', `${path}/annotations/${his.id}`, { version: 1, note: 'more' })).status).toBe(200)
    expect((await ana.call('PATCH', `${path}/annotations/${elsewhere.id}`, { version: 1, note: 'more' })).status).toBe(
      200,
    )

    expect(
      (await lead.call('POST', `${path}/rounds/${id}/reopen`, { documentId: documents[0], coderId: ana.id })).status,
    ).toBe(200)
    expect(await stateOf(ana, id)).toContain('reopened')
    expect((await ana.call('PATCH', `${path}/annotations/${mine.id}`, { version: 1, note: 'more' })).status).toBe(200)
    // How far she is, readers and those who code elsewhere are not told by what happened either.
    for (const [who, isTold] of [
      [lead, true],
      [ana, true],
      [reader, false],
      [ben, false],
    ] as const) {
      for (const list of ['events?order=newest&limit=500', 'export?what=history&format=json']) {
        const answer = await who.call('GET', `${path}/${list}&roundId=${id}`)
        expect([answer.status, answer.text.includes('round.created')]).toEqual([200, true])
        expect([list, /round\.(submitted|reopened)/.test(answer.text)]).toEqual([list, isTold])
      }
    }
    const { body: log } = await lead.call('GET', `${path}/events?order=newest&kind=round`)
    expect(log.items.slice(0, 3).map((event: { type: string }) => event.type)).toEqual([
      'round.reopened',
      'round.submitted',
      'round.created',
    ])
  })

  test('is one’s own, of a document one has to code, in a round that is not closed', async () => {
    const { id } = await setUp('open')
    expect((await lead.call('POST', `${path}/rounds/${id}/submit`, { documentId: documents[0] })).status).toBe(404)
    expect((await ana.call('POST', `${path}/rounds/${id}/submit`, { documentId: newId() })).status).toBe(404)
    await lead.call('PATCH', `${path}/rounds/${id}`, { closed: true })
    expect((await ana.call('POST', `${path}/rounds/${id}/submit`, { documentId: documents[0] })).status).toBe(409)
    expect((await mark(ana)).body.roundId).toBeNull()
  })

  test('races with marking leave nothing behind that came after: what is frozen is what everybody sees', async () => {
    const { id } = await setUp('open')
    const marks = Array.from({ length: 20 }, () => mark(ana))
    const submitted = ana.call('POST', `${path}/rounds/${id}/submit`, { documentId: documents[0] })
    const stored = (await Promise.all(marks))
      .filter((answer) => answer.status === 201)
      .map((answer) => answer.body.createdAt as string)
    expect((await submitted).status).toBe(200)
    const after = await mark(ana)
    expect([after.status, after.body.code]).toEqual([409, 'frozen'])
    const { body } = await lead.call('GET', `${path}/annotations?documentId=${documents[0]}&roundId=${id}`)
    expect(body.total).toBe(stored.length)
  })
})

describe('changing', () => {
  test('people can be added, but nobody’s work is taken out', async () => {
    const { id } = await setUp('open')
    await mark(ana)
    expect((await lead.call('PATCH', `${path}/rounds/${id}`, { coderIds: [ben.id] })).status).toBe(409)
    const { status, body } = await lead.call('PATCH', `${path}/rounds/${id}`, { coderIds: [ana.id, lead.id] })
    expect(status).toBe(200)
    expect(body.coderIds.toSorted()).toEqual([ana.id, lead.id].toSorted())
  })

  test('how blind it is, is fixed once somebody has begun; a lead may open it early, which is on record for everybody', async () => {
    const { id, version } = await setUp('until-all-submit')
    expect((await lead.call('PATCH', `${path}/rounds/${id}`, { version, visibility: 'until-own-submit' })).status).toBe(
      200,
    )
    expect((await lead.call('PATCH', `${path}/rounds/${id}`, { version, visibility: 'open' })).status).toBe(409)
    await mark(ana)
    expect((await lead.call('PATCH', `${path}/rounds/${id}`, { visibility: 'open' })).body.code).toBe('in-use')
    const { body } = await lead.call('PATCH', `${path}/rounds/${id}`, { opened: true })
    expect(body).toMatchObject({ isBlind: false, openedBy: { id: lead.id } })
    expect((await ben.call('GET', `${path}/rounds/${id}`)).body.openedBy).toEqual({ id: lead.id, name: 'Lena' })
    expect((await ben.call('GET', `${path}/annotations?documentId=${documents[0]}`)).body.total).toBe(1)
    expect((await ben.call('GET', `${path}/events?order=newest&kind=round&limit=1`)).body.items[0]).toMatchObject({
      type: 'round.opened',
      actor: { id: lead.id },
    })
  })

  test('in the bin it hides and freezes nothing', async () => {
    const { id } = await setUp('until-all-submit')
    const { body: mine } = await mark(ana)
    await ana.call('POST', `${path}/rounds/${id}/submit`, { documentId: documents[0] })
    expect((await ben.call('GET', `${path}/annotations?documentId=${documents[0]}`)).body.total).toBe(0)
    expect((await lead.call('DELETE', `${path}/rounds/${id}`)).status).toBe(204)
    expect((await ben.call('GET', `${path}/annotations?documentId=${documents[0]}`)).body.total).toBe(1)
    expect((await ana.call('PATCH', `${path}/annotations/${mine.id}`, { version: 1, note: 'more' })).status).toBe(200)
    expect((await lead.call('GET', `${path}/rounds/${id}`)).status).toBe(404)
  })
})

describe('drawing a sample', () => {
  const spansOf = (round: { passages: { documentId: string; start: number; end: number }[] }) =>
    round.passages.map(({ documentId, start, end }) => ({ documentId, start, end }))
  const places = [
    [0, 4],
    [5, 9],
    [10, 14],
    [15, 18],
    [19, 22],
    [23, 28],
    [29, 33],
    [34, 37],
    [38, 41],
    [42, 45],
  ] as const
  const draw = (kind: string, sample: object, more: object = {}) =>
    lead.call('POST', `${path}/rounds`, {
      name: 'Drawn',
      kind,
      documentIds: documents,
      coderIds: [ben.id],
      visibility: 'until-own-submit',
      sample,
      ...more,
    })

  beforeAll(async () => {
    documents = []
    for (const title of ['Logs', 'Letters'])
      documents.push((await lead.call('POST', `${path}/documents`, { title, text })).body.document.id)
    for (const [start, end] of places)
      expect((await mark(ana, documents[0], { start, end, secondOpinion: start < 6 })).status).toBe(201)
    await mark(ana, documents[0], { start: 0, end: 80, visibility: 'private' })
    await mark(ben, documents[0], { start: 50, end: 60 })
  })

  test('keeps the seed, draws the same again, and leaves out documents without a passage', async () => {
    const { status, body } = await draw('second-look', { percent: 30, seed: 'spring tide', authorId: ana.id })
    expect(status).toBe(201)
    expect(body.sample).toEqual({
      seed: 'spring tide',
      drawn: 3,
      of: 10,
      count: null,
      percent: 30,
      tagIds: [],
      authorId: ana.id,
      secondOpinion: false,
    })
    expect(body.documentIds).toEqual([documents[0]])
    for (const passage of body.passages)
      expect(
        places.some(
          ([start, end]) => passage.start === start && passage.end === end && passage.quote === text.slice(start, end),
        ),
      ).toBe(true)
    expect((await lead.call('GET', `${path}/rounds/${body.id}`)).body.sample).toEqual(body.sample)
    const again = await draw('second-look', { percent: 30, seed: 'spring tide', authorId: ana.id })
    expect(spansOf(again.body)).toEqual(spansOf(body))
    const own = await draw('norming', { count: 4 })
    expect(own.body.sample.seed).toMatch(/.+/)
    expect(own.body.passages).toHaveLength(4)
  })

  test('hands nobody their own work for a second look, nor private work to anybody', async () => {
    const { body } = await draw('second-look', { percent: 100 }, { documentIds: undefined })
    expect(spansOf(body).filter((span) => span.documentId === documents[0])).toHaveLength(10)
    expect(spansOf(body)).not.toContainEqual({ documentId: documents[0], start: 50, end: 60 })
    expect(spansOf(body)).not.toContainEqual({ documentId: documents[0], start: 0, end: 80 })
  })

  test('can be limited to what asks for a second opinion', async () => {
    const { body } = await draw('second-look', { percent: 100, secondOpinion: true })
    expect(spansOf(body)).toEqual([
      { documentId: documents[0], start: 0, end: 4 },
      { documentId: documents[0], start: 5, end: 9 },
    ])
  })

  test.each([
    ['neither a number nor a share', () => ({ sample: {} })],
    ['both', () => ({ sample: { count: 3, percent: 10 } })],
    [
      'a sample and passages',
      () => ({ sample: { count: 3 }, passages: [{ documentId: documents[0], start: 0, end: 4 }] }),
    ],
    ['nothing to draw from', () => ({ sample: { count: 3, authorId: reviewer.id } })],
    ['no documents and no sample', () => ({ sample: undefined, documentIds: undefined })],
  ])('refuses %s', async (_, wrong) => {
    expect((await draw('norming', { count: 3 }, wrong())).status).toBe(422)
  })

  test('draws nothing that a blind round hides from whoever sets it up', async () => {
    const [blind] = [
      (await lead.call('POST', `${path}/documents`, { title: 'Blind', text })).body.document.id as string,
    ]
    await lead.call('POST', `${path}/rounds`, {
      name: 'Blind',
      documentIds: [blind],
      coderIds: [ana.id],
      visibility: 'until-own-submit',
    })
    await mark(ana, blind)
    expect((await draw('norming', { count: 3 }, { documentIds: [blind] })).status).toBe(422)
  })
})

describe('something to compare', () => {
  const isComparable = async (roundId: string, who = lead) =>
    (await who.call('GET', `${path}/rounds/${roundId}`)).body.isComparable as boolean
  const submitAs = (who: Caller, roundId: string, documentId = documents[0]) =>
    who.call('POST', `${path}/rounds/${roundId}/submit`, { documentId })

  test('in the open there is once two have coded one document', async () => {
    const { id } = await setUp('open')
    expect(await isComparable(id)).toBe(false)
    await mark(ana)
    await mark(ben, documents[1])
    expect(await isComparable(id)).toBe(false)
    await mark(ben, documents[0], { visibility: 'private' })
    expect(await isComparable(id)).toBe(false)
    await submitAs(ben, id)
    expect(await isComparable(id)).toBe(true)
    const { items } = (await lead.call('GET', `${path}/rounds/${id}/differences`)).body
    expect(items).toHaveLength(1)
  })

  test('nobody is told by it what a blind round hides from them', async () => {
    const { id } = await setUp('until-own-submit')
    for (const who of [ana, ben]) await mark(who)
    await submitAs(ben, id)
    for (const who of [lead, ana, ben]) expect(await isComparable(id, who)).toBe(false)
    await submitAs(ana, id)
    for (const who of [lead, ana, ben]) expect(await isComparable(id, who)).toBe(true)
    await lead.call('POST', `${path}/rounds/${id}/reopen`, { documentId: documents[0], coderId: ana.id })
    for (const who of [lead, ana, ben]) expect(await isComparable(id, who)).toBe(false)
  })

  describe('where a document is coded blind again in another round', () => {
    const codeAgain = async () =>
      (
        await lead.call('POST', `${path}/rounds`, {
          name: 'Second pass',
          documentIds: [documents[0]],
          coderIds: [ana.id],
          visibility: 'until-own-submit',
        })
      ).body.id as string
    const shown = async (roundId: string, who: Caller) =>
      (await who.call('GET', `${path}/rounds/${roundId}/differences?show=all`)).body
    const told = async (roundId: string, who: Caller) => ({
      isComparable: await isComparable(roundId, who),
      shown: await shown(roundId, who),
    })

    test('its coder is not told by an open round whether a colleague handed it in', async () => {
      const { id } = await setUp('open')
      await mark(ana)
      await mark(ben)
      const again = await codeAgain()
      const before = await told(id, ana)
      await submitAs(ben, id)
      expect(await told(id, ana)).toEqual(before)
      expect(before).toMatchObject({ isComparable: false, shown: { items: [] } })
      expect(await isComparable(id)).toBe(true)
      await submitAs(ana, again)
      expect(await told(id, ana)).toMatchObject({ isComparable: true })
      expect((await shown(id, ana)).items[0].coderIds).toHaveLength(2)
    })

    test('nothing of a closed round is compared for its coder, whose marks would seem to be all there is', async () => {
      const { id } = await setUp('until-own-submit')
      for (const who of [ana, ben]) {
        await mark(who)
        await submitAs(who, id)
      }
      await lead.call('PATCH', `${path}/rounds/${id}`, { closed: true })
      await codeAgain()
      expect(await told(id, ana)).toMatchObject({ isComparable: false, shown: { items: [] } })
      expect(await isComparable(id, ben)).toBe(true)
    })

    test('a blind round of others does not say whether it still waits', async () => {
      const { id } = await setUp('until-all-submit', { coderIds: [ben.id] })
      await codeAgain()
      const before = await told(id, ana)
      await submitAs(ben, id)
      expect(await told(id, ana)).toEqual(before)
    })
  })

  test('who has not begun in an open round said nothing, and is not compared', async () => {
    const cleo = await person(db, api, 'Cleo')
    await db.membership.create({
      data: { projectId: path.split('/').at(-1) ?? '', userId: cleo.id, role: 'coder' },
      select: { role: true },
    })
    const round = await setUp('open')
    await lead.call('PATCH', `${path}/rounds/${round.id}`, { coderIds: [ana.id, ben.id, cleo.id] })
    await mark(ana)
    await mark(ben)
    const { items } = (await lead.call('GET', `${path}/rounds/${round.id}/differences?show=all`)).body
    expect(items).toMatchObject([{ kind: 'unanimous', coderIds: [ana.id, ben.id].toSorted() }])
    await mark(cleo, documents[0], { start: 5, end: 9 })
    const later = (await lead.call('GET', `${path}/rounds/${round.id}/differences?show=all`)).body
    expect(later.items[0].coderIds).toHaveLength(3)
  })
})

test('closed rounds are in one’s queue only when asked for', async () => {
  const { id } = await setUp('until-all-submit')
  await lead.call('PATCH', `${path}/rounds/${id}`, { closed: true })
  expect((await ana.call('GET', `${path}/tasks?documentId=${documents[0]}`)).body.items).toEqual([])
  const { body } = await ana.call('GET', `${path}/tasks?documentId=${documents[0]}&rounds=all`)
  expect(body.items).toEqual([
    expect.objectContaining({ isBlind: false, round: expect.objectContaining({ id, closedAt: expect.any(String) }) }),
  ])
})
