import { beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

// A verdict repeats what coders marked, and so do its consensus and its event: whoever may not know of their work may not read it there either.

const { db } = await freshDatabase()
const api = apiOn(db)
const text = 'Salt came into the wells before the sea did, and nobody in the village wrote it down.'

let lead: Caller, ana: Caller, ben: Caller, cem: Caller, reviewer: Caller, reader: Caller
let path: string, documents: string[], r: string

beforeEach(async () => {
  const made = await team(db, api, ['coder', 'reviewer', 'reader'])
  ;({ lead, coder: ana, reviewer, reader, path } = made)
  ;[ben, cem] = [await person(db, api, 'Ben'), await person(db, api, 'Cem')]
  for (const { id } of [ben, cem])
    await db.membership.create({
      data: { projectId: made.projectId, userId: id, role: 'coder' },
      select: { role: true },
    })
  documents = []
  for (const title of ['Wells', 'Harbour'])
    documents.push((await lead.call('POST', `${path}/documents`, { title, text })).body.document.id)
  const tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  r = (
    await lead.call('POST', `${path}/rounds`, {
      name: 'First',
      documentIds: documents,
      coderIds: [ana.id, ben.id, cem.id],
      visibility: 'until-own-submit',
    })
  ).body.id
  for (const who of [ben, cem])
    for (const documentId of documents) {
      expect(
        (await who.call('POST', `${path}/annotations`, { documentId, start: 19, end: 24, tagIds: [tag] })).status,
      ).toBe(201)
      await submit(who, documentId)
    }
})

const submit = async (who: Caller, documentId = documents[0]) =>
  expect((await who.call('POST', `${path}/rounds/${r}/submit`, { documentId })).status).toBe(200)
const accept = async () => {
  const { status, body, headers } = await reviewer.call('POST', `${path}/rounds/${r}/verdicts`, {
    outcome: 'unanimous',
  })
  expect([status, body.given]).toEqual([201, 2])
  return headers.get('x-event')
}
const history = async (who: Caller) =>
  (await who.call('GET', `${path}/events?order=newest&kind=verdict`)).body.items as {
    type: string
    after: { items: { documentId: string }[] }
  }[]

describe('verdicts on several documents, which are one event of no single document', () => {
  test('are no event at all for whoever still codes all of these blind', async () => {
    const seq = await accept()
    expect(await history(ana)).toEqual([])
    expect((await ana.call('GET', `${path}/export?what=history&format=json`)).text).not.toContain('wells')
    expect((await ana.call('GET', `${path}/events/${seq}/revert`)).status).toBe(404)
    expect((await history(lead)).map((event) => event.after.items.map((item) => item.documentId).toSorted())).toEqual([
      documents.toSorted(),
    ])
  })

  test('are shown for those documents that somebody has submitted', async () => {
    await accept()
    await submit(ana)
    expect((await history(ana)).map((event) => event.after.items.map((item) => item.documentId))).toEqual([
      [documents[0]],
    ])
    await submit(ana, documents[1])
    expect((await history(ana)).map((event) => event.after.items.length)).toEqual([2])
  })
})

describe('once the work of one who was compared is given back to them', () => {
  test.each(['lead', 'reader'] as const)(
    'a %s does not find it in the verdict, its consensus or its act until it is handed in again',
    async (name) => {
      const who = { lead, reader }[name]
      await accept()
      const seen = async () => ({
        verdicts: (await who.call('GET', `${path}/verdicts?documentId=${documents[0]}`)).body.total,
        consensus: (await who.call('GET', `${path}/annotations?documentId=${documents[0]}&layer=consensus`)).body.total,
        events: (await history(who))
          .flatMap((event) => event.after.items)
          .filter((item) => item.documentId === documents[0]).length,
      })
      expect(await seen()).toEqual({ verdicts: 1, consensus: 1, events: 1 })
      await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: documents[0], coderId: ben.id })
      expect(await seen()).toEqual({ verdicts: 0, consensus: 0, events: 0 })
      await submit(ben)
      expect(await seen()).toEqual({ verdicts: 1, consensus: 1, events: 1 })
    },
  )
})

