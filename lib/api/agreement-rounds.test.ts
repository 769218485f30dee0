import { describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const text = 'abcdefghijklmnopqrst'

/** Two coders with two documents in a round, a third coder and a reviewer outside it. */
async function round(visibility: string, more: (documents: string[]) => object = () => ({})) {
  const { lead, coder: outside, reviewer, path, projectId } = await team(db, api, ['coder', 'reviewer'])
  const [ana, ben] = [await person(db, api, 'Ana'), await person(db, api, 'Ben')]
  for (const { id } of [ana, ben])
    await db.membership.create({ data: { projectId, userId: id, role: 'coder' }, select: { role: true } })
  const tag: string = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  const documents: string[] = []
  for (const title of ['Wells', 'Harbour'])
    documents.push((await lead.call('POST', `${path}/documents`, { title, text })).body.document.id)
  const made = await lead.call('POST', `${path}/rounds`, {
    name: 'First',
    documentIds: documents,
    coderIds: [ana.id, ben.id],
    visibility,
    ...more(documents),
  })
  expect(made.status).toBe(201)
  const id: string = made.body.id
  const mark = async (who: Caller, document: number, start: number, end: number) => {
    const { status, body } = await who.call('POST', `${path}/annotations`, {
      documentId: documents[document],
      start,
      end,
      tagIds: [tag],
    })
    expect(status).toBe(201)
    return body as { id: string; version: number }
  }
  const submit = async (who: Caller, document: number) =>
    expect(
      (await who.call('POST', `${path}/rounds/${id}/submit`, { documentId: documents[document] })).status,
    ).toBeLessThan(300)
  /** Everything about agreement that one can ask for. */
  const all = async (who: Caller, query = `roundId=${id}`) =>
    Promise.all(
      [
        `agreement?measure=all&replicates=0&${query}`,
        `agreement/confusion?${query}`,
        `agreement/passages?row=${tag}&column=none&${query}`,
        `agreement/export?format=csv&replicates=0&${query}`,
        `documents/${documents[0]}/differences?${query}`,
        `rounds/${id}/figures`,
      ].map(async (address) => {
        const { status, text: body } = await who.call('GET', `${path}/${address}`)
        return { address, status, body: body.replace(/"requestId":"[^"]*"/, '') }
      }),
    )
  const ask = async (who: Caller, query = '') =>
    (await who.call('GET', `${path}/agreement?measure=percent&replicates=0&roundId=${id}${query}`)).body
  return { lead, outside, reviewer, ana, ben, path, tag, documents, id, mark, submit, all, ask }
}

describe('agreement and blindness', () => {
  test.each(['until-own-submit', 'until-all-submit'])(
    '%s: nothing of a colleague’s work moves what a blinded coder is answered',
    async (visibility) => {
      const { ana, ben, mark, submit, all, tag, path, documents } = await round(visibility)
      await mark(ana, 0, 0, 10)
      const before = [await all(ana), await all(ana, '')]
      const made = await mark(ben, 0, 5, 15)
      await ben.call('PATCH', `${path}/annotations/${made.id}`, { version: made.version, note: 'moved', end: 14 })
      expect([await all(ana), await all(ana, '')]).toEqual(before)
      await submit(ben, 0)
      expect([await all(ana), await all(ana, '')]).toEqual(before)
      for (const { body } of before.flat()) expect(body).not.toContain(ben.id)
      const answer = JSON.parse(before[0]![0]!.body) as { hidden: object[]; pooled: object }
      expect(answer).toMatchObject({ documents: [], pooled: { units: 0 } })
      expect(answer.hidden).toMatchObject(
        documents.map((documentId) => ({
          documentId,
          round: { name: 'First' },
          until: visibility === 'until-own-submit' ? 'own-submit' : 'all-submit',
        })),
      )
      await submit(ana, 0)
      const after = (await ana.call('GET', `${path}/agreement?measure=percent&tagIds=${tag}`)).body
      expect([after.documents.length, after.pooled.figures.percent.value, after.hidden.length]).toEqual([1, 11 / 20, 1])
      // Some fifty threads are started, one after the other.
    },
  )

  test('a lead who does not code sees what was handed in, and only that', async () => {
    const { lead, ana, ben, mark, submit, ask } = await round('until-own-submit')
    await mark(ana, 0, 0, 10)
    await mark(ben, 0, 5, 15)
    await submit(ana, 0)
    expect(await ask(lead)).toMatchObject({
      documents: [],
      rules: { coded: 'submitted' },
      pooled: { units: 0 },
      leftOut: [{ coderIds: [ana.id] }, { coderIds: [] }],
    })
    await submit(ben, 0)
    expect(await ask(lead)).toMatchObject({
      documents: [{ coderIds: [ana.id, ben.id] }],
      pooled: { units: 20, figures: { percent: { value: 0.5 } } },
    })
  })
})

describe('agreement of a round', () => {
  test('counts whoever submitted without finding anything, and only what was coded in it', async () => {
    const { lead, outside, ana, ben, mark, submit, ask } = await round('open')
    await mark(ana, 0, 0, 5)
    await mark(outside, 0, 0, 20)
    expect(await ask(lead)).toMatchObject({ documents: [], rules: { coded: 'submitted-or-work' } })
    await submit(ben, 0)
    const answer = await ask(lead)
    expect(answer).toMatchObject({
      round: { name: 'First' },
      coders: [
        { name: 'Ana', documents: 1 },
        { name: 'Ben', documents: 1 },
      ],
      pooled: { units: 20, figures: { percent: { value: 0.75 } } },
    })
    expect(answer.perTag[0].tables).toEqual([{ first: ana.id, second: ben.id, a: 0, b: 5, c: 0, d: 15 }])
  })

  test('of passages leaves the rest of the text out', async () => {
    const { lead, ana, ben, mark, ask } = await round('open', ([first]) => ({
      passages: [
        { documentId: first, start: 2, end: 8 },
        { documentId: first, start: 12, end: 16 },
      ],
    }))
    await mark(ana, 0, 3, 6)
    await mark(ben, 0, 13, 14)
    expect((await ask(lead)).perTag[0]).toMatchObject({ units: 10, tables: [{ a: 0, b: 3, c: 1, d: 6 }] })
  })

  test('stays as it was frozen, whatever is coded, renamed or removed afterwards', async () => {
    const { lead, reviewer, ana, ben, mark, path, id, tag, ask, documents } = await round('open')
    await mark(ana, 0, 0, 10)
    const own = await mark(ben, 0, 5, 15)
    const frozen = await reviewer.call('POST', `${path}/rounds/${id}/figures`, {
      settings: { measure: ['percent', 'krippendorff-alpha'], replicates: 100, seed: 3 },
    })
    expect(frozen).toMatchObject({
      status: 201,
      body: {
        roundId: id,
        createdBy: { id: reviewer.id },
        result: { settings: { seed: 3, roundId: id }, pooled: { figures: { percent: { value: 0.5 } } } },
      },
    })
    expect((await ana.call('POST', `${path}/rounds/${id}/figures`, {})).status).toBe(403)
    expect(
      await reviewer.call('POST', `${path}/rounds/${id}/figures`, { id: frozen.body.id, settings: {} }),
    ).toMatchObject({ status: 200, body: { id: frozen.body.id } })
    await ben.call('DELETE', `${path}/annotations/${own.id}`)
    await lead.call('PATCH', `${path}/tags/${tag}`, { name: 'Wet' })
    await lead.call('DELETE', `${path}/documents/${documents[1]}`)
    expect((await ask(lead)).documents).toEqual([])
    const listed = (await ana.call('GET', `${path}/rounds/${id}/figures`)).body
    expect(listed).toMatchObject({ total: 1, items: [frozen.body] })
    const event = (await lead.call('GET', `${path}/events?order=newest&limit=20`)).body.items.find(
      (one: { type: string }) => one.type === 'figure.frozen',
    )
    expect(event).toMatchObject({ subjectId: frozen.body.id, after: { round: 'First' } })
    expect(Number(frozen.headers.get('x-event'))).toBe(event.seq)
  })

  test('is not frozen by somebody who is blind in it, nor shown frozen to somebody who is', async () => {
    const { lead, ana, ben, mark, submit, path, id, documents } = await round('until-own-submit')
    await mark(ana, 0, 0, 10)
    await mark(ben, 0, 5, 15)
    for (const who of [ana, ben]) await submit(who, 0)
    await db.membership.updateMany({ where: { userId: ana.id }, data: { role: 'lead' } })
    expect(await ana.call('POST', `${path}/rounds/${id}/figures`, {})).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('blind') },
    })
    expect((await lead.call('POST', `${path}/rounds/${id}/figures`, {})).status).toBe(201)
    const seen = async (who: Caller) => (await who.call('GET', `${path}/rounds/${id}/figures`)).body.total
    // Ben has the second document of the figure to code yet.
    expect([await seen(lead), await seen(ben)]).toEqual([1, 0])
    await submit(ben, 1)
    expect(await seen(ben)).toBe(1)
    await lead.call('POST', `${path}/rounds/${id}/reopen`, { documentId: documents[0], coderId: ben.id })
    expect([await seen(lead), await seen(ben)]).toEqual([0, 0])
  })
})
