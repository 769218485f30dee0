import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db, () => new Date('2026-11-28T09:00:00Z'))

test('keys that a person changed go with their account, to no one else, and back', async () => {
  const [kay, lee] = [await person(db, api, 'Kay'), await person(db, api, 'Lee')]
  expect((await kay.call('GET', '/me')).body.readerKeys).toEqual({})
  const own = { 'next-sentence': ['f', 'Alt+ArrowDown'], star: [], 'in-vivo': ['Shift+i'] }
  const answer = await kay.call('PATCH', '/me', { readerKeys: own })
  expect([answer.status, answer.body.readerKeys]).toEqual([200, own])
  expect((await kay.call('GET', '/me')).body.readerKeys).toEqual(own)
  expect((await lee.call('GET', '/me')).body.readerKeys).toEqual({})
  expect((await kay.call('PATCH', '/me', { name: 'Kay B.' })).body.readerKeys).toEqual(own)
  expect((await kay.call('PATCH', '/me', { readerKeys: {} })).body.readerKeys).toEqual({})
})

test.each([
  ['a key with two meanings', { star: ['t'] }, 'readerKeys.star', /"t" is also the key of tag/],
  ['two changed ones with one key', { star: ['f'], comment: ['f'] }, 'readerKeys.star', /comment/],
  ['no key', { star: ['Ctrl+s'] }, 'readerKeys.star.0', /Not a key/],
  ['Tab', { star: ['Tab'] }, 'readerKeys.star.0', /Not a key/],
  ['no command', { fly: ['f'] }, 'readerKeys', /./],
  ['too many', { star: ['a', 'b', 'd', 'f', 'h'] }, 'readerKeys.star', /./],
])('%s is refused, by its field, and nothing is stored', async (_, readerKeys, path, message) => {
  const kay = await person(db, api, 'Kay')
  const answer = await kay.call('PATCH', '/me', { readerKeys })
  expect(answer.status).toBe(422)
  expect(answer.body.errors).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ path: expect.stringContaining(path), message: expect.stringMatching(message) }),
    ]),
  )
  expect((await kay.call('GET', '/me')).body.readerKeys).toEqual({})
})

test('what another version stored and this one does not know is left out', async () => {
  const kay = await person(db, api, 'Kay')
  await db.user.update({
    where: { id: kay.id },
    data: { readerKeys: { fly: ['f'], star: ['s', 'Tab', 3], comment: 'c' } },
  })
  expect((await kay.call('GET', '/me')).body.readerKeys).toEqual({ star: ['s'] })
})