test('how far colleagues are with a document is for those who may see progress, in the comparison too', async () => {
  const waiting = async (who: Caller) =>
    (await who.call('GET', `${path}/rounds/${r}/differences?documentId=${documents[0]}`)).body.waitingFor
  expect(await waiting(reviewer)).toEqual([{ documentId: documents[0], coderIds: [ana.id] }])
  expect(await waiting(ana)).toEqual([{ documentId: documents[0], coderIds: [ana.id] }])
  await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: documents[0], coderId: ben.id })
  expect(await waiting(ana)).toEqual([{ documentId: documents[0], coderIds: [ana.id] }])
  expect(await waiting(reader)).toEqual([])
  expect((await waiting(reviewer))[0].coderIds.toSorted()).toEqual([ana.id, ben.id].toSorted())
})

test('the passages of a round that others are to look at again are not shown to who codes their document blind', async () => {
  const draw = {
    name: 'Again',
    kind: 'second-look',
    documentIds: [documents[0]],
    coderIds: [cem.id],
    visibility: 'open',
    sample: { percent: 100, authorId: ben.id },
  }
  const { body, status } = await lead.call('POST', `${path}/rounds`, draw)
  expect([status, body.passages.length, body.sample.drawn]).toEqual([201, 1, 1])
  const seen = async (who: Caller) => (await who.call('GET', `${path}/rounds/${body.id}`)).body
  expect(await seen(ana)).toMatchObject({ passages: [], sample: null })
  expect(JSON.stringify(await ana.call('GET', `${path}/events?order=newest&kind=round`))).not.toContain('"drawn"')
  expect(await seen(cem)).toMatchObject({ passages: [{ start: 19, end: 24 }], sample: { drawn: 1 } })
  await submit(ana)
  expect(await seen(ana)).toMatchObject({ passages: [{ start: 19, end: 24 }], sample: { drawn: 1 } })
})

test('the passages that were drawn from somebody’s work are hidden with it from whoever neither set the round up nor codes it', async () => {
  const draw = (sample: object) =>
    lead.call('POST', `${path}/rounds`, {
      name: 'Again',
      kind: 'second-look',
      documentIds: [documents[0]],
      coderIds: [cem.id],
      visibility: 'open',
      sample: { percent: 100, ...sample },
    })
  const drawn = [await draw({ authorId: ben.id }), await draw({})].map(({ body }) => body.id as string)
  const seen = (who: Caller) =>
    Promise.all(
      drawn.map(async (id) => {
        const { passages, sample } = (await who.call('GET', `${path}/rounds/${id}`)).body
        return [passages.length > 0, sample !== null]
      }),
    )
  const whole = [
    [true, true],
    [true, true],
  ]
  const hidden = [
    [false, false],
    [false, false],
  ]
  expect(await seen(reader)).toEqual(whole)
  await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: documents[0], coderId: ben.id })
  for (const who of [reader, reviewer]) expect(await seen(who), who.name).toEqual(hidden)
  for (const who of [lead, cem]) expect(await seen(who), who.name).toEqual(whole)
  await submit(ben)
  expect(await seen(reader)).toEqual(whole)
})

