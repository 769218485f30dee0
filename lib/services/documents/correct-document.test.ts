import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'
import { generateScale } from '@/seed/scale/generate-scale'
import { checkAnchors } from './check-anchors'
import { correctText } from './correct-document'
import { memberByEmail } from '@/lib/services/projects/member-of'

const { db } = await freshDatabase()
const api = apiOn(db)
const text =
  'The harbor slept.\nAt noon the boats came home without fish.\nFever followed the ferry inland.\nNobody wrote it down.'

let lead: Caller
let coder: Caller
let reader: Caller
let path: string
let projectId: string
let documentId: string
let revisionId: string

beforeEach(async () => {
  ;({ lead, coder, reader, path, projectId } = await team(db, api))
  const { body } = await lead.call('POST', `${path}/documents`, { title: 'Log', text })
  ;[documentId, revisionId] = [body.document.id, body.revision.id]
})

const mark = async (who: Caller, quote: string, more: object = {}) => {
  const start = text.indexOf(quote)
  return (
    await who.call('POST', `${path}/annotations`, { documentId, start, end: start + quote.length, quote, ...more })
  ).body.id as string
}
const correct = (to: string, base = revisionId, who = lead) =>
  who.call('POST', `${path}/documents/${documentId}/revisions`, { baseRevisionId: base, text: to })
const read = async (id: string, who = coder) => (await who.call('GET', `${path}/annotations/${id}`)).body
/**
 * Every fault of everything that the file has stored so far, all of which is read again. So a law asks after its last example and not after each: an example makes
 * a document of its own and none touches that of another, so all of them stand as they were left, and a fault names the example by its title. For the same
 * reason the tests of large texts come last.
 */
const faults = async () => (await checkAnchors(db)).faults
/** A title that says of which example a document is. */
const titled = (...example: unknown[]) => JSON.stringify(example).slice(0, 300)

