import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const text = 'Hello non-traditional security 👍 world.\nSecond line, second thoughts.\n第三行：非传统安全。'
const { lead, coder, reviewer, reader, projectId, path } = await team(db, api)
const { body: made } = await lead.call('POST', `${path}/documents`, { title: 'Speech', text })
const documentId: string = made.document.id
const tagIds: string[] = []
for (const name of ['Security', 'Cooperation', 'Economy'])
  tagIds.push((await lead.call('POST', `${path}/tags`, { name })).body.id)
const [security = '', cooperation = '', economy = ''] = tagIds
const mark = (start: number, end: number, more: object = {}) =>
  coder.call('POST', `${path}/annotations`, { documentId, start, end, ...more })

describe('highlighting a passage', () => {
  test('the server cuts quote and context itself', async () => {
    const { status, body } = await mark(6, 30, { tagIds: [security] })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      quote: 'non-traditional security',
      prefix: 'Hello ',
      suffix: text.slice(30, 62),
      author: { id: coder.id },
      visibility: 'shared',
      layer: 'coder',
      version: 1,
      tagIds: [security],
    })
    expect((await coder.call('GET', `${path}/annotations/${body.id}`)).body).toEqual(body)
  })

  test('any span of the text that splits no character is kept as it is, in both units', async () => {
    const inside = new Set([...text.matchAll(/[\u{10000}-\u{10ffff}]/gu)].map((match) => match.index + 1))
    const edge = fc.nat(text.length).filter((offset) => !inside.has(offset))
    await fc.assert(
      fc.asyncProperty(edge, edge, async (a, b) => {
        fc.pre(a !== b)
        const [start, end] = [Math.min(a, b), Math.max(a, b)]
        const { body } = await mark(start, end, { quote: text.slice(start, end) })
        expect([body.start, body.end, body.quote]).toEqual([start, end, text.slice(start, end)])
        const points = [Array.from(text.slice(0, start)).length, Array.from(text.slice(0, end)).length]
        const again = await coder.call('GET', `${path}/annotations/${body.id}?units=codepoint`)
        expect([again.body.start, again.body.end]).toEqual(points)
        const same = await coder.call('POST', `${path}/annotations?units=codepoint`, {
          documentId,
          start: points[0],
          end: points[1],
        })
        expect([same.body.quote, same.body.start, same.body.end]).toEqual([text.slice(start, end), ...points])
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['end before start', 10, 5],
    ['empty', 4, 4],
    ['beyond the end', 2, 9999],
    ['negative', -1, 3],
    ['inside a surrogate pair', 32, 34],
    ['not a number', 'a', 3],
  ])('%s is refused with 422 and nothing is stored', async (_, start, end) => {
    const before = await db.annotation.count()
    expect((await mark(start as number, end)).status).toBe(422)
    expect(await db.annotation.count()).toBe(before)
  })

  test('a quote that is not what stands there is a 409 that tells what does', async () => {
    const { status, body } = await mark(0, 5, { quote: 'Hallo' })
    expect([status, body.code, body.current.quote]).toEqual([409, 'quote-mismatch', 'Hello'])
  })

  test('the same client-made id again answers the stored row and changes nothing', async () => {
    const id = newId()
    const first = await mark(0, 5, { id, tagIds: [security], note: 'first' })
    const events = await db.event.count()
    const second = await mark(0, 9, { id, tagIds: [], note: 'second' })
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body).toEqual(first.body)
    expect(await db.event.count()).toBe(events)
  })

  test('of many sendings of one id at once, one stores it', async () => {
    const id = newId()
    const answers = await Promise.all(Array.from({ length: 8 }, () => mark(0, 5, { id, tagIds: [economy] })))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201])
    expect(await db.event.count({ where: { subjectId: id } })).toBe(1)
  })

  test('tags must exist, be live and not archived; unknown fields are refused', async () => {
    expect((await mark(0, 5, { tagIds: [newId()] })).status).toBe(422)
    const { body: tag } = await lead.call('POST', `${path}/tags`, { name: 'Put away' })
    await lead.call('PATCH', `${path}/tags/${tag.id}`, { archived: true })
    expect((await mark(0, 5, { tagIds: [tag.id] })).status).toBe(422)
    expect((await mark(0, 5, { colour: 'red' })).status).toBe(422)
  })

  test('only leads and coders highlight', async () => {
    for (const person of [reviewer, reader])
      expect((await person.call('POST', `${path}/annotations`, { documentId, start: 0, end: 5 })).status).toBe(403)
  })
})

