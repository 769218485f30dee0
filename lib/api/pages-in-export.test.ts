import { parse } from 'csv-parse/sync'
import { existsSync, readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { closeImporter } from '@/lib/importers/import-document'
import { freshDatabase } from '@/testing/fresh-database'
import { parseXml } from '@/testing/parse-xml'
import { apiOn, team } from '@/testing/team'

// Two pages with a text layer: a sentence about France on the first, one about Denmark on the second.
const file = `${process.env.SHARED_DIR ?? '../shared'}/fixtures/documents/tika/testPDF_bookmarks.pdf`
const present = existsSync(file)
if (!present) console.warn(`skipped: ${file} is absent`)

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, path } = await team(db, api, [])

describe.skipIf(!present)('what is marked in a pdf', () => {
  let documentId: string
  let text: string

  beforeAll(async () => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(readFileSync(file))], 'countries.pdf', { type: 'application/pdf' }))
    form.set('title', 'Countries')
    const made = await lead.call('POST', `${path}/documents`, form)
    expect([made.status, made.body.document.pageCount]).toEqual([201, 2])
    documentId = made.body.document.id
    text = (await lead.call('GET', `${path}/documents/${documentId}/text`)).text
  })
  afterAll(() => closeImporter())

  const mark = async (quote: string) => {
    const start = text.indexOf(quote)
    const { body, status } = await lead.call('POST', `${path}/annotations`, {
      documentId,
      start,
      end: start + quote.length,
      quote,
    })
    expect(status).toBe(201)
    return body
  }

  test('carries its page: the annotation, its line in the csv, and its citation in the docx', async () => {
    const [first, second, across] = [
      await mark('about France'),
      await mark('about Denmark'),
      await mark('France\nThis'),
    ]
    expect([first.page, second.page, across.page]).toEqual([1, 2, 1])
    expect((await lead.call('GET', `${path}/annotations/${second.id}`)).body.page).toBe(2)

    const rows = parse<Record<string, string>>(
      (await lead.call('GET', `${path}/export?what=excerpts&format=csv`)).text,
      { columns: true },
    )
    expect(Object.fromEntries(rows.map((row) => [row.id, row.page]))).toEqual({
      [first.id]: '1',
      [second.id]: '2',
      [across.id]: '1',
    })

    const paragraphs = parseXml(await wordDocument())
      .all('w:p')
      .map((p) => ({
        style: p.all('w:pStyle')[0]?.attributes['w:val'],
        text: p
          .all('w:t')
          .map((t) => t.text())
          .join(''),
      }))
    const citations = paragraphs.flatMap(({ style, text: quote }, at) =>
      style === 'Quote' ? [[quote, paragraphs.slice(at).find((p) => p.style === 'ExcerptSource')?.text]] : [],
    )
    expect(citations).toContainEqual(['about France', 'Countries, p. 1'])
    expect(citations).toContainEqual(['about Denmark', 'Countries, p. 2'])
  })

  async function wordDocument(): Promise<string> {
    const response = await api.request(`/api/v1${path}/export?what=excerpts&format=docx`, {
      headers: { cookie: lead.cookie },
    })
    const zip = await yauzl.fromBufferPromise(Buffer.from(await response.arrayBuffer()), { lazyEntries: true })
    for await (const entry of zip.eachEntry())
      if (entry.fileName === 'word/document.xml')
        return (await buffer(Readable.from(await zip.openReadStreamPromise(entry)))).toString()
    throw new Error('The docx has no document')
  }
})
