import { inflateRawSync } from 'node:zlib'
import { parse } from 'parse5'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

const html = `<h1>The harbour</h1><p lang="en">Salt <b>of the sea</b> &amp; boats.</p>
<ul><li>first <i>item</i></li><li>second</li></ul>
<table><tr><td rowspan="2">tall</td><td>one</td></tr><tr><td>two</td></tr></table>
<p>The last 非传统安全 line.</p>`

let lead: Caller
let coder: Caller
let path: string
let document: string
let text: string

beforeAll(async () => {
  ;({ lead, coder, path } = await team(db, api, ['coder']))
  document = (await lead.call('POST', `${path}/documents`, { title: 'Harbours <b>', html, language: 'en' })).body
    .document.id
  text = (await lead.call('GET', `${path}/documents/${document}/text`)).text
  const tag = async (name: string, colour: string) =>
    (await lead.call('POST', `${path}/tags`, { name, colour })).body.id as string
  const [salt, sea] = [await tag('Salt & <i>', '#b43c6b'), await tag('Sea', '#026c8c')]
  const mark = (who: Caller, words: string, more: object) => {
    const start = text.indexOf(words)
    return who.call('POST', `${path}/annotations`, { documentId: document, start, end: start + words.length, ...more })
  }
  await mark(lead, 'Salt of the sea', { tagIds: [salt], note: 'A note\nof <two> lines' })
  await mark(coder, 'sea & boats', { tagIds: [sea, salt] })
  await mark(coder, 'second\ntall\none', { tagIds: [] })
  await mark(coder, '非传统安全', { tagIds: [sea], visibility: 'private' })
})

const asked = (query: string, who = lead) => who.call('GET', `${path}/documents/${document}/export?${query}`)

interface Node {
  nodeName: string
  value?: string
  childNodes?: Node[]
  attrs?: { name: string; value: string }[]
}
const textOf = (node: Node): string => node.value ?? (node.childNodes ?? []).map(textOf).join('')
const all = (node: Node, name: string): Node[] =>
  [node].filter((one) => one.nodeName === name).concat((node.childNodes ?? []).flatMap((child) => all(child, name)))
const attribute = (node: Node, name: string) => node.attrs?.find((one) => one.name === name)?.value

describe('a document with its passages as a web page', () => {
  test('has the words of each passage marked, a number behind it, and a note to each number; what people wrote is text', async () => {
    const answer = await asked('format=html')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toMatch(/attachment; filename=".*Harbours.*\.html"/)
    const page = parse(answer.text) as unknown as Node
    expect(all(page, 'script')).toEqual([])
    expect(textOf(all(page, 'title')[0]!)).toBe('Harbours <b>')
    expect(all(page, 'mark').map(textOf)).toEqual(['Salt ', 'of the ', 'sea', ' & boats', 'second', 'tall', 'one'])
    expect(all(page, 'mark').map((one) => attribute(one, 'class')?.includes('on') ?? false)).toEqual([
      ...[false, false, true, false],
      ...[false, false, false],
    ])
    const notes = all(page, 'li').filter((one) => attribute(one, 'class') === 'note')
    expect(notes.map((one) => textOf(one))).toEqual([
      expect.stringContaining('A note\nof <two> lines'),
      expect.stringMatching(/^2.*(Sea Salt & <i>|Salt & <i> Sea).*Coder/),
      expect.stringMatching(/^3no tagCoder.*“second tall one”/),
    ])
    for (const number of [1, 2, 3]) {
      expect(all(page, 'a').filter((one) => attribute(one, 'href') === `#n${number}`)).toHaveLength(1)
      expect(all(page, 'a').filter((one) => attribute(one, 'id') === `p${number}`)).toHaveLength(1)
    }
    expect(
      all(page, 'td')
        .map(textOf)
        .map((one) => one.trim().replace(/\d/g, '')),
    ).toEqual(['tall', 'one', 'two'])
    expect(textOf(page)).toContain('The last 非传统安全 line.')
  })

  test('is of what its reader sees and the filter selects', async () => {
    expect((await asked('format=html', coder)).text).toContain('private')
    const { text: page } = await asked(`format=html&authorId=${coder.id}`)
    expect(page).not.toContain('A note')
    expect(page).toContain('Coders: Coder')
    const other = await team(db, api, [])
    expect((await asked('format=html', other.lead)).status).toBe(404)
    expect((await lead.call('GET', `${path}/documents/${newId()}/export?format=html`)).status).toBe(404)
    for (const query of ['', 'format=exe', `format=html&documentId=${document}`])
      expect((await asked(query)).status).toBe(422)
  })
})

/** The entries of a zip archive, by name. */
function entriesOf(bytes: Buffer): Map<string, string> {
  const entries = new Map<string, string>()
  for (
    let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
    at !== -1;
    at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  ) {
    const [size, nameLength, start] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ]
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
    entries.set(name, inflateRawSync(bytes.subarray(from, from + size)).toString('utf8'))
  }
  return entries
}

async function codedDocx(query = 'format=docx') {
  const response = await api.request(`/api/v1${path}/documents/${document}/export?${query}`, {
    headers: { cookie: lead.cookie },
  })
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

describe('a document with its passages for Word', () => {
  test('has a comment to each passage by its coder, over its words', async () => {
    const entries = entriesOf(await codedDocx())
    const [comments = '', body = ''] = [entries.get('word/comments.xml'), entries.get('word/document.xml')]
    const said = [...comments.matchAll(/<w:comment w:id="(\d+)" w:author="([^"]*)"[^>]*>(.*?)<\/w:comment>/gs)].map(
      ([, id, author, inner = '']) =>
        `${id} ${author}: ${[...inner.matchAll(/<w:t [^>]*>([^<]*)/g)].map(([, one]) => one).join('|')}`,
    )
    expect(said).toEqual([
      '1 Lena: Salt &amp; &lt;i&gt;|A note|of &lt;two&gt; lines',
      expect.stringMatching(/^2 Coder: (Sea; Salt|Salt)/),
      '3 Coder: no tag',
    ])
    for (const [id, words] of [
      [1, 'Salt of the sea'],
      [2, 'sea &amp; boats'],
      [3, 'secondtallone'],
    ] as const) {
      const over =
        new RegExp(`<w:commentRangeStart w:id="${id}"/>(.*)<w:commentRangeEnd w:id="${id}"/>`, 's').exec(body)?.[1] ??
        ''
      expect([...over.matchAll(/<w:t [^>]*>([^<]*)/g)].map(([, one]) => one).join('')).toBe(words)
    }
    expect(body).toContain('<w:vMerge w:val="restart"/>')
    expect(entries.get('[Content_Types].xml')).toContain('/word/comments.xml')
  })

  test('comes back whole when it is imported: its words, its table, and its comments named', async () => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(await codedDocx())], 'again.docx'))
    const again = await lead.call('POST', `${path}/documents`, form)
    expect(again.status).toBe(201)
    const { text: words } = await lead.call('GET', `${path}/documents/${again.body.document.id}/text`)
    for (const line of ['Salt of the sea & boats.', 'tall', 'two', 'The last 非传统安全 line.'])
      expect(words).toContain(line)
  })
})
