import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

let lead: Caller, coder: Caller, reader: Caller
let path: string
let tag: string, theme: string, first: string, second: string

beforeAll(async () => {
  ;({ lead, coder, reader, path } = await team(db, api))
  tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  theme = (await lead.call('POST', `${path}/themes`, { name: 'Loss', tagIds: [tag] })).body.id
  const add = async (title: string) =>
    (await lead.call('POST', `${path}/documents`, { title, text: 'Salt came into the wells before the sea did.' })).body
      .document.id as string
  const [one, two] = [await add('One'), await add('Two')]
  for (const documentId of [one, two])
    for (const start of [0, 5, 20])
      await coder.call('POST', `${path}/annotations`, { documentId, start, end: start + 4, tagIds: [tag] })
  const make = async (name: string, parts: object[]) =>
    (await lead.call('POST', `${path}/cases`, { name, parts })).body.id as string
  first = await make('Ana Bell', [{ documentId: one }])
  second = await make('Ben Ode', [{ documentId: two, start: 8, end: 10 }])
})

const total = async (address: string) => (await reader.call('GET', `${path}/${address}`)).body.total

test('lists, themes, tags, summaries and tables are narrowed to cases, each passage once however many it is in', async () => {
  for (const list of ['annotations', `themes/${theme}/excerpts`, `tags/${tag}/excerpts`]) {
    expect([list, await total(`${list}?caseId=${first}`)]).toEqual([list, 3])
    expect([list, await total(`${list}?caseId=${second}`)]).toEqual([list, 1])
    expect([list, await total(`${list}?caseId=${first}&caseId=${second}`)]).toEqual([list, 4])
    expect([list, await total(`${list}?caseId=${newId()}`)]).toEqual([list, 0])
  }
  const { body } = await reader.call('GET', `${path}/themes/${theme}/summary?caseId=${second}`)
  expect(body).toMatchObject({ excerpts: 1, byDocument: [{ title: 'Two', count: 1 }] })
  const table = await reader.call('GET', `${path}/analysis/tag-document?caseId=${second}`)
  expect([table.status, table.body.total]).toEqual([200, expect.anything()])
})

test('an export says which cases it was narrowed to', async () => {
  const { text } = await reader.call('GET', `${path}/export?what=excerpts&format=md&caseId=${second}`)
  expect(text).toContain('Cases: Ben Ode')
  expect(text).not.toContain('One')
})

test('a case in the bin narrows to nothing, and what is taken out of a case is not in it', async () => {
  const { body } = await lead.call('GET', `${path}/cases/${second}`)
  await lead.call('DELETE', `${path}/cases/${second}/parts/${body.parts[0].id}`)
  expect(await total(`annotations?caseId=${second}`)).toBe(0)
  await lead.call('DELETE', `${path}/cases/${first}`)
  expect(await total(`annotations?caseId=${first}`)).toBe(0)
})
