import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

let lead: Caller, coder: Caller, reader: Caller
let path: string
let tag: string, theme: string, first: string, second: string, one: string

beforeAll(async () => {
  ;({ lead, coder, reader, path } = await team(db, api))
  tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  theme = (await lead.call('POST', `${path}/themes`, { name: 'Loss', tagIds: [tag] })).body.id
  const add = async (title: string) =>
    (await lead.call('POST', `${path}/documents`, { title, text: '𝒳𝒳 Salt came into the wells before the sea did.' }))
      .body.document.id as string
  one = await add('One')
  const two = await add('Two')
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

const casesIn = async (query: string) => {
  const { text } = await reader.call('GET', `${path}/export?what=excerpts&format=csv&${query}`)
  return parse<Record<string, string>>(text, { columns: true, record_delimiter: '\r\n' }).map((row) => row.cases)
}

test('files name the cases of each passage by name, in whatever units its place is given, and leave them out with their column', async () => {
  const both = (await lead.call('POST', `${path}/cases`, { name: 'Aa', parts: [{ documentId: one }] })).body.id
  await lead.call('POST', `${path}/cases/${both}/parts`, { parts: [{ documentId: one, start: 0, end: 6 }] })
  const all = ['Aa; Ana Bell', 'Aa; Ana Bell', 'Aa; Ana Bell', '', 'Ben Ode', '']
  expect(await casesIn('')).toEqual(all)
  expect(await casesIn('units=codepoint')).toEqual(all)
  expect(await casesIn(`caseId=${second}&columns=quote,cases`)).toEqual(['Ben Ode'])
  expect(await casesIn('columns=quote')).toEqual(all.map(() => undefined))
  const { text } = await reader.call(
    'GET',
    `${path}/export?what=annotations&format=json&caseId=${both}&documentId=${one}`,
  )
  expect((JSON.parse(text) as { cases: object[] }[])[0]?.cases).toEqual([
    { id: both, name: 'Aa' },
    { id: first, name: 'Ana Bell' },
  ])
  await lead.call('DELETE', `${path}/cases/${both}`)
  expect(await casesIn(`documentId=${one}`)).toEqual(['Ana Bell', 'Ana Bell', 'Ana Bell'])
})

test('a case in the bin narrows to nothing, and what is taken out of a case is not in it', async () => {
  const { body } = await lead.call('GET', `${path}/cases/${second}`)
  await lead.call('DELETE', `${path}/cases/${second}/parts/${body.parts[0].id}`)
  expect(await total(`annotations?caseId=${second}`)).toBe(0)
  expect(await casesIn('documentId=' + one)).toContain('Ana Bell')
  await lead.call('DELETE', `${path}/cases/${first}`)
  expect(await total(`annotations?caseId=${first}`)).toBe(0)
  expect(new Set(await casesIn(''))).toEqual(new Set(['']))
})