describe('a correction', () => {
  test('is a new revision; everybody’s annotations are carried to it, and what is left of none waits', async () => {
    const ids = {
      kept: await mark(coder, 'boats came home'),
      changed: await mark(coder, 'The harbor slept'),
      orphaned: await mark(coder, 'Fever followed the ferry inland.'),
      hidden: await mark(coder, 'Nobody wrote', { visibility: 'private' }),
    }
    const binned = await mark(coder, 'noon')
    await coder.call('DELETE', `${path}/annotations/${binned}`)
    const to = text.replace('harbor', 'harbour').replace('Fever followed the ferry inland.\n', '')
    const { status, body, headers } = await correct(to)
    expect([status, body.anchors, body.revision.number]).toEqual([201, { kept: 1, changed: 1, orphaned: 1 }, 2])
    expect(Number(headers.get('x-event'))).toBeGreaterThan(0)
    expect((await lead.call('GET', `${path}/documents/${documentId}/text`)).text).toBe(to)
    for (const [id, quote] of [
      [ids.kept, 'boats came home'],
      [ids.changed, 'The harbour slept'],
      [ids.hidden, 'Nobody wrote'],
    ] as const) {
      const row = await read(id)
      expect(row).toMatchObject({ revisionId: body.revision.id, quote, version: 2 })
      expect(to.slice(row.start, row.end)).toBe(quote)
    }
    expect(await read(ids.orphaned)).toMatchObject({
      revisionId,
      quote: 'Fever followed the ferry inland.',
      version: 1,
    })
    expect(await db.annotation.findFirst({ where: { id: binned }, select: { revisionId: true, quote: true } })).toEqual(
      { revisionId: body.revision.id, quote: 'noon' },
    )
    expect(await faults()).toEqual([])
    const listed = async (query: string, who = coder) =>
      (await who.call('GET', `${path}/annotations?${query}`)).body.items.map((row: { id: string }) => row.id)
    expect(await listed('orphaned=true', reader)).toEqual([ids.orphaned])
    expect((await listed('orphaned=false')).toSorted()).toEqual([ids.kept, ids.changed, ids.hidden].toSorted())
    const [told] = (await reader.call('GET', `${path}/events?after=0&limit=500`)).body.items.slice(-1)
    expect(told).toMatchObject({
      type: 'document.revised',
      documentId,
      before: { revisionId },
      after: { revisionId: body.revision.id },
    })
    expect((await coder.call('GET', `${path}/documents/${documentId}/annotations`)).body).toMatchObject({
      revisionId: body.revision.id,
      items: { length: 3 },
    })
  })

  test('counts nothing that the member does not see', async () => {
    for (const quote of ['boats', 'Fever followed the ferry inland.', 'harbor'])
      await mark(coder, quote, { visibility: 'private' })
    expect(
      (await correct(text.replace('harbor', 'harbour').replace('Fever followed the ferry inland.\n', ''))).body.anchors,
    ).toEqual({ kept: 0, changed: 0, orphaned: 0 })
  })

  test('keeps headings, marks and pages of the text that stays', async () => {
    const { body } = await lead.call('POST', `${path}/documents`, {
      title: 'M',
      markdown: '# A harbor\n\nBoats **came** home.\n\n- one\n- two',
    })
    const done = await lead.call('POST', `${path}/documents/${body.document.id}/revisions`, {
      baseRevisionId: body.revision.id,
      text: 'A harbour\nBoats **came** home again.\none\ntwo'.replaceAll('**', ''),
    })
    expect(done.status).toBe(201)
    const { content } = (await lead.call('GET', `${path}/documents/${body.document.id}/content`)).body
    expect(content.content).toMatchObject([
      { type: 'heading', content: [{ text: 'A harbour' }] },
      {
        type: 'paragraph',
        content: [{ text: 'Boats ' }, { text: 'came', marks: [{ type: 'bold' }] }, { text: ' home again.' }],
      },
      { type: 'bulletList' },
    ])
  })

  test('may come as a tree, which the schema must know', async () => {
    const id = await mark(coder, 'boats came home')
    const content = {
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Boats, that is: boats came home' }] },
      ],
    }
    const send = (tree: object) =>
      lead.call('POST', `${path}/documents/${documentId}/revisions`, { baseRevisionId: revisionId, content: tree })
    const nested = Array.from({ length: 80 }).reduce<object>((inner) => ({ type: 'blockquote', content: [inner] }), {
      type: 'paragraph',
    })
    const text = (value: string) => ({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: value }] }],
    })
    for (const bad of [
      { type: 'doc' },
      { type: 'paragraph' },
      { type: 'doc', content: [{ type: 'script' }] },
      { type: 'doc', content: [nested] },
      text('\u0000'),
      text('\ud83d'),
    ]) {
      const answer = await send(bad)
      expect([answer.status, answer.body.errors[0].path], JSON.stringify(bad).slice(0, 80)).toEqual([422, 'content'])
    }
    const stored = (await lead.call('GET', `${path}/documents/${documentId}/content`)).body.content
    const spelled = {
      ...stored,
      content: stored.content.map((block: object) => ({ ...block, attrs: { page: null, dir: null } })),
    }
    for (const same of [stored, spelled])
      expect((await send(same)).body.errors).toEqual([
        expect.objectContaining({ path: 'content', message: 'Nothing differs' }),
      ])
    expect((await send(content)).body.anchors).toEqual({ kept: 1, changed: 0, orphaned: 0 })
    expect((await read(id)).quote).toBe('boats came home')
    expect(await faults()).toEqual([])
  })

  test('of a text that is not the current one any more is a 409 with the current one; nothing new, both or neither are 422; only leads correct', async () => {
    const first = (await correct(`${text} Again.`)).body.revision.id
    const stale = await correct('Something else')
    expect([stale.status, stale.body.code, stale.body.current]).toEqual([
      409,
      'version-conflict',
      { documentId, revisionId: first },
    ])
    expect((await correct(`${text} Again.`, first)).body.errors).toEqual([
      expect.objectContaining({ path: 'text', message: 'Nothing differs' }),
    ])
    expect(
      (await lead.call('POST', `${path}/documents/${documentId}/revisions`, { baseRevisionId: first })).status,
    ).toBe(422)
    expect((await correct('x', first, coder)).status).toBe(403)
    expect((await lead.call('GET', `${path}/documents/${documentId}/revisions`)).body.total).toBe(2)
  })

  test.each([['\0'], ['\ud83d']])('with a letter that cannot be stored is refused by its field', async (letter) => {
    const { status, body } = await correct(`${text}${letter}`)
    expect([status, body.errors?.[0].path]).toEqual([422, 'text'])
    expect((await lead.call('GET', `${path}/documents/${documentId}/text`)).text).toBe(text)
  })

  test('and annotations being made at the same time: every one ends on the current revision or is refused', async () => {
    const attempts = Array.from({ length: 40 }, (_, i) =>
      coder.call('POST', `${path}/annotations`, { documentId, start: i, end: i + 5 }),
    )
    const bulk = coder.call('POST', `${path}/annotations/bulk`, {
      action: 'create',
      items: [
        { documentId, start: 3, end: 9 },
        { documentId, start: 5, end: 12 },
      ],
    })
    const [corrected, answer, ...made] = await Promise.all([correct(`New opening. ${text}`), bulk, ...attempts])
    expect(corrected.status).toBe(201)
    for (const { status } of [answer, ...made]) expect([200, 201, 409]).toContain(status)
    const rows = await db.annotation.findMany({ where: { projectId }, select: { revisionId: true } })
    expect(rows.length).toBe(made.filter(({ status }) => status === 201).length + (answer.status === 200 ? 2 : 0))
    expect(rows.every((row) => row.revisionId === corrected.body.revision.id)).toBe(true)
    expect(await faults()).toEqual([])
  })
})

