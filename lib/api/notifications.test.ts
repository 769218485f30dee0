import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { notify } from '@/lib/data/threads/notifications'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const text = 'Salt came into the wells before the sea did, and nobody in the village wrote it down.'

let lead: Caller, ana: Caller, ben: Caller, reviewer: Caller
let path: string, projectId: string, tag: string

beforeAll(async () => {
  const made = await team(db, api)
  ;({ lead, coder: ana, reviewer, path, projectId } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' } })
  tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
})

beforeEach(async () => {
  await db.notification.deleteMany({})
})

const addDocument = async (title: string) =>
  (await lead.call('POST', `${path}/documents`, { title, text })).body.document.id as string
const mark = async (who: Caller, documentId: string) =>
  (await who.call('POST', `${path}/annotations`, { documentId, start: 0, end: 4 })).body
const say = (who: Caller, subject: object, body: unknown, more: object = {}) =>
  who.call('POST', `${path}/comments`, { subject, body, ...more })
const mention = (...who: Caller[]) => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        ...who.map(({ id, name }) => ({ type: 'mention', attrs: { id, label: name } })),
        { type: 'text', text: ' look' },
      ],
    },
  ],
})
const news = async (who: Caller, query = '') => (await who.call('GET', `/me/notifications?${query}`)).body
const readAll = (...who: Caller[]) =>
  Promise.all(who.map((one) => one.call('POST', '/me/notifications/read', { all: true })))

describe('people are told', () => {
  test('of mentions, and of replies where they take part or whose passage it is; never of their own, never twice', async () => {
    const documentId = await addDocument('Wells')
    const annotation = await mark(ben, documentId)
    const subject = { type: 'annotation', id: annotation.id }
    const { body: first } = await say(ana, subject, mention(ben, ana))
    expect((await news(ben)).items).toEqual([
      expect.objectContaining({
        kind: 'mention',
        actor: { id: ana.id, name: ana.name },
        project: { id: projectId, name: 'Harbours of the strait' },
        document: { id: documentId, title: 'Wells' },
        comment: { id: first.id, threadId: first.id, isReply: false, text: '@Ben@Coder look' },
        readAt: null,
      }),
    ])
    expect((await news(ana)).unread).toBe(0)
    await say(ana, subject, 'And?')
    expect((await news(ben)).items[0]).toMatchObject({ kind: 'reply', comment: { isReply: false, text: 'And?' } })
    const { body: reply } = await say(ben, subject, 'Yes.', { parentId: first.id })
    expect(
      (await news(ana)).items.map((row: { kind: string; comment: { id: string } }) => [row.kind, row.comment.id]),
    ).toEqual([['reply', reply.id]])
    await say(reviewer, subject, mention(ana), { parentId: first.id })
    expect((await news(ana, 'unread=true')).items.map((row: { kind: string }) => row.kind)).toEqual([
      'mention',
      'reply',
    ])
    expect((await news(ben)).unread).toBe(3)
  })

  test('of a mention that an edit adds, and no longer of one that it takes out', async () => {
    const { body: made } = await say(ana, { type: 'tag', id: tag }, mention(ben))
    await ana.call('PATCH', `${path}/comments/${made.id}`, { body: mention(reviewer) })
    expect((await news(ben)).unread).toBe(0)
    expect((await news(reviewer)).items[0]).toMatchObject({
      kind: 'mention',
      subject: { type: 'tag', id: tag, name: 'Water' },
    })
  })

  test('of rounds that ask them to code, and of a document that is given back', async () => {
    const documentId = await addDocument('Nets')
    const { body: round } = await lead.call('POST', `${path}/rounds`, {
      name: 'First',
      documentIds: [documentId],
      coderIds: [ana.id, lead.id],
      visibility: 'open',
    })
    expect((await news(ana)).items[0]).toMatchObject({
      kind: 'round',
      round: { id: round.id, name: 'First' },
      document: null,
    })
    expect((await news(ben)).unread).toBe(0)
    await lead.call('PATCH', `${path}/rounds/${round.id}`, { coderIds: [ana.id, lead.id, ben.id] })
    expect((await news(ben)).unread).toBe(1)
    expect([(await news(ana)).unread, (await news(lead)).unread]).toEqual([1, 0])
    await ana.call('POST', `${path}/rounds/${round.id}/submit`, { documentId })
    await lead.call('POST', `${path}/rounds/${round.id}/reopen`, { documentId, coderId: ana.id })
    expect((await news(ana)).items[0]).toMatchObject({ kind: 'reopened', document: { id: documentId, title: 'Nets' } })
    await lead.call('DELETE', `${path}/rounds/${round.id}`)
    expect([(await news(ana)).unread, (await news(ben)).unread]).toEqual([0, 0])
  })

  test('of a contested verdict', async () => {
    const documentId = await addDocument('Oaths')
    const { revisionId } = await mark(ana, documentId)
    const verdictId = newId()
    await db.verdict.create({
      data: {
        projectId,
        id: verdictId,
        documentId,
        revisionId,
        start: 0,
        end: 4,
        coderIds: [ana.id, ben.id],
        outcome: 'neither',
        createdById: reviewer.id,
      },
    })
    await notify(
      db,
      { projectId, userId: ana.id },
      [
        { userId: reviewer.id, kind: 'contest', verdictId },
        { userId: reviewer.id, kind: 'contest', verdictId },
      ],
      new Date(),
    )
    expect((await news(reviewer)).items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'contest', verdictId, document: { id: documentId, title: 'Oaths' } }),
      ]),
    )
    expect((await news(reviewer)).unread).toBe(1)
    await lead.call('DELETE', `${path}/documents/${documentId}`)
    expect((await news(reviewer)).unread).toBe(0)
  })
})