describe('changing one’s own', () => {
  test('edges, tags, note and visibility; the postings follow; a stale version is refused with the row as it stands', async () => {
    const { body } = await mark(6, 30, { tagIds: [security] })
    const changed = await coder.call('PATCH', `${path}/annotations/${body.id}`, {
      version: 1,
      start: 0,
      end: 5,
      tagIds: [cooperation, economy],
      note: 'why',
    })
    expect(changed.body).toMatchObject({
      start: 0,
      end: 5,
      quote: 'Hello',
      tagIds: expect.arrayContaining([cooperation, economy]),
      note: 'why',
      version: 2,
    })
    const postings = await db.annotationTag.findMany({
      where: { annotationId: body.id },
      select: { start: true, tagId: true },
    })
    expect(postings.map((row) => row.start)).toEqual([0, 0])
    const stale = await coder.call('PATCH', `${path}/annotations/${body.id}`, { version: 1, note: 'late' })
    expect([stale.status, stale.body.code, stale.body.current.note]).toEqual([409, 'version-conflict', 'why'])
    const event = await db.event.findFirst({ where: { subjectId: body.id, type: 'annotation.changed' } })
    expect([event?.before, event?.after]).toMatchObject([
      { quote: 'non-traditional security', tagIds: [security] },
      { quote: 'Hello', note: 'why' },
    ])
  })

  test('nobody changes or deletes another’s, a lead neither; whoever may stars it', async () => {
    const { body } = await mark(0, 5)
    for (const person of [lead, reviewer, reader]) {
      expect((await person.call('PATCH', `${path}/annotations/${body.id}`, { note: 'mine' })).status).toBe(403)
      expect((await person.call('DELETE', `${path}/annotations/${body.id}`)).status).toBe(403)
    }
    expect((await reviewer.call('PATCH', `${path}/annotations/${body.id}`, { starred: true })).body.starred).toBe(true)
    expect((await reader.call('PATCH', `${path}/annotations/${body.id}`, { starred: false })).status).toBe(403)
  })

  test('If-Match works as the version does, and a deleted one is gone from every list', async () => {
    const { body } = await mark(0, 5, { tagIds: [economy] })
    expect(
      (await coder.call('DELETE', `${path}/annotations/${body.id}`, undefined, { 'if-match': '"7"' })).status,
    ).toBe(409)
    expect(
      (await coder.call('DELETE', `${path}/annotations/${body.id}`, undefined, { 'if-match': '"1"' })).status,
    ).toBe(204)
    expect((await coder.call('GET', `${path}/annotations/${body.id}`)).status).toBe(404)
    expect(
      (await coder.call('GET', `${path}/annotations?tagId=${economy}&limit=500`)).body.items.map(
        (row: { id: string }) => row.id,
      ),
    ).not.toContain(body.id)
  })
})

