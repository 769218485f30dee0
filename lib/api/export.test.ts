import { parse } from 'csv-parse/sync'
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { issueSessionCookie, sessionCookieName } from '@/lib/auth/session'
import { restoreFormula } from '@/lib/domain/spreadsheet/neutralise-formula'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'
import { parseXml } from '@/testing/parse-xml'

const { db } = await freshDatabase()
const api = apiOn(db, () => new Date('2026-11-22T17:00:00Z'))
const { lead, coder, reader, projectId, path } = await team(db, api)

const nasty = [
  '=HYPERLINK("http://evil","x")',
  '+1',
  '-2+3',
  '@SUM(A1)',
  "'=quoted",
  "it's",
  'a "quote", and comma',
  'line\nbreak',
  'السلام عليكم = سلام',
  '👩🏽‍🌾 astral 𝒳',
  '第三行：非传统安全',
  'x_x0041_y',
  '*bold* <b>&amp;</b> [link](x)',
]
const text = `Opening line.\n\n${nasty.join('\n\n')}\n\nThe end.`
const { body: made } = await lead.call('POST', `${path}/documents`, {
  title: '=Speech & "answer"',
  text,
  attributes: {},
})
const documentId: string = made.document.id
const canonical = (await lead.call('GET', `${path}/documents/${documentId}/text`)).text
await lead.call('POST', `${path}/attributes`, { key: 'author', label: 'Author', type: 'text' })
await lead.call('POST', `${path}/attributes`, { key: 'year', label: 'Year', type: 'number' })
await lead.call('PATCH', `${path}/documents/${documentId}`, { attributes: { author: '-Zhou, O’Neil', year: -44 } })
const parent = (await lead.call('POST', `${path}/tags`, { name: 'Security', definition: 'What it is about' })).body
  .id as string
const child = (await lead.call('POST', `${path}/tags`, { name: 'Naming', parentId: parent })).body.id as string
const theme = (
  await lead.call('POST', `${path}/themes`, { name: 'The word', definition: 'How it is named', tagIds: [parent] })
).body.id as string

const marked: string[] = []
for (const quote of nasty) {
  const start = canonical.indexOf(quote)
  const { body } = await coder.call('POST', `${path}/annotations`, {
    documentId,
    start,
    end: start + quote.length,
    tagIds: marked.length % 2 ? [child] : [],
    note: marked.length === 0 ? '=note\twith "tab"\u0007' : '',
  })
  marked.push(body.id)
}
await coder.call('POST', `${path}/annotations`, {
  documentId,
  start: 0,
  end: 7,
  note: 'for my eyes',
  visibility: 'private',
  tagIds: [child],
})
await lead.call('PATCH', `${path}/annotations/${marked[1]}`, { starred: true })

async function bytesOf(who: Caller, query: string): Promise<Buffer> {
  const cookie = `${sessionCookieName(false)}=${await issueSessionCookie({ id: who.id, sessionVersion: 1 }, 'a secret for tests only, at least 32 bytes')}`
  const response = await api.request(`/api/v1${path}/export?${query}`, { headers: { cookie } })
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

async function unzipped(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true })
  const files = new Map<string, string>()
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, (await buffer(Readable.from(await zip.openReadStreamPromise(entry)))).toString())
  return files
}

