import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import yauzl from 'yauzl'
import { freshDatabase } from '@/testing/fresh-database'
import { parseXml, type XmlElement } from '@/testing/parse-xml'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db, () => new Date('2026-11-22T17:00:00Z'))

interface Exported {
  xml: string
  project: XmlElement
  files: Map<string, string>
}

async function exported(who: Caller, path: string): Promise<Exported> {
  const answer = await api.request(`/api/v1${path}/export?what=project&format=qdpx`, {
    headers: { cookie: who.cookie },
  })
  expect(answer.status).toBe(200)
  const zip = await yauzl.fromBufferPromise(Buffer.from(await answer.arrayBuffer()), { lazyEntries: true })
  const files = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    files.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
  }
  const xml = files.get('project.qde') ?? ''
  return { xml, project: parseXml(xml), files }
}

/** What each selection marks, read as another program would: by the source's file, in code points. */
function marked({ project, files }: Exported) {
  return project.all('TextSource').flatMap((source) => {
    const text = [...(files.get(`sources/${source.attributes['plainTextPath']?.replace('internal://', '')}`) ?? '')]
    return source.all('PlainTextSelection').map((selection) => ({
      words: text
        .slice(Number(selection.attributes['startPosition']), Number(selection.attributes['endPosition']))
        .join(''),
      codes: selection.all('CodeRef').map(({ attributes }) => attributes['targetGUID'] ?? ''),
      by: selection.attributes['creatingUser'] ?? '',
      about: selection.all('Description')[0]?.text() ?? '',
    }))
  })
}

/** Everything that has a GUID, and everything that is pointed at. */
function guids({ project }: Exported) {
  const all = ['User', 'Code', 'Variable', 'TextSource', 'PlainTextSelection', 'Coding', 'Note', 'Set']
  const given = all.flatMap((name) => project.all(name).map(({ attributes }) => attributes['guid'] ?? ''))
  const refs = ['CodeRef', 'VariableRef', 'NoteRef', 'MemberCode', 'MemberNote']
  const users = ['TextSource', 'PlainTextSelection', 'Coding', 'Note'].flatMap((name) =>
    project.all(name).map(({ attributes }) => attributes['creatingUser'] ?? ''),
  )
  return {
    given,
    meant: [
      ...refs.flatMap((name) => project.all(name).map(({ attributes }) => attributes['targetGUID'] ?? '')),
      ...users,
    ],
  }
}

const upper = (id: string) => id.toUpperCase()

