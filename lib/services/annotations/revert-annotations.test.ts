import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Answer, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const text = 'Salt came into the wells before the sea did, and nobody wrote it down until the third summer.'

let lead: Caller
let coder: Caller
let reviewer: Caller
let path: string
let projectId: string
let documentId: string
let tags: string[]

beforeEach(async () => {
  ;({ lead, coder, reviewer, path, projectId } = await team(db, api))
  documentId = (await lead.call('POST', `${path}/documents`, { title: 'Log', text })).body.document.id
  tags = []
  for (const name of ['Salt', 'Wells', 'Sea']) tags.push((await lead.call('POST', `${path}/tags`, { name })).body.id)
})

const eventOf = (answer: Answer) => Number(answer.headers.get('x-event'))
const revert = (who: Caller, event: number) => who.call('POST', `${path}/events/${event}/revert`)
const preview = (who: Caller, event: number) => who.call('GET', `${path}/events/${event}/revert`)
const mark = (who: Caller, start: number, tagIds: string[] = [], visibility = 'shared') =>
  who.call('POST', `${path}/annotations`, { documentId, start, end: start + 6, tagIds, visibility })
const bulk = (who: Caller, action: string, items: object[]) =>
  who.call('POST', `${path}/annotations/bulk`, { action, items })

/** Every stored annotation with its postings and stars, in the bin or not, but for versions and times. */
async function state() {
  const rows = await db.annotation.findMany({
    where: { projectId },
    orderBy: { id: 'asc' },
    include: {
      tags: { select: { tagId: true, start: true, createdById: true }, orderBy: { tagId: 'asc' } },
      stars: { select: { userId: true }, orderBy: { userId: 'asc' } },
    },
  })
  return rows.map(({ version: _v, updatedAt: _u, createdAt: _c, deletedAt, ...row }) => ({
    ...row,
    inBin: deletedAt !== null,
  }))
}
const live = async () => (await state()).filter((row) => !row.inBin)

interface Drawn {
  kind:
    | 'create'
    | 'createMany'
    | 'move'
    | 'retag'
    | 'note'
    | 'hide'
    | 'delete'
    | 'tagMany'
    | 'untagMany'
    | 'deleteMany'
    | 'star'
  a: number
  b: number
}
const drawn = fc.record<Drawn>({
  kind: fc.constantFrom(
    'create',
    'createMany',
    'move',
    'retag',
    'note',
    'hide',
    'delete',
    'tagMany',
    'untagMany',
    'deleteMany',
    'star',
  ),
  a: fc.nat(7),
  b: fc.nat(7),
})

async function perform({ kind, a, b }: Drawn): Promise<Answer | null> {
  const rows = (await live()).filter((row) => row.authorId === coder.id)
  const one = rows[a % Math.max(1, rows.length)]
  const some = rows.filter((_, i) => (i + a) % 2 === 0)
  const tagIds = tags.filter((_, i) => (b >> i) % 2 === 1)
  if (kind === 'create') return mark(coder, a * 7, tagIds, b > 5 ? 'private' : 'shared')
  if (kind === 'createMany')
    return bulk(
      coder,
      'create',
      [0, 1].map((i) => ({ documentId, start: a + i * 9, end: a + b + i * 9 + 2, tagIds })),
    )
  if (!one) return null
  const at = `${path}/annotations/${one.id}`
  switch (kind) {
    case 'move':
      return coder.call('PATCH', at, { start: a, end: a + b + 1 })
    case 'retag':
      return coder.call('PATCH', at, { tagIds, note: `note ${b}` })
    case 'note':
      return coder.call('PATCH', at, { note: `note ${a}${b}` })
    case 'hide':
      return coder.call('PATCH', at, { visibility: b > 3 ? 'private' : 'shared' })
    case 'delete':
      return coder.call('DELETE', at)
    case 'star':
      return coder.call('PATCH', at, { starred: one.stars.length === 0 })
    case 'deleteMany':
      return some.length > 0
        ? bulk(
            coder,
            'delete',
            some.map(({ id }) => ({ id })),
          )
        : null
    case 'tagMany':
    case 'untagMany':
      return some.length > 0 && tagIds.length > 0
        ? bulk(
            coder,
            kind === 'tagMany' ? 'tag' : 'untag',
            some.map(({ id }) => ({ id, tagIds })),
          )
        : null
  }
}