describe('csv', () => {
  test('gives back every text through a csv reader, formulas neutralised reversibly, numbers as numbers', async () => {
    const { status, text: csv, headers } = await reader.call('GET', `${path}/export?what=excerpts&format=csv`)
    expect([status, headers.get('content-disposition')]).toEqual([
      200,
      `attachment; filename="Harbours-of-the-strait_2026-11-22.csv"; filename*=UTF-8''Harbours-of-the-strait_2026-11-22.csv`,
    ])
    const rows = parse<Record<string, string>>(csv, { columns: true, record_delimiter: '\r\n' })
    expect(rows.map((row) => restoreFormula(row.quote ?? '')).sort()).toEqual([...nasty].sort())
    for (const row of rows) {
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@\t\r]|^-(?!44$)/)
      expect(row).toMatchObject({
        document: `'=Speech & "answer"`,
        'document.author': "'-Zhou, O’Neil",
        'document.year': '-44',
        coder: 'Coder',
        visibility: 'shared',
        layer: 'coder',
      })
      expect(canonical.slice(Number(row.start), Number(row.end))).toBe(restoreFormula(row.quote ?? ''))
      expect(row.link).toBe(`http://127.0.0.1:3000/projects/${projectId}/documents/${documentId}?annotation=${row.id}`)
    }
    expect(rows.filter((row) => row.tags === 'Security > Naming')).toHaveLength(Math.floor(nasty.length / 2))
    expect(rows.filter((row) => row.starred === 'true').map((row) => row.id)).toEqual([marked[1]])
    expect(new Set(rows.map((row) => `${row.round}/${row.certainty}/${row.secondOpinion}`))).toEqual(
      new Set(['//false']),
    )
  })

  test('says in which round a passage was marked, how sure its coder was, and whether they ask for a second opinion', async () => {
    const { body: round } = await lead.call('POST', `${path}/rounds`, {
      name: 'Spring round',
      documentIds: [documentId],
      coderIds: [coder.id],
      visibility: 'open',
    })
    const { body } = await coder.call('POST', `${path}/annotations`, {
      documentId,
      start: 0,
      end: 3,
      certainty: 2,
      secondOpinion: true,
    })
    const { text: csv } = await reader.call('GET', `${path}/export?what=excerpts&format=csv&secondOpinion=true`)
    const rows = parse<Record<string, string>>(csv, { columns: true, record_delimiter: '\r\n' })
    expect(rows).toEqual([
      expect.objectContaining({
        id: body.id,
        layer: 'coder',
        round: 'Spring round',
        certainty: '2',
        secondOpinion: 'true',
      }),
    ])
    expect((await coder.call('DELETE', `${path}/annotations/${body.id}`)).status).toBe(204)
    expect((await lead.call('DELETE', `${path}/rounds/${round.id}`)).status).toBe(204)
  })

  test('begins with a byte order mark only when asked', async () => {
    expect((await bytesOf(reader, 'what=excerpts&format=csv&bom=true')).subarray(0, 3)).toEqual(
      Buffer.from([0xef, 0xbb, 0xbf]),
    )
    expect((await bytesOf(reader, 'what=excerpts&format=csv'))[0]).toBe('d'.charCodeAt(0))
  })
})

describe('what is in an export', () => {
  const ids = async (who: Caller, query: string): Promise<string[]> =>
    JSON.parse((await bytesOf(who, `what=annotations&format=json${query}`)).toString()).map(
      (row: { id: string }) => row.id,
    )

  test('one’s own private annotations, and nobody else’s', async () => {
    expect(await ids(coder, '')).toHaveLength(nasty.length + 1)
    expect((await ids(lead, '')).sort()).toEqual([...marked].sort())
    for (const format of ['csv', 'md', 'jsonld'])
      expect((await bytesOf(lead, `what=excerpts&format=${format}`)).toString()).not.toContain('for my eyes')
  })

  test.each([
    ['starred=true', 1],
    ['untagged=true', Math.ceil(nasty.length / 2)],
    ['q=comma', 1],
    ['from=2026-11-23', 0],
    ['to=2026-11-23', nasty.length],
    [`documentId=${documentId}`, nasty.length],
    ['attribute=year%3D-44', nasty.length],
    ['attribute=year%3D1999', 0],
  ])('%s selects %i', async (filter, count) => {
    expect(await ids(lead, `&${filter}`)).toHaveLength(count)
  })

  test('a tag with its descendants, a theme, and both as the list of annotations has them', async () => {
    for (const filter of [
      `tagId=${parent}`,
      `tagId=${parent}&exact=true`,
      `themeId=${theme}`,
      `themeId=${theme}&starred=true`,
      `authorId=${coder.id}`,
    ]) {
      const { body } = await lead.call('GET', `${path}/annotations?${filter}&limit=500`)
      expect(await ids(lead, `&${filter}`)).toEqual(body.items.map((row: { id: string }) => row.id))
    }
  })

  test.each(['what=history&format=pdf', 'what=documents&format=jsonld', 'what=people&format=csv'])(
    '%s is refused with what there is',
    async (query) => {
      const { status, body } = await lead.call('GET', `${path}/export?${query}`)
      expect([status, body.code]).toEqual([422, 'invalid'])
      expect(body.detail).toMatch(/There are: .*(csv|excerpts)/)
    },
  )

  test('a theme that is not there is a 404', async () => {
    expect((await lead.call('GET', `${path}/export?what=excerpts&format=csv&themeId=${documentId}`)).status).toBe(404)
  })
})