describe('a project for other programs', () => {
  const whole = async () => {
    const { lead, coder, reviewer, path } = await team(db, api)
    const add = async (who: Caller, at: string, body: object) => (await who.call('POST', `${path}${at}`, body)).body
    const text = 'The 𝒳 boats came home.\n\nNobody spoke & “nobody” asked <why>.'
    const { document } = await add(lead, '/documents', { title: 'Harbour & <sea>', text })
    const { document: bare } = await add(lead, '/documents', { title: 'Nothing marked', text: 'Quiet.' })
    for (const [key, type] of [
      ['year', 'number'],
      ['date', 'date'],
      ['asked', 'boolean'],
    ] as const)
      await add(lead, '/attributes', { key, label: `The ${key}`, type })
    await lead.call('PATCH', `${path}/documents/${document.id}`, {
      attributes: { year: 1e21, date: '2014-10', asked: true },
    })
    const security = await add(lead, '/tags', { name: 'Security', definition: 'What is kept\nsafe' })
    const naming = await add(lead, '/tags', { name: 'Naming "it"', parentId: security.id })
    const theme = await add(lead, '/themes', { name: 'The word', definition: 'How it is used', tagIds: [naming.id] })
    const narrative = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'It all began.' }] }],
    }
    await lead.call('PATCH', `${path}/themes/${theme.id}`, { narrative, version: theme.version })
    const canonical = (await lead.call('GET', `${path}/documents/${document.id}/text`)).text
    const mark = (who: Caller, quote: string, more: object) => {
      const start = canonical.indexOf(quote)
      return add(who, '/annotations', { documentId: document.id, start, end: start + quote.length, ...more })
    }
    const boats = await mark(coder, '𝒳 boats', {
      tagIds: [security.id, naming.id],
      note: 'A note',
      visibility: 'shared',
    })
    await mark(lead, 'asked <why>', { tagIds: [naming.id], visibility: 'shared' })
    await mark(coder, 'Nobody spoke', { tagIds: [security.id], visibility: 'private' })
    const comment = await add(reviewer, '/comments', {
      subject: { type: 'annotation', id: boats.id },
      body: 'Is it so?',
    })
    const memo = (who: Caller, title: string, more: object) =>
      add(who, '/memos', { title, visibility: 'shared', ...more })
    const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'Boats & men' }] }
    const prose = { type: 'doc', content: [paragraph] }
    const memos = {
      journal: await memo(lead, 'Day "one"', { kind: 'diary', body: prose }),
      ofTag: await memo(coder, 'Of <safety>', { subject: { type: 'tag', id: security.id } }),
      ofDocument: await memo(coder, 'Of the harbour', { subject: { type: 'document', id: document.id } }),
      ofTheme: await memo(reviewer, 'Of the word', { subject: { type: 'theme', id: theme.id } }),
      ofPassage: await memo(lead, 'Of boats', { subject: { type: 'annotation', id: boats.id } }),
      own: await memo(coder, 'Of her own', { visibility: 'private' }),
    }
    return { lead, coder, reviewer, path, document, bare, security, naming, theme, comment, memos, add, mark }
  }

  test('has every text, code, coder, passage, note and theme that its reader sees, and nothing that they do not', async () => {
    const { lead, coder, reviewer, path, document, bare, security, naming, theme, comment } = await whole()
    const file = await exported(lead, path)
    const { project } = file
    expect(project.attributes).toMatchObject({ xmlns: 'urn:QDA-XML:project:1.0', name: 'Harbours of the strait' })
    expect([...file.files.keys()].sort()).toEqual(
      ['project.qde', `sources/${upper(bare.id)}.txt`, `sources/${upper(document.id)}.txt`].sort(),
    )
    expect(marked(file)).toEqual([
      { words: '𝒳 boats', codes: [security.id, naming.id].map(upper), by: upper(coder.id), about: 'A note' },
      { words: 'asked <why>', codes: [upper(naming.id)], by: upper(lead.id), about: '' },
    ])
    expect(
      project
        .all('User')
        .map(({ attributes }) => attributes['name'])
        .sort(),
    ).toEqual([lead.name, coder.name, reviewer.name].sort())
    const [code] = project.all('Code')
    expect([
      code?.attributes['name'],
      code?.all('Code')[0]?.attributes['name'],
      code?.all('Description')[0]?.text(),
    ]).toEqual(['Security', 'Naming "it"', 'What is kept\nsafe'])
    const types = Object.fromEntries(
      project.all('Variable').map(({ attributes }) => [attributes['name'], attributes['typeOfVariable']]),
    )
    // A month is no date to the format.
    expect(types).toMatchObject({ 'The year': 'Float', 'The date': 'Text', 'The asked': 'Boolean' })
    expect(project.all('VariableValue').map((value) => value.text())).toEqual(
      expect.arrayContaining(['1000000000000000000000', '2014-10', 'true']),
    )
    const [set] = project.all('Set')
    expect([set?.attributes['guid'], set?.all('MemberCode')[0]?.attributes['targetGUID']]).toEqual(
      [theme.id, naming.id].map(upper),
    )
    expect(project.all('Note').map((note) => note.text())).toEqual(
      expect.arrayContaining(['It all began.', 'Is it so?', 'diaryBoats & men']),
    )
    expect(project.all('PlainTextSelection')[0]?.all('NoteRef')[0]?.attributes['targetGUID']).toBe(upper(comment.id))
    expect((await exported(coder, path)).project.all('Description').at(-1)?.text()).toContain('one passage is private')
  })

  test('has memos as notes, with their authors and times, at what they are about, and those of one’s own', async () => {
    const { lead, coder, path, document, memos } = await whole()
    const { project } = await exported(lead, path)
    const titled = new Map(project.all('Note').map((note) => [note.attributes['name'], note.attributes]))
    expect(titled.get('Day "one"')).toMatchObject({
      guid: upper(memos.journal.id),
      creatingUser: upper(lead.id),
      creationDateTime: '2026-11-22T17:00:00Z',
      modifiedDateTime: '2026-11-22T17:00:00Z',
    })
    const pointedAt = (element: XmlElement | undefined, name = 'NoteRef') =>
      element?.children.flatMap((child) =>
        typeof child !== 'string' && child.name === name ? (child.attributes['targetGUID'] ?? '') : [],
      ) ?? []
    const source = project.all('TextSource').find(({ attributes }) => attributes['guid'] === upper(document.id))
    expect(pointedAt(project)).toEqual([upper(memos.journal.id)])
    expect(pointedAt(project.all('Code')[0])).toEqual([upper(memos.ofTag.id)])
    expect(pointedAt(source)).toEqual([upper(memos.ofDocument.id)])
    expect(pointedAt(project.all('PlainTextSelection')[0])).toContain(upper(memos.ofPassage.id))
    const sets = new Map(project.all('Set').map((set) => [set.attributes['name'], pointedAt(set, 'MemberNote')]))
    expect(sets.get('The word')).toContain(upper(memos.ofTheme.id))
    expect([sets.get('Memos')?.length, sets.get('Discussions')?.length]).toEqual([5, 1])
    expect(titled.has('Of her own')).toBe(false)
    const hers = (await exported(coder, path)).project
    expect(hers.all('Note').some(({ attributes }) => attributes['name'] === 'Of her own')).toBe(true)
    expect(hers.all('Description').at(-1)?.text()).toContain('one memo is private')
  })

  test('is the same file when it is made again: the GUIDs stay', async () => {
    const { lead, path } = await whole()
    expect((await exported(lead, path)).xml).toBe((await exported(lead, path)).xml)
  })

  test('names each thing once, and points at nothing that is not there', async () => {
    const { lead, path } = await whole()
    const { given, meant } = guids(await exported(lead, path))
    expect(new Set(given).size).toBe(given.length)
    expect(given.join()).toBe(given.join().toUpperCase())
    expect(meant.filter((id) => !given.includes(id))).toEqual([])
  })

  test('what has lost its place in the text is left out and counted', async () => {
    const { coder, lead, path, document } = await whole()
    const { body } = await lead.call('GET', `${path}/documents/${document.id}`)
    await lead.call('POST', `${path}/documents/${document.id}/revisions`, {
      baseRevisionId: body.revisionId,
      text: 'Nobody spoke & “nobody” asked <why>.',
    })
    const file = await exported(coder, path)
    expect(marked(file).map(({ words }) => words)).toEqual(['Nobody spoke', 'asked <why>'])
    expect(file.project.all('Description').at(-1)?.text()).toContain('Left out: one passage that has no place')
  })

  test('cases are left out and counted, and attributes of theirs are no variables of documents', async () => {
    const { lead, coder, path, document } = await whole()
    await lead.call('POST', `${path}/attributes`, {
      subject: 'case',
      key: 'age',
      label: 'Age of the case',
      type: 'number',
    })
    await lead.call('POST', `${path}/cases`, {
      name: 'Ana Bell',
      attributes: { age: 61 },
      parts: [{ documentId: document.id }],
    })
    const file = await exported(coder, path)
    expect(file.project.all('Description').at(-1)?.text()).toContain('Left out: one case.')
    expect(JSON.stringify(file.project.all('Variable').map((one) => one.attributes))).not.toContain('Age of the case')
  })

  test('a blind colleague’s passages are in it for nobody from whom they are hidden', async () => {
    const { lead, coder, path, document, mark, security } = await whole()
    await lead.call('POST', `${path}/rounds`, {
      name: 'Blind',
      documentIds: [document.id],
      coderIds: [coder.id, lead.id],
      visibility: 'until-all-submit',
    })
    await mark(coder, 'came home', { tagIds: [security.id], visibility: 'shared' })
    expect(marked(await exported(coder, path)).map(({ words }) => words)).toContain('came home')
    expect((await exported(lead, path)).xml).not.toContain('came home')
  })

  test('takes no filter, and says so; an empty project has one as well', async () => {
    const { lead, path } = await team(db, api, [])
    const { status, body } = await lead.call('GET', `${path}/export?what=project&format=qdpx&starred=true`)
    expect([status, body.errors[0].path]).toEqual([422, 'starred'])
    const { project } = await exported(lead, path)
    expect([project.all('Sources'), project.all('CodeBook')]).toEqual([[], []])
  })

  const schema = new URL(
    `../../${process.env.SHARED_DIR ?? '../shared'}/fixtures/refi-qda/Project.xsd`,
    import.meta.url,
  )
  test.skipIf(!existsSync(schema))(
    'is valid to the published schema, with and without everything (skipped where ../shared is absent)',
    async () => {
      const valid = async (contents: string) =>
        validateXML({ xml: { fileName: 'project.qde', contents }, schema: readFileSync(schema, 'utf8') })
      const { lead, path } = await whole()
      const { xml } = await exported(lead, path)
      expect(await valid(xml)).toMatchObject({ valid: true, errors: [] })
      expect((await valid(xml.replace('<Users>', '<User>'))).valid).toBe(false)
      const empty = await team(db, api, [])
      expect(await valid((await exported(empty.lead, empty.path)).xml)).toMatchObject({ valid: true, errors: [] })
    },
  )

  test('of any text every passage is found again by another program, word for word', async () => {
    const piece = fc.constantFrom('a', 'é', 'e\u0301', '𝒳', '👩🏽‍🌾', '中', 'ab ', '<&"', 'نص', '\n\n', 'İß')
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 3, maxLength: 40 }),
        fc.array(fc.tuple(fc.nat(200), fc.nat(200)), { maxLength: 6 }),
        async (pieces, spans) => {
          const { lead, path } = await team(db, api, [])
          const { body } = await lead.call('POST', `${path}/documents`, { title: 'T', text: `x${pieces.join('')}y` })
          const documentId: string = body.document.id
          const text = (await lead.call('GET', `${path}/documents/${documentId}/text`)).text
          const quotes: string[] = []
          for (const [from, length] of spans) {
            const start = from % text.length
            const end = Math.min(text.length, start + 1 + (length % 10))
            const made = await lead.call('POST', `${path}/annotations`, { documentId, start, end, tagIds: [] })
            if (made.status === 201) quotes.push(made.body.quote as string)
          }
          const file = await exported(lead, path)
          expect(
            marked(file)
              .map(({ words }) => words)
              .sort(),
          ).toEqual(quotes.sort())
        },
      ),
      { numRuns: 25 },
    )
  })
})
