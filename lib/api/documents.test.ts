import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import type { Member } from '@/lib/domain/access/viewer'
import { provideEnv } from '@/lib/env'
import { importFile } from '@/lib/services/documents/import-document'
import { memberByEmail } from '@/lib/services/projects/member-of'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, caller, team, type Answer, type Caller } from '@/testing/team'
import { createApi } from './app'

const { db } = await freshDatabase()
const api = apiOn(db)

let lead: Caller
let coder: Caller
let reader: Caller
let projectId: string
let path: string

beforeEach(async () => {
  ;({ lead, coder, reader, projectId, path } = await team(db, api, ['coder', 'reader']))
})

const wells = '# Of wells\r\n\r\nSalt came *before* the sea did.\r\n'
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A form with a file and whatever fields stand beside it. */
function upload(
  fields: Record<string, string | File> = {},
  content: string | Buffer = wells,
  name = 'wells.md',
): FormData {
  const form = new FormData()
  form.set(
    'file',
    new File([typeof content === 'string' ? content : new Uint8Array(content)], name, { type: 'text/markdown' }),
  )
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  return form
}

const add = (body: unknown, who = lead) => who.call('POST', `${path}/documents`, body)
const textOf = (answer: Answer) => lead.call('GET', `${path}/documents/${answer.body.document.id}/text`)
const counts = async () => [
  await db.document.count({ where: { projectId } }),
  await db.revision.count({ where: { projectId } }),
  await db.event.count({ where: { projectId, type: 'document.created' } }),
]

describe('a file', () => {
  test('with a title and attributes becomes a document that has them, and a report of its conversion', async () => {
    await lead.call('POST', `${path}/attributes`, { key: 'year', label: 'Year', type: 'number' })
    const made = await add(
      upload({ title: ' Of wells and salt ', language: 'en-GB', attributes: '{"author":"Ada","year":1843}' }),
    )
    expect(made.status).toBe(201)
    expect(made.body.document).toMatchObject({
      title: 'Of wells and salt',
      language: 'en-GB',
      direction: 'ltr',
      attributes: { author: 'Ada', year: 1843 },
      format: 'md',
      version: 1,
      revisionNumber: 1,
      annotationCount: 0,
      createdBy: { id: lead.id, name: 'Lena' },
    })
    expect(made.body.revision).toMatchObject({
      id: made.body.document.revisionId,
      documentId: made.body.document.id,
      number: 1,
      format: 'md',
    })
    expect(made.body.report).toEqual({
      format: 'md',
      converter: expect.stringMatching(/^pandoc \d/),
      encoding: 'utf-8',
      kept: expect.any(Array),
      changed: expect.any(Array),
      lost: expect.any(Array),
      warnings: expect.any(Array),
      said: expect.any(Object),
      proposed: expect.any(Object),
    })
    expect((await reader.call('GET', `${path}/documents/${made.body.document.id}`)).body).toEqual(made.body.document)
  })

  test('without a title is called what its text or else its name says, and empty fields say nothing', async () => {
    expect((await add(upload({ title: '', id: '', attributes: '' }))).body.document.title).toBe('Of wells')
    expect(
      (await add(upload({}, 'salt came before the sea did, and nobody knew\n', 'field notes.txt'))).body.document.title,
    ).toBe('field notes')
  })

  test('comes back as it was uploaded, as an attachment that no browser opens', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, ...Buffer.from('Café\r\n\u0001\r\n')])
    const { body } = await add(upload({}, bytes, 'notes ü.txt'))
    const response = await api.request(`/api/v1${path}/documents/${body.document.id}/original`, {
      headers: { cookie: reader.cookie },
    })
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('content-disposition'),
      response.headers.get('x-content-type-options'),
    ]).toEqual([200, 'application/octet-stream', "attachment; filename*=UTF-8''notes%20%C3%BC.txt", 'nosniff'])
  })

  test.each<[string, Record<string, string | File>, unknown[]]>([
    ['a field that nobody knows', { titel: 'Of wells' }, [{ path: '', message: expect.stringContaining('titel') }]],
    [
      'an unknown field without a value',
      { createdById: '' },
      [{ path: '', message: expect.stringContaining('createdById') }],
    ],
    [
      'a field of a change that a new document has not',
      { version: '1' },
      [{ path: '', message: expect.stringContaining('version') }],
    ],
    [
      'a file for a title',
      { title: new File(['Of wells'], 'title.txt') },
      [{ path: 'title', message: expect.any(String) }],
    ],
    [
      'an attribute that the project has not',
      { attributes: '{"shoe":39}' },
      [
        expect.objectContaining({
          path: 'attributes.shoe',
          message: 'The project has no such attribute. Add it first.',
        }),
      ],
    ],
    ['attributes that are a list', { attributes: '["Ada"]' }, [{ path: 'attributes', message: expect.any(String) }]],
    ['an id that is none', { id: 'wells' }, [{ path: 'id', message: expect.any(String) }]],
  ])('with %s is refused, and nothing is stored', async (_, fields, errors) => {
    expect((await add(upload(fields))).body).toMatchObject({ status: 422, code: 'invalid', errors })
    expect(await counts()).toEqual([0, 0, 0])
  })

  test('is looked at without anything beside it, and nothing is stored', async () => {
    expect((await lead.call('POST', `${path}/documents/preview`, upload())).body).toMatchObject({
      title: 'Of wells',
      opening: 'Of wells\nSalt came before the sea did.',
      sha256: sha256(wells),
      sameAs: null,
    })
    expect((await lead.call('POST', `${path}/documents/preview`, upload({ title: 'x' }))).body).toMatchObject({
      status: 422,
      errors: [{ path: '', message: expect.stringContaining('title') }],
    })
    expect(await counts()).toEqual([0, 0, 0])
  })

  test('must be there, with attributes that can be read', async () => {
    for (const address of ['documents', 'documents/preview'])
      expect((await lead.call('POST', `${path}/${address}`, new FormData())).body).toMatchObject({
        status: 422,
        errors: [expect.objectContaining({ path: 'file', message: 'Choose a file' })],
      })
    expect((await add(upload({ attributes: '{' }))).body).toMatchObject({ status: 400, code: 'malformed' })
    expect(await counts()).toEqual([0, 0, 0])
  })
})

