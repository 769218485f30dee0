import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const text = 'Salt came into the wells before the sea did, and nobody in the village wrote it down.'

let lead: Caller, ana: Caller, ben: Caller, reader: Caller
let path: string, projectId: string
let documentId: string, tag: string, theme: string

beforeAll(async () => {
  const made = await team(db, api)
  ;({ lead, coder: ana, reader, path, projectId } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' } })
  documentId = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body.document.id
  tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  theme = (await lead.call('POST', `${path}/themes`, { name: 'Loss', tagIds: [tag] })).body.id
})

const written = (...paragraphs: string[]) => ({
  type: 'doc',
  content: paragraphs.map((words) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })),
})
const write = (who: Caller, more: object = {}) => who.call('POST', `${path}/memos`, { title: 'Wells', ...more })
const list = async (who: Caller, query = '') => (await who.call('GET', `${path}/memos?${query}`)).body
const titles = async (who: Caller, query = '') =>
  (await list(who, query)).items.map((memo: { title: string }) => memo.title)
const newest = async (who: Caller) =>
  (await who.call('GET', `${path}/events?order=newest&limit=1&kind=memo`)).body.items[0]
const mark = async (who: Caller, more: object = {}) =>
  (await who.call('POST', `${path}/annotations`, { documentId, start: 0, end: 4, tagIds: [tag], ...more })).body

describe('a memo', () => {
  test('needs no title: it is called by its first words, and says something', async () => {
    const { status, body } = await ana.call('POST', `${path}/memos`, { body: written('Salt, first.', 'Then the sea.') })
    expect([status, body.title]).toEqual([201, 'Salt, first.'])
    await ana.call('DELETE', `${path}/memos/${body.id}`)
    for (const nothing of [{}, { body: written(' ') }])
      expect((await ana.call('POST', `${path}/memos`, nothing)).body).toMatchObject({
        code: 'invalid',
        errors: [{ path: 'title' }],
      })
  })

  test('is about the project, a document, a tag, a theme or a passage, and says what that is', async () => {
    const passage = await mark(ana)
    const about = [
      { type: 'project' },
      { type: 'document', id: documentId },
      { type: 'tag', id: tag },
      { type: 'theme', id: theme },
      { type: 'annotation', id: passage.id },
    ]
    const memos = []
    for (const subject of about) {
      const { status, body } = await write(ana, { subject, visibility: 'shared', body: written('One', 'Two') })
      expect(status).toBe(201)
      memos.push(body)
    }
    expect(
      memos.map(({ subject: { type, id, name, documentTitle, quote } }) => [type, id, name, documentTitle, quote]),
    ).toEqual([
      ['project', projectId, null, null, null],
      ['document', documentId, null, 'Wells', null],
      ['tag', tag, 'Water', null, null],
      ['theme', theme, 'Loss', null, null],
      ['annotation', passage.id, null, 'Wells', 'Salt'],
    ])
    expect(memos[0]).toMatchObject({
      text: 'One\nTwo',
      body: written('One', 'Two'),
      version: 1,
      author: { id: ana.id },
    })
    expect((await reader.call('GET', `${path}/memos/${memos[4].id}`)).body).toEqual(memos[4])
    expect((await write(reader)).status).toBe(403)
    expect((await write(ana, { subject: { type: 'tag', id: newId() } })).status).toBe(404)
    expect((await write(ana, { subject: { type: 'verdict', id: tag } })).status).toBe(422)
    expect(
      (
        await write(ana, {
          body: {
            type: 'doc',
            content: [{ type: 'text', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }], text: 'x' }],
          },
        })
      ).status,
    ).toBe(422)
  })

  test('with an id of the client’s is written once, and its author alone changes it, at the version they saw', async () => {
    const id = newId()
    const first = await write(ana, { id, visibility: 'shared' })
    const again = await write(ana, { id, title: 'Another' })
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body])
    for (const who of [lead, ben])
      for (const [method, body] of [
        ['PATCH', { title: 'Mine' }],
        ['DELETE', {}],
      ] as const)
        expect((await who.call(method, `${path}/memos/${id}`, body)).status).toBe(403)
    const changed = await ana.call('PATCH', `${path}/memos/${id}`, { version: 1, title: 'Wells again', kind: 'theory' })
    expect(changed.body).toMatchObject({ version: 2, title: 'Wells again', kind: 'theory' })
    const late = await ana.call('PATCH', `${path}/memos/${id}`, { version: 1, title: 'Late' })
    expect([late.status, late.body.current]).toEqual([409, changed.body])
    expect((await ana.call('DELETE', `${path}/memos/${id}`, { version: 2 })).status).toBe(204)
    expect((await ana.call('GET', `${path}/memos/${id}`)).status).toBe(404)
  })

  test('is found by what it is about, its kind, its author, its words and its time, page by page', async () => {
    for (const [i, who] of [ana, ben, ana].entries())
      await write(who, {
        title: `Found ${i}`,
        kind: i === 0 ? 'method' : null,
        subject: i === 1 ? { type: 'document', id: documentId } : { type: 'project' },
        body: written(i === 2 ? '100% brackish' : 'Fresh'),
        visibility: 'shared',
      })
    expect(await titles(lead, 'q=found')).toEqual(['Found 2', 'Found 1', 'Found 0'])
    expect(await titles(lead, 'q=found&order=oldest')).toEqual(['Found 0', 'Found 1', 'Found 2'])
    expect(await titles(lead, 'q=0%25 BRACK')).toEqual(['Found 2'])
    expect(await titles(lead, 'q=fo_nd')).toEqual([])
    expect(await titles(lead, 'kind=method')).toEqual(['Found 0'])
    expect(await titles(lead, `q=found&authorId=${ben.id}`)).toEqual(['Found 1'])
    expect(await titles(lead, `q=found&documentId=${documentId}`)).toEqual(['Found 1'])
    expect(await titles(lead, `q=found&subjectType=project&subjectId=${projectId}`)).toEqual(['Found 2', 'Found 0'])
    expect(await titles(lead, 'q=found&from=2990-01-01')).toEqual([])
    expect(await titles(lead, 'q=found&to=2000-01-01')).toEqual([])
    const first = await list(lead, 'q=found&limit=2')
    const rest = await list(lead, `q=found&limit=2&cursor=${first.nextCursor}`)
    expect([first.total, first.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 2, 1, null])
  })
})