describe('reverting events on annotations', () => {
  test('is the identity on what is stored, and reverting that is the event again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 3, maxLength: 9 }), async (acts) => {
        await db.annotation.deleteMany({ where: { projectId } })
        for (const at of [0, 10, 20, 30]) await mark(coder, at, [tags[(at / 10) % 3] ?? ''])
        const past: { before: unknown; after: unknown; event: number }[] = []
        for (const act of acts) {
          const before = await state()
          const answer = await perform(act)
          expect([undefined, 200, 201, 204]).toContain(answer?.status)
          const after = await state()
          const changed = JSON.stringify(before) !== JSON.stringify(after)
          if (answer && changed) past.push({ before, after, event: eventOf(answer) })
        }
        for (const { before, after, event } of past.toReversed()) {
          // What was made goes to the bin and is not erased.
          const made = (rows: unknown) =>
            (rows as { id: string }[]).filter((row) => (before as { id: string }[]).some(({ id }) => id === row.id))
          const undone = await revert(coder, event)
          expect([undone.status, undone.text]).toEqual([200, expect.stringContaining('"keeps":[]')])
          expect(made(await state())).toEqual(before)
          expect((await live()).map(({ id }) => id)).toEqual(
            (before as { id: string; inBin: boolean }[]).filter((row) => !row.inBin).map(({ id }) => id),
          )
          const redone = await revert(coder, undone.body.seq)
          expect([redone.status, redone.text]).toEqual([200, expect.stringContaining('"keeps":[]')])
          expect((await state()).filter((row) => (after as { id: string }[]).some(({ id }) => id === row.id))).toEqual(
            after,
          )
          expect((await revert(coder, redone.body.seq)).status).toBe(200)
        }
      }),
      { numRuns: 10, interruptAfterTimeLimit: 60_000 },
    )
  })

  test('brings a deleted passage back under its own id, with its tags', async () => {
    const id = (await mark(coder, 0, [tags[0] ?? ''])).body.id
    const before = await state()
    const gone = await coder.call('DELETE', `${path}/annotations/${id}`)
    expect((await coder.call('GET', `${path}/annotations/${id}`)).status).toBe(404)
    expect((await preview(coder, eventOf(gone))).body).toMatchObject({
      canRevert: true,
      reason: null,
      effects: ['One passage comes back with its tags and note'],
      keeps: [],
    })
    expect((await coder.call('GET', `${path}/annotations/${id}`)).status).toBe(404)
    expect((await revert(coder, eventOf(gone))).status).toBe(200)
    expect(await state()).toEqual(before)
  })

  test('of many keeps what was worked on since and says which', async () => {
    const ids: string[] = []
    for (const at of [0, 10, 20, 30]) ids.push((await mark(coder, at)).body.id)
    const tagged = eventOf(
      await bulk(
        coder,
        'tag',
        ids.map((id) => ({ id, tagIds: [tags[0]] })),
      ),
    )
    await coder.call('PATCH', `${path}/annotations/${ids[1]}`, { tagIds: [tags[1]] })
    await coder.call('PATCH', `${path}/annotations/${ids[2]}`, { note: 'a note is no part of the event' })
    await coder.call('DELETE', `${path}/annotations/${ids[3]}`)
    const keeps = expect.arrayContaining([
      expect.objectContaining({ reason: 'changed-since', detail: expect.any(String), count: 1, ids: [ids[1]] }),
      expect.objectContaining({ reason: 'in-bin', detail: expect.any(String), count: 1, ids: [ids[3]] }),
    ])
    const told = await preview(coder, tagged)
    expect(told.body).toMatchObject({
      canRevert: true,
      reason: null,
      effects: ['2 passages are again as before: tags'],
      keeps,
    })
    expect((await revert(coder, tagged)).body).toMatchObject({ type: 'annotations.untagged', keeps })
    const tagsOf = Object.fromEntries((await state()).map((row) => [row.id, row.tags.map((posting) => posting.tagId)]))
    expect(ids.map((id) => tagsOf[id])).toEqual([[], [tags[1]], [], [tags[0]]])
  })

  test('by a lead gives the author their own state back, under their name, as the lead’s event', async () => {
    const id = (await mark(coder, 0, [tags[0] ?? ''])).body.id
    const changed = eventOf(
      await coder.call('PATCH', `${path}/annotations/${id}`, { tagIds: [tags[1]], start: 2, end: 5 }),
    )
    expect((await revert(reviewer, changed)).status).toBe(403)
    expect((await preview(reviewer, changed)).body).toMatchObject({
      canRevert: false,
      reason: expect.stringContaining('lead'),
    })
    const done = await revert(lead, changed)
    expect(done.status).toBe(200)
    const row = (await coder.call('GET', `${path}/annotations/${id}`)).body
    expect(row).toMatchObject({
      start: 0,
      end: 6,
      quote: text.slice(0, 6),
      prefix: '',
      suffix: text.slice(6, 38),
      tagIds: [tags[0]],
      author: { id: coder.id },
    })
    const [event] = (await coder.call('GET', `${path}/events?order=newest&limit=1`)).body.items
    expect(event).toMatchObject({
      seq: done.body.seq,
      type: 'annotation.changed',
      actor: { id: lead.id },
      subjectId: id,
    })
    expect(await db.event.findFirst({ where: { projectId, seq: done.body.seq }, select: { ownerId: true } })).toEqual({
      ownerId: coder.id,
    })
    // The author may revert what was done to their work.
    expect((await revert(coder, done.body.seq)).status).toBe(200)
  })

  test('by a lead leaves private passages alone and tells nothing of them', async () => {
    const open = (await mark(coder, 0)).body.id
    const secret = (await mark(coder, 10, [], 'private')).body.id
    const gone = eventOf(await bulk(coder, 'delete', [{ id: open }, { id: secret }]))
    const told = await preview(lead, gone)
    expect(told.body.effects).toEqual(['One passage comes back with its tags and note'])
    const done = await revert(lead, gone)
    for (const answer of [told, done]) expect(answer.text).not.toContain(secret)
    expect((await live()).map((row) => row.id)).toEqual([open])
    const hidden = (await mark(coder, 20, [], 'private')).body.id
    const shown = eventOf(await coder.call('PATCH', `${path}/annotations/${hidden}`, { visibility: 'shared' }))
    expect((await revert(lead, shown)).body).toMatchObject({
      status: 409,
      detail: expect.stringContaining('only they can revert it'),
    })
  })

  const refused: [string, () => Promise<number>, RegExp][] = [
    [
      'was changed again',
      async () => {
        const made = await mark(coder, 0)
        await coder.call('PATCH', `${path}/annotations/${made.body.id}`, { note: 'later' })
        return eventOf(made)
      },
      /changed again since/,
    ],
    [
      'stands in a document in the bin',
      async () => {
        const made = await mark(coder, 0)
        await lead.call('DELETE', `${path}/documents/${documentId}`)
        return eventOf(made)
      },
      /document is in the bin/,
    ],
    [
      'lost a tag that is in the bin',
      async () => {
        const made = await mark(coder, 0, [tags[0] ?? ''])
        const event = eventOf(await coder.call('PATCH', `${path}/annotations/${made.body.id}`, { tagIds: [] }))
        await lead.call('DELETE', `${path}/tags/${tags[0]}`)
        return event
      },
      /tag it had is in the bin/,
    ],
    [
      'has a tag that was merged',
      async () => {
        const made = await mark(coder, 0)
        const event = eventOf(await coder.call('PATCH', `${path}/annotations/${made.body.id}`, { tagIds: [tags[0]] }))
        await lead.call('POST', `${path}/tags/${tags[0]}/merge`, { intoId: tags[1] })
        return event
      },
      /merged into another/,
    ],
    [
      'is in the bin',
      async () => {
        const made = await mark(coder, 0)
        await coder.call('DELETE', `${path}/annotations/${made.body.id}`)
        return eventOf(made)
      },
      /in the bin by now/,
    ],
  ]
  test.each(refused)('is refused where the passage %s, before anything happens', async (_, prepare, reason) => {
    const event = await prepare()
    const before = await state()
    const told = await preview(coder, event)
    expect(told.body).toMatchObject({ canRevert: false, reason: expect.stringMatching(reason), effects: [] })
    expect((await revert(coder, event)).body).toMatchObject({
      status: 409,
      code: 'cannot-revert',
      detail: told.body.reason,
    })
    expect(await state()).toEqual(before)
  })

  test('a preview writes nothing, not even an event', async () => {
    const made = eventOf(await mark(coder, 0, [tags[0] ?? '']))
    const [before, events] = [await state(), await db.event.count({ where: { projectId } })]
    for (const who of [coder, lead])
      expect((await preview(who, made)).body).toMatchObject({
        canRevert: true,
        effects: ['One passage goes to the bin'],
      })
    expect(await state()).toEqual(before)
    expect(await db.event.count({ where: { projectId } })).toBe(events)
  })

  test('a submitted round freezes its passages against undo too', async () => {
    const roundId = crypto.randomUUID()
    await db.round.create({
      data: {
        projectId,
        id: roundId,
        name: 'One',
        visibility: 'open',
        codebookVersion: 0,
        codebook: [],
        createdById: lead.id,
        tasks: { create: { documentId, coderId: coder.id } },
      },
      select: { id: true },
    })
    const made = await mark(coder, 0)
    await db.annotation.updateMany({ where: { projectId, id: made.body.id }, data: { roundId } })
    const gone = await coder.call('DELETE', `${path}/annotations/${(await mark(coder, 10)).body.id}`)
    await db.roundTask.updateMany({ where: { projectId, roundId }, data: { submittedAt: new Date() } })
    for (const who of [coder, lead])
      for (const answer of [made, gone])
        expect((await revert(who, eventOf(answer))).body).toMatchObject({
          code: 'cannot-revert',
          detail: expect.stringContaining('submitted'),
        })
    await db.roundTask.updateMany({
      where: { projectId, roundId },
      data: { submittedAt: null, reopenedAt: new Date(), reopenedById: lead.id },
    })
    for (const answer of [made, gone]) expect((await revert(coder, eventOf(answer))).status).toBe(200)
  })
  test('what its author has made private since is theirs alone to change back: of one nothing is told, of several the others go', async () => {
    const [one, other] = [(await mark(coder, 0)).body.id, (await mark(coder, 10)).body.id]
    const noted = await coder.call('PATCH', `${path}/annotations/${one}`, { version: 1, note: 'second' })
    const tagged = await bulk(coder, 'tag', [
      { id: one, tagIds: [tags[0]] },
      { id: other, tagIds: [tags[0]] },
    ])
    expect(tagged.status).toBe(200)
    await coder.call('PATCH', `${path}/annotations/${one}`, { version: 3, visibility: 'private' })
    const refusal = { code: 'cannot-revert', detail: expect.stringContaining('only its author sees') }
    expect((await preview(lead, eventOf(noted))).body).toMatchObject({ canRevert: false })
    expect((await revert(lead, eventOf(noted))).body).toMatchObject(refusal)
    // What becomes of it is nobody else's to know either.
    await coder.call('DELETE', `${path}/annotations/${one}`)
    expect((await revert(lead, eventOf(noted))).body).toMatchObject(refusal)
    const before = (await state()).find((row) => row.id === one)
    expect((await revert(lead, eventOf(tagged))).body).toMatchObject({ keeps: [] })
    expect((await state()).find((row) => row.id === one)).toEqual(before)
    expect((await state()).find((row) => row.id === other)?.tags).toEqual([])
  })

  test('of several that a lead gave back as far as they could, the author gives back the rest, and nobody anything twice', async () => {
    const [one, other] = [(await mark(coder, 0)).body.id, (await mark(coder, 10)).body.id]
    const items = [one, other].map((id) => ({ id, tagIds: [tags[0]] }))
    const event = eventOf(await bulk(coder, 'tag', items))
    await coder.call('PATCH', `${path}/annotations/${one}`, { version: 2, visibility: 'private' })
    const byLead = await revert(lead, event)
    expect(byLead.status).toBe(200)
    // What the lead gave back, its author has tagged again: that is no part of the event any more.
    await coder.call('PATCH', `${path}/annotations/${other}`, { tagIds: [tags[0]] })
    const standing = async (who: Caller) =>
      (await who.call('GET', `${path}/events?order=newest&limit=500`)).body.items.find(
        (row: { seq: number }) => row.seq === event,
      ).revert
    expect(await standing(coder)).toMatchObject({ isPossible: true })
    expect((await revert(lead, event)).body).toMatchObject({ detail: expect.stringContaining('only its author sees') })
    expect((await preview(coder, event)).body).toMatchObject({ canRevert: true, keeps: [] })
    const rest = await revert(coder, event)
    expect(rest.status).toBe(200)
    const tagsOf = async (id: string) => (await state()).find((row) => row.id === id)?.tags.map((tag) => tag.tagId)
    expect([await tagsOf(one), await tagsOf(other)]).toEqual([[], [tags[0]]])
    const done = { code: 'cannot-revert', detail: expect.stringContaining('already') }
    expect((await revert(coder, event)).body).toMatchObject(done)
    expect(await standing(coder)).toMatchObject({ isPossible: false, reason: expect.stringContaining('already') })
    // That the author has given back what is theirs alone is nobody else's to know.
    expect((await revert(lead, event)).body).toMatchObject({ detail: expect.stringContaining('only its author sees') })
    // Each of the two is reverted in turn, by itself.
    expect((await revert(coder, rest.body.seq)).status).toBe(200)
    expect(await tagsOf(one)).toEqual([tags[0]])
  })

  test('what later work kept as it was is given back once that is gone', async () => {
    const [one, other] = [(await mark(coder, 0)).body.id, (await mark(coder, 10)).body.id]
    const items = [one, other].map((id) => ({ id, tagIds: [tags[0]] }))
    const event = eventOf(await bulk(coder, 'tag', items))
    const taken = eventOf(await bulk(coder, 'untag', items.slice(0, 1)))
    expect((await revert(coder, event)).body).toMatchObject({ keeps: [{ reason: 'changed-since', ids: [one] }] })
    expect((await revert(coder, event)).body).toMatchObject({ detail: expect.stringContaining('changed') })
    expect((await revert(coder, taken)).status).toBe(200)
    expect((await revert(coder, event)).body).toMatchObject({ keeps: [] })
    expect((await state()).map((row) => row.tags)).toEqual([[], []])
  })

  test('two who revert the same event at once give back each passage once', async () => {
    const made = await bulk(
      coder,
      'create',
      [0, 10].map((start) => ({ documentId, start, end: start + 6, tagIds: [] })),
    )
    const answers = await Promise.all([revert(coder, eventOf(made)), revert(lead, eventOf(made))])
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409])
  })
})