describe('the largest file', () => {
  const small = createApi({ db, secret: 'a secret for tests only, at least 32 bytes', maxUploadMb: 1 })
  const megabyte = 1024 * 1024

  test('is what the administrator has set, said in the refusal', async () => {
    const who = caller(small, { cookie: lead.cookie })
    for (const address of ['documents', 'documents/preview']) {
      const refused = await who('POST', `${path}/${address}`, upload({}, Buffer.alloc(megabyte + 1, 'x'), 'long.txt'))
      expect(refused.body).toMatchObject({
        status: 413,
        code: 'too-large',
        reason: 'too-large',
        detail: 'The file has 1.1 MB; the limit is 1 MB. Split it into parts.',
      })
    }
    expect(await counts()).toEqual([0, 0, 0])
    expect(
      (await who('POST', `${path}/documents`, upload({}, Buffer.alloc(megabyte, 'salt '), 'long.txt'))).status,
    ).toBe(201)
  })

  test('is the environment’s where a file comes another way', async () => {
    const { email } = await db.user.findUniqueOrThrow({ where: { id: lead.id }, select: { email: true } })
    const member = await memberByEmail(db, email, projectId)
    vi.stubEnv('MAX_UPLOAD_MB', '1')
    provideEnv({}) // So that it is read again.
    try {
      const imported = importFile(
        db,
        member as Member,
        { filename: 'long.txt', mediaType: 'text/plain', bytes: Buffer.alloc(megabyte + 1, 'x') },
        {},
      )
      await expect(imported).rejects.toMatchObject({
        code: 'too-large',
        detail: 'The file has 1.1 MB; the limit is 1 MB. Split it into parts.',
      })
    } finally {
      vi.unstubAllEnvs()
      provideEnv({})
    }
    expect(await counts()).toEqual([0, 0, 0])
  })
})