describe('a correction looked at before it is saved', () => {
  const preview = (to: string, base = revisionId, who = lead) =>
    who.call('POST', `${path}/documents/${documentId}/revisions/preview`, { baseRevisionId: base, text: to })
  const to = text.replace('harbor', 'harbour').replace('Fever followed the ferry inland.\n', '')

  test('says which passages it would change and leave without a place, with their words; nothing is stored, and nothing hidden is told', async () => {
    const tag = (await lead.call('POST', `${path}/tags`, { name: 'Illness' })).body.id
    await mark(coder, 'boats came home')
    const [changed, orphaned] = [
      await mark(coder, 'The harbor slept'),
      await mark(coder, 'Fever followed the ferry inland.', { tagIds: [tag] }),
    ]
    for (const quote of ['harbor', 'Fever', 'boats']) await mark(coder, quote, { visibility: 'private' })
    const author = { id: coder.id, name: expect.any(String) }
    expect((await preview(to)).body).toEqual({
      anchors: { kept: 1, changed: 1, orphaned: 1 },
      changed: [
        { id: changed, author, layer: 'coder', tagIds: [], before: 'The harbor slept', after: 'The harbour slept' },
      ],
      orphaned: [{ id: orphaned, author, layer: 'coder', tagIds: [tag], before: 'Fever followed the ferry inland.' }],
    })
    expect((await lead.call('GET', `${path}/documents/${documentId}/revisions`)).body.total).toBe(1)
    expect((await lead.call('GET', `${path}/documents/${documentId}/text`)).text).toBe(text)
    expect((await read(changed)).version).toBe(1)
  })

  test('is refused where saving would be', async () => {
    expect((await preview(text)).body.errors).toEqual([
      expect.objectContaining({ path: 'text', message: 'Nothing differs' }),
    ])
    expect((await preview(to, revisionId, coder)).status).toBe(403)
    await correct(`${text} Again.`)
    expect((await preview(to)).body).toMatchObject({ status: 409, code: 'version-conflict' })
  })

  test('answers the numbers that saving then answers, and the passages that are then there', async () => {
    const change = fc.tuple(fc.nat(110), fc.nat(40), fc.constantFrom('', ' ', 'word', '👩🏽‍🌾', 'two\nlines'))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 30 }), fc.constantFrom('shared', 'private')), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        async (spans, changes) => {
          const { body } = await lead.call('POST', `${path}/documents`, { title: 'Any', text })
          const at = `${path}/documents/${body.document.id}/revisions`
          for (const [i, [start, size, visibility]] of spans.entries())
            await (i % 2 === 0 ? coder : lead).call('POST', `${path}/annotations`, {
              documentId: body.document.id,
              start,
              end: Math.min(text.length, start + size),
              visibility,
            })
          const wanted = changes.reduce(
            (now, [from, size, put]) => now.slice(0, from) + put + now.slice(from + size),
            text,
          )
          if (wanted === text || /\p{Surrogate}/u.test(wanted)) return
          const input = { baseRevisionId: body.revision.id, text: wanted }
          const told = (await lead.call('POST', `${at}/preview`, input)).body
          const saved = (await lead.call('POST', at, input)).body
          expect(saved.anchors).toEqual(told.anchors)
          for (const { id, after } of told.changed) expect((await read(id, lead)).quote).toBe(after)
          const waiting = (await lead.call('GET', `${path}/annotations?documentId=${body.document.id}&orphaned=true`))
            .body.items
          expect(waiting.map((row: { id: string }) => row.id).toSorted()).toEqual(
            told.orphaned.map((row: { id: string }) => row.id).toSorted(),
          )
        },
      ),
      { numRuns: 12 },
    )
  })
})