describe('xlsx', () => {
  test('is a workbook of real cells, its texts as they are, no formula and legal XML', async () => {
    const files = await unzipped(await bytesOf(lead, 'what=excerpts&format=xlsx'))
    const sheet = parseXml(files.get('xl/worksheets/sheet1.xml') ?? '')
    const rows = sheet.all('row').map((row) => row.all('c').map((cell) => cell.text()))
    expect(rows).toHaveLength(nasty.length + 1)
    const quotes = sheet
      .all('row')
      .slice(1)
      .map(
        (row) =>
          row
            .all('c')
            .find((cell) => cell.attributes.r?.startsWith('H'))
            ?.text() ?? '',
      )
    expect(quotes.sort()).toEqual(nasty.map((quote) => quote.replace('_x0041_', '_x005F_x0041_')).sort())
    expect(sheet.all('f')).toEqual([])
    expect(
      sheet
        .all('c')
        .filter((cell) => cell.attributes.r === 'C2')
        .map((cell) => [cell.attributes.t, cell.text()]),
    ).toEqual([[undefined, '-44']])
    for (const name of files.keys()) expect(() => parseXml(files.get(name) ?? ''), name).not.toThrow()
  })
})

describe('docx', () => {
  test('has headings by theme and document, quotations with their citation, and right-to-left paragraphs', async () => {
    const files = await unzipped(await bytesOf(lead, 'what=excerpts&format=docx'))
    for (const name of files.keys()) expect(() => parseXml(files.get(name) ?? ''), name).not.toThrow()
    const paragraphs = parseXml(files.get('word/document.xml') ?? '')
      .all('w:p')
      .map((p) => ({
        style: p.all('w:pStyle')[0]?.attributes['w:val'],
        bidi: p.all('w:bidi').length > 0,
        text: p
          .all('w:t')
          .map((t) => t.text())
          .join(''),
      }))
    expect(paragraphs[0]).toMatchObject({ style: 'Title', text: 'Harbours of the strait' })
    expect(paragraphs.filter((p) => p.style === 'Heading1').map((p) => p.text)).toEqual(['The word', 'Without theme'])
    expect(paragraphs.filter((p) => p.style === 'Heading2').map((p) => p.text)).toEqual([
      '=Speech & "answer"',
      '=Speech & "answer"',
    ])
    expect(
      paragraphs
        .filter((p) => p.style === 'Quote')
        .map((p) => p.text)
        .sort(),
    ).toEqual(nasty.flatMap((quote) => quote.split('\n')).sort())
    expect(
      paragraphs
        .filter((p) => p.style === 'ExcerptSource')
        .every((p) => /^-Zhou, O’Neil, =Speech & "answer", characters [\d,]+–[\d,]+$/.test(p.text)),
    ).toBe(true)
    const styles = parseXml(files.get('word/styles.xml') ?? '')
      .all('w:name')
      .map((name) => name.attributes['w:val'])
    expect(styles).toEqual(expect.arrayContaining(['Normal', 'Title', 'heading 1', 'heading 2', 'Quote', 'footer']))
    expect(files.get('word/footer1.xml')).toContain('PAGE')
  })
})