describe('the counts of memos', () => {
  test('are those of the list for whoever asks: in all, by kind, author, what they are about, and passage of a document', async () => {
    const counts = async (who: Caller, query = '') => (await who.call('GET', `${path}/memos/counts${query}`)).body
    const made = await lead.call('POST', `${path}/documents`, { title: 'Counted', text })
    const id = made.body.document.id
    const passage = (
      await ana.call('POST', `${path}/annotations`, {
        documentId: id,
        start: 0,
        end: 4,
        tagIds: [tag],
        visibility: 'shared',
      })
    ).body
    const on = { type: 'document', id }
    const at = { type: 'annotation', id: passage.id }
    await write(ana, { subject: on, kind: 'question', visibility: 'shared' })
    await write(ben, { subject: at, kind: 'question', visibility: 'shared' })
    await write(ben, { subject: at, visibility: 'shared' })
    await write(ben, { subject: at, kind: 'hers alone' })
    expect(await counts(ana, `?documentId=${id}`)).toEqual({
      total: 3,
      byKind: [{ kind: 'question', count: 2 }],
      byAuthor: [
        { id: ben.id, name: ben.name, count: 2 },
        { id: ana.id, name: ana.name, count: 1 },
      ],
      byType: [
        { type: 'annotation', count: 2 },
        { type: 'document', count: 1 },
      ],
      byPassage: [{ annotationId: passage.id, count: 2 }],
    })
    expect((await counts(ben, `?documentId=${id}`)).byPassage).toEqual([{ annotationId: passage.id, count: 3 }])
    expect(await counts(ana, `?subjectType=document&subjectId=${id}`)).toMatchObject({ total: 1, byPassage: [] })
    for (const who of [ana, ben, reader]) expect((await counts(who)).total).toBe((await list(who)).total)
  })
})

describe('a private memo', () => {
  test('exists for its author alone, in lists, in the history and for leads', async () => {
    const { body: memo } = await write(ana, { title: 'Velleity', body: written('Velleity') })
    expect(memo.visibility).toBe('private')
    await ana.call('PATCH', `${path}/memos/${memo.id}`, { title: 'Velleity twice' })
    for (const who of [lead, ben, reader]) {
      expect((await who.call('GET', `${path}/memos/${memo.id}`)).status).toBe(404)
      expect((await who.call('PATCH', `${path}/memos/${memo.id}`, { title: 'x' })).status).toBe(
        who === reader ? 403 : 404,
      )
      expect(await titles(who, 'q=velleity')).toEqual([])
      expect((await who.call('GET', `${path}/events?order=newest&limit=500`)).text).not.toContain('Velleity')
    }
    expect(await titles(ana, 'q=velleity')).toEqual(['Velleity twice'])
  })

  test('is shown by a change of its own, which tells nothing of what it said before', async () => {
    const { body: memo } = await write(ana, { title: 'Limerence', body: written('Limerence') })
    await ana.call('PATCH', `${path}/memos/${memo.id}`, { title: 'Plain', body: written('Plain') })
    const both = { visibility: 'shared', title: 'Plain' }
    expect((await ana.call('PATCH', `${path}/memos/${memo.id}`, both)).status).toBe(422)
    expect((await ana.call('PATCH', `${path}/memos/${memo.id}`, { visibility: 'shared' })).status).toBe(200)
    expect(await newest(ben)).toMatchObject({ type: 'memo.shared', before: null, after: { title: 'Plain' } })
    expect((await ben.call('GET', `${path}/events?order=newest&limit=500`)).text).not.toContain('Limerence')
    expect(await titles(ben, 'q=plain')).toEqual(['Plain'])
  })

  test('of a passage that its author keeps to themselves is theirs, whoever asks', async () => {
    const { id } = await mark(ana, { visibility: 'private' })
    const { body: memo } = await write(ana, { subject: { type: 'annotation', id }, visibility: 'shared', title: 'Own' })
    expect((await ben.call('GET', `${path}/memos/${memo.id}`)).status).toBe(404)
    expect((await write(ben, { subject: { type: 'annotation', id } })).status).toBe(404)
    expect((await ben.call('GET', `${path}/events?order=newest&limit=500`)).text).not.toContain(memo.id)
  })
})