describe('a verdict that a round hides from a reviewer who judges the same work', () => {
  const revised = async (who: Caller, tagId: string) => {
    const made = await who.call('POST', `${path}/annotations`, {
      documentId: documents[0],
      start: 60,
      end: 70,
      tagIds: [tagId],
    })
    return made.body.id as string
  }
  const verdict = (who: Caller, ids: readonly string[], acceptedCoderIds: readonly string[]) =>
    who.call('POST', `${path}/rounds/${r}/verdicts`, {
      documentId: documents[0],
      items: ids.map((annotationId) => ({ annotationId, version: 1 })),
      outcome: 'accepted',
      acceptedCoderIds,
    })
  const standing = async (who: Caller) =>
    (await who.call('GET', `${path}/verdicts?documentId=${documents[0]}`)).body.items as {
      id: string
      coderIds: string[]
      contestedBy: object | null
      createdAt: string
    }[]
  const consensus = async (who: Caller) =>
    (await who.call('GET', `${path}/annotations?documentId=${documents[0]}&layer=consensus`)).body.items as {
      id: string
      start: number
      end: number
      version: number
      createdAt: string
      tagIds: string[]
    }[]
  const stretch = async (who: Caller) =>
    (await who.call('GET', `${path}/rounds/${r}/differences?documentId=${documents[0]}&show=all`)).body.items.find(
      (item: { start: number }) => item.start === 60,
    )
  const notes = async (who: Caller) =>
    (await who.call('GET', '/me/notifications')).body.items.map((note: { kind: string }) => note.kind) as string[]

  /** Ben, Cem and Ana mark the same; then Ana's document is given back to her. With a verdict of the lead on all three, which Ana contested, or without. */
  async function reopened(isJudged: boolean) {
    const [first, second] = (await lead.call('GET', `${path}/tags`)).body.items.map((row: { id: string }) => row.id)
    const other = second ?? (await lead.call('POST', `${path}/tags`, { name: 'Village' })).body.id
    for (const who of [ben, cem])
      await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: documents[0], coderId: who.id })
    const ids = [await revised(ben, first), await revised(cem, other), await revised(ana, first)] as const
    for (const who of [ana, ben, cem]) await submit(who)
    let hidden: string | null = null
    if (isJudged) {
      hidden = (await verdict(lead, ids, [ben.id, cem.id])).body.ids[0] as string
      expect((await ana.call('POST', `${path}/verdicts/${hidden}/contest`, { reason: 'Not so.' })).status).toBe(200)
    }
    await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: documents[0], coderId: ana.id })
    return { ids: ids.slice(0, 2), hidden }
  }

  test('changes nothing of what they are answered, neither when they give theirs nor when they revert it or do it again', async () => {
    const answers = []
    for (const isJudged of [false, true]) {
      if (isJudged)
        for (const { id } of await db.annotation.findMany({ where: { documentId: documents[0], start: 60 } }))
          await db.annotation.delete({ where: { projectId_id: { projectId: path.split('/')[2] ?? '', id } } })
      const { ids } = await reopened(isJudged)
      expect(await standing(reviewer)).toEqual([])
      expect(await consensus(reviewer)).toEqual([])
      const before = (await stretch(reviewer)).state
      const given = await verdict(reviewer, ids, [ben.id])
      const [own] = await standing(reviewer)
      const passages = (await consensus(reviewer)).map(({ start, end, version, createdAt, tagIds }) => [
        start,
        end,
        version,
        createdAt === own?.createdAt,
        tagIds.length,
      ])
      const address = `${path}/events/${given.headers.get('x-event')}/revert`
      const preview = (await reviewer.call('GET', address)).body
      const undone = await reviewer.call('POST', address)
      const left = [(await standing(reviewer)).length, (await consensus(reviewer)).length]
      const redone = await reviewer.call('POST', `${path}/events/${undone.headers.get('x-event')}/revert`)
      const back = [(await standing(reviewer)).length, (await consensus(reviewer)).length]
      const state = (await stretch(reviewer)).state
      await reviewer.call('POST', `${path}/events/${redone.headers.get('x-event')}/revert`)
      answers.push({
        ...{ before, passages, preview, left, back, state },
        statuses: [given.status, undone.status, redone.status],
        effects: [undone.body.effects, redone.body.effects],
      })
    }
    expect(answers[0]).toMatchObject({
      statuses: [201, 200, 200],
      before: 'open',
      passages: [[60, 70, 1, true, 1]],
      left: [0, 0],
      back: [1, 1],
      state: 'settled',
    })
    expect(answers[1]).toEqual(answers[0])
  })

  test('stands beside theirs when it is seen again, with its contest; the passage waits until somebody decides in the place of both', async () => {
    const { ids, hidden } = await reopened(true)
    const given = (await verdict(reviewer, ids, [ben.id])).body.ids[0] as string
    expect(await notes(ana)).not.toContain('verdict')
    expect((await standing(lead)).map(({ id }) => id)).toEqual([given, hidden])
    expect(await stretch(lead)).toMatchObject({ state: 'contested', verdict: { id: hidden } })
    await submit(ana)
    for (const who of [lead, reviewer, ana]) {
      expect((await standing(who)).map(({ id, contestedBy }) => [id, contestedBy !== null])).toEqual([
        [given, false],
        [hidden, true],
      ])
      expect(await stretch(who)).toMatchObject({ state: 'contested', verdict: { id: hidden } })
    }
    const [kept, twin] = (await consensus(reviewer)).map(({ id }) => id).toSorted()
    const talk = (id: string | undefined) =>
      lead.call('POST', `${path}/comments`, { subject: { type: 'annotation', id }, body: 'For the report.' })
    for (const id of [kept, twin]) expect((await talk(id)).status).toBe(201)
    expect((await lead.call('PATCH', `${path}/annotations/${twin}`, { starred: true })).status).toBe(200)
    const all = (await stretch(reviewer)).annotations.map((row: { id: string }) => row.id)
    expect((await verdict(reviewer, all, [cem.id])).status).toBe(201)
    expect((await standing(lead)).map(({ coderIds }) => coderIds.length)).toEqual([3])
    expect(await stretch(lead)).toMatchObject({ state: 'settled' })
    // One passage a place again, with what people said about either.
    expect(await consensus(lead)).toMatchObject([{ id: kept, start: 60, end: 70, starred: true }])
    expect(
      (await lead.call('GET', `${path}/comments?subjectType=annotation&subjectId=${kept}`)).body.items,
    ).toHaveLength(2)
    expect(await notes(ana)).toContain('verdict')
  })

  test('is not withdrawn, told or put beside another by a lead who reverts an event on several documents', async () => {
    const seq = await accept()
    await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: documents[0], coderId: ben.id })
    const undone = await lead.call('POST', `${path}/events/${seq}/revert`)
    expect(undone.body.effects).toEqual(['The verdict was withdrawn with what it wrote into the consensus.'])
    expect(JSON.stringify((await history(lead))[0])).not.toContain(documents[0])
    await submit(ben)
    expect((await standing(lead)).length).toBe(1)
    expect((await lead.call('GET', `${path}/verdicts?documentId=${documents[1]}`)).body.total).toBe(0)
  })
})