describe('the export of a view', () => {
  const narrative = {
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'It is ' },
          { type: 'text', text: 'named', marks: [{ type: 'bold' }] },
          { type: 'text', text: ' & <feared>.', marks: [{ type: 'italic' }] },
        ],
      },
      { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Where' }] },
      {
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [
              { type: 'paragraph', content: [{ type: 'text', text: 'at sea' }] },
              {
                type: 'orderedList',
                attrs: { start: 3 },
                content: [
                  {
                    type: 'listItem',
                    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'in harbours' }] }],
                  },
                ],
              },
            ],
          },
        ],
      },
      { type: 'blockquote', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Nobody sees it' }] }] },
      { type: 'nobodyKnows', content: [{ type: 'text', text: 'of another kind' }] },
    ],
  }

  test('has the definition and the narrative of its theme in every format that is read, and in json', async () => {
    const { body: written } = await lead.call('PATCH', `${path}/themes/${theme}`, { narrative })
    expect(written.narrative).toEqual(narrative)
    const query = `what=excerpts&themeId=${theme}`
    const words = [
      'How it is named',
      'It is',
      'named',
      'Where',
      'at sea',
      'in harbours',
      'Nobody sees it',
      'of another kind',
    ]
    for (const [format, part] of [
      ['docx', 'word/document.xml'],
      ['odt', 'content.xml'],
    ] as const) {
      const content = (await unzipped(await bytesOf(lead, `${query}&format=${format}`))).get(part) ?? ''
      const read = parseXml(content).text()
      for (const word of [...words, '& <feared>.', '3.', '•']) expect(read, `${format}: ${word}`).toContain(word)
    }
    const html = (await bytesOf(lead, `${query}&format=html`)).toString()
    expect(html).toContain(
      '<p class="written paragraph" dir="ltr">It is <strong>named</strong><em> &amp; &lt;feared&gt;.</em></p>',
    )
    const md = (await bytesOf(lead, `${query}&format=md`)).toString()
    expect(md).toContain(
      'It is **named** *\\& \\<feared\\>.*\n\n#### Where\n\n- at sea\n\n   3. in harbours\n\n> Nobody sees it\n\nof another kind',
    )
    const json = JSON.parse((await bytesOf(lead, `${query}&format=json`)).toString())
    expect(json.theme).toEqual({ id: theme, name: 'The word', definition: 'How it is named', narrative })
    expect(json.excerpts).toHaveLength(Math.floor(nasty.length / 2))
  })

  test('a theme under which nothing stands keeps what was written about it', async () => {
    const { body: bare } = await lead.call('POST', `${path}/themes`, {
      name: 'Bare',
      definition: 'Nothing yet',
      tagIds: [],
    })
    const md = (await bytesOf(lead, `what=excerpts&format=md`)).toString()
    expect(md).toContain('## Bare\n\nNothing yet')
    await lead.call('DELETE', `${path}/themes/${bare.id}`)
  })

  test('says its title once, days as its language has them, that a note is one, and whose decisions only where they are not the coders’ own', async () => {
    const quote = nasty[1] ?? ''
    await coder.call('PATCH', `${path}/annotations/${marked[1]}`, { note: 'Ask the pilot.' })
    await coder.call('PATCH', `${path}/annotations/${marked[3]}`, { note: 'سلام' })
    const query = `what=excerpts&format=md&themeId=${theme}&from=2026-01-05&visibility=shared&timeZone=UTC`
    const english = (await bytesOf(lead, `${query}&layer=coder`)).toString()
    expect(english).toMatch(/^# The word\n/)
    expect(english.match(/The word\n/g)).toHaveLength(1)
    expect(english).toContain('on 22 November 2026')
    expect(english).toContain('Annotated on or after: 5 January 2026')
    expect(english).toContain('Visibility: shared')
    expect(english).not.toContain('Whose decisions')
    expect(english.slice(english.indexOf(`> \\${quote}`))).toContain('\n\nNote: Ask the pilot.\n\n')
    expect(english).toContain('\n\nNote:  \nسلام\n\n')
    expect((await bytesOf(lead, `${query}&layer=consensus`)).toString()).toContain('Whose decisions: the consensus')
    await lead.call('PATCH', '/me', { locale: 'zh' })
    const chinese = (await bytesOf(lead, query)).toString()
    await lead.call('PATCH', '/me', { locale: 'en' })
    for (const said of ['2026年11月22日', '2026年1月5日', '可见性：共享', '备注：Ask the pilot.'])
      expect(chinese).toContain(said)
    for (const id of [marked[1], marked[3]])
      expect((await coder.call('PATCH', `${path}/annotations/${id}`, { note: '' })).body.note).toBe('')
  })

  test.each(['tag', 'author', 'attribute:year', 'document'])(
    'by %s has the groups, the order and the number of the view',
    async (groupBy) => {
      const view: { id: string; group: { key: string; label: string } }[] = (
        await lead.call('GET', `${path}/tags/${parent}/excerpts?groupBy=${groupBy}&limit=500`)
      ).body.items
      const places = view.map(({ id, group }) => [id, groupBy === 'document' ? undefined : group.label])
      const rows = JSON.parse(
        (await bytesOf(lead, `what=annotations&format=json&tagId=${parent}&groupBy=${groupBy}`)).toString(),
      )
      expect(rows.map((row: { id: string; group?: { label: string } }) => [row.id, row.group?.label])).toEqual(places)
      const csv = parse<Record<string, string>>(
        (await bytesOf(lead, `what=excerpts&format=csv&tagId=${parent}&groupBy=${groupBy}`)).toString(),
        { columns: true },
      )
      expect(csv.map((row) => [row.id, row.group && restoreFormula(row.group)])).toEqual(places)
      const html = (await bytesOf(lead, `what=excerpts&format=html&tagId=${parent}&groupBy=${groupBy}`)).toString()
      expect([...html.matchAll(/<h2[^>]*>([^<]*)</g)].map((found) => found[1])).toEqual([
        ...new Set(view.map(({ group }) => group.label.replaceAll('&', '&amp;').replaceAll('"', '&quot;'))),
      ])
    },
  )

  test('by tag, what has none comes last, and nothing is left out', async () => {
    const rows: { id: string; group: { key: string; label: string } }[] = JSON.parse(
      (await bytesOf(lead, 'what=annotations&format=json&groupBy=tag')).toString(),
    )
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(marked))
    expect(rows.at(-1)?.group).toEqual({ key: '', label: '' })
    expect((await bytesOf(lead, 'what=excerpts&format=md&groupBy=tag')).toString()).toContain('## Without tag')
  })

  test('by tag, a table has a passage of several tags once, with all of them, and a report under each', async () => {
    const { body: other } = await lead.call('POST', `${path}/tags`, { name: 'Calling' })
    const { body } = await lead.call('POST', `${path}/annotations`, {
      documentId,
      start: 0,
      end: 7,
      tagIds: [child, other.id],
    })
    const rows = parse<Record<string, string>>(
      (await bytesOf(lead, `what=excerpts&format=csv&groupBy=tag&authorId=${lead.id}`)).toString(),
      { columns: true },
    )
    expect(rows.map(({ id, group }) => [id, group])).toEqual([[body.id, 'Naming; Calling']])
    const md = (await bytesOf(lead, `what=excerpts&format=md&groupBy=tag&authorId=${lead.id}`)).toString()
    expect([...md.matchAll(/^## (.+)$/gm)].map((found) => found[1])).toEqual(
      expect.arrayContaining(['Naming', 'Calling']),
    )
    expect(md.split('> Opening')).toHaveLength(3)
    await lead.call('DELETE', `${path}/annotations/${body.id}`)
    await lead.call('DELETE', `${path}/tags/${other.id}`)
  })

  test('has the columns chosen, in their order, and refuses one that is not there', async () => {
    const csv = (await bytesOf(lead, 'what=excerpts&format=csv&columns=quote,document.year,group')).toString()
    expect(csv.split('\r\n')[0]).toBe('quote,document.year,group')
    const tags = (await bytesOf(lead, 'what=codebook&format=csv&columns=name')).toString()
    expect(tags).toBe('name\r\nSecurity\r\nNaming\r\n')
    const { status, body } = await lead.call('GET', `${path}/export?what=excerpts&format=xlsx&columns=quote,prize`)
    expect([status, body.code, body.errors[0].path]).toEqual([422, 'invalid', 'columns'])
    expect(body.detail).toMatch(/no column “prize”. There are: .*quote/)
  })

  test('has days as dates in xlsx, and what is not a whole day, or older than Excel can count, as text', async () => {
    await lead.call('POST', `${path}/attributes`, { key: 'date', label: 'Date', type: 'date' })
    const dayOf = async (date: string) => {
      await lead.call('PATCH', `${path}/documents/${documentId}`, { attributes: { date } })
      const sheet = parseXml(
        (await unzipped(await bytesOf(lead, 'what=documents&format=xlsx&columns=title,date'))).get(
          'xl/worksheets/sheet1.xml',
        ) ?? '',
      )
      const cell = sheet.all('c').find((found) => found.attributes.r === 'B2')
      return [cell?.attributes.t, cell?.attributes.s, cell?.text()]
    }
    expect(await dayOf('2017-01-11')).toEqual([undefined, '4', '42746'])
    expect(await dayOf('1900-03-01')).toEqual([undefined, '4', '61'])
    expect(await dayOf('1899-05-02')).toEqual(['inlineStr', '2', '1899-05-02'])
    expect(await dayOf('2017-01')).toEqual(['inlineStr', '2', '2017-01'])
    await lead.call('PATCH', `${path}/documents/${documentId}`, { attributes: { date: '2017-01-11' } })
    const sheet = parseXml(
      (await unzipped(await bytesOf(lead, 'what=excerpts&format=xlsx&columns=document.date'))).get(
        'xl/worksheets/sheet1.xml',
      ) ?? '',
    )
    expect(
      sheet
        .all('c')
        .slice(1)
        .every((cell) => cell.attributes.s === '4' && cell.text() === '42746'),
    ).toBe(true)
    await lead.call('PATCH', `${path}/documents/${documentId}`, { attributes: { date: null } })
  })
})

