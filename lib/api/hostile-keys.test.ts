import { describe, expect, test } from 'vitest'
import { issueSessionCookie, sessionCookieName } from '@/lib/auth/session'
import { exportFormats, type ExportWhat } from '@/lib/schemas/export'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

// Keys that a project may give its attributes and that every object, function or list has something under.
const keys = ['constructor', 'length', 'name', 'prototype']

const { db } = await freshDatabase()
const api = apiOn(db, () => new Date('2026-11-22T17:00:00Z'))
const { lead, path } = await team(db, api)
for (const key of keys) await lead.call('POST', `${path}/attributes`, { key, label: key, type: 'text' })
const values = Object.fromEntries(keys.map((key) => [key, `said of ${key}`]))
const documents: string[] = []
for (const [title, attributes] of [
  ['Described', values],
  ['Bare', {}],
] as const) {
  const { body } = await lead.call('POST', `${path}/documents`, { title, text: `The text of ${title}.`, attributes })
  documents.push(body.document.id)
  await lead.call('POST', `${path}/annotations`, { documentId: body.document.id, start: 0, end: 8 })
  await lead.call('POST', `${path}/memos`, { subject: { type: 'document', id: body.document.id }, title })
}

async function bytesOf(query: string): Promise<Buffer> {
  const cookie = `${sessionCookieName(false)}=${await issueSessionCookie({ id: lead.id, sessionVersion: 1 }, 'a secret for tests only, at least 32 bytes')}`
  const response = await api.request(`/api/v1${path}/export?${query}`, { headers: { cookie } })
  return Buffer.from(await response.arrayBuffer())
}

describe('attributes with the names of what every object has', () => {
  const files = (Object.keys(exportFormats) as ExportWhat[])
    .filter((what) => what !== 'codebook')
    .flatMap((what) => exportFormats[what].map((format) => [what, format] as const))

  test.each(files)('%s as %s: ends, and says nothing that nobody gave', async (what, format) => {
    const bytes = await bytesOf(`what=${what}&format=${format}`)
    expect(bytes.length).toBeGreaterThan(100)
    expect(bytes.toString()).not.toMatch(/native code|\[object /)
  })

  test('are listed and grouped by like others', async () => {
    const { body: listed } = await lead.call('GET', `${path}/documents`)
    const shown = listed.items.map(({ title, attributes }: { title: string; attributes: object }) => [
      title,
      attributes,
    ])
    expect(shown).toEqual(
      expect.arrayContaining([
        ['Described', values],
        ['Bare', {}],
      ]),
    )
    for (const key of keys) {
      const csv = (await bytesOf(`what=annotations&format=csv&columns=document&groupBy=attribute:${key}`)).toString()
      expect(csv).toBe('document\r\nDescribed\r\nBare\r\n')
    }
  })

  test('are columns of a sheet, empty where nobody gave a value', async () => {
    const sheet = (await bytesOf('what=documents&format=csv&columns=title,constructor,length')).toString()
    expect(sheet.split('\r\n').sort()).toEqual(
      ['', 'title,constructor,length', 'Described,said of constructor,said of length', 'Bare,,'].sort(),
    )
  })
})
