import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder, reader, path } = await team(db, api)
const make = async (name: string): Promise<string> => (await lead.call('POST', `${path}/tags`, { name })).body.id
const [water, fire, air] = [await make('Water'), await make('Fire'), await make('Air')]

test('everybody pins for themselves, in the order given', async () => {
  expect((await coder.call('PATCH', `${path}/members/me`, { pinnedTagIds: [fire, water] })).body).toEqual({
    pinnedTagIds: [fire, water],
  })
  expect((await reader.call('PATCH', `${path}/members/me`, { pinnedTagIds: [air] })).status).toBe(200)
  expect((await coder.call('GET', path)).body.pinnedTagIds).toEqual([fire, water])
  expect((await reader.call('GET', path)).body.pinnedTagIds).toEqual([air])
  expect((await lead.call('GET', path)).body.pinnedTagIds).toEqual([])
})

test('a pin goes with its tag, and the others keep their order', async () => {
  await coder.call('PATCH', `${path}/members/me`, { pinnedTagIds: [air, fire, water] })
  await lead.call('PATCH', `${path}/tags/${fire}`, { archived: true })
  expect((await coder.call('GET', path)).body.pinnedTagIds).toEqual([air, water])
})

test.each([
  ['a tag twice', [water, water]],
  ['a tag that is not there', ['0198c0de-0000-7000-8000-000000000000']],
  ['more than nine', Array.from({ length: 10 }, (_, n) => `0198c0de-0000-7000-8000-00000000000${n}`)],
])('%s is refused and nothing changes', async (_, pinnedTagIds) => {
  const before = (await coder.call('GET', path)).body.pinnedTagIds
  expect((await coder.call('PATCH', `${path}/members/me`, { pinnedTagIds })).status).toBe(422)
  expect((await coder.call('GET', path)).body.pinnedTagIds).toEqual(before)
})

test('nobody else hears of it', async () => {
  const own = (await coder.call('GET', `${path}/events?after=0`)).body.items.filter(
    (event: { type: string }) => event.type === 'member.pinned',
  )
  const others = (await lead.call('GET', `${path}/events?after=0`)).body.items.filter(
    (event: { type: string }) => event.type === 'member.pinned',
  )
  expect(own.length).toBeGreaterThan(0)
  expect(others).toEqual([])
})