describe('private annotations', () => {
  test('exist for their author alone: in lists, counts, the reader, themes and the history', async () => {
    const { body: tag } = await lead.call('POST', `${path}/tags`, { name: 'Confidences' })
    const { body: theme } = await lead.call('POST', `${path}/themes`, { name: 'Confidences', tagIds: [tag.id] })
    const { body } = await mark(6, 30, { tagIds: [tag.id], visibility: 'private', note: 'only mine' })
    const places = [
      `${path}/annotations?tagId=${tag.id}`,
      `${path}/documents/${documentId}/annotations`,
      `${path}/themes/${theme.id}/excerpts`,
      `${path}/annotations/${body.id}`,
      `${path}/events?limit=500`,
    ]
    for (const place of places) {
      expect((await coder.call('GET', place)).text, place).toContain(body.id)
      for (const other of [lead, reviewer, reader])
        expect((await other.call('GET', place)).text, place).not.toContain(body.id)
    }
    for (const [person, count] of [
      [coder, 1],
      [lead, 0],
    ] as const) {
      expect((await person.call('GET', `${path}/tags/${tag.id}`)).body.annotationCount).toBe(count)
      expect((await person.call('GET', `${path}/themes/${theme.id}`)).body.counts.excerpts).toBe(count)
      expect((await person.call('GET', `${path}/themes/${theme.id}/summary`)).body.excerpts).toBe(count)
      expect((await person.call('GET', `${path}/annotations?tagId=${tag.id}`)).body.total).toBe(count)
    }
  })

  test('sharing shows the present side of the change, and reverting it shows that it went', async () => {
    const { body } = await mark(0, 5, { visibility: 'private', note: 'draft thoughts' })
    await coder.call('PATCH', `${path}/annotations/${body.id}`, { visibility: 'shared', note: 'ready' })
    await coder.call('PATCH', `${path}/annotations/${body.id}`, { visibility: 'private', note: 'secret again' })
    const { body: seen, text: raw } = await lead.call('GET', `${path}/events?limit=500`)
    const events = seen.items.filter((event: { subjectId: string }) => event.subjectId === body.id)
    expect(
      events.map((event: { before: object | null; after: object | null }) => [
        event.before === null,
        event.after === null,
      ]),
    ).toEqual([
      [true, false],
      [false, true],
    ])
    expect(raw).not.toContain('draft thoughts')
    expect(raw).not.toContain('secret again')
  })
})

describe('in bulk', () => {
  test('all or none, one event', async () => {
    const items = Array.from({ length: 50 }, (_, i) => ({ documentId, start: i, end: i + 1 })).filter(
      ({ start }) => text.charCodeAt(start) < 0xd800,
    )
    const events = await db.event.count()
    const made = await coder.call('POST', `${path}/annotations/bulk`, {
      action: 'create',
      items: items.map((item) => ({ ...item, tagIds: [security] })),
    })
    expect([made.status, made.body.changed]).toEqual([200, items.length])
    const targets = made.body.ids.map((id: string) => ({ id, tagIds: [economy] }))
    expect((await coder.call('POST', `${path}/annotations/bulk`, { action: 'tag', items: targets })).body.changed).toBe(
      targets.length,
    )
    expect(await db.event.count()).toBe(events + 2)
    const before = await db.annotation.count({ where: { deletedAt: null } })
    const foreign = await coder.call('POST', `${path}/annotations/bulk`, {
      action: 'delete',
      items: [...targets, { id: newId() }].map(({ id }) => ({ id })),
    })
    expect(foreign.status).toBe(404)
    expect(await db.annotation.count({ where: { deletedAt: null } })).toBe(before)
    expect(
      (
        await lead.call('POST', `${path}/annotations/bulk`, {
          action: 'delete',
          items: targets.map(({ id }: { id: string }) => ({ id })),
        })
      ).status,
    ).toBe(403)
    expect(
      (
        await coder.call('POST', `${path}/annotations/bulk`, {
          action: 'delete',
          items: targets.map(({ id }: { id: string }) => ({ id })),
        })
      ).body.changed,
    ).toBe(targets.length)
  })
})

test('of a bulk event, others see the items that are shared', async () => {
  const items = [
    { documentId, start: 0, end: 5, visibility: 'shared' },
    { documentId, start: 1, end: 5, visibility: 'private' },
  ]
  const { body } = await coder.call('POST', `${path}/annotations/bulk`, { action: 'create', items })
  const [shared, own] = body.ids as [string, string]
  const last = async (person: typeof lead) =>
    (await person.call('GET', `${path}/events?limit=500`)).body.items
      .at(-1)
      .after.items.map((item: { id: string }) => item.id)
  expect((await last(coder)).toSorted()).toEqual([shared, own].toSorted())
  expect(await last(lead)).toEqual([shared])
})

test('a project’s annotations are counted for those who see them', async () => {
  const all = await coder.call('GET', `${path}/annotations?limit=1`)
  expect((await coder.call('GET', path)).body.counts.annotations).toBe(all.body.total)
  expect(all.body.total).toBe(await db.annotation.count({ where: { projectId, deletedAt: null } }))
})

