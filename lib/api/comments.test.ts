import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const text = 'Salt came into the wells before the sea did, and nobody in the village wrote it down.'

let lead: Caller, ana: Caller, ben: Caller, reviewer: Caller, reader: Caller
let path: string, projectId: string
let documentId: string, other: string, tag: string, theme: string

beforeAll(async () => {
  const made = await team(db, api)
  ;({ lead, coder: ana, reviewer, reader, path, projectId } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' } })
  documentId = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body.document.id
  other = (await lead.call('POST', `${path}/documents`, { title: 'Nets', text })).body.document.id
  tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  theme = (await lead.call('POST', `${path}/themes`, { name: 'Loss', tagIds: [tag] })).body.id
})

const mark = async (who: Caller, more: object = {}) =>
  (await who.call('POST', `${path}/annotations`, { documentId, start: 0, end: 4, tagIds: [tag], ...more })).body
const say = (who: Caller, subject: object, body: unknown, more: object = {}) =>
  who.call('POST', `${path}/comments`, { subject, body, ...more })
const list = async (who: Caller, query = '') => (await who.call('GET', `${path}/comments?${query}`)).body
const words = (...content: object[]) => ({ type: 'doc', content: [{ type: 'paragraph', content }] })
const typed = (value: string) => ({ type: 'text', text: value })
const at = (who: Caller) => ({ type: 'mention', attrs: { id: who.id, label: 'whoever' } })

describe('a thread', () => {
  test('stands on each kind of subject, for everybody who sees it; a reader only reads', async () => {
    const annotation = await mark(ana)
    const verdict = newId()
    const revisionId = annotation.revisionId
    await db.verdict.create({
      data: {
        projectId,
        id: verdict,
        documentId,
        revisionId,
        start: 0,
        end: 4,
        coderIds: [ana.id, ben.id],
        outcome: 'neither',
        createdById: reviewer.id,
      },
    })
    const subjects = [
      { type: 'annotation', id: annotation.id },
      { type: 'stretch', id: documentId, start: 5, end: 9, quote: 'came' },
      { type: 'tag', id: tag },
      { type: 'theme', id: theme },
      { type: 'document', id: documentId },
      { type: 'verdict', id: verdict },
    ]
    for (const subject of subjects) {
      const made = await say(ana, subject, `About a ${subject.type}`)
      expect([subject.type, made.status]).toEqual([subject.type, 201])
      for (const who of [lead, ben, reviewer, reader]) {
        const shown = await list(who, `subjectType=${subject.type}&subjectId=${subject.id}`)
        expect(shown).toMatchObject({
          total: 1,
          items: [{ id: made.body.id, text: `About a ${subject.type}`, author: { id: ana.id } }],
        })
      }
      expect((await say(reader, subject, 'No')).status).toBe(403)
    }
    const [stretch] = (await list(ben, 'subjectType=stretch')).items
    expect(stretch.subject).toMatchObject({
      id: documentId,
      revisionId,
      start: 5,
      end: 9,
      quote: 'came',
      documentTitle: 'Wells',
    })
    expect((await list(ben, `subjectType=annotation&subjectId=${annotation.id}`)).items[0].subject).toMatchObject({
      documentId,
      start: 0,
      end: 4,
      quote: 'Salt',
    })
    expect((await list(ben, `subjectType=theme`)).items[0].subject).toMatchObject({ name: 'Loss', documentId: null })
  })

  test.each([
    ['a quote that does not stand there', { start: 0, end: 4, quote: 'Sand' }, 409],
    ['beyond the text', { start: 0, end: 4000 }, 422],
    ['of another revision', { start: 0, end: 4, revisionId: newId() }, 409],
    ['without a place', {}, 422],
  ])('on a stretch refuses %s', async (_, place, status) => {
    expect((await say(ana, { type: 'stretch', id: documentId, ...place }, 'x')).status).toBe(status)
  })

  test('has replies, which name its first comment and come with it', async () => {
    const { body: first } = await say(ana, { type: 'tag', id: tag }, 'Is brackish water water?')
    const { body: reply } = await say(ben, { type: 'tag', id: tag }, 'It is.', { parentId: first.id })
    const { body: again } = await say(ana, { type: 'tag', id: tag }, 'Then say so.', { parentId: reply.id })
    expect([reply.parentId, again.parentId]).toEqual([first.id, first.id])
    const thread = await list(lead, `threadId=${first.id}&order=thread`)
    expect(thread.items.map((row: { id: string }) => row.id)).toEqual([first.id, reply.id, again.id])
    expect(thread.items[0].replyCount).toBe(2)
    expect((await list(lead, `threadId=${first.id}&replies=false`)).total).toBe(1)
    expect((await say(ben, { type: 'theme', id: theme }, 'x', { parentId: first.id })).status).toBe(422)
    expect((await say(ben, { type: 'tag', id: tag }, 'x', { parentId: newId() })).status).toBe(404)
  })

  test('is resolved and reopened by anybody who may write, as a whole, and can be reverted', async () => {
    const { body: first } = await say(ana, { type: 'theme', id: theme }, 'Too broad?')
    const { body: reply } = await say(ben, { type: 'theme', id: theme }, 'No.', { parentId: first.id })
    expect((await reader.call('PATCH', `${path}/comments/${first.id}`, { resolved: true })).status).toBe(403)
    expect((await ben.call('PATCH', `${path}/comments/${reply.id}`, { resolved: true })).status).toBe(422)
    const { body: resolved, headers } = await reviewer.call('PATCH', `${path}/comments/${first.id}`, {
      resolved: true,
      version: 1,
    })
    expect(resolved).toMatchObject({ resolvedBy: { id: reviewer.id }, version: 2 })
    expect((await list(lead, `threadId=${first.id}&state=open`)).total).toBe(0)
    expect((await list(lead, `threadId=${first.id}&state=resolved`)).total).toBe(2)
    expect((await ben.call('PATCH', `${path}/comments/${first.id}`, { resolved: false, version: 1 })).status).toBe(409)
    expect((await reviewer.call('POST', `${path}/events/${headers.get('x-event')}/revert`)).body.type).toBe(
      'comment.reopened',
    )
    expect((await list(lead, `threadId=${first.id}&state=open`)).total).toBe(2)
  })
})

describe('a comment', () => {
  test('is rewritten by its author alone, and its former words stay readable', async () => {
    const { body: made } = await say(ana, { type: 'document', id: documentId }, 'Frist')
    const address = `${path}/comments/${made.id}`
    expect((await lead.call('PATCH', address, { version: 1, body: 'Mine' })).status).toBe(403)
    expect((await ana.call('PATCH', address, { version: 1, body: 'First' })).body).toMatchObject({
      text: 'First',
      version: 2,
      editedAt: expect.any(String),
    })
    expect((await ana.call('PATCH', address, { version: 1, body: 'Over' })).body).toMatchObject({
      code: 'version-conflict',
      current: { text: 'First' },
    })
    const second = await ana.call('PATCH', address, { version: 2, body: 'The first' })
    expect(
      (await reader.call('GET', `${address}/edits`)).body.items.map((edit: { version: number; text: string }) => [
        edit.version,
        edit.text,
      ]),
    ).toEqual([
      [1, 'Frist'],
      [2, 'First'],
    ])
    const seq = second.headers.get('x-event')
    expect((await lead.call('POST', `${path}/events/${seq}/revert`)).body.code).toBe('cannot-revert')
    expect((await ana.call('POST', `${path}/events/${seq}/revert`)).status).toBe(200)
    expect((await ben.call('GET', address)).body.text).toBe('First')
  })

  test('is deleted by its author; where somebody replied its place stays, without its words', async () => {
    const { body: lone } = await say(ana, { type: 'document', id: other }, 'Alone')
    const { body: first } = await say(ana, { type: 'document', id: other }, 'Regretted')
    const { body: reply } = await say(ben, { type: 'document', id: other }, 'Why?', { parentId: first.id })
    expect((await lead.call('DELETE', `${path}/comments/${first.id}`)).status).toBe(403)
    expect((await ana.call('DELETE', `${path}/comments/${lone.id}`)).status).toBe(204)
    const { headers } = await ana.call('DELETE', `${path}/comments/${first.id}`)
    const { items, total } = await list(lead, `documentId=${other}&order=thread`)
    expect(total).toBe(2)
    expect(items).toEqual([
      expect.objectContaining({ id: first.id, deleted: true, body: null, text: '' }),
      expect.objectContaining({ id: reply.id, text: 'Why?' }),
    ])
    expect((await ana.call('PATCH', `${path}/comments/${first.id}`, { body: 'Back' })).status).toBe(404)
    expect((await ana.call('GET', `${path}/comments/${first.id}/edits`)).status).toBe(404)
    expect((await ana.call('POST', `${path}/events/${headers.get('x-event')}/revert`)).body.type).toBe(
      'comment.restored',
    )
    expect((await ben.call('GET', `${path}/comments/${first.id}`)).body.text).toBe('Regretted')
  })

  test('is reverted from the history by its author or a lead, and by nobody else', async () => {
    const annotation = await mark(ben)
    const { headers, body } = await say(ana, { type: 'annotation', id: annotation.id }, 'Hm')
    const revert = `${path}/events/${headers.get('x-event')}/revert`
    expect((await ben.call('POST', revert)).status).toBe(409) // The passage is his, the words are not.
    expect((await reviewer.call('POST', revert)).status).toBe(403)
    expect((await lead.call('POST', revert)).body.type).toBe('comment.deleted')
    expect((await ana.call('GET', `${path}/comments/${body.id}`)).status).toBe(404)
  })

  test('sent again with the same id is the same comment', async () => {
    const id = newId()
    expect((await say(ana, { type: 'tag', id: tag }, 'Once', { id })).status).toBe(201)
    expect((await say(ana, { type: 'tag', id: tag }, 'Twice', { id })).body.text).toBe('Once')
  })

  test('keeps paragraphs, line breaks and mentions, under the names that people have', async () => {
    const { body } = await say(
      ana,
      { type: 'tag', id: tag },
      {
        type: 'doc',
        content: [
          { type: 'paragraph', content: [at(ben), typed(' look'), { type: 'hardBreak' }, typed('here')] },
          { type: 'paragraph' },
        ],
      },
    )
    expect(body.text).toBe('@Ben look\nhere')
    expect(body.body.content[0].content[0]).toEqual({ type: 'mention', attrs: { id: ben.id, label: 'Ben' } })
  })

  const raw = (content: unknown) => ({ type: 'doc', content })
  test.each([
    ['nothing', ''],
    ['white space', ' \n '],
    ['an empty paragraph', raw([{ type: 'paragraph' }])],
    ['too much', 'x'.repeat(10_001)],
    ['a heading', raw([{ type: 'heading', content: [typed('x')] }])],
    [
      'a mark',
      raw([
        {
          type: 'paragraph',
          content: [{ ...typed('x'), marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }],
        },
      ]),
    ],
    ['an image', raw([{ type: 'paragraph', content: [{ type: 'image', attrs: { src: 'x' } }] }])],
    ['an attribute', raw([{ type: 'paragraph', attrs: { class: 'x' }, content: [typed('x')] }])],
    ['a mention of nobody', words({ type: 'mention', attrs: { id: newId(), label: 'x' } })],
    ['a passage that is not there', raw([{ type: 'excerpt', attrs: { annotationId: newId() } }])],
    ['a quote with its own words', raw([{ type: 'excerpt', attrs: { annotationId: newId(), quote: 'x' } }])],
    ['NUL', 'a\u0000b'],
  ])('refuses %s', async (_, body) => {
    expect((await say(ana, { type: 'tag', id: tag }, body)).status).toBe(422)
  })
})

describe('what one may not see', () => {
  test('a private passage has a thread of one', async () => {
    const secret = await mark(ana, { visibility: 'private' })
    const { body: made } = await say(ana, { type: 'annotation', id: secret.id }, 'Not yet')
    for (const who of [lead, ben, reviewer]) {
      expect((await say(who, { type: 'annotation', id: secret.id }, 'x')).status).toBe(404)
      expect((await who.call('GET', `${path}/comments/${made.id}`)).status).toBe(404)
      expect((await list(who, `subjectType=annotation&subjectId=${secret.id}`)).total).toBe(0)
      expect((await who.call('GET', `${path}/events?order=newest&kind=comment`)).text).not.toContain(made.id)
    }
    expect((await say(ana, { type: 'annotation', id: secret.id }, words(at(ben)))).status).toBe(422)
  })

  test('a quoted passage is whatever its reader has of it, in the body, its history and the log', async () => {
    const secret = await mark(ana, { visibility: 'private', start: 20, end: 25 })
    const { body: made } = await say(
      ana,
      { type: 'tag', id: tag },
      {
        type: 'doc',
        content: [
          { type: 'paragraph', content: [typed('As here')] },
          { type: 'excerpt', attrs: { annotationId: secret.id } },
        ],
      },
    )
    expect(made.excerpts).toEqual([
      expect.objectContaining({ annotationId: secret.id, quote: text.slice(20, 25), documentTitle: 'Wells' }),
    ])
    await ana.call('PATCH', `${path}/comments/${made.id}`, {
      body: {
        type: 'doc',
        content: [
          { type: 'paragraph', content: [typed('As it was')] },
          { type: 'excerpt', attrs: { annotationId: secret.id } },
        ],
      },
    })
    for (const address of [
      `${path}/comments/${made.id}`,
      `${path}/comments/${made.id}/edits`,
      `${path}/events?order=newest&kind=comment`,
      `${path}/comments?authorId=${ana.id}`,
    ]) {
      const answer = await ben.call('GET', address)
      expect(answer.status).toBe(200)
      expect(answer.text).not.toContain(secret.id)
    }
    expect(
      (
        await say(
          ben,
          { type: 'tag', id: tag },
          { type: 'doc', content: [{ type: 'excerpt', attrs: { annotationId: secret.id } }] },
        )
      ).status,
    ).toBe(422)
    await ana.call('PATCH', `${path}/annotations/${secret.id}`, { version: 1, visibility: 'shared' })
    expect((await ben.call('GET', `${path}/comments/${made.id}`)).body.excerpts[0].annotationId).toBe(secret.id)
  })

  test('what is in the bin takes its threads along', async () => {
    const gone = (await lead.call('POST', `${path}/tags`, { name: 'Passing' })).body.id
    const { body: made } = await say(ana, { type: 'tag', id: gone }, 'Still?')
    await lead.call('DELETE', `${path}/tags/${gone}`)
    expect((await ana.call('GET', `${path}/comments/${made.id}`)).status).toBe(404)
    expect((await say(ana, { type: 'tag', id: gone }, 'x')).status).toBe(404)
  })
})

describe('pages', () => {
  test.each(['newest', 'thread'])('in order %s show every comment once', async (order) => {
    const id = (await lead.call('POST', `${path}/documents`, { title: `Paged ${order}`, text })).body.document.id
    const threads = []
    for (let i = 0; i < 4; i++) threads.push((await say(ana, { type: 'document', id }, `Thread ${i}`)).body.id)
    for (const parentId of threads.slice(0, 3)) await say(ben, { type: 'document', id }, `Reply`, { parentId })
    const all = (await list(lead, `documentId=${id}&order=${order}`)).items
    expect(all).toHaveLength(7)
    const paged = []
    let cursor = ''
    do {
      const page: { items: unknown[]; nextCursor: string | null } = await list(
        lead,
        `documentId=${id}&order=${order}&limit=2${cursor}`,
      )
      paged.push(...page.items)
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`
    } while (cursor !== '')
    expect(paged).toEqual(all)
  })
  test.each(['newest', 'thread'])('in order %s end where they would be megabytes, and go on', async (order) => {
    const id = (await lead.call('POST', `${path}/documents`, { title: `Long ${order}`, text })).body.document.id
    // As one written before comments were bounded by their parts: two megabytes each.
    const body = words(typed('x'), ...Array.from({ length: 90_000 }, () => ({ type: 'hardBreak' })))
    for (let i = 0; i < 6; i += 1) {
      const { body: made } = await say(ana, { type: 'document', id }, `Long ${i}`)
      await db.comment.update({
        where: { projectId_id: { projectId, id: made.id } },
        data: { body },
        select: { id: true },
      })
    }
    const first = await list(lead, `documentId=${id}&order=${order}&limit=500`)
    expect(first.items.length).toBeGreaterThan(0)
    expect(first.items.length).toBeLessThan(6)
    const rest = await list(lead, `documentId=${id}&order=${order}&limit=500&cursor=${first.nextCursor}`)
    expect(first.items.length + rest.items.length).toBe(6)
    expect(rest.nextCursor).toBeNull()
  })
})

describe('a comment is bounded', () => {
  const breaks = (count: number) => Array.from({ length: count }, () => ({ type: 'hardBreak' }))
  test('by its parts, of which line breaks are some, however they lie in paragraphs', async () => {
    const subject = { type: 'document', id: documentId }
    expect((await say(ana, subject, words(typed('x'), ...breaks(1998)))).status).toBe(201)
    for (const body of [
      words(typed('x'), ...breaks(1999)),
      { type: 'doc', content: Array.from({ length: 40 }, () => words(typed('x'), ...breaks(100)).content[0]) },
      'x\n'.repeat(1001),
    ])
      expect((await say(ana, subject, body)).body).toMatchObject({
        code: 'invalid',
        errors: [{ message: expect.stringContaining('At most 2000 lines') }],
      })
  })

  test('by the bytes of its request, before anything of it is looked at', async () => {
    const body = { type: 'doc', content: [{ type: 'paragraph', content: breaks(40_000) }] }
    expect((await say(ana, { type: 'document', id: documentId }, body)).body).toMatchObject({ code: 'too-large' })
  })
})
