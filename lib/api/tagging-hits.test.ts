import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

let lead: Caller
let coder: Caller
let reader: Caller
let path: string
let salt: string
let sea: string

beforeEach(async () => {
  ;({ lead, coder, reader, path } = await team(db, api, ['coder', 'reader']))
  salt = (await lead.call('POST', `${path}/tags`, { name: 'Salt' })).body.id
  sea = (await lead.call('POST', `${path}/tags`, { name: 'Sea' })).body.id
})

const add = async (title: string, text: string): Promise<string> =>
  (await lead.call('POST', `${path}/documents`, { title, text, language: 'en' })).body.document.id

interface Place {
  documentId: string
  revisionId: string
  start: number
  end: number
}
const found = async (q: string, more = ''): Promise<Place[]> =>
  (await coder.call('GET', `${path}/search?q=${encodeURIComponent(q)}&limit=500${more}`)).body.items.map(
    ({ documentId, revisionId, start, end }: Place) => ({ documentId, revisionId, start, end }),
  )
const tag = (who: Caller, body: object, query = '') => who.call('POST', `${path}/search/tag${query}`, body)
const eventOf = ({ headers }: { headers: Headers }) => headers.get('x-event')
const revert = (who: Caller, seq: string | null) => who.call('POST', `${path}/events/${seq}/revert`)
/** Whose passages there are, with their words and tags. */
const passages = async (who: Caller = lead): Promise<string[]> =>
  (await who.call('GET', `${path}/annotations?order=position&limit=500`)).body.items
    .map(
      (row: { author: { name: string }; quote: string; tagIds: string[]; note: string }) =>
        `${row.author.name}: ${row.quote} [${row.tagIds
          .map((id) => (id === salt ? 'salt' : 'sea'))
          .toSorted()
          .join()}]${row.note}`,
    )
    .toSorted()

describe('places that were found', () => {
  const text = 'Salt is old. The salt of the sea is salt.\nNo word. Boats carry salt.'

  test('become passages of whoever tags them, by one event that one undo takes back and another brings again', async () => {
    await add('a', text)
    await add('b', 'More salt.')
    const places = await found('salt')
    const done = await tag(coder, { places, tagIds: [salt, sea] })
    expect([done.status, done.body]).toEqual([
      200,
      { passages: 5, documents: 2, created: 5, extended: 0, unchanged: 0, submitted: 0 },
    ])
    const made = ['Salt', 'salt', 'salt', 'salt', 'salt'].map((word) => `Coder: ${word} [salt,sea]`)
    expect(await passages()).toEqual(made)
    const taken = await revert(coder, eventOf(done))
    expect([taken.status, await passages()]).toEqual([200, []])
    expect([(await revert(coder, taken.body.seq)).status, await passages()]).toEqual([200, made])
  })

  test('can be their sentences or paragraphs, each once', async () => {
    await add('a', text)
    const places = await found('salt')
    expect((await tag(coder, { places, unit: 'sentence', tagIds: [salt] })).body).toMatchObject({
      passages: 3,
      created: 3,
    })
    expect(await passages()).toEqual([
      'Coder: Boats carry salt. [salt]',
      'Coder: Salt is old. [salt]',
      'Coder: The salt of the sea is salt. [salt]',
    ])
    expect((await tag(coder, { places, unit: 'paragraph', tagIds: [sea] })).body).toMatchObject({
      passages: 2,
      created: 2,
    })
  })

  test('that are passages of one’s own get the tags that they lack, those of colleagues stay as they are, and one undo gives all back', async () => {
    await add('a', text)
    const places = await found('salt')
    const [first, second, third] = places as [Place, Place, Place]
    await coder.call('POST', `${path}/annotations`, { ...first, tagIds: [sea], note: ' seen' })
    await coder.call('POST', `${path}/annotations`, { ...second, tagIds: [salt] })
    await lead.call('POST', `${path}/annotations`, { ...third, tagIds: [sea] })
    const before = await passages()
    const preview = await tag(coder, { places, tagIds: [salt] }, '?dryRun=true')
    expect([eventOf(preview), await passages()]).toEqual([null, before])
    const done = await tag(coder, { places, tagIds: [salt] })
    expect(done.body).toEqual({ passages: 4, documents: 1, created: 2, extended: 1, unchanged: 1, submitted: 0 })
    expect(done.body).toEqual(preview.body)
    const after = await passages()
    expect(after).toEqual([
      'Coder: Salt [salt,sea] seen',
      'Coder: salt [salt]',
      'Coder: salt [salt]',
      'Coder: salt [salt]',
      'Lena: salt [sea]',
    ])
    const again = await tag(coder, { places, tagIds: [salt] })
    expect([again.body.unchanged, eventOf(again), await passages()]).toEqual([4, null, after])
    const { body: events } = await lead.call('GET', `${path}/events?order=newest&limit=1`)
    expect([events.items[0].type, events.items[0].after.items.length]).toEqual(['annotations.tagged', 3])
    const taken = await revert(coder, eventOf(done))
    expect([taken.status, await passages()]).toEqual([200, before])
    expect([(await revert(coder, taken.body.seq)).status, await passages()]).toEqual([200, after])
  })

  test('of a document that one has handed in are left out and counted', async () => {
    const [a] = [await add('a', text), await add('b', 'More salt.')]
    const { body: round } = await lead.call('POST', `${path}/rounds`, {
      name: 'First',
      documentIds: [a],
      coderIds: [coder.id],
      visibility: 'until-own-submit',
    })
    const places = await found('salt')
    await coder.call('POST', `${path}/annotations`, { ...places[0], tagIds: [sea] })
    await coder.call('POST', `${path}/rounds/${round.id}/submit`, { documentId: a })
    const done = await tag(coder, { places, tagIds: [salt] })
    expect(done.body).toEqual({ passages: 5, documents: 2, created: 1, extended: 0, unchanged: 0, submitted: 4 })
    expect(await passages(coder)).toEqual(['Coder: Salt [sea]', 'Coder: salt [salt]'])
    await lead.call('POST', `${path}/rounds/${round.id}/reopen`, { documentId: a, coderId: coder.id })
    expect((await tag(coder, { places, tagIds: [salt] })).body).toMatchObject({ created: 3, extended: 1, unchanged: 1 })
  })

  test('count in code points where that is asked for', async () => {
    await add('a', '🧂🧂 salt. More 🧂 salt')
    const places = await found('salt', '&units=codepoint')
    expect(places.map(({ start }) => start)).toEqual([3, 16])
    expect((await tag(coder, { places, tagIds: [salt] }, '?units=codepoint')).body.created).toBe(2)
    expect(await passages()).toEqual(['Coder: salt [salt]', 'Coder: salt [salt]'])
  })
})

