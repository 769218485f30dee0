import { expect, test } from 'vitest'
import { hash } from '@node-rs/argon2'
import { hashPassword, passwordMatches } from '@/lib/auth/passwords'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const [composed, split] = ['Café', 'Cafe\u0301']

test('a name is the same name however its letters were typed: tags, themes, attributes, titles and what is searched', async () => {
  const { lead, path } = await team(db, api, [])
  const tag = await lead.call('POST', `${path}/tags`, { name: split, definition: split })
  expect(tag.body).toMatchObject({ name: composed, definition: composed })
  expect((await lead.call('POST', `${path}/tags`, { name: composed })).body.code).toBe('already-exists')
  expect((await lead.call('POST', `${path}/themes`, { name: split, tagIds: [] })).body.name).toBe(composed)
  expect((await lead.call('POST', `${path}/themes`, { name: composed, tagIds: [] })).body.code).toBe('already-exists')
  await lead.call('POST', `${path}/attributes`, { key: 'place', label: split, type: 'choice', choices: [split, 'Bar'] })
  const { body } = await lead.call('POST', `${path}/documents`, {
    title: split,
    text: `Im ${split} sitzt ${composed}.`,
    attributes: { place: split },
  })
  expect(body.document).toMatchObject({ title: composed, attributes: { place: composed } })
  // The text is as it came: offsets count in it.
  expect((await lead.call('GET', `${path}/documents/${body.document.id}/text`)).text).toContain(split)
  const { body: passage } = await lead.call('POST', `${path}/annotations`, {
    documentId: body.document.id,
    start: 0,
    end: 8,
    tagIds: [tag.body.id],
  })
  expect(passage.quote).toBe(`Im ${split}`)
  for (const q of [composed, split, composed.toUpperCase()])
    expect((await lead.call('GET', `${path}/annotations?q=${encodeURIComponent(q)}`)).body.total, q).toBe(1)
  for (const value of [composed, split])
    expect(
      (await lead.call('GET', `${path}/annotations?attribute=${encodeURIComponent(`place=${value}`)}`)).body.total,
    ).toBe(1)
})

test('a password is the same password however its letters and spaces were typed, and one stored as it was typed still opens', async () => {
  const stored = await hashPassword(`${composed} am Hafen`)
  for (const typed of [`${composed} am Hafen`, `${split} am Hafen`, `${split}\u00a0am\u3000Hafen`])
    expect(await passwordMatches(stored, typed), typed).toBe(true)
  expect(await passwordMatches(stored, 'Cafe am Hafen')).toBe(false)
  const raw = await hash(`${split} am Hafen`, { memoryCost: 19456, timeCost: 2, parallelism: 1 })
  expect([
    await passwordMatches(raw, `${split} am Hafen`),
    await passwordMatches(raw, `${composed} am Hafen`),
    await passwordMatches(null, `${split} am Hafen`),
  ]).toEqual([true, false, false])
})
