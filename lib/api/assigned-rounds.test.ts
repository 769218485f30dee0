import { beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
let lead: Caller, ana: Caller, ben: Caller, reviewer: Caller
let path: string, documents: string[]

beforeEach(async () => {
  const made = await team(db, api, ['coder', 'reviewer'])
  ;({ lead, coder: ana, reviewer, path } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({
    data: { projectId: made.projectId, userId: ben.id, role: 'coder' },
    select: { role: true },
  })
  documents = []
  for (const title of ['One', 'Two', 'Three', 'Four', 'Five'])
    documents.push(
      (await lead.call('POST', `${path}/documents`, { title, text: 'Salt came into the wells before the sea did.' }))
        .body.document.id,
    )
})

type Task = { documentId: string; coderId: string }
const setUp = (more: object) =>
  lead.call('POST', `${path}/rounds`, {
    name: 'First',
    documentIds: documents,
    coderIds: [ana.id, ben.id],
    visibility: 'until-own-submit',
    ...more,
  })
const pairs = (tasks: Task[]) =>
  tasks
    .map(({ documentId, coderId }) => `${documents.indexOf(documentId)} ${coderId === ana.id ? 'ana' : 'ben'}`)
    .toSorted()
const submit = (who: Caller, r: string, documentId: string | undefined) =>
  who.call('POST', `${path}/rounds/${r}/submit`, { documentId })
const news = async (who: Caller) =>
  (await who.call('GET', '/me/notifications')).body.items.map(
    (item: { kind: string; actor: { name: string }; document: { title: string } | null }) =>
      `${item.kind} ${item.actor.name}${item.document ? ` ${item.document.title}` : ''}`,
  )

describe('the documents of a round', () => {
  test('go all to everybody where nothing is said', async () => {
    const { body } = await setUp({})
    expect([body.tasks.length, body.assignment]).toEqual([10, null])
  })

  test('overlap by the share that was asked for; the seed is kept and hands out the same again', async () => {
    const { body } = await setUp({ assignment: { overlap: 20, seed: 'sea' } })
    expect(body.assignment).toEqual({ overlap: 20, seed: 'sea' })
    expect(body.tasks.length).toBe(6)
    expect(
      (await setUp({ assignment: { overlap: 20, seed: 'sea' } })).body.tasks.map(({ documentId, coderId }: Task) => [
        documentId,
        coderId,
      ]),
    ).toEqual(body.tasks.map(({ documentId, coderId }: Task) => [documentId, coderId]))
    expect((await setUp({ assignment: { overlap: 0 } })).body.assignment.seed).toMatch(/.+/)
    // Who has nothing to code there is neither blind there nor asked.
    const { body: mine } = await ana.call('GET', `${path}/tasks`)
    expect(new Set(mine.items.map((task: { round: { id: string } }) => task.round.id)).size).toBe(3)
  })

  test('go as a table says, which must leave nobody and nothing out', async () => {
    const table = documents.map((documentId, i) => ({ documentId, coderId: i < 3 ? ana.id : ben.id }))
    const { body } = await setUp({ assignment: { tasks: table } })
    expect(pairs(body.tasks)).toEqual(pairs(table))
    expect(body.assignment).toEqual({ overlap: null, seed: null })
    for (const tasks of [
      table.slice(1),
      table.map((task) => ({ ...task, coderId: ana.id })),
      [...table, { documentId: documents[0], coderId: reviewer.id }],
    ]) {
      const refused = await setUp({ assignment: { tasks } })
      expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'assignment'])
    }
    expect(
      (await setUp({ coderIds: [ana.id, ben.id], documentIds: documents.slice(0, 1), assignment: { overlap: 0 } }))
        .status,
    ).toBe(422)
  })

  test('stay with whom they are when the round is changed otherwise, and are handed out anew where that is asked', async () => {
    const { body: round } = await setUp({ assignment: { overlap: 0, seed: 'sea' } })
    const change = async (more: object) => (await lead.call('PATCH', `${path}/rounds/${round.id}`, more)).body
    expect(pairs((await change({ name: 'Second', coderIds: [ben.id, ana.id] })).tasks)).toEqual(pairs(round.tasks))
    const anas = round.tasks.filter((task: Task) => task.coderId === ana.id).length
    expect((await change({ coderIds: [ben.id, ana.id, lead.id] })).tasks.length).toBe(10)
    expect(pairs((await change({ coderIds: [ana.id, ben.id] })).tasks)).toEqual(pairs(round.tasks))
    expect((await change({ assignment: { overlap: 100 } })).tasks.length).toBe(10)
    const own = round.tasks.find((task: Task) => task.coderId === ana.id)?.documentId
    expect((await ana.call('POST', `${path}/annotations`, { documentId: own, start: 0, end: 4 })).body.roundId).toBe(
      round.id,
    )
    const others = documents.map((documentId) => ({ documentId, coderId: documentId === own ? ben.id : ana.id }))
    expect(
      (
        await lead.call('PATCH', `${path}/rounds/${round.id}`, {
          assignment: { tasks: [...others, { documentId: own, coderId: ben.id }] },
        })
      ).status,
    ).toBe(409)
    expect(anas).toBeGreaterThan(1)
  })

  test('are taken from who has begun where that is asked: what they marked stays, and belongs again when it is given back', async () => {
    const [one = '', two = ''] = documents
    const { body: round } = await setUp({ documentIds: [one, two] })
    const { body: marked } = await ana.call('POST', `${path}/annotations`, { documentId: one, start: 0, end: 4 })
    await submit(ben, round.id, two)
    const change = (more: object) => lead.call('PATCH', `${path}/rounds/${round.id}`, more)
    const without = (coderId: string, documentId: string) => ({
      tasks: round.tasks
        .filter((task: Task) => task.coderId !== coderId || task.documentId !== documentId)
        .map(({ documentId, coderId }: Task) => ({ documentId, coderId })),
    })
    const whole = { tasks: round.tasks.map(({ documentId, coderId }: Task) => ({ documentId, coderId })) }
    // Not by accident, and never what was submitted.
    const begun = await change({ assignment: without(ana.id, one) })
    expect([begun.status, begun.body.reason, begun.body.errors[0].path]).toEqual([409, 'begun', 'assignment'])
    const submitted = await change({ assignment: without(ben.id, two), withdraw: true })
    expect([submitted.status, submitted.body.reason]).toEqual([409, 'submitted'])
    expect((await lead.call('GET', `${path}/rounds/${round.id}`)).body.tasks.length).toBe(4)
    const taken = await change({ assignment: without(ana.id, one), withdraw: true })
    expect([taken.status, taken.body.tasks.length]).toEqual([200, 3])
    expect((await news(ana))[0]).toBe('taken Lena')
    expect(
      (await ana.call('GET', `${path}/tasks`)).body.items.map((task: { document: { id: string } }) => task.document.id),
    ).toEqual([two])
    const kept = (await ana.call('GET', `${path}/annotations?documentId=${one}`)).body.items
    expect(kept.map((row: { id: string; roundId: string }) => [row.id, row.roundId])).toEqual([[marked.id, round.id]])
    expect((await ana.call('PATCH', `${path}/annotations/${marked.id}`, { note: 'Mine still' })).status).toBe(200)
    // Who codes the document blind goes on seeing nothing of it.
    expect((await ben.call('GET', `${path}/annotations?documentId=${one}`)).body.total).toBe(0)
    const [event] = (await lead.call('GET', `${path}/events?order=newest&limit=200`)).body.items.filter(
      (row: { type: string }) => row.type === 'round.changed',
    )
    expect([event.after.given, event.after.taken]).toEqual([0, 1])
    const back = await change({ assignment: whole })
    expect(back.body.tasks.find((task: Task) => task.documentId === one && task.coderId === ana.id)).toMatchObject({
      state: 'coding',
    })
    expect((await news(ana))[0]).toBe('round Lena')
    expect((await submit(ana, round.id, one)).status).toBe(200)
  })

  test('wait in the bin with a document, whatever is changed of the round meanwhile', async () => {
    const { body: round } = await setUp({})
    await lead.call('DELETE', `${path}/documents/${documents[0]}`)
    expect(
      (await lead.call('PATCH', `${path}/rounds/${round.id}`, { coderIds: [ana.id, ben.id, lead.id] })).body.tasks
        .length,
    ).toBe(12)
    await db.document.updateMany({ where: { id: documents[0] }, data: { deletedAt: null } })
    expect(
      (await lead.call('GET', `${path}/rounds/${round.id}`)).body.tasks.filter(
        (task: Task) => task.documentId === documents[0],
      ).length,
    ).toBe(2)
  })

  test('are told of to who gets more of them, and to nobody where nothing changes hands', async () => {
    const { body: round } = await setUp({
      assignment: { tasks: documents.map((documentId, i) => ({ documentId, coderId: i < 3 ? ana.id : ben.id })) },
    })
    const before = (await news(ben)).length
    await lead.call('PATCH', `${path}/rounds/${round.id}`, { name: 'Second', coderIds: [ana.id, ben.id] })
    expect((await news(ben)).length).toBe(before)
    await lead.call('PATCH', `${path}/rounds/${round.id}`, {
      assignment: {
        tasks: documents.flatMap((documentId, i) =>
          i < 3
            ? [
                { documentId, coderId: ana.id },
                { documentId, coderId: ben.id },
              ]
            : [{ documentId, coderId: ben.id }],
        ),
      },
    })
    expect([(await news(ben)).length, (await news(ana)).length]).toEqual([before + 1, before])
  })

  test('are compared where they overlap: agreement and review wait for those who have a document and for nobody else', async () => {
    const table = [
      ...documents.map((documentId) => ({ documentId, coderId: ana.id })),
      { documentId: documents[0] ?? '', coderId: ben.id },
    ]
    const { body: round } = await setUp({ visibility: 'until-all-submit', assignment: { tasks: table } })
    for (const who of [ana, ben]) {
      expect(
        (await who.call('POST', `${path}/annotations`, { documentId: documents[0], start: 0, end: 4 })).body.roundId,
      ).toBe(round.id)
      expect((await submit(who, round.id, documents[0])).status).toBe(200)
    }
    expect((await ana.call('GET', `${path}/annotations?documentId=${documents[0]}`)).body.total).toBe(2)
    expect((await submit(ben, round.id, documents[1])).status).toBe(404)
    const { body } = await lead.call('GET', `${path}/rounds/${round.id}/differences?show=all`)
    expect(
      body.items.map(
        (item: { documentId?: string; document?: { id: string } }) => item.documentId ?? item.document?.id,
      ),
    ).toEqual([documents[0]])
  })
})

