import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Answer, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

let lead: Caller
let coder: Caller
let reviewer: Caller
let reader: Caller
let path: string
let projectId: string
let documentId: string

beforeEach(async () => {
  ;({ lead, coder, reviewer, reader, path, projectId } = await team(db, api))
  documentId = (
    await lead.call('POST', `${path}/documents`, {
      title: 'Log',
      text: 'Salt came into the wells before the sea did, and nobody wrote it down.',
    })
  ).body.document.id
})

const eventOf = (answer: Answer) => Number(answer.headers.get('x-event'))
const revert = (who: Caller, event: number) => who.call('POST', `${path}/events/${event}/revert`)
const tag = async (name: string, more: object = {}) =>
  (await lead.call('POST', `${path}/tags`, { name, ...more })).body.id as string
const mark = async (who: Caller, tagIds: string[], start = 0, visibility = 'shared') =>
  (await who.call('POST', `${path}/annotations`, { documentId, start, end: start + 4, tagIds, visibility })).body
    .id as string
const patch = (id: string, change: object, who = lead) => who.call('PATCH', `${path}/tags/${id}`, change)

/** Everything that events on tags and themes change, as it stands: the tree in order with its words, who tagged what and when, and the themes' tags. */
async function state() {
  const { body } = await lead.call('GET', `${path}/tags?limit=500`)
  const tags = body.items.map(({ id, path, colour, definition, archivedAt, position }: Record<string, unknown>) => ({
    id,
    path,
    colour,
    definition,
    archivedAt,
    position,
  }))
  const live = tags.map((row: { id: string }) => row.id)
  const postings = await db.annotationTag.findMany({
    where: { projectId, tagId: { in: live } },
    orderBy: [{ annotationId: 'asc' }, { tagId: 'asc' }],
    select: { annotationId: true, tagId: true, start: true, createdById: true, createdAt: true },
  })
  const themes = (await lead.call('GET', `${path}/themes`)).body.items.map(
    ({ id, name, tagIds, position, narrative, definition }: Record<string, unknown>) => ({
      id,
      name,
      tagIds,
      position,
      narrative,
      definition,
    }),
  )
  return { tags, postings, themes }
}

/** One random event, told by numbers so that fast-check can shrink it. */
interface Drawn {
  kind: 'create' | 'rename' | 'move' | 'describe' | 'archive' | 'delete' | 'merge' | 'theme' | 'retheme' | 'untheme'
  a: number
  b: number
  at: number
}
const drawn = fc.record<Drawn>({
  kind: fc.constantFrom(
    'create',
    'rename',
    'move',
    'describe',
    'archive',
    'delete',
    'merge',
    'merge',
    'theme',
    'retheme',
    'untheme',
  ),
  a: fc.nat(7),
  b: fc.nat(7),
  at: fc.nat(4),
})

async function perform({ kind, a, b, at }: Drawn): Promise<Answer> {
  const { tags, themes } = await state()
  const pick = (i: number): string => tags[i % Math.max(1, tags.length)]?.id ?? newId()
  const theme = themes[a % Math.max(1, themes.length)]?.id ?? newId()
  const words = ['Salt', 'Nets', 'Fever', 'Desk', 'Boats', 'salt', 'Tanks', 'Wells'] as const
  switch (kind) {
    case 'create':
      return lead.call('POST', `${path}/tags`, { name: words[a], parentId: at > 2 ? null : pick(b), position: at })
    case 'rename':
      return patch(pick(a), { name: words[b] })
    case 'move':
      return patch(pick(a), { parentId: at === 4 ? null : pick(b), position: at })
    case 'describe':
      return patch(pick(a), { definition: `${words[b]}`, colour: b > 3 ? '#aa0000' : '#0000aa' })
    case 'archive':
      return patch(pick(a), { archived: at % 2 === 0 })
    case 'delete':
      return lead.call('DELETE', `${path}/tags/${pick(a)}`)
    case 'merge':
      return lead.call('POST', `${path}/tags/${pick(a)}/merge`, { intoId: pick(b) })
    case 'theme':
      return lead.call('POST', `${path}/themes`, { name: words[a], tagIds: [pick(a), pick(b)] })
    case 'retheme':
      return lead.call('PATCH', `${path}/themes/${theme}`, {
        tagIds: [pick(b)],
        position: at,
        narrative: { type: 'doc', content: [] },
      })
    case 'untheme':
      return lead.call('DELETE', `${path}/themes/${theme}`)
  }
}

