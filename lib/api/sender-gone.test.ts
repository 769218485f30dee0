import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, projectId, path } = await team(db, api, [])

const form = (name: string, type: string, content: string) => {
  const made = new FormData()
  made.set('file', new File([content], name, { type }))
  return made
}
const sheet = () => form('sheet.csv', 'text/csv', 'title,year\nOf salt,1843\n')

test.each([
  ['documents', () => form('wells.md', 'text/markdown', '# Of wells\n')],
  ['documents', () => JSON.stringify({ title: 'Of wells', text: 'Salt came before the sea did.' })],
  ['documents/preview', () => form('wells.md', 'text/markdown', '# Of wells\n')],
  ['codebook/import', () => form('tags.csv', 'text/csv', 'name\nSalt\n')],
  ['attributes/fill', sheet],
])('what is sent to %s is not read on when its sender has gone, and nothing of it is stored', async (at, body) => {
  const gone = new AbortController()
  const sent = body()
  const answer = api.request(`/api/v1${path}/${at}`, {
    method: 'POST',
    headers: { cookie: lead.cookie, ...(typeof sent === 'string' && { 'content-type': 'application/json' }) },
    body: sent,
    signal: gone.signal,
  })
  gone.abort()
  const { status } = await answer
  expect([status, await (await answer).json()]).toEqual([
    503,
    expect.objectContaining({ detail: 'The request was dropped before its answer was there.' }),
  ])
  expect([await db.document.count({ where: { projectId } }), await db.tag.count({ where: { projectId } })]).toEqual([
    0, 0,
  ])
})