describe('JSON', () => {
  test.each([
    ['text', '  Salt\r\ncame before\r\n', '  Salt\ncame before\n', 'txt'],
    ['markdown', '# Salt\n\ncame *before*\n', 'Salt\ncame before', 'md'],
    ['html', '<h1>Salt</h1><script>alert(1)</script><p>came <b>before</b></p>', 'Salt\ncame before', 'html'],
  ])(
    'as %s becomes a document, its canonical text to be read with its SHA-256',
    async (form, written, canonical, format) => {
      await lead.call('POST', `${path}/attributes`, { key: 'genre', label: 'Genre', type: 'text' })
      const made = await add({ title: 'Of salt', [form]: written, language: 'cs', attributes: { genre: 'letter' } })
      expect([made.status, made.body.document]).toEqual([
        201,
        expect.objectContaining({
          title: 'Of salt',
          language: 'cs',
          attributes: { genre: 'letter' },
          format,
          length: canonical.length,
        }),
      ])
      expect(made.body.report).toEqual({
        format,
        converter: expect.any(String),
        encoding: null,
        kept: expect.any(Array),
        changed: expect.any(Array),
        lost: expect.any(Array),
        warnings: expect.any(Array),
        said: expect.any(Object),
        proposed: expect.any(Object),
      })
      const { text, headers } = await textOf(made)
      expect([text, headers.get('content-type'), headers.get('x-text-sha256')]).toEqual([
        canonical,
        expect.stringMatching(/^text\/plain\b/),
        sha256(canonical),
      ])
      expect(made.body.revision.sha256).toBe(sha256(canonical))
      expect((await lead.call('GET', `${path}/documents/${made.body.document.id}/original`)).status).toBe(404)
    },
  )

  test.each([
    ['nothing to read', { title: 'Of salt' }],
    ['two texts', { text: 'Salt', markdown: 'Salt' }],
    ['an unknown field', { text: 'Salt', createdById: newId() }],
  ])('with %s is refused, and nothing is stored', async (_, body) => {
    expect((await add(body)).body).toMatchObject({ status: 422, code: 'invalid' })
    expect(await counts()).toEqual([0, 0, 0])
  })

  test('is for those who may add documents', async () => {
    for (const body of [{ text: 'Salt' }, upload()]) expect((await add(body, reader)).status).toBe(403)
    expect(await counts()).toEqual([0, 0, 0])
  })
})

describe('an id that the client made', () => {
  test.each<[string, (id: string) => unknown]>([
    ['text', (id) => ({ id, title: 'Of salt', text: 'Salt came before the sea did.' })],
    ['a file', (id) => upload({ id, title: 'Of salt', attributes: '{"author":"Ada"}' })],
  ])('and sent six times at once with %s makes one document, and every answer has it', async (_, body) => {
    const id = newId()
    const answers = await Promise.all(Array.from({ length: 6 }, () => add(body(id))))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 201])
    const [first] = answers
    for (const answer of answers)
      expect([answer.body.document, answer.body.revision]).toEqual([first?.body.document, first?.body.revision])
    expect(await counts()).toEqual([1, 1, 1])
  })

  test('and sent again changes nothing, whatever is sent with it', async () => {
    const id = newId()
    const made = await add({ id, title: 'Of salt', text: 'Salt' })
    const again = await add({ id, title: 'Of sand', text: 'Sand' })
    expect([again.status, again.body.document, again.body.revision]).toEqual([
      200,
      made.body.document,
      made.body.revision,
    ])
    expect((await textOf(again)).text).toBe('Salt')
    expect(await counts()).toEqual([1, 1, 1])
  })

  test('of what is in the bin stays taken, however many send it', async () => {
    const { id } = (await add({ text: 'Salt' })).body.document
    await lead.call('DELETE', `${path}/documents/${id}`)
    const answers = await Promise.all([1, 2, 3].map(() => add({ id, text: 'Salt' })))
    for (const answer of answers) expect(answer.body).toMatchObject({ status: 409, code: 'already-exists' })
    expect(await counts()).toEqual([1, 1, 1])
  })

  test('of another project’s document is free here and tells nothing of the other', async () => {
    const other = await team(db, api, [])
    const { id } = (await other.lead.call('POST', `${other.path}/documents`, { title: 'Theirs', text: 'Salt' })).body
      .document
    expect(await add({ id, title: 'Ours', text: 'Sand' })).toMatchObject({
      status: 201,
      body: { document: { title: 'Ours' } },
    })
  })
})

describe('a version that is stale', () => {
  test('is refused with the document as it stands, for a change and for a deletion', async () => {
    const { id } = (await add({ title: 'Of salt', text: 'Salt' })).body.document
    const current = (await lead.call('PATCH', `${path}/documents/${id}`, { version: 1, title: 'Of sand' })).body
    expect(current).toMatchObject({ title: 'Of sand', version: 2 })
    for (const stale of [
      await lead.call('PATCH', `${path}/documents/${id}`, { version: 1, title: 'Of silt' }),
      await lead.call('PATCH', `${path}/documents/${id}`, { title: 'Of silt' }, { 'if-match': '"1"' }),
      await lead.call('DELETE', `${path}/documents/${id}`, undefined, { 'if-match': '"1"' }),
    ])
      expect(stale.body).toMatchObject({ status: 409, code: 'version-conflict', current })
    expect((await lead.call('GET', `${path}/documents/${id}`)).body).toEqual(current)
    expect((await lead.call('DELETE', `${path}/documents/${id}`, undefined, { 'if-match': '"2"' })).status).toBe(204)
    expect((await coder.call('GET', `${path}/documents/${id}`)).status).toBe(404)
  })
})
