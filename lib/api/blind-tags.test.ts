import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { readStream } from '@/testing/open-stream'
import { apiOn, person, team, type Caller } from '@/testing/team'

// A tag's name is an idea about the text. What somebody adds to the codebook while they code blind exists for them and for leads who do not code blind there,
// and for everybody when the round opens.

const { db } = await freshDatabase()
const api = apiOn(db)
let lead: Caller, ana: Caller, ben: Caller, reviewer: Caller, reader: Caller
let path: string, d: string, e: string, water: string, r: string

async function world(visibility: string) {
  const made = await team(db, api, ['coder', 'reviewer', 'reader'])
  ;({ lead, coder: ana, reviewer, reader, path } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({
    data: { projectId: made.projectId, userId: ben.id, role: 'coder' },
    select: { role: true },
  })
  const documents = []
  for (const title of ['Wells', 'Harbour'])
    documents.push(
      (await lead.call('POST', `${path}/documents`, { title, text: 'Salt came into the wells before the sea did.' }))
        .body.document.id,
    )
  ;[d, e] = documents as [string, string]
  water = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  r = (
    await lead.call('POST', `${path}/rounds`, {
      name: 'First',
      documentIds: [d],
      coderIds: [ana.id, ben.id],
      visibility,
    })
  ).body.id
}
beforeEach(() => world('until-own-submit'))

const tag = (who: Caller, body: object) => who.call('POST', `${path}/tags`, body)
const names = async (who: Caller) =>
  (await who.call('GET', `${path}/tags?limit=500`)).body.items.map((row: { name: string }) => row.name)
const submit = (who: Caller) => who.call('POST', `${path}/rounds/${r}/submit`, { documentId: d })

describe('a tag made while coding blind', () => {
  test('exists for its maker and for leads who do not code there, and for nobody else', async () => {
    const made = await tag(ben, { name: 'Sesquipedal' })
    expect([made.status, made.body.blindRoundId]).toEqual([201, r])
    for (const who of [ben, lead]) expect(await names(who)).toEqual(['Water', 'Sesquipedal'])
    for (const who of [ana, reviewer, reader]) {
      expect(await names(who)).toEqual(['Water'])
      expect((await who.call('GET', `${path}/tags/${made.body.id}`)).status).toBe(404)
      expect((await who.call('GET', `${path}`)).body.counts.tags).toBe(1)
      for (const address of [
        '/codebook/export?format=csv',
        '/events?limit=500',
        '/events?order=newest',
        '/export?what=history&format=json',
        '/bin',
      ])
        expect((await who.call('GET', `${path}${address}`)).text).not.toContain('Sesquipedal')
    }
  })

  test('takes no name from others, and equal names stand beside one another once the round opens', async () => {
    const [mine, theirs] = [await tag(ben, { name: 'Brine' }), await tag(ana, { name: 'brine' })]
    expect([mine.status, theirs.status]).toEqual([201, 201])
    expect((await tag(ben, { name: 'Brine' })).status).toBe(409)
    expect((await tag(ben, { name: 'Water' })).status).toBe(409)
    await lead.call('PATCH', `${path}/rounds/${r}`, { opened: true })
    for (const who of [ana, ben, reader]) expect((await names(who)).toSorted()).toEqual(['Brine', 'Water', 'brine'])
    expect((await tag(lead, { name: 'BRINE' })).status).toBe(409)
    expect((await ana.call('POST', `${path}/tags/${theirs.body.id}/merge`, { intoId: mine.body.id })).status).toBe(200)
    expect(await names(ana)).toEqual(['Water', 'Brine'])
  })

  test('goes along where a colleague merges what it stands below, to the top where they delete it, and tells nobody', async () => {
    const [x, y, z] = [
      await tag(lead, { name: 'X' }),
      await tag(lead, { name: 'Y' }),
      await tag(lead, { name: 'Z' }),
    ].map(({ body }) => body.id as string)
    const below = async (parentId = '') => (await tag(ana, { name: 'Salt', parentId })).body.id as string
    const [hx, hy, hz] = [await below(x), await below(y), await below(z)]
    const top = (await tag(ana, { name: 'Salt' })).body.id as string
    const places = async (who: Caller) =>
      Object.fromEntries(
        (await who.call('GET', `${path}/tags?limit=500`)).body.items.map(
          (row: { id: string; parentId: string | null; path: string[] }) => [
            row.id,
            [row.parentId, row.path.join('/')],
          ],
        ),
      )
    expect((await ben.call('DELETE', `${path}/tags/${x}`)).status).toBe(204)
    const merged = await ben.call('POST', `${path}/tags/${y}/merge`, { intoId: z })
    expect([merged.status, merged.body.movedChildren]).toEqual([200, 0])
    expect(merged.text).not.toContain(hy)
    for (const who of [ana, lead])
      expect(await places(who)).toMatchObject({
        [hx ?? '']: [null, 'Salt (2)'],
        [hy ?? '']: [z, 'Z/Salt (2)'],
        [hz ?? '']: [z, 'Z/Salt'],
        [top]: [null, 'Salt'],
      })
    expect(Object.values(await places(ben))).toEqual([
      [null, 'Water'],
      [null, 'Z'],
    ])
    const { text } = await ben.call('GET', `${path}/events?limit=500`)
    for (const id of [hx, hy, hz, top, 'Salt']) expect(text).not.toContain(id)
    const back = await ben.call('POST', `${path}/events/${merged.headers.get('x-event')}/revert`)
    expect(back.status).toBe(200)
    expect(back.text).not.toMatch(/below it|Salt/)
    expect((await places(ana))[hy ?? '']?.[0]).toBe(y)
    await lead.call('PATCH', `${path}/rounds/${r}`, { opened: true })
    const shown = await places(reader)
    expect(await places(ben)).toEqual(shown)
    // Whatever stands somewhere stands below what is there.
    for (const [parentId] of Object.values(shown) as [string | null][])
      expect(parentId === null || parentId in shown).toBe(true)
  })

  test('is in the codebook of whoever is blind nowhere in the round any more', async () => {
    await tag(ben, { name: 'Brine' })
    await submit(ana)
    expect(await names(ana)).toEqual(['Water', 'Brine'])
    expect(await names(reviewer)).toEqual(['Water'])
    await submit(ben)
    expect(await names(reviewer)).toEqual(['Water', 'Brine'])
    await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId: d, coderId: ana.id })
    expect(await names(ana)).toEqual(['Water'])
  })

  test('has a history as soon as it exists: what a colleague still hides in the same round hides nothing of it', async () => {
    const brine = (await tag(ana, { name: 'Brine' })).body.id
    await tag(ben, { name: 'Sesquipedal' })
    await ana.call('PATCH', `${path}/tags/${brine}`, { definition: 'Salt water' })
    await submit(ana)
    for (const who of [reviewer, reader]) {
      expect(await names(who)).toEqual(['Water', 'Brine'])
      for (const order of ['oldest', 'newest']) {
        const { body, text } = await who.call('GET', `${path}/events?kind=tag&order=${order}`)
        const types = body.items.flatMap((event: { subjectId: string; type: string }) =>
          event.subjectId === brine ? event.type : [],
        )
        expect(types.toSorted()).toEqual(['tag.changed', 'tag.created'])
        expect(text).not.toContain('Sesquipedal')
      }
    }
    expect((await ana.call('GET', `${path}/events?kind=tag`)).text).toContain('Sesquipedal')
  })

  test('is hidden with what leads do about it: a change, a comment, and the reverting of an import', async () => {
    const { id } = (await tag(ben, { name: 'Brine' })).body
    const form = new FormData()
    form.set('file', new File(['name\nSesquipedal\n'], 'codebook.csv', { type: 'text/csv' }))
    const imported = await ben.call('POST', `${path}/codebook/import`, form)
    const told = async (who: Caller) => (await who.call('GET', `${path}/events?limit=500`)).body.items
    const quiet = [await told(ana), await told(reader)]
    const done = [
      await lead.call('PATCH', `${path}/tags/${id}`, { definition: 'Salt water' }),
      await lead.call('POST', `${path}/comments`, { subject: { type: 'tag', id }, body: 'Salt?' }),
      await lead.call('POST', `${path}/events/${imported.headers.get('x-event')}/revert`),
    ]
    expect(done.map(({ status }) => status)).toEqual([200, 201, 200])
    expect([await told(ana), await told(reader)]).toEqual(quiet)
    expect((await told(ben)).map((event: { type: string }) => event.type)).toEqual(
      expect.arrayContaining(['tag.changed', 'comment.created', 'tag.import-reverted']),
    )
  })

  test('is on no passage, in no filter and in no event that others see', async () => {
    const { id } = (await tag(ben, { name: 'Brine' })).body
    const mark = (
      await ben.call('POST', `${path}/annotations`, {
        documentId: e,
        start: 0,
        end: 4,
        tagIds: [water, id],
        visibility: 'shared',
      })
    ).body
    expect((await ana.call('GET', `${path}/annotations/${mark.id}`)).body.tagIds).toEqual([water])
    expect((await lead.call('GET', `${path}/annotations/${mark.id}`)).body.tagIds.toSorted()).toEqual(
      [water, id].toSorted(),
    )
    for (const query of [`tagId=${id}`, `alsoTagId=${id}`]) {
      const unknown = await ana.call('GET', `${path}/annotations?${query.replace(id, newId())}`)
      expect((await ana.call('GET', `${path}/annotations?${query}`)).body).toEqual(unknown.body)
    }
    for (const address of [
      '/events?limit=500',
      '/annotations',
      `/documents/${e}/annotations`,
      '/agreement?measure=all',
      '/export?what=annotations&format=json',
    ])
      expect((await ana.call('GET', `${path}${address}`)).text).not.toContain(id)
    // Whoever changes the passage’s other tags takes nothing away that they do not see.
    const theme = (await ben.call('POST', `${path}/themes`, { name: 'Salt', tagIds: [water, id] })).body
    expect((await ana.call('GET', `${path}/themes/${theme.id}`)).body.tagIds).toEqual([water])
    await ana.call('PATCH', `${path}/themes/${theme.id}`, { tagIds: [water] })
    expect((await lead.call('GET', `${path}/themes/${theme.id}`)).body.tagIds.toSorted()).toEqual(
      [water, id].toSorted(),
    )
  })

  test('answers others, whatever they do with it, as one that is not there', async () => {
    const { id } = (await tag(ben, { name: 'Brine' })).body
    const done = async (one: string) => {
      const answers = [
        await ana.call('PATCH', `${path}/tags/${one}`, { name: 'Salt' }),
        await ana.call('DELETE', `${path}/tags/${one}`),
        await ana.call('POST', `${path}/tags/${one}/merge`, { intoId: water }),
        await ana.call('POST', `${path}/tags/${water}/merge`, { intoId: one }),
        await ana.call('POST', `${path}/tags/${one}/split`, { names: ['Fresh'] }),
        await ana.call('POST', `${path}/tags`, { name: 'Below', parentId: one }),
        await ana.call('POST', `${path}/annotations`, { documentId: d, start: 0, end: 4, tagIds: [one] }),
        await ana.call('POST', `${path}/annotations/bulk`, {
          action: 'create',
          items: [{ documentId: d, start: 0, end: 4, tagIds: [one] }],
        }),
        await ana.call('POST', `${path}/themes`, { name: 'Salt', tagIds: [one] }),
        await ana.call('POST', `${path}/comments`, { subject: { type: 'tag', id: one }, body: 'And?' }),
        await ana.call('PATCH', `${path}`, { pinnedTagIds: [one] }),
        await ana.call('POST', `${path}/bin/tag/${one}/restore`),
      ]
      return answers.map(({ status, body }) => [status, { ...body, requestId: '' }])
    }
    expect(await done(id)).toEqual(await done(newId()))
  })

  test('leaves no gap in the places of the others', async () => {
    await tag(ben, { name: 'Brine', position: 0 })
    await tag(lead, { name: 'Air' })
    expect(
      (await ana.call('GET', `${path}/tags`)).body.items.map((row: { name: string; position: number }) => [
        row.name,
        row.position,
      ]),
    ).toEqual([
      ['Water', 0],
      ['Air', 1],
    ])
    expect((await tag(ana, { name: 'Earth' })).body.position).toBe(2)
  })

  test('does not take in, or stand above, what more people see', async () => {
    const { id } = (await tag(ben, { name: 'Brine' })).body
    for (const who of [ben, lead]) {
      expect((await who.call('POST', `${path}/tags/${water}/merge`, { intoId: id })).status).toBe(422)
      expect((await who.call('PATCH', `${path}/tags/${water}`, { parentId: id })).status).toBe(422)
    }
    expect((await ben.call('POST', `${path}/tags`, { name: 'Below', parentId: id })).status).toBe(201)
    expect((await lead.call('POST', `${path}/tags`, { name: 'Beside', parentId: id })).status).toBe(422)
    expect(await names(ana)).toEqual(['Water'])
  })

  test('is one where it was imported or split off, and reverting that tells nobody either', async () => {
    const form = new FormData()
    form.set('file', new File(['name\nImported\n'], 'codebook.csv', { type: 'text/csv' }))
    const imported = await ben.call('POST', `${path}/codebook/import`, form)
    const split = await ben.call('POST', `${path}/tags/${water}/split`, { names: ['Fresh'], assign: [] })
    expect([imported.status, split.status].every((status) => status < 300)).toBe(true)
    const told = async () =>
      JSON.stringify([
        await names(ana),
        (await ana.call('GET', `${path}/events?order=newest`)).body,
        (await ana.call('GET', `${path}/rounds`)).body,
      ])
    const quiet = await told()
    expect(quiet).not.toMatch(/Imported|Fresh/)
    for (const answer of [split, imported])
      expect((await ben.call('POST', `${path}/events/${answer.headers.get('x-event')}/revert`)).status).toBe(200)
    expect(await told()).toBe(quiet)
  })

  test('is in no live stream of somebody from whom it is hidden, from its first moment', async () => {
    const stream = readStream(
      await api.request(`/api/v1${path}/events`, { headers: { accept: 'text/event-stream', cookie: ana.cookie } }),
    )
    await stream.until(() => stream.veils.length > 0)
    const { id } = (await tag(ben, { name: 'Brine' })).body
    await ben.call('POST', `${path}/annotations`, {
      documentId: e,
      start: 0,
      end: 4,
      tagIds: [water, id],
      visibility: 'shared',
    })
    await stream.until(() => stream.events.some((event) => event.type === 'annotation.created'))
    expect(JSON.stringify(stream.events)).not.toContain(id)
    expect(stream.events.map((event) => event.type)).toEqual(['annotation.created'])
    await stream.close()
  })
})