const soffice = spawnSync('soffice', ['--version']).status === 0
describe.skipIf(!soffice)(
  'LibreOffice (skipped where soffice is not installed: apt-get install libreoffice-writer libreoffice-calc)',
  () => {
    let folder: string
    const passages = ['what=excerpts', 'all'] as const
    const themed = [`what=excerpts&themeId=${theme}`, 'theme'] as const

    /** What LibreOffice made of each export, in another format of its own, by the name and format of the export. */
    const made = new Map<string, string>()

    // A start takes six seconds of a processor and a file next to nothing, so files that become the same format are converted by one start, all with one profile.
    async function convert(filter: string, [query, whose]: typeof passages | typeof themed, formats: string[]) {
      const from = join(folder, filter.slice(0, 4) + whose)
      mkdirSync(from)
      for (const format of formats)
        writeFileSync(join(from, `${format}.${format}`), await bytesOf(lead, `${query}&format=${format}`))
      const { stderr } = await promisify(execFile)('soffice', [
        '--headless',
        `-env:UserInstallation=file://${folder}/profile`,
        '--convert-to',
        filter,
        '--outdir',
        join(from, 'made'),
        ...formats.map((format) => join(from, `${format}.${format}`)),
      ])
      for (const format of formats) {
        const file = readdirSync(join(from, 'made')).find((name) => name.startsWith(`${format}.`))
        if (file === undefined) throw new Error(`LibreOffice made nothing of the ${format}: ${stderr}`)
        made.set(`${whose} ${format}`, readFileSync(join(from, 'made', file), 'utf8'))
      }
    }

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'commonplace-export-'))
      await convert('txt:Text (encoded):UTF8', passages, ['docx', 'odt'])
      await convert('csv:Text - txt - csv (StarCalc):44,34,76', passages, ['xlsx'])
      await convert('html:HTML (StarWriter)', themed, ['docx', 'odt'])
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    test.each(['docx', 'odt', 'xlsx'])('opens the %s and reads every passage in it', (format) => {
      const read = made.get(`all ${format}`)?.replaceAll('""', '"')
      for (const line of nasty.flatMap((quote) => quote.split('\n'))) expect(read).toContain(line)
    })

    test.each(['docx', 'odt'])('sees in the %s of a theme a heading for each document', (format) => {
      const html = made.get(`theme ${format}`) ?? ''
      const headings = [...html.matchAll(/<h([12])\b[^>]*>([\s\S]*?)<\/h\1>/g)].map(([, level, inside = '']) => [
        level,
        inside
          .replaceAll(/<[^>]*>/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim(),
      ])
      expect(headings).toEqual([['1', '=Speech &amp; &quot;answer&quot;']])
    })
  },
)