describe('the revisions of a document', () => {
  test('say who made each, why, and what was reverted', async () => {
    const corrected = await lead.call('POST', `${path}/documents/${documentId}/revisions`, {
      baseRevisionId: revisionId,
      text: `${text} Again.`,
      reason: ' Line 4 was cut off ',
    })
    expect(corrected.body.revision).toMatchObject({ number: 2, reason: 'Line 4 was cut off', restores: null })
    await lead.call('POST', `${path}/events/${corrected.headers.get('x-event')}/revert`)
    const { items } = (await reader.call('GET', `${path}/documents/${documentId}/revisions`)).body
    expect(
      items.map((row: { number: number; reason: string; restores: number }) => [row.number, row.reason, row.restores]),
    ).toEqual([
      [3, null, 1],
      [2, 'Line 4 was cut off', null],
      [1, null, null],
    ])
    expect(items[1].createdBy).toMatchObject({ id: lead.id })
  })

  test('are compared by words in either direction; of another document’s it knows nothing', async () => {
    const long = 'Nobody knew what the water had carried. '.repeat(40)
    const { body } = await lead.call('POST', `${path}/documents`, {
      title: 'Long',
      text: `${long}The harbor slept. ${long}`,
    })
    const made = (
      await lead.call('POST', `${path}/documents/${body.document.id}/revisions`, {
        baseRevisionId: body.revision.id,
        text: `${long}The harbour slept. ${long}`,
      })
    ).body.revision.id
    const compare = (from: string, to: string) =>
      reader.call('GET', `${path}/documents/${body.document.id}/revisions/compare?from=${from}&to=${to}`)
    const there = (await compare(body.revision.id, made)).body
    expect(there).toMatchObject({ from: { number: 1 }, to: { number: 2 }, places: 1, isTooMuch: false })
    expect(there.parts.map(({ kind }: { kind: string }) => kind)).toEqual(['folded', 'same', 'added', 'same', 'folded'])
    expect((await compare(made, body.revision.id)).body.parts.map(({ kind }: { kind: string }) => kind)).toEqual([
      'folded',
      'same',
      'removed',
      'same',
      'folded',
    ])
    expect((await compare(made, made)).body).toMatchObject({ places: 0, parts: [{ kind: 'folded', text: '' }] })
    expect((await compare(made, revisionId)).status).toBe(404)
  })
})