describe('a verdict that was given outside of rounds', () => {
  /** What two coders marked on the first document, as the reviewer compares it without naming a round. */
  const compared = async (coders: Caller[]) => {
    const asked = coders.map(({ id }) => `coderId=${id}`).join('&')
    const { items } = (await reviewer.call('GET', `${path}/differences?documentId=${documents[0]}&${asked}&show=all`))
      .body
    return items as { annotations: { id: string; version: number }[] }[]
  }
  const settle = async (coders: Caller[], accepted: Caller) => {
    const [first] = await compared(coders)
    return reviewer.call('POST', `${path}/verdicts`, {
      documentId: documents[0],
      coderIds: coders.map(({ id }) => id),
      items: first?.annotations.map(({ id, version }) => ({ annotationId: id, version })),
      outcome: 'accepted',
      acceptedCoderIds: [accepted.id],
      reason: 'As Ben said',
    })
  }
  const told = async (who: Caller) => ({
    verdicts: (await who.call('GET', `${path}/verdicts`)).body.items,
    consensus: (await who.call('GET', `${path}/annotations?documentId=${documents[0]}&layer=consensus`)).body.items,
    events: await history(who),
    bell: (await who.call('GET', '/notifications')).body.items,
  })
  const nothing = { verdicts: [], consensus: [], events: [] }

  test('belongs to the round in which that coding was made, is hidden with it, and tells nothing of what happens to it', async () => {
    const given = await settle([ben, cem], ben)
    expect(given.status).toBe(201)
    expect((await told(reader)).verdicts).toMatchObject([{ roundId: r, reason: 'As Ben said' }])
    await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: documents[0], coderId: ben.id })
    const before = await told(reader)
    expect(before).toMatchObject(nothing)
    const [mine] = (await ben.call('GET', `${path}/annotations?documentId=${documents[0]}&authorId=${ben.id}`)).body
      .items
    expect((await ben.call('DELETE', `${path}/annotations/${mine.id}`)).status).toBe(204)
    expect(await told(reader)).toEqual(before)
  })

  test('is hidden with the coder whose having marked nothing it tells', async () => {
    const outside = (await lead.call('POST', `${path}/documents`, { title: 'Shore', text })).body.document.id
    const marked = await ben.call('POST', `${path}/annotations`, { documentId: outside, start: 0, end: 4 })
    documents = [outside]
    r = (
      await lead.call('POST', `${path}/rounds`, {
        name: 'Second',
        documentIds: [outside],
        coderIds: [cem.id],
        visibility: 'until-own-submit',
      })
    ).body.id
    await submit(cem)
    expect((await settle([ben, cem], ben)).status).toBe(201)
    expect((await told(reader)).consensus).toHaveLength(1)
    await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: outside, coderId: cem.id })
    expect(await told(reader)).toMatchObject(nothing)
    expect((await reader.call('GET', `${path}/annotations/${marked.body.id}`)).status).toBe(200)
  })

  /** A document that Ben marked outside of rounds or in one, and Cem was asked for by others, in which he marked nothing and submitted. */
  async function markedByBenAlone(benIn: string | null, cemIn: readonly string[]): Promise<string[]> {
    documents = [(await lead.call('POST', `${path}/documents`, { title: 'Shore', text })).body.document.id]
    const ask = async ({ id }: Caller, visibility: string) =>
      (
        await lead.call('POST', `${path}/rounds`, {
          name: visibility,
          documentIds: documents,
          coderIds: [id],
          visibility,
        })
      ).body.id as string
    const first = benIn === null ? null : await ask(ben, benIn)
    await ben.call('POST', `${path}/annotations`, { documentId: documents[0], start: 0, end: 4 })
    if (first !== null) await ben.call('POST', `${path}/rounds/${first}/submit`, { documentId: documents[0] })
    const rounds: string[] = []
    for (const visibility of cemIn) {
      rounds.push(await ask(cem, visibility))
      await cem.call('POST', `${path}/rounds/${rounds.at(-1)}/submit`, { documentId: documents[0] })
    }
    return rounds
  }

  test('is not taken out of a blind round, in which a coder marked nothing, by an open one that asked them later', async () => {
    const [blind] = await markedByBenAlone(null, ['until-own-submit', 'open'])
    expect((await settle([ben, cem], ben)).status).toBe(201)
    expect((await told(reader)).verdicts).toMatchObject([{ roundId: blind }])
    await lead.call('POST', `${path}/rounds/${blind}/reopen`, { documentId: documents[0], coderId: cem.id })
    expect(await told(reader)).toMatchObject(nothing)
  })

  test.each([
    ['one coder marked something and another nothing in different rounds', 'until-own-submit', ['until-own-submit']],
    ['a coder marked nothing in two rounds', null, ['until-own-submit', 'until-all-submit']],
  ])('is refused where %s', async (_, benIn, cemIn) => {
    await markedByBenAlone(benIn, cemIn)
    expect((await settle([ben, cem], ben)).body).toMatchObject({
      code: 'invalid',
      detail: expect.stringContaining('several rounds'),
    })
    expect(await told(reader)).toMatchObject(nothing)
  })

  const close = (id: string, closed = true) => lead.call('PATCH', `${path}/rounds/${id}`, { closed })

  test.each([
    ['one coder marked something and another nothing in different rounds', 'until-own-submit', ['until-own-submit']],
    ['a coder marked nothing in two rounds', null, ['until-own-submit', 'until-all-submit']],
  ])(
    'is given once all of them but one are closed where %s, and belongs to the one that goes on',
    async (_, benIn, cemIn) => {
      const rounds = await markedByBenAlone(benIn, cemIn)
      const all = (await lead.call('GET', `${path}/rounds?limit=100`)).body.items as { id: string }[]
      const open = rounds.at(-1) ?? ''
      for (const { id } of all) if (id !== open) expect((await close(id)).status).toBe(200)
      expect((await settle([ben, cem], ben)).status).toBe(201)
      expect((await told(reader)).verdicts).toMatchObject([{ roundId: open }])
      await lead.call('POST', `${path}/rounds/${open}/reopen`, { documentId: documents[0], coderId: cem.id })
      expect(await told(reader)).toMatchObject(nothing)
    },
  )

  test('is given where every round of that coding is closed; and none of them goes on and hides that coding while it stands', async () => {
    const rounds = await markedByBenAlone(null, ['until-own-submit', 'until-all-submit'])
    for (const id of rounds) await close(id)
    const given = await settle([ben, cem], ben)
    expect(given.status).toBe(201)
    const [older = '', newer = ''] = rounds
    expect((await told(reader)).verdicts).toMatchObject([{ roundId: newer }])
    const before = await told(reader)
    expect(await close(older, false)).toMatchObject({
      status: 409,
      body: { code: 'in-use', detail: expect.stringContaining('outside of this round') },
    })
    expect((await lead.call('GET', `${path}/rounds/${older}`)).body.closedAt).not.toBeNull()
    expect(await told(reader)).toEqual(before)
    // Its own round may go on: what it hides, it hides of the verdict.
    expect((await close(newer, false)).status).toBe(200)
    await lead.call('POST', `${path}/rounds/${newer}/reopen`, { documentId: documents[0], coderId: cem.id })
    expect(await told(reader)).toMatchObject(nothing)
    await cem.call('POST', `${path}/rounds/${newer}/submit`, { documentId: documents[0] })
    // Opened for good it hides nothing, and withdrawn there is nothing to hide.
    const event = (await history(lead))[0] as unknown as { seq: number }
    expect((await lead.call('POST', `${path}/events/${event.seq}/revert`)).status).toBe(200)
    expect((await close(older, false)).status).toBe(200)
  })

  test('keeps an older round from hiding again that a coder marked nothing in it, though all that was marked is of the newer', async () => {
    await markedByBenAlone(null, [])
    const ask = async ({ id }: Caller) =>
      (
        await lead.call('POST', `${path}/rounds`, {
          name: 'Shore',
          documentIds: documents,
          coderIds: [id],
          visibility: 'until-own-submit',
        })
      ).body.id as string
    const older = await ask(cem)
    await cem.call('POST', `${path}/rounds/${older}/submit`, { documentId: documents[0] })
    const newer = await ask(ben)
    await ben.call('POST', `${path}/annotations`, { documentId: documents[0], start: 30, end: 40 })
    for (const id of [older, newer]) await close(id)
    const { items } = (
      await reviewer.call('GET', `${path}/differences?documentId=${documents[0]}&coderId=${ben.id}&coderId=${cem.id}`)
    ).body
    const [{ id, version }] = items.find((item: { start: number }) => item.start === 30).annotations
    const given = await reviewer.call('POST', `${path}/verdicts`, {
      documentId: documents[0],
      coderIds: [ben.id, cem.id],
      items: [{ annotationId: id, version }],
      outcome: 'accepted',
      acceptedCoderIds: [ben.id],
    })
    expect(given.status).toBe(201)
    expect((await told(reader)).verdicts).toMatchObject([{ roundId: newer }])
    expect((await close(older, false)).body.code).toBe('in-use')
    expect((await close(newer, false)).status).toBe(200)
    // A round that is set up later cannot be what the verdict speaks of.
    const later = await ask(cem)
    await close(later)
    expect((await close(later, false)).status).toBe(200)
  })

  /** Closed rounds on the first document, in one of which Ben and in the other Ana marked the same; with a verdict on both, which belongs to Ana's. */
  async function acrossClosed(visibility: string) {
    documents = [(await lead.call('POST', `${path}/documents`, { title: 'Shore', text })).body.document.id]
    const rounds: string[] = []
    for (const who of [ben, ana]) {
      const { body } = await lead.call('POST', `${path}/rounds`, {
        name: 'Shore',
        documentIds: documents,
        coderIds: [who.id, cem.id],
        visibility,
      })
      rounds.push(body.id)
      await who.call('POST', `${path}/annotations`, { documentId: documents[0], start: 0, end: 4 })
    }
    return rounds as [string, string]
  }

  test('keeps a round from hiding again what a coder marked in it whom it does not ask any more', async () => {
    const [older, newer] = await acrossClosed('until-all-submit')
    const left = { coderIds: [cem.id], withdraw: true }
    expect((await lead.call('PATCH', `${path}/rounds/${older}`, left)).status).toBe(200)
    for (const id of [older, newer]) await close(id)
    expect((await settle([ben, ana], ben)).status).toBe(201)
    expect((await told(reader)).verdicts).toMatchObject([{ roundId: newer }])
    expect((await close(older, false)).body.code).toBe('in-use')
  })

  const revert = (seq: string | null, method = 'POST') => lead.call(method, `${path}/events/${seq}/revert`)

  test('does not stand again by reverting its withdrawal while a round hides what it speaks of', async () => {
    const [older, newer] = await acrossClosed('until-own-submit')
    for (const id of [older, newer]) await close(id)
    const given = await settle([ben, ana], ben)
    expect(given.status).toBe(201)
    const withdrawn = (await revert(given.headers.get('x-event'))).headers.get('x-event')
    expect((await close(older, false)).status).toBe(200)
    const before = await told(reader)
    expect(before).toMatchObject({ verdicts: [], consensus: [] })
    const detail = expect.stringContaining('hides again')
    expect((await revert(withdrawn, 'GET')).body).toMatchObject({ canRevert: false, reason: detail })
    expect(await revert(withdrawn)).toMatchObject({ status: 409, body: { code: 'cannot-revert', detail } })
    expect(await told(reader)).toEqual(before)
    expect((await close(older)).status).toBe(200)
    expect((await revert(withdrawn)).status).toBe(200)
    expect((await told(reader)).verdicts).toHaveLength(1)
  })

  test('does not stand again either by reverting the one that took its place', async () => {
    const [older, newer] = await acrossClosed('until-own-submit')
    for (const id of [older, newer]) await close(id)
    expect((await settle([ben, ana], ben)).status).toBe(201)
    // The one that takes its place is of the newer round alone: Ben has made his passage private.
    const [mine] = (await ben.call('GET', `${path}/annotations?documentId=${documents[0]}&authorId=${ben.id}`)).body
      .items
    const hide = await ben.call('PATCH', `${path}/annotations/${mine.id}`, {
      version: mine.version,
      visibility: 'private',
    })
    expect(hide.status).toBe(200)
    const { items } = (await lead.call('GET', `${path}/rounds/${newer}/differences?show=all`)).body
    expect(items).toEqual([])
    await cem.call('POST', `${path}/annotations`, { documentId: documents[0], start: 0, end: 4 })
    const again = await settle([ana, cem], ana)
    expect(again.status).toBe(201)
    expect((await close(older, false)).status).toBe(200)
    const before = await told(reader)
    expect(await revert(again.headers.get('x-event'))).toMatchObject({ status: 409, body: { code: 'cannot-revert' } })
    expect(await told(reader)).toEqual(before)
  })

  test('is refused where the coding was made in several rounds that go on, and stores nothing', async () => {
    const second = await lead.call('POST', `${path}/rounds`, {
      name: 'Again',
      documentIds: documents,
      coderIds: [ana.id],
      visibility: 'until-own-submit',
    })
    expect(second.status).toBe(201)
    await ana.call('POST', `${path}/annotations`, { documentId: documents[0], start: 19, end: 24 })
    await ana.call('POST', `${path}/rounds/${second.body.id}/submit`, { documentId: documents[0] })
    // While anything of hers is hidden she is not compared at all.
    expect((await settle([ana, ben], ben)).status).toBe(422)
    await submit(ana)
    expect((await settle([ana, ben], ben)).body).toMatchObject({
      code: 'invalid',
      detail: expect.stringContaining('several rounds'),
    })
    expect(await told(reader)).toMatchObject(nothing)
  })
})

