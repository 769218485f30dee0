import { afterAll, describe, expect, test } from 'vitest'
import { issueSessionCookie, sessionCookieName } from '@/lib/auth/session'
import { stopTypesetting } from '@/lib/typesetting/typeset'
import { freshDatabase } from '@/testing/fresh-database'
import { readPdf } from '@/testing/pdf-text'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db, () => new Date('2026-11-22T17:00:00Z'))
const { lead, coder, reader, path } = await team(db, api)
afterAll(stopTypesetting)

const text = 'The water rose slowly.\n\n#read("/etc/passwd") said the captain, and $x$.\n\n第三行：非传统安全'
const documentId = (await lead.call('POST', `${path}/documents`, { title: 'Log of a ferry', text, attributes: {} }))
  .body.document.id as string
const canonical = (await lead.call('GET', `${path}/documents/${documentId}/text`)).text
const tag = (await lead.call('POST', `${path}/tags`, { name: 'Water', definition: 'Whatever is wet' })).body
  .id as string
const theme = (
  await lead.call('POST', `${path}/themes`, { name: 'The sea', definition: 'Where it ends', tagIds: [tag] })
).body.id as string
const mark = (who: Caller, quote: string, more: object) =>
  who.call('POST', `${path}/annotations`, {
    documentId,
    start: canonical.indexOf(quote),
    end: canonical.indexOf(quote) + quote.length,
    ...more,
  })
await mark(coder, 'The water rose', { tagIds: [tag], note: 'slowly, that is' })
await mark(coder, '#read("/etc/passwd")', { tagIds: [] })
await mark(coder, '非传统安全', { tagIds: [tag], visibility: 'private' })
const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'What the sea takes' }] }
await lead.call('PATCH', `${path}/themes/${theme}`, { narrative: { type: 'doc', content: [paragraph] } })

async function pdf(who: Caller, query: string) {
  const cookie = `${sessionCookieName(false)}=${await issueSessionCookie({ id: who.id, sessionVersion: 1 }, 'a secret for tests only, at least 32 bytes')}`
  const response = await api.request(`/api/v1${path}/${query}`, { headers: { cookie } })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(response.headers.get('content-disposition')).toMatch(/\.pdf"/)
  return readPdf(new Uint8Array(await response.arrayBuffer()))
}

describe('excerpts as a PDF', () => {
  test('stand under their themes and documents, with citation, tags, coder and note', async () => {
    const { text, outline, info } = await pdf(lead, 'export?what=excerpts&format=pdf')
    expect(outline).toMatchObject([
      { title: 'The sea', items: [{ title: 'Log of a ferry' }] },
      { title: 'Without theme', items: [{ title: 'Log of a ferry' }] },
    ])
    for (const words of [
      'Where it ends',
      'What the sea takes',
      'The water rose',
      'Log of a ferry, characters',
      'slowly, that is',
      '#read("/etc/passwd")',
      '2 excerpts',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('非传统安全')
    expect(info.Title).toBe('Harbours of the strait')
  })

  test('are those that were asked for, which it says, in the language of whoever asks', async () => {
    await db.user.update({ where: { id: coder.id }, data: { locale: 'zh' } })
    const { text, language, pages } = await pdf(coder, `export?what=excerpts&format=pdf&themeId=${theme}`)
    for (const words of ['The sea', '非传统安全', 'The water rose']) expect(text).toContain(words)
    expect(text).not.toContain('#read')
    expect([language, pages[0]?.includes('页码 1')]).toEqual(['zh', true])
  })

  test('are grouped as they are in other formats', async () => {
    const { outline } = await pdf(reader, 'export?what=annotations&format=pdf&groupBy=tag')
    expect(outline.map(({ title }) => title)).toEqual(['Water', 'Without tag'])
  })
})

test('documents are had as a list to read, with their attributes, in every format of a text', async () => {
  await lead.call('POST', `${path}/attributes`, { key: 'author', label: 'Author', type: 'text' })
  await lead.call('POST', `${path}/attributes`, { key: 'spoken', label: 'Spoken', type: 'boolean' })
  await lead.call('PATCH', `${path}/documents/${documentId}`, { attributes: { author: '周 & #Zhou', spoken: true } })
  const { text, outline } = await pdf(reader, 'export?what=documents&format=pdf')
  expect(outline.map(({ title }) => title)).toEqual(['Log of a ferry'])
  for (const words of ['Documents of Harbours of the strait', 'Author: 周 & #Zhou', 'Spoken: yes', '2 passages'])
    expect(text).toContain(words)
  const md = await reader.call('GET', `${path}/export?what=documents&format=md`)
  expect(md.text).toContain('## Log of a ferry\n\nAuthor: 周 \\& \\#Zhou\n\nSpoken: yes')
  for (const format of ['docx', 'odt', 'html'])
    expect((await reader.call('GET', `${path}/export?what=documents&format=${format}`)).status).toBe(200)
})

test('the codebook and memos are had as a PDF too', async () => {
  const codebook = await pdf(lead, 'codebook/export?format=pdf')
  expect(codebook.outline.map(({ title }) => title)).toEqual(['Water'])
  expect(codebook.text).toContain('Whatever is wet')
  const memo = {
    subject: { type: 'project' },
    title: 'First thoughts',
    kind: 'Method',
    body: { type: 'doc', content: [paragraph] },
  }
  expect((await lead.call('POST', `${path}/memos`, memo)).status).toBe(201)
  expect((await pdf(lead, 'export?what=memos&format=pdf')).text).toContain('What the sea takes')
})