describe('what a correction left without a place', () => {
  test('has candidates where its words stand elsewhere, and is put back by its author alone, on the current revision', async () => {
    const id = await mark(coder, 'Fever followed the ferry inland.', { note: 'mine' })
    const [line, rest] = ['Fever followed the ferry inland.', text.replace('Fever followed the ferry inland.\n', '')]
    const second = (await correct(rest)).body.revision.id
    expect((await coder.call('GET', `${path}/annotations/${id}/candidates`)).body).toMatchObject({
      isOrphaned: true,
      revisionId: second,
      stood: rest.indexOf('Nobody'),
      items: [],
    })
    const third = (await correct(`${rest}\nLater: ${line}`, second)).body.revision.id
    const { body } = await coder.call('GET', `${path}/annotations/${id}/candidates`)
    expect(body.items).toMatchObject([
      { revisionId: third, before: expect.stringMatching(/Later: $/), quote: line, after: '' },
    ])
    const [{ start, end }] = body.items
    const put = (change: object, who = coder) => who.call('PATCH', `${path}/annotations/${id}`, change)
    expect((await put({ revisionId: third, start, end }, lead)).status).toBe(403)
    expect((await put({ revisionId: second, start, end })).status).toBe(409)
    expect((await put({ revisionId: third })).body.errors[0].path).toBe('start')
    const back = await put({ version: 1, revisionId: third, start, end, quote: line })
    expect(back.body).toMatchObject({ revisionId: third, quote: line, note: 'mine', version: 2 })
    expect((await coder.call('GET', `${path}/annotations?orphaned=true`)).body.total).toBe(0)
    expect((await coder.call('GET', `${path}/annotations/${id}/candidates`)).body).toMatchObject({
      isOrphaned: false,
      items: [],
    })
    expect(await faults()).toEqual([])
  })
})

describe('a passage put back by hand', () => {
  const revert = (event: string | null, who = coder) => who.call('POST', `${path}/events/${event}/revert`)
  const orphan = async () => {
    const id = await mark(coder, 'Fever followed the ferry inland.', { note: 'mine' })
    const current = (await correct(text.replace('Fever followed the ferry inland.\n', ''))).body.revision.id
    return { id, current }
  }

  test('at a selection of one’s own waits again when that is reverted, and stands there again when this is', async () => {
    const { id, current } = await orphan()
    const put = await coder.call('PATCH', `${path}/annotations/${id}`, {
      version: 1,
      revisionId: current,
      start: 4,
      end: 10,
      quote: 'harbor',
    })
    expect(put.body).toMatchObject({ revisionId: current, quote: 'harbor', note: 'mine' })
    const event = put.headers.get('x-event')
    expect((await coder.call('GET', `${path}/events/${event}/revert`)).body).toMatchObject({
      canRevert: true,
      effects: ['One passage is again as before: place'],
    })
    const undone = await revert(event)
    expect(undone.status).toBe(200)
    expect(await read(id)).toMatchObject({
      revisionId,
      quote: 'Fever followed the ferry inland.',
      start: text.indexOf('Fever'),
    })
    expect((await coder.call('GET', `${path}/annotations?orphaned=true`)).body.total).toBe(1)
    expect(await faults()).toEqual([])
    expect((await revert(undone.body.seq)).status).toBe(200)
    expect(await read(id)).toMatchObject({ revisionId: current, quote: 'harbor' })
    expect(await faults()).toEqual([])
  })

  test('where its old place was at the very same offsets waits again too', async () => {
    const id = await mark(coder, 'Fever')
    const { current } = await orphan()
    const start = text.indexOf('Fever')
    const put = await coder.call('PATCH', `${path}/annotations/${id}`, { revisionId: current, start, end: start + 5 })
    expect(put.body.quote).toBe('Nobod')
    await revert(put.headers.get('x-event'))
    expect(await read(id)).toMatchObject({ revisionId, quote: 'Fever' })
  })

  test('is not put onto a text that was corrected since', async () => {
    const { id, current } = await orphan()
    const put = await coder.call('PATCH', `${path}/annotations/${id}`, { revisionId: current, start: 4, end: 10 })
    const undone = await revert(put.headers.get('x-event'))
    await correct(`${text.replace('Fever followed the ferry inland.\n', '')} Again.`, current)
    expect((await revert(undone.body.seq)).body).toMatchObject({
      code: 'cannot-revert',
      detail: expect.stringContaining('corrected since'),
    })
    expect((await read(id)).revisionId).toBe(revisionId)
  })

  test('or discarded goes to the bin, and comes back from there waiting; nobody else discards it, a lead neither', async () => {
    const { id } = await orphan()
    expect((await lead.call('DELETE', `${path}/annotations/${id}`)).status).toBe(403)
    const gone = await coder.call('DELETE', `${path}/annotations/${id}`, { version: 1 })
    expect(gone.status).toBe(204)
    expect((await coder.call('GET', `${path}/annotations?orphaned=true`)).body.total).toBe(0)
    expect((await coder.call('POST', `${path}/bin/annotation/${id}/restore`)).status).toBe(200)
    expect((await coder.call('GET', `${path}/annotations?orphaned=true`)).body.items).toMatchObject([
      { id, quote: 'Fever followed the ferry inland.' },
    ])
    const again = await coder.call('DELETE', `${path}/annotations/${id}`)
    expect((await revert(again.headers.get('x-event'))).status).toBe(200)
    expect((await read(id)).revisionId).toBe(revisionId)
  })
})