describe('what hangs on a verdict and on what it wrote is told to nobody from whom they are hidden', () => {
  /** Talk about a verdict and about its passage, a contest, a star and an example, each done by somebody who sees them while Ben's work is hidden again. */
  async function doneWhileHidden() {
    await accept()
    const passage = (await reviewer.call('GET', `${path}/annotations?documentId=${documents[0]}&layer=consensus`)).body
      .items[0]
    const [verdict] = (await reviewer.call('GET', `${path}/verdicts?documentId=${documents[0]}`)).body.items
    const talk = async (who: Caller, subject: { type: string; id: string }) => {
      const { status, body } = await who.call('POST', `${path}/comments`, { subject, body: 'Both marked the wells' })
      expect(status).toBe(201)
      return body.id as string
    }
    const subjects = [
      { type: 'verdict', id: verdict.id as string },
      { type: 'annotation', id: passage.id as string },
    ]
    const former = await Promise.all(subjects.map((subject) => talk(reviewer, subject)))
    await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: documents[0], coderId: ben.id })
    const since = (await lead.call('GET', `${path}/events?order=newest&limit=1`)).body.items[0].seq as number
    const acts: [Caller, string, string, object?][] = [
      ...former.flatMap((id): [Caller, string, string, object?][] => [
        [reviewer, 'PATCH', `/comments/${id}`, { body: 'All marked the wells' }],
        [reviewer, 'PATCH', `/comments/${id}`, { resolved: true }],
        [reviewer, 'DELETE', `/comments/${id}`],
      ]),
      [cem, 'POST', `/verdicts/${verdict.id}/contest`, { reason: 'Ben marked less' }],
      [reviewer, 'PATCH', `/annotations/${passage.id}`, { starred: true }],
      [reviewer, 'PATCH', `/annotations/${passage.id}`, { starred: false }],
    ]
    for (const subject of subjects) await talk(cem, subject)
    for (const [who, method, place, body] of acts) {
      const answer = await who.call(method, `${path}${place}`, body)
      expect(answer.status, `${method} ${place}: ${answer.text}`).toBeLessThan(300)
      const seq = answer.headers.get('x-event')
      if (seq !== null && method !== 'POST')
        expect((await who.call('POST', `${path}/events/${seq}/revert`)).status).toBe(200)
    }
    return since
  }
  const told = async (who: Caller, since: number) =>
    (
      (await who.call('GET', `${path}/events?order=newest&limit=100`)).body.items as { seq: number; type: string }[]
    ).filter(({ seq }) => seq > since)

  test('in the history, while the round hides it; and all of it once it is there again', async () => {
    const since = await doneWhileHidden()
    for (const who of [lead, reader, ana]) expect(await told(who, since), who.name).toEqual([])
    expect((await told(cem, since)).length).toBeGreaterThan(10)
    expect((await reader.call('GET', `${path}/export?what=history&format=json`)).text).not.toContain('the wells')
    await submit(ben)
    for (const who of [lead, reader])
      expect((await told(who, since)).filter(({ type }) => !type.startsWith('round')).length).toBeGreaterThan(10)
  })
})

