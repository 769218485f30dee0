import iconv from 'iconv-lite'
import { afterAll, describe, expect, it } from 'vitest'
import { textEncodings } from '@/lib/domain/documents/text-encodings'
import { closeImporter } from '@/lib/importers/import-document'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, path } = await team(db, api, [])
afterAll(() => closeImporter())

const send = (address: string, name: string, bytes: Uint8Array, fields: Record<string, string>) => {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], name))
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  return lead.call('POST', `${path}/${address}`, form)
}

describe('an encoding that somebody names', () => {
  it('is believed in the preview and when the file is stored, over what the file says, and the report says so', async () => {
    const bytes = iconv.encode('Příliš žluťoučký kůň', 'windows-1250')
    expect((await send('documents/preview', 'a.txt', bytes, { encoding: 'ISO-8859-1' })).body.opening).toBe(
      iconv.decode(bytes, 'iso-8859-1'),
    )
    const preview = await send('documents/preview', 'a.txt', bytes, { encoding: 'Windows-1250' })
    expect(preview.body).toMatchObject({
      opening: 'Příliš žluťoučký kůň',
      report: { changed: ['Letters were read as windows-1250, as you chose.'], warnings: [] },
    })
    const stored = await send('documents', 'a.html', Buffer.concat([Buffer.from('<meta charset="utf-8"><p>'), bytes]), {
      encoding: 'windows-1250',
    })
    expect(stored.status).toBe(201)
    expect((await lead.call('GET', `${path}/documents/${stored.body.document.id}/text`)).text).toBe(
      'Příliš žluťoučký kůň',
    )
    expect((await send('documents/preview', 'a.md', bytes, { encoding: '' })).status).toBe(200)
  })
  it('is said of the document, whether it was named, guessed or declared', async () => {
    const [thai, page] = [
      iconv.encode('น้ำขึ้นในเวลากลางคืน ผู้คนหนีขึ้นไปบนเนินเขา', 'tis-620'),
      iconv.encode('<meta charset="windows-1250"><p>kůň</p>', 'windows-1250'),
    ]
    for (const [name, bytes, fields, encoding] of [
      ['a.txt', thai, {}, 'windows-874'],
      ['a.txt', thai, { encoding: 'TIS-620' }, 'tis-620'],
      ['a.html', page, {}, 'windows-1250'],
      ['a.md', Buffer.from('# Plain'), {}, 'utf-8'],
      ['a.rtf', Buffer.from('{\\rtf1 Plain}'), {}, null],
    ] as const) {
      const { body } = await send('documents', name, bytes, fields)
      expect([body.document.encoding, body.report.encoding]).toEqual([encoding, encoding])
      expect((await lead.call('GET', `${path}/documents/${body.document.id}`)).body.encoding).toBe(encoding)
      if (encoding !== null && encoding !== 'utf-8')
        expect(body.report.changed.join()).toMatch(new RegExp(`Letters were (converted from|read as) ${encoding}`, 'i'))
    }
  })
  it('says where the bytes mean nothing in it', async () => {
    const { body } = await send('documents/preview', 'a.txt', Buffer.from([0x61, 0xff, 0xfe, 0x62]), {
      encoding: 'utf-8',
    })
    expect(body.report.warnings[0]).toMatch(/^2 places mean nothing in utf-8\. Choose another/)
  })
  it('is one of those that can be read, each of which can', async () => {
    const { status, body } = await send('documents', 'a.txt', Buffer.from('x'), { encoding: 'rot13' })
    expect([status, body.code]).toEqual([422, 'invalid'])
    expect(body.errors[0].path).toBe('encoding')
    expect(textEncodings.filter((name) => !iconv.encodingExists(name))).toEqual([])
  })
  it('may be declared late in a page', async () => {
    const bytes = iconv.encode(
      `<html><head>${'<!-- a long word about this page -->'.repeat(500)}<meta charset="windows-1250"></head><body><p>kůň</p></body></html>`,
      'windows-1250',
    )
    expect((await send('documents/preview', 'a.html', bytes, {})).body.opening).toBe('kůň')
  })
})