describe('a correction reverted', () => {
  const revert = (event: number, who = lead) => who.call('POST', `${path}/events/${event}/revert`)
  const preview = async (event: number) => (await lead.call('GET', `${path}/events/${event}/revert`)).body

  test('is a further revision with the text as it was; what it moved, cut and left behind stands as it stood, private and binned things too', async () => {
    const quotes = [
      'boats came home',
      'The harbor slept',
      'Fever followed the ferry inland.',
      'Nobody wrote',
      'noon the boats',
    ]
    const ids: string[] = []
    for (const [at, quote] of quotes.entries())
      ids.push(await mark(coder, quote, at === 3 ? { visibility: 'private' } : {}))
    await coder.call('DELETE', `${path}/annotations/${ids[4]}`)
    const thread = (
      await coder.call('POST', `${path}/comments`, {
        subject: { type: 'stretch', id: documentId, start: text.indexOf('Fever'), end: text.indexOf('Fever') + 5 },
        body: 'x',
      })
    ).body.id
    const places = async () =>
      await db.annotation.findMany({
        where: { projectId },
        orderBy: { id: 'asc' },
        select: { id: true, start: true, end: true, quote: true, prefix: true, suffix: true },
      })
    const stood = await places()
    // "slept" is cut away from an edge: carried back by the letters alone the passage would stay short.
    const corrected = await correct(
      text.replace('harbor slept', 'harbour was asleep').replace('Fever followed the ferry inland.\n', ''),
    )
    expect(await places()).not.toEqual(stood)
    const event = Number(corrected.headers.get('x-event'))
    const later = (await coder.call('POST', `${path}/annotations`, { documentId, start: 4, end: 11 })).body
    const only = (await coder.call('POST', `${path}/annotations`, { documentId, start: 12, end: 17 })).body
    expect([later.quote, only.quote]).toEqual(['harbour', 'was a'])
    const told = await preview(event)
    expect(told.effects).toEqual([
      '“Log” reads as it did before, as a further revision',
      '3 passages go along with the text',
      'One passage that had lost its place is in the text again',
    ])
    expect(told.keeps).toEqual([expect.objectContaining({ reason: 'orphaned', count: 1, ids: [only.id] })])
    expect((await revert(event, coder)).status).toBe(403)
    const undone = await revert(event)
    expect(undone.body).toMatchObject({ type: 'document.revised', effects: told.effects, keeps: told.keeps })
    expect((await lead.call('GET', `${path}/documents/${documentId}/text`)).text).toBe(text)
    const { items } = (await lead.call('GET', `${path}/documents/${documentId}/revisions`)).body
    expect(items.map((row: { number: number }) => row.number)).toEqual([3, 2, 1])
    expect((await places()).filter(({ id }) => ids.includes(id))).toEqual(stood)
    expect(await read(ids[2] ?? '')).toMatchObject({
      revisionId: items[0].id,
      quote: 'Fever followed the ferry inland.',
    })
    expect((await read(later.id)).quote).toBe('harbor')
    expect(await read(only.id)).toMatchObject({ revisionId: items[1].id, quote: 'was a' })
    expect((await coder.call('GET', `${path}/comments/${thread}`)).body.subject).toMatchObject({
      revisionId: items[0].id,
      start: text.indexOf('Fever'),
    })
    expect(await faults()).toEqual([])

    const redone = await revert(undone.body.seq)
    expect(redone.body.type).toBe('document.revised')
    expect((await lead.call('GET', `${path}/documents/${documentId}/text`)).text).toContain('harbour was asleep')
    expect((await read(only.id)).quote).toBe('was a')
    expect(await faults()).toEqual([])
  })

  test('is refused once the text was corrected again, and changes nothing', async () => {
    const first = await correct(`${text} Again.`)
    await correct(`${text} Again and again.`, first.body.revision.id)
    const event = Number(first.headers.get('x-event'))
    expect(await preview(event)).toMatchObject({
      canRevert: false,
      reason: expect.stringContaining('corrected again since'),
    })
    expect((await revert(event)).body).toMatchObject({ status: 409, code: 'cannot-revert' })
    expect((await lead.call('GET', `${path}/documents/${documentId}/revisions`)).body.total).toBe(3)
  })

  test('after any corrections, reverted in reverse order, gives every passage back', async () => {
    const change = fc.tuple(fc.nat(110), fc.nat(30), fc.constantFrom('', ' ', 'word', '👩🏽‍🌾', 'two\nlines'))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 30 })), { minLength: 1, maxLength: 6 }),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        async (spans, changes) => {
          const { body } = await lead.call('POST', `${path}/documents`, { title: titled(spans, changes), text })
          const at = `${path}/documents/${body.document.id}`
          let [now, base] = [text, body.revision.id]
          for (const [start, size] of spans)
            await coder.call('POST', `${path}/annotations`, {
              documentId: body.document.id,
              start,
              end: Math.min(text.length, start + size),
            })
          const places = () =>
            db.annotation.findMany({
              where: { documentId: body.document.id },
              orderBy: { id: 'asc' },
              select: { id: true, start: true, end: true, quote: true },
            })
          const past: { event: number; stood: Awaited<ReturnType<typeof places>>; said: string }[] = []
          for (const [from, size, put] of changes) {
            const to = now.slice(0, from) + put + now.slice(from + size)
            if (to === now || /\p{Surrogate}/u.test(to)) continue
            const stood = await places()
            const answer = await lead.call('POST', `${at}/revisions`, { baseRevisionId: base, text: to })
            past.push({ event: Number(answer.headers.get('x-event')), stood, said: now })
            ;[now, base] = [(await lead.call('GET', `${at}/text`)).text, answer.body.revision.id]
          }
          for (const { event, stood, said } of past.toReversed()) {
            expect((await revert(event)).status).toBe(200)
            expect((await lead.call('GET', `${at}/text`)).text).toBe(said)
            expect(await places()).toEqual(stood)
          }
        },
      ),
      { numRuns: 8 },
    )
    expect(await faults()).toEqual([])
  })
})