describe('passages that were drawn while somebody’s work was seen are hidden with it again', () => {
  const others = () => documents.flatMap((documentId) => [ben.id, cem.id].map((coderId) => ({ documentId, coderId })))
  const change = (body: object) => lead.call('PATCH', `${path}/rounds/${r}`, body)
  const ways: Record<string, () => Promise<() => Promise<unknown>>> = {
    'a document that is given to its coder anew': async () => {
      const elsewhere = { documentId: documents[1], coderId: ana.id }
      await change({ withdraw: true, assignment: { tasks: [...others(), elsewhere] } })
      const again = { documentId: documents[0], coderId: ana.id }
      return () => change({ assignment: { tasks: [...others(), elsewhere, again] } })
    },
    'a closed round that goes on': async () => {
      await change({ closed: true })
      return () => change({ closed: false })
    },
    'a round that comes back out of the bin': async () => {
      const seq = (await lead.call('DELETE', `${path}/rounds/${r}`)).headers.get('x-event')
      return () => lead.call('POST', `${path}/events/${seq}/revert`)
    },
  }
  test.each(Object.keys(ways))('by %s', async (way) => {
    await ana.call('POST', `${path}/annotations`, { documentId: documents[0], start: 60, end: 70 })
    const marked = async () => (await reader.call('GET', `${path}/annotations?documentId=${documents[0]}`)).body.total
    const hidden = await marked()
    const back = await ways[way]?.()
    expect(await marked()).toBeGreaterThan(hidden)
    const { body: drawn } = await lead.call('POST', `${path}/rounds`, {
      name: 'Again',
      kind: 'second-look',
      documentIds: [documents[0]],
      coderIds: [cem.id],
      visibility: 'open',
      sample: { percent: 100 },
    })
    expect(drawn.passages.length).toBe(2)
    await back?.()
    expect(await marked()).toBe(hidden)
    for (const who of [reader, reviewer]) {
      const { passages, sample } = (await who.call('GET', `${path}/rounds/${drawn.id}`)).body
      expect([passages, sample], who.name).toEqual([[], null])
      expect((await who.call('GET', `${path}/events?kind=round&order=newest`)).text).not.toContain('"drawn"')
    }
    expect((await cem.call('GET', `${path}/rounds/${drawn.id}`)).body.passages.length).toBe(2)
  })
})

