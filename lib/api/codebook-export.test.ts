import { parse } from 'csv-parse/sync'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { freshDatabase } from '@/testing/fresh-database'
import { parseXml, type XmlElement } from '@/testing/parse-xml'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db, () => new Date('2026-11-22T17:00:00Z'))
const { lead, reader, path } = await team(db, api)
const { lead: newcomer, path: empty } = await team(db, api)

const add = async (body: object): Promise<string> => (await lead.call('POST', `${path}/tags`, body)).body.id
const security = await add({
  name: 'Security & <order>',
  colour: '#AA3300',
  definition: 'First line.\nSecond "line"',
  useWhen: 'the word stands\there',
  avoidWhen: 'not \u0007 for 𝒳',
})
const naming = await add({ name: '=Naming', parentId: security })
const deep = await add({ name: 'نص', parentId: naming })
const old = await add({ name: 'Old', parentId: security })
const alone = await add({ name: 'Alone 👩🏽‍🌾' })
await lead.call('PATCH', `${path}/tags/${old}`, { archived: true })
const theme = (
  await lead.call('POST', `${path}/themes`, { name: 'What is "secure"', definition: 'A < B', tagIds: [naming, alone] })
).body.id as string

const file = (format: string) => reader.call('GET', `${path}/codebook/export?format=${format}`)

describe('qdc', () => {
  test('has every tag in its place, themes as sets, guidance as description', async () => {
    const { headers, text } = await file('qdc')
    expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([
      'application/xml; charset=utf-8',
      `attachment; filename="Harbours-of-the-strait_codebook_2026-11-22.qdc"; filename*=UTF-8''Harbours-of-the-strait_codebook_2026-11-22.qdc`,
    ])
    const book = parseXml(text)
    expect([book.name, book.attributes]).toEqual([
      'CodeBook',
      { xmlns: 'urn:QDA-XML:codebook:1.0', origin: 'Commonplace' },
    ])
    const nested = (element: XmlElement): unknown[] =>
      element.children.flatMap((child) =>
        typeof child === 'string' || child.name !== 'Code'
          ? []
          : [[child.attributes['guid'], child.attributes['isCodable'], nested(child)]],
      )
    expect(nested(book.all('Codes')[0] as XmlElement)).toEqual([
      [
        security,
        'true',
        [
          [naming, 'true', [[deep, 'true', []]]],
          [old, 'false', []],
        ],
      ],
      [alone, 'true', []],
    ])
    const [first] = book.all('Code')
    expect(first?.attributes).toMatchObject({ name: 'Security & <order>', color: '#aa3300' })
    expect(first?.all('Description')[0]?.text()).toBe(
      'First line.\nSecond "line"\nUse when: the word stands\there\nAvoid when: not  for 𝒳',
    )
    expect(
      book
        .all('Set')
        .map((set) => [
          set.attributes,
          set.all('Description')[0]?.text(),
          set.all('MemberCode').map((member) => member.attributes['guid']),
        ]),
    ).toEqual([[{ guid: theme, name: 'What is "secure"' }, 'A < B', [naming, alone]]])
  })

  const schema = new URL(
    `../../${process.env.SHARED_DIR ?? '../shared'}/fixtures/refi-qda/Codebook.xsd`,
    import.meta.url,
  )
  test.skipIf(!existsSync(schema))(
    'is valid to the published schema, with and without sets (skipped where ../shared is absent)',
    async () => {
      const valid = async (contents: string) =>
        validateXML({ xml: { fileName: 'codebook.qdc', contents }, schema: readFileSync(schema, 'utf8') })
      const { text } = await file('qdc')
      expect(await valid(text)).toMatchObject({ valid: true, errors: [] })
      expect((await valid(text.replace('isCodable="true"', ''))).valid).toBe(false)
      const other = await team(db, api, [])
      await other.lead.call('POST', `${other.path}/tags`, { name: 'Only' })
      expect(
        await valid((await other.lead.call('GET', `${other.path}/codebook/export?format=qdc`)).text),
      ).toMatchObject({ valid: true, errors: [] })
    },
  )

  test('a codebook without tags is refused, because the schema has no such thing', async () => {
    const { status, body } = await newcomer.call('GET', `${empty}/codebook/export?format=qdc`)
    expect([status, body.code, body.errors]).toEqual([
      422,
      'invalid',
      [expect.objectContaining({ path: 'format', message: 'A qdc file must have at least one tag' })],
    ])
  })
})

describe('the codebook to read and to compute with', () => {
  test('is the same file as from the export of everything', async () => {
    for (const format of ['csv', 'html', 'md', 'json', 'qdc'])
      expect((await file(format)).text).toBe(
        (await reader.call('GET', `${path}/export?what=codebook&format=${format}`)).text,
      )
    const rows = parse<Record<string, string>>((await file('csv')).text, { columns: true })
    expect(rows.map((row) => row['name'])).toEqual(['Security & <order>', "'=Naming", 'نص', 'Old', 'Alone 👩🏽‍🌾'])
    for (const format of ['docx', 'odt', 'xlsx']) expect((await file(format)).text.startsWith('PK')).toBe(true)
  })

  test('html is one page with a heading for each tag by depth, everything written by people as text', async () => {
    const { headers, text } = await file('html')
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/)
    const body = parseXml(`<html>${/<body>([\s\S]*)<\/body>/.exec(text)?.[1]}</html>`)
    const headings = body.children.flatMap((child) =>
      typeof child !== 'string' && /^h\d$/.test(child.name)
        ? [[child.name, child.attributes['dir'], child.text()]]
        : [],
    )
    expect(headings).toEqual([
      ['h1', 'ltr', 'Codebook of Harbours of the strait'],
      ['h2', 'ltr', 'Security & <order>'],
      ['h3', 'ltr', '=Naming'],
      ['h4', 'rtl', 'نص'],
      ['h3', 'ltr', 'Old'],
      ['h2', 'ltr', 'Alone 👩🏽‍🌾'],
    ])
    expect(body.all('p').map((p) => p.text())).toContain('First line.\nSecond "line"')
  })

  test.each(['rtf', 'jsonld', 'x', ''])('“%s” is refused with the list of what there is', async (format) => {
    const { status, body } = await file(format)
    expect([status, body.code, body.errors[0].path]).toEqual([422, 'invalid', 'format'])
    expect(body.detail).toContain('There are: csv, xlsx, docx, odt, pdf, html, md, qdc and json.')
  })
})
