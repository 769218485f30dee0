import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const { lead, coder, path } = await team(db, apiOn(db), ['coder'])
const make = async (name: string) => (await lead.call('POST', `${path}/tags`, { name })).body.id as string

test('a merge leaves passages as their authors left them, and a change that names the merged tag meets a conflict with what is there now', async () => {
  const [from, into, third] = [await make('Salt'), await make('Sea'), await make('Wells')]
  const text = 'Salt came into the wells.'
  const documentId = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body.document.id
  const made = await coder.call('POST', `${path}/annotations`, { documentId, start: 0, end: 4, tagIds: [from, third] })
  const { id, version, updatedAt } = made.body
  expect((await lead.call('POST', `${path}/tags/${from}/merge`, { intoId: into })).status).toBe(200)
  const stored = async () => (await coder.call('GET', `${path}/annotations/${id}`)).body
  const merged = await stored()
  expect([merged.version, merged.updatedAt, merged.tagIds.toSorted()]).toEqual([
    version,
    updatedAt,
    [into, third].toSorted(),
  ])

  const change = (tagIds: string[], words: object = { version }) =>
    coder.call('PATCH', `${path}/annotations/${id}`, { tagIds, ...words })
  const behind = await change([from])
  expect([behind.status, behind.body.code, behind.body.current.tagIds.toSorted()]).toEqual([
    409,
    'version-conflict',
    [into, third].toSorted(),
  ])
  expect((await change([from], {})).body.code).toBe('invalid')
  expect((await stored()).tagIds).toHaveLength(2)
  expect((await change([into])).body.tagIds).toEqual([into])
})