describe('reverting events', () => {
  test('in reverse order restores every state that was, exactly', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 4, maxLength: 12 }), async (events) => {
        await db.annotationTag.deleteMany({ where: { projectId } })
        await db.themeTag.deleteMany({ where: { projectId } })
        await db.theme.deleteMany({ where: { projectId } })
        await db.tag.deleteMany({ where: { projectId } })
        const [root, sea] = [await tag('Root'), await tag('Sea')]
        const ids = [
          root,
          sea,
          await tag('Salt', { parentId: sea }),
          await tag('Nets', { parentId: sea }),
          await tag('Fever', { parentId: root }),
        ]
        for (const [i, id] of ids.entries()) await mark(i % 2 ? lead : coder, [id, ids[(i + 1) % ids.length] ?? id], i)
        await mark(coder, [ids[2] ?? '', ids[3] ?? ''], 9, 'private')
        await lead.call('POST', `${path}/themes`, { name: 'Harm', tagIds: [sea] })
        const past: { before: unknown; event: number }[] = []
        for (const event of events) {
          const before = await state()
          const answer = await perform(event)
          expect([200, 201, 204, 404, 409, 422]).toContain(answer.status)
          if (answer.status < 300) past.push({ before, event: eventOf(answer) })
          else expect(await state()).toEqual(before)
        }
        for (const { before, event } of past.toReversed()) {
          const answer = await revert(lead, event)
          expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('"seq"')])
          expect(await state()).toEqual(before)
        }
      }),
      { numRuns: 8, interruptAfterTimeLimit: 60_000 },
    )
  })

  test('of a merge, days later, gives back what is as the merge left it and nothing else', async () => {
    const [salt, water, below] = [await tag('Salt'), await tag('Water'), await tag('Wells')]
    await patch(below, { parentId: salt })
    const [kept, untagged, remade, both, mine] = [
      await mark(coder, [salt]),
      await mark(coder, [salt], 5),
      await mark(coder, [salt], 9),
      await mark(lead, [salt, water], 12),
      await mark(coder, [salt], 20, 'private'),
    ]
    const theme = (await lead.call('POST', `${path}/themes`, { name: 'Harm', tagIds: [salt] })).body.id
    const merged = await lead.call('POST', `${path}/tags/${salt}/merge`, { intoId: water })
    // Five passages move; the coder’s private one is not counted for anybody else.
    expect(merged.body).toMatchObject({ retagged: 3, alreadyThere: 1, movedChildren: 1 })
    const tagsOf = async (id: string, who = coder) =>
      (await who.call('GET', `${path}/annotations/${id}`)).body.tagIds.toSorted()
    // Others work on: one passage loses the tag, one loses and gets it anew, one is made.
    for (const tagIds of [[], [water]]) await coder.call('PATCH', `${path}/annotations/${remade}`, { tagIds })
    await coder.call('PATCH', `${path}/annotations/${untagged}`, { tagIds: [] })
    const later = await mark(coder, [water], 30)
    const done = await revert(lead, eventOf(merged))
    expect(done.status).toBe(200)
    expect(await tagsOf(kept)).toEqual([salt])
    expect(await tagsOf(mine)).toEqual([salt])
    expect(await tagsOf(both)).toEqual([salt, water].toSorted())
    expect(await tagsOf(untagged)).toEqual([])
    expect(await tagsOf(remade)).toEqual([water])
    expect(await tagsOf(later)).toEqual([water])
    expect((await lead.call('GET', `${path}/tags/${below}`)).body.parentId).toBe(salt)
    expect((await lead.call('GET', `${path}/themes/${theme}`)).body.tagIds).toEqual([salt])
  })

  test('shows nobody which passages a merge moved', async () => {
    const [salt, water] = [await tag('Salt'), await tag('Water')]
    const secret = await mark(coder, [salt], 0, 'private')
    await lead.call('POST', `${path}/tags/${salt}/merge`, { intoId: water })
    expect((await lead.call('GET', `${path}/events?limit=500`)).text).not.toContain(secret)
    expect((await coder.call('GET', `${path}/events?limit=500`)).text).toContain(secret)
  })

  test('is for its author or a lead, who may still do such a thing at all', async () => {
    const made = await coder.call('POST', `${path}/tags`, { name: 'Desk' })
    for (const other of [reviewer, reader]) expect((await revert(other, eventOf(made))).status).toBe(403)
    expect((await revert(coder, eventOf(made))).status).toBe(200)
    const again = await coder.call('POST', `${path}/tags`, { name: 'Desk' })
    await lead.call('PATCH', path, { settings: { codebook: 'locked' } })
    expect(await revert(coder, eventOf(again))).toMatchObject({ status: 403 })
    expect((await revert(lead, eventOf(again))).status).toBe(200)
  })

  test('happens once, whoever asks at the same moment, and can be reverted itself', async () => {
    const salt = await tag('Salt')
    const renamed = eventOf(await patch(salt, { name: 'Brine' }))
    const answers = await Promise.all([revert(lead, renamed), revert(lead, renamed), revert(lead, renamed)])
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409, 409])
    expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({
      code: 'cannot-revert',
      detail: 'This has been reverted already.',
    })
    const seq = answers.find((answer) => answer.status === 200)?.body.seq
    expect((await revert(lead, seq)).status).toBe(200)
    expect((await lead.call('GET', `${path}/tags/${salt}`)).body.name).toBe('Brine')
  })

  test('that something unseen has reverted is refused without a word of that, in the preview as well', async () => {
    const salt = await tag('Salt')
    const renamed = eventOf(await patch(salt, { name: 'Brine' }))
    await db.event.create({
      data: {
        projectId,
        actorId: coder.id,
        ownerId: coder.id,
        shared: false,
        type: 'tag.changed',
        subjectId: salt,
        reverts: renamed,
      },
    })
    const detail = 'This cannot be reverted now. Nothing was changed.'
    expect((await lead.call('GET', `${path}/events/${renamed}/revert`)).body).toMatchObject({
      canRevert: false,
      reason: detail,
    })
    expect((await revert(lead, renamed)).body).toMatchObject({ status: 409, code: 'cannot-revert', detail })
    expect((await lead.call('GET', `${path}/tags/${salt}`)).body.name).toBe('Brine')
  })

  test('leaves fields alone that were not part of the event', async () => {
    const salt = await tag('Salt', { definition: 'old' })
    const renamed = eventOf(await patch(salt, { name: 'Brine' }))
    await patch(salt, { definition: 'new', archived: true })
    expect((await revert(lead, renamed)).status).toBe(200)
    expect((await lead.call('GET', `${path}/tags/${salt}`)).body).toMatchObject({
      name: 'Salt',
      definition: 'new',
      archivedAt: expect.any(String),
    })
  })

  const impossible: [string, (given: { salt: string; sea: string }) => Promise<number>, RegExp][] = [
    [
      'the field was changed again',
      async ({ salt }) => {
        const event = eventOf(await patch(salt, { name: 'Brine' }))
        await patch(salt, { name: 'Lye' })
        return event
      },
      /changed again since \(name\)/,
    ],
    [
      'the tag is in the bin',
      async ({ salt }) => {
        const event = eventOf(await patch(salt, { name: 'Brine' }))
        await lead.call('DELETE', `${path}/tags/${salt}`)
        return event
      },
      /in the bin by now/,
    ],
    [
      'the name is taken',
      async ({ salt }) => {
        const event = eventOf(await patch(salt, { name: 'Brine' }))
        await tag('Salt')
        return event
      },
      /Another tag is called “Salt”/,
    ],
    [
      'the place is below itself',
      async ({ salt, sea }) => {
        await patch(salt, { parentId: sea })
        const event = eventOf(await patch(salt, { parentId: null }))
        await patch(sea, { parentId: salt })
        return event
      },
      /now stands below it/,
    ],
    [
      'the parent is in the bin',
      async ({ salt, sea }) => {
        await patch(salt, { parentId: sea })
        const event = eventOf(await lead.call('DELETE', `${path}/tags/${salt}`))
        await lead.call('DELETE', `${path}/tags/${sea}`)
        return event
      },
      /“Sea”, below which it stood, is in the bin/,
    ],
    [
      'the new tag is in use',
      async () => {
        const made = await lead.call('POST', `${path}/tags`, { name: 'Used' })
        await mark(lead, [made.body.id])
        return eventOf(made)
      },
      /Passages carry “Used”/,
    ],
    [
      'the new tag has children',
      async () => {
        const made = await lead.call('POST', `${path}/tags`, { name: 'Above' })
        await tag('Child', { parentId: made.body.id })
        return eventOf(made)
      },
      /Tags stand below “Above”/,
    ],
    [
      'the merge’s target is gone',
      async ({ salt, sea }) => {
        const merged = await lead.call('POST', `${path}/tags/${salt}/merge`, { intoId: sea })
        await lead.call('DELETE', `${path}/tags/${sea}`)
        return eventOf(merged)
      },
      /merged into is in the bin/,
    ],
    [
      'events of that kind are not reverted',
      async () => (await lead.call('GET', `${path}/events`)).body.items[0].seq,
      /This is where the project began/,
    ],
  ]
  test.each(impossible)('is refused with the reason where %s, and changes nothing', async (_, prepare, reason) => {
    const event = await prepare({ salt: await tag('Salt'), sea: await tag('Sea') })
    const before = await state()
    const answer = await revert(lead, event)
    expect(answer.body).toMatchObject({ status: 409, code: 'cannot-revert', detail: expect.stringMatching(reason) })
    expect(await state()).toEqual(before)
  })

  test('of what is not there answers like what is another’s', async () => {
    for (const seq of ['0', '999999999', 'x', '1e3'])
      expect((await lead.call('POST', `${path}/events/${seq}/revert`)).status).toBe(404)
    const secret = await mark(coder, [], 0, 'private')
    const { body } = await coder.call('GET', `${path}/events?limit=500`)
    const event = body.items.find((row: { subjectId: string }) => row.subjectId === secret).seq
    expect((await revert(lead, event)).status).toBe(404)
  })
})