describe('refused as a whole, and nothing is tagged', () => {
  test('where the text was corrected since, a tag cannot be used, a place is none, or it is not one’s to do', async () => {
    const a = await add('a', 'salt of the sea')
    const places = await found('salt')
    const [place] = places as [Place]
    const elsewhere = await team(db, api, [])
    const refusals: [number, string, Caller, object][] = [
      [403, 'not-allowed', reader, { places, tagIds: [salt] }],
      [404, 'not-found', elsewhere.lead, { places, tagIds: [salt] }],
      [404, 'not-found', coder, { places: [place, { ...place, documentId: newId() }], tagIds: [salt] }],
      [422, 'invalid', coder, { places, tagIds: [newId()] }],
      [422, 'invalid', coder, { places: [place, { ...place, end: 4000 }], tagIds: [salt] }],
      [422, 'invalid', coder, { places: [place, { ...place, end: place.start }], tagIds: [salt] }],
      [422, 'invalid', coder, { places: [], tagIds: [salt] }],
      [422, 'invalid', coder, { places, tagIds: [] }],
    ]
    for (const [status, code, who, body] of refusals)
      for (const query of ['', '?dryRun=true']) {
        const answer = await tag(who, body, query)
        expect([answer.status, answer.body.code]).toEqual([status, code])
      }
    await lead.call('POST', `${path}/documents/${a}/revisions`, { baseRevisionId: place.revisionId, text: 'The salt' })
    const stale = await tag(coder, { places, tagIds: [salt] })
    expect([stale.status, stale.body.code]).toEqual([409, 'version-conflict'])
    expect(await passages()).toEqual([])
  })
})

test('law: after tagging, the words of every place have the tags once, and the undo leaves what there was', async () => {
  const words = fc.array(fc.constantFrom('salt', 'sea', 'boats.', 'old\n', '安全。', '👩‍👩‍👧'), {
    minLength: 3,
    maxLength: 14,
  })
  for (const [at, text] of fc
    .sample(
      words.map((some) => some.join(' ')),
      { numRuns: 12, seed: 8 },
    )
    .entries()) {
    const documentId = await add(`d${at}`, `salt ${text}`)
    const places = await found('salt', `&documentId=${documentId}`)
    const unit = (['hit', 'sentence', 'paragraph'] as const)[at % 3]
    // Every other place is a passage already.
    for (const [nth, place] of places.entries())
      if (nth % 2 === 0)
        await coder.call('POST', `${path}/annotations`, { ...place, tagIds: nth % 4 === 0 ? [sea] : [salt] })
    const mine = async () =>
      (await coder.call('GET', `${path}/annotations?documentId=${documentId}&limit=500`)).body.items.map(
        ({ start, end, tagIds }: { start: number; end: number; tagIds: string[] }) => ({
          start,
          end,
          tags: tagIds.toSorted(),
        }),
      )
    const before = await mine()
    const done = await tag(coder, { places, unit, tagIds: [salt] })
    const after: { start: number; end: number; tags: string[] }[] = await mine()
    for (const { start, end } of places)
      expect(after.some((row) => row.start <= start && end <= row.end && row.tags.includes(salt))).toBe(true)
    const edges = after.map(({ start, end }) => `${start} ${end}`)
    expect(new Set(edges).size).toBe(edges.length)
    if (eventOf(done) !== null) expect((await revert(coder, eventOf(done))).status).toBe(200)
    expect(await mine()).toEqual(before)
  }
})