test('after any corrections every annotation proves itself on its revision', async () => {
  const change = fc.tuple(fc.nat(120), fc.nat(40), fc.constantFrom('', ' ', '\n', 'word', '👩🏽‍🌾', 'two\nlines'))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 30 })), { minLength: 1, maxLength: 8 }),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      async (spans, changes) => {
        const { body } = await lead.call('POST', `${path}/documents`, { title: titled(spans, changes), text })
        let [now, base] = [text, body.revision.id]
        for (const [start, size] of spans)
          await coder.call('POST', `${path}/annotations`, {
            documentId: body.document.id,
            start,
            end: Math.min(text.length, start + size),
          })
        for (const [at, size, put] of changes) {
          const to = now.slice(0, at) + put + now.slice(at + size)
          if (to === now || /\p{Surrogate}/u.test(to)) continue
          const answer = await lead.call('POST', `${path}/documents/${body.document.id}/revisions`, {
            baseRevisionId: base,
            text: to,
          })
          expect(answer.status, answer.text).toBe(201)
          const { kept, changed, orphaned } = answer.body.anchors
          expect(kept + changed + orphaned).toBeLessThanOrEqual(spans.length)
          ;[now, base] = [to, answer.body.revision.id]
        }
      },
    ),
    { numRuns: 12 },
  )
  expect(await faults()).toEqual([])
})