describe('the history of a memo', () => {
  const revert = async (who: Caller, seq: number) => who.call('POST', `${path}/events/${seq}/revert`)

  test('takes back each step, and that it was taken back, by its author or a lead', async () => {
    const { body: memo } = await write(ana, { visibility: 'shared', title: 'First', body: written('One') })
    const created = (await newest(ana)).seq
    await ana.call('PATCH', `${path}/memos/${memo.id}`, { title: 'Second', body: written('Two') })
    const changed = (await newest(ana)).seq
    expect((await revert(ben, changed)).status).toBe(403)
    expect((await revert(lead, changed)).status).toBe(200)
    const back = (await ana.call('GET', `${path}/memos/${memo.id}`)).body
    expect(back).toMatchObject({
      title: 'First',
      text: 'One',
      body: written('One'),
      author: { id: ana.id },
      version: 3,
    })
    expect((await revert(ana, (await newest(ana)).seq)).status).toBe(200)
    expect((await ana.call('GET', `${path}/memos/${memo.id}`)).body).toMatchObject({ title: 'Second', text: 'Two' })
    expect((await revert(lead, created)).status).toBe(200)
    expect((await ana.call('GET', `${path}/memos/${memo.id}`)).status).toBe(404)
    const binned = await newest(ana)
    expect(binned).toMatchObject({ type: 'memo.deleted', before: { title: 'Second' } })
    expect((await revert(ana, binned.seq)).status).toBe(200)
    expect((await ana.call('GET', `${path}/memos/${memo.id}`)).status).toBe(200)
  })

  test('refuses what was rewritten since, and lets a lead make private what was shown', async () => {
    const { body: memo } = await write(ana, { title: 'A' })
    await ana.call('PATCH', `${path}/memos/${memo.id}`, { title: 'B' })
    const changed = (await newest(ana)).seq
    await ana.call('PATCH', `${path}/memos/${memo.id}`, { title: 'C' })
    expect((await revert(ana, changed)).status).toBe(409)
    await ana.call('PATCH', `${path}/memos/${memo.id}`, { visibility: 'shared' })
    expect((await revert(lead, (await newest(lead)).seq)).status).toBe(200)
    expect((await lead.call('GET', `${path}/memos/${memo.id}`)).status).toBe(404)
    expect((await ana.call('GET', `${path}/memos/${memo.id}`)).body).toMatchObject({
      visibility: 'private',
      title: 'C',
    })
    expect(await newest(lead)).toMatchObject({ type: 'memo.withdrawn', after: null })
  })

  test('a save that changes nothing leaves no event', async () => {
    const { body: memo } = await write(ana, { title: 'Same', visibility: 'shared' })
    const before = (await newest(ana)).seq
    expect((await ana.call('PATCH', `${path}/memos/${memo.id}`, { title: 'Same' })).status).toBe(200)
    expect((await newest(ana)).seq).toBe(before)
  })
})

describe('an export of memos', () => {
  test('has those that one sees, oldest first, to read, as a table and as they are', async () => {
    const body = {
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Doubts' }] },
        { type: 'paragraph', content: [{ type: 'text', text: 'Who counts?', marks: [{ type: 'bold' }] }] },
      ],
    }
    await write(ana, { title: 'Trail one', kind: 'method', body, visibility: 'shared' })
    await write(ana, { title: 'Trail two', subject: { type: 'tag', id: tag }, visibility: 'shared' })
    await write(ana, { title: 'Trail of her own' })
    const file = async (who: Caller, query: string) =>
      (await who.call('GET', `${path}/export?what=memos&q=trail&${query}`)).text
    const md = await file(ben, 'format=md')
    expect(md).toMatch(
      /^## \d{1,2} [A-Z][a-z]+ \d{4}[^]*Trail one[^]*method · about the project[^]*\*\*Who counts\?\*\*[^]*Trail two[^]*about the tag “Water”/m,
    )
    expect(md).not.toContain('her own')
    expect(await file(ana, 'format=md')).toContain('Trail of her own')
    const csv = await file(ben, 'format=csv')
    expect(csv.split('\r\n')[0]).toMatch(/^createdAt,updatedAt,title,kind,text,about,subject/)
    expect(csv).toContain('Trail two,,,tag,Water')
    expect(JSON.parse(await file(ben, 'format=json')).map(({ title }: { title: string }) => title)).toEqual([
      'Trail one',
      'Trail two',
    ])
    for (const format of ['docx', 'odt', 'html', 'xlsx'])
      expect((await ben.call('GET', `${path}/export?what=memos&format=${format}`)).status).toBe(200)
    expect((await ben.call('GET', `${path}/export?what=memos&format=md&starred=true`)).status).toBe(422)
  })
})