describe('a merge', () => {
  test('refuses tags whose children share names, naming them, and says so in the preview', async () => {
    const [salt, sea] = [await tag('Salt'), await tag('Sea')]
    for (const parentId of [salt, sea]) await tag(parentId === salt ? 'Wells' : 'wells', { parentId })
    await tag('Only here', { parentId: salt })
    expect((await lead.call('GET', `${path}/tags/${salt}/merge?intoId=${sea}`)).body).toMatchObject({
      movedChildren: 2,
      clashes: ['Wells'],
    })
    const before = await state()
    const answer = await lead.call('POST', `${path}/tags/${salt}/merge`, { intoId: sea })
    expect(answer.body).toMatchObject({
      status: 409,
      code: 'already-exists',
      reason: 'same-name-below',
      detail: expect.stringContaining('“Wells”'),
    })
    expect(await state()).toEqual(before)
  })

  test('a child can be merged into its parent, whose place it does not contest', async () => {
    const salt = await tag('Salt')
    const wells = await tag('Wells', { parentId: salt })
    await tag('Wells', { parentId: wells })
    await tag('Nets', { parentId: salt })
    const before = await state()
    const merged = await lead.call('POST', `${path}/tags/${wells}/merge`, { intoId: salt })
    expect(merged.status).toBe(200)
    expect((await state()).tags.map((row: { path: string[] }) => row.path.join('>'))).toEqual([
      'Salt',
      'Salt>Nets',
      'Salt>Wells',
    ])
    expect((await revert(lead, eventOf(merged))).status).toBe(200)
    expect(await state()).toEqual(before)
  })
})