describe('a submission', () => {
  test('is told to leads at once, and to a coder of the document when they may know', async () => {
    const { body: round } = await setUp({ documentIds: documents.slice(0, 2) })
    await submit(ben, round.id, documents[0])
    expect(await news(lead)).toEqual(['submitted Ben One'])
    expect(await news(reviewer)).toEqual([])
    expect((await news(ana)).filter((item: string) => !item.startsWith('round'))).toEqual([])
    await submit(ana, round.id, documents[0])
    expect((await news(ana)).filter((item: string) => !item.startsWith('round'))).toEqual(['submitted Ben One'])
    expect((await news(ben)).filter((item: string) => !item.startsWith('round'))).toEqual(['submitted Coder One'])
  })

  test('that is the last tells that the round is revealed; of a document that waits for all its coders, that this is', async () => {
    const { body: own } = await setUp({ documentIds: documents.slice(0, 1) })
    await submit(ben, own.id, documents[0])
    await submit(ana, own.id, documents[0])
    expect((await news(ben)).slice(0, 2).toSorted()).toEqual(['revealed Coder', 'submitted Coder One'])
    expect((await news(lead)).toSorted()).toEqual(['revealed Coder', 'submitted Ben One', 'submitted Coder One'])
    const { body: all } = await setUp({
      name: 'Second',
      documentIds: documents.slice(1, 3),
      visibility: 'until-all-submit',
    })
    await submit(ben, all.id, documents[1])
    const before = await news(ana)
    expect(before.filter((item: string) => item.endsWith('Two'))).toEqual([])
    await submit(ana, all.id, documents[1])
    expect((await news(ben))[0]).toBe('revealed Coder Two')
    await lead.call('POST', `${path}/rounds/${all.id}/reopen`, { documentId: documents[1], coderId: ana.id })
    expect((await news(ben)).filter((item: string) => item.endsWith('Two'))).toEqual([])
  })

  test('opening early is told to leads too', async () => {
    const second = await person(db, api, 'Second')
    await db.membership.create({
      data: { projectId: path.split('/')[2] ?? '', userId: second.id, role: 'lead' },
      select: { role: true },
    })
    const { body: round } = await setUp({})
    await lead.call('PATCH', `${path}/rounds/${round.id}`, { opened: true })
    expect(await news(second)).toEqual(['opened Lena'])
  })
})