describe('reading', () => {
  test('is by ids or all, of one’s own only, and pages show each once', async () => {
    for (let i = 0; i < 5; i++) await say(ana, { type: 'tag', id: tag }, mention(ben))
    const all = await news(ben, 'unread=true')
    expect([all.total, all.unread, all.items.length]).toEqual([5, 5, 5])
    const page = await news(ben, 'unread=true&limit=3')
    const rest = await news(ben, `unread=true&limit=3&cursor=${page.nextCursor}`)
    expect([...page.items, ...rest.items]).toEqual(all.items)
    const ids = all.items.slice(0, 2).map((row: { id: string }) => row.id)
    await ana.call('POST', '/me/notifications/read', { ids })
    expect((await news(ben)).unread).toBe(5)
    expect((await ben.call('POST', '/me/notifications/read', { ids })).body).toEqual({ unread: 3 })
    expect((await news(ben, 'unread=false')).items.map((row: { id: string }) => row.id)).toEqual(
      expect.arrayContaining(ids),
    )
    expect((await ben.call('POST', '/me/notifications/read', { all: true })).body).toEqual({ unread: 0 })
    expect((await ben.call('POST', '/me/notifications/read', {})).status).toBe(422)
  })
})

describe('only what exists for somebody now', () => {
  test('is listed and counted: not after the comment, the passage or the membership is gone', async () => {
    const annotation = await mark(ana, await addDocument('Gone'))
    const { body: first } = await say(ana, { type: 'annotation', id: annotation.id }, mention(ben))
    const { body: second } = await say(ana, { type: 'annotation', id: annotation.id }, mention(ben))
    await ana.call('DELETE', `${path}/comments/${first.id}`)
    expect((await news(ben, 'unread=true')).items.map((row: { comment: { id: string } }) => row.comment.id)).toEqual([
      second.id,
    ])
    await ana.call('PATCH', `${path}/annotations/${annotation.id}`, { version: 1, visibility: 'private' })
    expect(await news(ben, 'unread=true')).toMatchObject({ items: [], total: 0, unread: 0 })
    await ana.call('PATCH', `${path}/annotations/${annotation.id}`, { version: 2, visibility: 'shared' })
    await db.membership.deleteMany({ where: { projectId, userId: ben.id } })
    expect(await news(ben)).toMatchObject({ items: [], total: 0, unread: 0 })
    await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' } })
    expect((await news(ben)).unread).toBe(1)
  })

  test('a coder who codes blind finds no trace of what others say about the document, until the veil lifts', async () => {
    const documentId = await addDocument('Blind')
    const { body: round } = await lead.call('POST', `${path}/rounds`, {
      name: 'Blind',
      documentIds: [documentId],
      coderIds: [ana.id, ben.id],
      visibility: 'until-all-submit',
    })
    await readAll(ana, ben)
    const own = await mark(ben, documentId)
    const surfaces = [
      '/me/notifications',
      '/me/notifications?unread=true',
      `${path}/comments`,
      `${path}/comments?documentId=${documentId}&order=thread`,
      `${path}/comments?authorId=${ana.id}`,
      `${path}/events?after=0&limit=500`,
    ]
    const seen = async (who: Caller) =>
      Promise.all(surfaces.map(async (address) => (await who.call('GET', address)).text))
    const before = await seen(ben)

    const hers = await mark(ana, documentId)
    // With a quote of the veiled passage, on a tag: what is said there is nobody's coding, so it shows; the quote does not.
    const { body: quoting } = await say(
      ana,
      { type: 'tag', id: tag },
      { type: 'doc', content: [{ type: 'excerpt', attrs: { annotationId: hers.id } }] },
    )
    const made = []
    for (const subject of [
      { type: 'annotation', id: hers.id },
      { type: 'document', id: documentId },
      { type: 'stretch', id: documentId, start: 0, end: 4 },
    ])
      made.push((await say(ana, subject, mention(ben, reviewer))).body)
    expect((await ben.call('GET', `${path}/comments/${quoting.id}`)).text).not.toContain(hers.id)
    await ana.call('DELETE', `${path}/comments/${quoting.id}`)

    const [notices, unread, , inDocument] = await seen(ben)
    expect([notices, unread, inDocument]).toEqual([before[0], before[1], before[3]])
    for (const answer of await seen(ben)) for (const { id } of [...made, hers]) expect(answer).not.toContain(id)
    for (const { id } of made)
      for (const address of [`${path}/comments/${id}`, `${path}/comments/${id}/edits`])
        expect((await ben.call('GET', address)).status).toBe(404)
    expect((await say(ben, { type: 'annotation', id: hers.id }, 'x')).status).toBe(404)
    expect((await say(ben, { type: 'document', id: documentId }, 'x', { parentId: made[1].id })).status).toBe(404)
    expect((await ben.call('PATCH', `${path}/comments/${made[1].id}`, { resolved: true })).status).toBe(404)
    // His own words about his own passage are his, and nobody else's before all have handed in.
    expect((await say(ben, { type: 'annotation', id: own.id }, 'Mine')).status).toBe(201)
    expect((await ben.call('GET', `${path}/comments?documentId=${documentId}`)).body.total).toBe(1)
    for (const who of [lead, reviewer])
      expect(
        (await who.call('GET', `${path}/comments?documentId=${documentId}&subjectType=annotation`)).body.total,
      ).toBe(0)
    await readAll(ben)

    for (const who of [ana, ben]) await who.call('POST', `${path}/rounds/${round.id}/submit`, { documentId })
    expect((await news(ben)).unread).toBe(4)
    expect((await ben.call('GET', `${path}/comments?documentId=${documentId}`)).body.total).toBe(4)
    await lead.call('POST', `${path}/rounds/${round.id}/reopen`, { documentId, coderId: ana.id })
    expect((await news(ben)).unread).toBe(0)
    await lead.call('PATCH', `${path}/rounds/${round.id}`, { opened: true })
    expect((await news(ben)).unread).toBe(5)
  })

  test('the coders of a round that is opened early are told, once, and nobody else', async () => {
    const documentId = await addDocument('Early')
    const { body: round } = await lead.call('POST', `${path}/rounds`, {
      name: 'Early',
      documentIds: [documentId],
      coderIds: [ana.id, ben.id, lead.id],
      visibility: 'until-all-submit',
    })
    await readAll(ana, ben, reviewer, lead)
    // Blind in another round, which hides no round and no coder.
    await lead.call('POST', `${path}/rounds`, {
      name: 'Other',
      documentIds: [documentId],
      coderIds: [ben.id, lead.id],
      visibility: 'until-all-submit',
    })
    await readAll(ben)
    expect((await lead.call('PATCH', `${path}/rounds/${round.id}`, { opened: true })).status).toBe(200)
    await lead.call('PATCH', `${path}/rounds/${round.id}`, { name: 'Later' })
    for (const who of [ana, ben])
      expect((await news(who)).items[0]).toMatchObject({
        kind: 'opened',
        actor: { id: lead.id },
        round: { id: round.id, name: 'Later' },
        document: null,
        comment: null,
      })
    expect([
      (await news(ana)).unread,
      (await news(ben)).unread,
      (await news(reviewer)).unread,
      (await news(lead)).unread,
    ]).toEqual([1, 1, 0, 0])
    await lead.call('DELETE', `${path}/rounds/${round.id}`)
    expect((await news(ana)).unread).toBe(0)
  })
})