describe('md', () => {
  test('escapes what people wrote', async () => {
    const md = (await bytesOf(lead, `what=excerpts&format=md&themeId=${theme}`)).toString()
    expect(md).toMatch(/^# The word\n\n/)
    expect((await bytesOf(lead, 'what=excerpts&format=md')).toString()).toContain(
      String.raw`> \*bold\* \<b\>\&amp;\</b\> \[link\](x)`,
    )
  })
})

describe('jsonld', () => {
  test('is a W3C collection whose positions are code points', async () => {
    const collection = JSON.parse((await bytesOf(lead, 'what=excerpts&format=jsonld')).toString())
    expect(collection).toMatchObject({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      type: 'AnnotationCollection',
      total: nasty.length,
      first: { type: 'AnnotationPage', startIndex: 0 },
    })
    const points = Array.from(canonical)
    const { sha256 } = (await lead.call('GET', `${path}/documents/${documentId}/revisions`)).body.items[0]
    expect(collection.first.items).toHaveLength(nasty.length)
    for (const item of collection.first.items) {
      const [quote, position] = item.target.selector
      expect(points.slice(position.start, position.end).join('')).toBe(quote.exact)
      expect(points.slice(0, position.start).join('').endsWith(quote.prefix)).toBe(true)
      expect(item.target.source).toMatchObject({
        id: `http://127.0.0.1:3000/projects/${projectId}/documents/${documentId}`,
        'schema:sha256': sha256,
      })
      expect(item.creator).toMatchObject({ type: 'Person', name: 'Coder' })
    }
    const bodies = collection.first.items.flatMap((item: { body?: object[] }) => item.body ?? [])
    expect(
      bodies
        .filter((body: { purpose: string }) => body.purpose === 'tagging')
        .map((body: { value: string }) => body.value),
    ).toEqual(Array(Math.floor(nasty.length / 2)).fill('Security > Naming'))
    expect(bodies.filter((body: { purpose: string }) => body.purpose === 'commenting')).toHaveLength(1)
  })

  const context = new URL(
    `../../${process.env.SHARED_DIR ?? '../shared'}/fixtures/webannotation/anno.jsonld`,
    import.meta.url,
  )
  test.skipIf(!existsSync(context))(
    'uses only terms of the W3C context (skipped where ../shared is absent)',
    async () => {
      const terms = new Set(Object.keys(JSON.parse(readFileSync(context, 'utf8'))['@context']))
      const seen = new Set<string>()
      JSON.parse((await bytesOf(lead, 'what=excerpts&format=jsonld')).toString(), (key, value: unknown) => {
        if (key !== '' && !/^\d+$/.test(key)) seen.add(key)
        if (key === 'type') expect(terms).toContain(value)
        if (key === 'purpose' || key === 'motivation') expect(terms).toContain(value)
        return value
      })
      expect([...seen].filter((key) => key !== '@context' && key !== 'schema:sha256' && !terms.has(key))).toEqual([])
    },
  )
})

describe('codebook and documents', () => {
  test('stand in tree order with counts, and with every attribute', async () => {
    const tags = parse<Record<string, string>>((await bytesOf(lead, 'what=codebook&format=csv')).toString(), {
      columns: true,
    })
    expect(tags.map(({ path: tagPath, depth, annotations }) => [tagPath, depth, annotations])).toEqual([
      ['Security', '0', '0'],
      ['Security > Naming', '1', String(Math.floor(nasty.length / 2))],
    ])
    const [row] = parse<Record<string, string>>((await bytesOf(lead, 'what=documents&format=csv')).toString(), {
      columns: true,
    })
    expect(row).toMatchObject({
      title: `'=Speech & "answer"`,
      author: "'-Zhou, O’Neil",
      year: '-44',
      annotations: String(nasty.length),
      id: documentId,
    })
    for (const format of ['xlsx', 'docx'])
      await expect(unzipped(await bytesOf(lead, `what=codebook&format=${format}`))).resolves.toBeDefined()
    expect((await bytesOf(lead, 'what=codebook&format=md')).toString()).toContain('### Naming')
    expect(JSON.parse((await bytesOf(lead, 'what=documents&format=json')).toString())).toMatchObject([
      { id: documentId, attributes: { year: -44 } },
    ])
  })
})