test('ten thousand annotations on a megabyte are carried', async () => {
  const now = new Date('2026-11-22T17:00:00Z')
  const made = await generateScale(db, { documents: 1, annotations: 10_000, coders: 3, size: 1_000_000, now })
  const member = await memberByEmail(db, made.lead.email, made.projectId)
  if (!member) throw new Error('no member')
  const document = await db.document.findFirstOrThrow({
    where: { projectId: made.projectId },
    select: { id: true, currentRevision: { select: { id: true, text: true } } },
  })
  const old = document.currentRevision
  if (!old) throw new Error('no revision')
  const to = `A new first line.\n${old.text.replace(/\b(\w{5,})\b/g, (word, _, at: number) => (at % 997 === 0 ? `${word}s` : word))}`
  const { anchors } = await correctText(db, member, document.id, { baseRevisionId: old.id, text: to }, now)
  expect(anchors.kept + anchors.changed + anchors.orphaned).toBe(10_000)
  expect(anchors.kept).toBeGreaterThan(8_000)
  expect(await faults()).toEqual([])
})

test('revisions that have next to nothing in common are said to be too much to compare', async () => {
  const [old, made] = ['salt ', 'wells '].map((word) => Array.from({ length: 60_000 }, (_, at) => word + at).join(' '))
  const { body } = await lead.call('POST', `${path}/documents`, { title: 'Long', text: old })
  const next = await lead.call('POST', `${path}/documents/${body.document.id}/revisions`, {
    baseRevisionId: body.revision.id,
    text: made,
  })
  expect(
    (
      await lead.call(
        'GET',
        `${path}/documents/${body.document.id}/revisions/compare?from=${body.revision.id}&to=${next.body.revision.id}`,
      )
    ).body,
  ).toMatchObject({ isTooMuch: true, parts: [] })
})

test('one of many lines keeps nobody waiting, whatever becomes of it', async () => {
  const to = 'a\n'.repeat(100_000)
  let isPending = true
  const correcting = correct(to).finally(() => (isPending = false))
  let answered = 0
  for (; isPending; answered += 1) expect((await reader.call('GET', path)).status).toBe(200)
  expect([(await correcting).status, answered > 5]).toEqual([201, true])
  expect((await lead.call('GET', `${path}/documents/${documentId}`)).body.length).toBe(to.length)
})

test('one of more lines than a document may have is refused, and changes nothing', async () => {
  const { status, body } = await correct('a\n'.repeat(200_000))
  expect([status, body.errors[0].path]).toEqual([422, 'text'])
  expect((await lead.call('GET', `${path}/documents/${documentId}/text`)).text).toBe(text)
})