describe('who is compared outside of rounds', () => {
  const compare = (who: Caller, coders: readonly Caller[]) =>
    who.call(
      'GET',
      `${path}/differences?show=all&documentId=${documents[0]}${coders.map(({ id }) => `&coderId=${id}`).join('')}`,
    )

  test('is nobody of whom a round hides something: that they marked nothing is not known', async () => {
    // Ana has not handed in, and has marked something that nobody sees.
    const mark = { documentId: documents[0], start: 40, end: 47, tagIds: [] }
    const { body: own } = await ana.call('POST', `${path}/annotations`, mark)
    for (const who of [reviewer, lead, reader]) {
      const { status, body } = await compare(who, [ana, ben, cem])
      expect(status).toBe(200)
      expect(body.items.map(({ coderIds }: { coderIds: string[] }) => coderIds.toSorted())).toEqual([
        [ben.id, cem.id].toSorted(),
      ])
      expect(body.waitingFor).toEqual([{ documentId: documents[0], coderIds: [] }])
      expect((await compare(who, [ana, ben])).body.items).toEqual([])
    }
    const bens = (await lead.call('GET', `${path}/annotations?authorId=${ben.id}&documentId=${documents[0]}`)).body
      .items
    const verdict = {
      outcome: 'neither',
      documentId: documents[0],
      coderIds: [ana.id, ben.id],
      items: [{ annotationId: bens[0].id, version: bens[0].version }],
    }
    expect((await reviewer.call('POST', `${path}/verdicts`, verdict)).status).toBeGreaterThanOrEqual(400)
    // Whoever codes blind compares nobody but themselves.
    expect((await compare(ana, [ana, ben])).body.items).toEqual([])
    await submit(ana)
    const { body } = await compare(reviewer, [ana, ben])
    expect(body.items.map(({ start }: { start: number }) => start)).toEqual([19, 40])
    expect([own.start, body.waitingFor]).toEqual([40, []])
  })
})
