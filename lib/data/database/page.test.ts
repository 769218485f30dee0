import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const { lead, coder, projectId, path } = await team(db, apiOn(db), ['coder'])

const awkward = [
  'Éclair',
  'éclair',
  'ÅNGSTRÖM',
  'Straße',
  'STRASSE',
  'İstanbul',
  'istanbul',
  '港口',
  'مرفأ',
  'zebra',
  'Zebra',
  '👍',
  ' a',
  'A',
]

// Garbage, and arrays of the right length with parts of every kind.
const part = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.constant('\u0000'),
  fc.uuid(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
)
const anyCursor = fc.oneof(
  fc.string(),
  fc.base64String(),
  fc
    .oneof(fc.tuple(part), fc.tuple(part, part), fc.tuple(part, part, part, part, part, part))
    .map((key) => Buffer.from(JSON.stringify(key)).toString('base64url')),
)

/** Walks a list to its end in pages of `limit`. */
async function walk(list: string, limit: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const { status, body } = await lead.call(
      'GET',
      `${list}${list.includes('?') ? '&' : '?'}limit=${limit}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    expect(status).toBe(200)
    ids.push(...body.items.map((item: { id?: string; user?: { id: string } }) => item.id ?? item.user?.id))
    cursor = body.nextCursor
  } while (cursor !== null)
  return ids
}

describe('pages', () => {
  test('of names in any script, concatenated, are the whole list once', async () => {
    for (const name of awkward) {
      await lead.call('POST', '/projects', { name: name.trim() })
      await lead.call('POST', `${path}/documents`, { title: name.trim(), text: name })
      await lead.call('POST', `${path}/tags`, { name: `${name.trim()} ${newId()}` })
      await lead.call('POST', `${path}/themes`, { name: `${name.trim()} ${newId()}` })
      const id = newId()
      await db.user.create({ data: { id, name, email: `${id}@example.org` } })
      await db.membership.create({ data: { projectId, userId: id, role: 'reader' } })
    }
    for (const list of ['/projects', `${path}/documents`, `${path}/tags`, `${path}/themes`, `${path}/members`]) {
      const whole = await walk(list, 500)
      expect(whole.length, list).toBeGreaterThanOrEqual(awkward.length)
      for (const limit of [1, 3, 7]) expect(await walk(list, limit), `${list} by ${limit}`).toEqual(whole)
    }
  })

  test('an altered cursor is refused, never an error of ours', async () => {
    await fc.assert(
      fc.asyncProperty(anyCursor, async (cursor) => {
        for (const list of [
          `${path}/documents`,
          `${path}/annotations`,
          `${path}/annotations?order=created`,
          `${path}/tags`,
          `${path}/invitations`,
          '/projects',
          '/me/tokens',
        ]) {
          const { status } = await lead.call(
            'GET',
            `${list}${list.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`,
          )
          expect([200, 422]).toContain(status)
        }
      }),
      {
        numRuns: 150,
        examples: [[Buffer.from(JSON.stringify(['0000-12-31T23:59:59.999Z', newId()])).toString('base64url')]],
      },
    )
  })

  test('times outside the calendar of the database are refused', async () => {
    for (const moment of [
      '0000-12-31T23:59:59Z',
      '0001-01-01T00:00:00+01:00',
      '9999-12-31T23:59:59-01:00',
      '2026-02-30T00:00:00Z',
      'yesterday',
    ]) {
      const asked = encodeURIComponent(moment)
      for (const list of [`annotations?from=${asked}`, `annotations?to=${asked}`, `events?order=newest&from=${asked}`])
        expect([moment, (await lead.call('GET', `${path}/${list}`)).status]).toEqual([moment, 422])
      expect((await lead.call('POST', '/me/tokens', { name: 'Late', scope: 'read', expiresAt: moment })).status).toBe(
        422,
      )
    }
    expect((await lead.call('GET', `${path}/annotations?from=0001-01-01&to=9999-12-31T23:59:59Z`)).status).toBe(200)
  })

  test('stay right while somebody adds and removes between them', async () => {
    const { body: made } = await lead.call('POST', `${path}/documents`, { title: 'Long', text: 'x'.repeat(500) })
    const documentId: string = made.document.id
    const ids: string[] = []
    for (let i = 0; i < 60; i++)
      ids.push((await coder.call('POST', `${path}/annotations`, { documentId, start: i * 5, end: i * 5 + 3 })).body.id)
    const first = await lead.call('GET', `${path}/annotations?documentId=${documentId}&limit=20`)
    await coder.call('POST', `${path}/annotations`, { documentId, start: 1, end: 2 })
    await coder.call('DELETE', `${path}/annotations/${ids[5]}`)
    await coder.call('DELETE', `${path}/annotations/${ids[19]}`)
    const second = await lead.call(
      'GET',
      `${path}/annotations?documentId=${documentId}&limit=20&cursor=${first.body.nextCursor}`,
    )
    expect(second.body.items.map((item: { id: string }) => item.id)).toEqual(ids.slice(20, 40))
  })

  test('of a list that is read whole go on where they were, though the row they ended with is gone', async () => {
    const { path: apart, lead: head, coder: ana } = await team(db, apiOn(db), ['coder'])
    const list = async (what: string) => (await head.call('GET', `${apart}/${what}`)).body
    const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)
    for (const what of ['tags', 'themes']) {
      for (let i = 0; i < 8; i++) await head.call('POST', `${apart}/${what}`, { name: `${what} ${i}` })
      const whole = idsOf((await list(what)).items)
      const first = await list(`${what}?limit=3`)
      await head.call('DELETE', `${apart}/${what}/${whole[2]}`, { version: first.items[2].version })
      const second = await list(`${what}?limit=3&cursor=${first.nextCursor}`)
      expect(idsOf(second.items)).toEqual(whole.slice(3, 6))
      // The row that the page ended with is moved to the front, and a new one is put before all.
      await head.call('PATCH', `${apart}/${what}/${whole[5]}`, { version: second.items[2].version, position: 0 })
      await head.call('POST', `${apart}/${what}`, { name: `${what} new`, position: 0 })
      const third = await list(`${what}?limit=3&cursor=${second.nextCursor}`)
      expect(idsOf(third.items)).toEqual(whole.slice(6))
    }
    const made: string[] = []
    for (let i = 0; i < 7; i++)
      made.push((await ana.call('POST', `${apart}/proposals`, { kind: 'create', name: `Wish ${i}` })).body.id)
    const decided: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await list(`proposals?state=open&limit=2${cursor && `&cursor=${cursor}`}`)
      for (const { id } of page.items) {
        decided.push(id)
        expect((await head.call('POST', `${apart}/proposals/${id}/decline`, { answer: 'No' })).status).toBe(200)
      }
      cursor = page.nextCursor
    }
    expect(decided).toEqual(made.toReversed())
  })
})
