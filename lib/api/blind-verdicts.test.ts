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