test('who names no revision annotates the current one, also right after a correction and when the document is gone', async () => {
  const { body: short } = await lead.call('POST', `${path}/documents`, { title: 'Short', text: 'Only this.' })
  const at = (start: number, end: number, more: object = {}) =>
    coder.call('POST', `${path}/annotations`, { documentId: short.document.id, start, end, ...more })
  expect((await at(0, 4)).body).toMatchObject({ quote: 'Only', revisionId: short.revision.id })
  expect((await at(5, 9)).body).toMatchObject({ quote: 'this', revisionId: short.revision.id })
  const { body: corrected } = await lead.call('POST', `${path}/documents/${short.document.id}/revisions`, {
    baseRevisionId: short.revision.id,
    text: 'Not only this, but more.',
  })
  expect((await at(15, 23, { quote: 'but more' })).body).toMatchObject({
    quote: 'but more',
    revisionId: corrected.revision.id,
  })
  expect((await at(4, 8, { quote: 'only' })).body).toMatchObject({ quote: 'only', revisionId: corrected.revision.id })
  await lead.call('DELETE', `${path}/documents/${short.document.id}`)
  expect((await at(0, 3)).status).toBe(404)
})

test('five thousand at once are marked, with or without their revision, and not one more', async () => {
  const { body: long } = await lead.call('POST', `${path}/documents`, {
    title: 'Long',
    text: 'Word after word. '.repeat(400),
  })
  const items = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      documentId: long.document.id,
      ...(i % 2 && { revisionId: long.revision.id }),
      start: i,
      end: i + 7,
      tagIds: [security],
      ...(i % 3 && { note: `n${i}`, certainty: 2 }),
    }))
  const { status, body } = await coder.call('POST', `${path}/annotations/bulk`, {
    action: 'create',
    items: items(5000),
  })
  expect([status, body.changed]).toEqual([200, 5000])
  expect((await coder.call('GET', `${path}/annotations/${body.ids[4999]}`)).body).toMatchObject({
    start: 4999,
    end: 5006,
    quote: 'Word after word. '.repeat(400).slice(4999, 5006),
    note: 'n4999',
    certainty: 2,
    visibility: 'shared',
    tagIds: [security],
    revisionId: long.revision.id,
  })
  expect((await coder.call('POST', `${path}/annotations/bulk`, { action: 'create', items: items(5001) })).status).toBe(
    422,
  )
})

test('a day of a filter is a day of the time zone that is said beside it, in lists, counts and exports; a time is itself', async () => {
  const { lead, path } = await team(db, api, [])
  const { document } = (
    await lead.call('POST', `${path}/documents`, { title: 'Wells', text: 'Salt came into the wells.' })
  ).body
  for (const [start, at] of [
    [0, '2026-11-27T15:59:59.999Z'],
    [5, '2026-11-27T16:00:00Z'],
    [10, '2026-11-28T15:59:59.999Z'],
    [15, '2026-11-28T16:00:00Z'],
  ] as const) {
    const { id } = (
      await lead.call('POST', `${path}/annotations`, { documentId: document.id, start, end: start + 3, tagIds: [] })
    ).body
    await db.annotation.updateMany({ where: { id }, data: { createdAt: new Date(at) } })
  }
  const starts = async (query: string) =>
    (await lead.call('GET', `${path}/annotations?${query}`)).body.items.map((row: { start: number }) => row.start)
  const day = 'from=2026-11-28&to=2026-11-29'
  expect(await starts(`${day}&timeZone=Asia/Shanghai`)).toEqual([5, 10])
  expect(await starts(day)).toEqual([10, 15])
  expect(await starts('from=2026-11-27T16:00:00Z&timeZone=America/New_York')).toEqual([5, 10, 15])
  const { text } = await lead.call('GET', `${path}/export?what=excerpts&format=csv&${day}&timeZone=Asia/Shanghai`)
  expect(text.trim().split('\r\n')).toHaveLength(3)
  expect(
    (await lead.call('GET', `${path}/export?what=excerpts&format=md&${day}&timeZone=Asia/Shanghai`)).text,
  ).toContain('28 November 2026 (Asia/Shanghai)')
  expect((await lead.call('GET', `${path}/annotations?${day}&timeZone=Mars/Olympus`)).status).toBe(422)
})
