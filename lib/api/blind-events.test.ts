import { beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Answer, type Caller } from '@/testing/team'

// What one does must answer alike whether colleagues have worked behind the veil or not. Two worlds are made in the same steps; in one of them others then
// work unseen; and the same events are done in both. The answers must be the same but for ids, times and the numbers of events.

const { db } = await freshDatabase()
const api = apiOn(db)
const text = 'Salt came into the wells before the sea did, and nobody in the village wrote it down.'

interface World {
  names: Map<string, string>
  callers: Record<'lead' | 'ana' | 'ben' | 'reviewer', Caller>
  path: string
  d: string
  r: string
  t: string
  into: string
  /** Made by whoever events before the others work: a tag, an event that split one, its new tag, and a passage of their own from before the round. */
  mine: string
  part: string
  own: string
  seqs: Record<'tag' | 'split' | 'unstarred' | 'marked' | 'imported', string>
}

const cases = [
  { who: 'ana', visibility: 'until-own-submit' },
  { who: 'ana', visibility: 'until-all-submit' },
  { who: 'lead', visibility: 'until-own-submit' },
  { who: 'lead', visibility: 'until-all-submit' },
] as const

describe.each(cases)('$who while a round is blind $visibility', ({ who, visibility }) => {
  let quiet: World
  let busy: World
  beforeAll(async () => {
    quiet = await made(who, visibility)
    busy = await made(who, visibility)
    await work(who, busy)
  })

  test('no event answers otherwise because colleagues have worked', async () => {
    const [a, b] = [await events(quiet, who), await events(busy, who)]
    expect(b.length).toBe(a.length)
    expect(b.flatMap((answer, i) => (answer === a[i] ? [] : [`${a[i]}\n      became\n${answer}`]))).toEqual([])
  })
})

async function made(who: 'ana' | 'lead', visibility: string): Promise<World> {
  const { lead, coder: ana, reviewer, projectId, path } = await team(db, api, ['coder', 'reviewer'])
  const ben = await person(db, api, 'Ben')
  await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' }, select: { role: true } })
  const me = { ana, lead }[who]
  const post = async (caller: Caller, address: string, body: unknown) => {
    const answer = await caller.call('POST', `${path}${address}`, body)
    expect(answer.status, answer.text).toBeLessThan(300)
    return { ...answer.body, seq: answer.headers.get('x-event') ?? '' }
  }
  const d = (await post(lead, '/documents', { title: 'Wells', text })).document.id
  const [t, into] = [
    (await post(lead, '/tags', { name: 'Water' })).id,
    (await post(lead, '/tags', { name: 'Brine' })).id,
  ]
  const own = await post(me, '/annotations', { documentId: d, start: 0, end: 4, tagIds: [t], visibility: 'shared' })
  await me.call('PATCH', `${path}/annotations/${own.id}`, { starred: true })
  const unstarred =
    (await me.call('PATCH', `${path}/annotations/${own.id}`, { starred: false })).headers.get('x-event') ?? ''
  const mine = await post(me, '/tags', { name: 'Mine' })
  const split = await post(me, `/tags/${t}/split`, { names: ['Part'], assign: [] })
  const form = new FormData()
  form.set('file', new File(['name\nImported\n'], 'codebook.csv', { type: 'text/csv' }))
  const imported = await post(me, '/codebook/import', form)
  const r = (await post(lead, '/rounds', { name: 'First', documentIds: [d], coderIds: [ana.id, ben.id], visibility }))
    .id
  const names = new Map(
    Object.entries({
      lead: lead.id,
      ana: ana.id,
      ben: ben.id,
      reviewer: reviewer.id,
      project: projectId,
      d,
      t,
      into,
      own: own.id,
      r,
      mine: mine.id,
      part: split.tags[0].id,
    }).map(([name, id]) => [id, name]),
  )
  return {
    names,
    callers: { lead, ana, ben, reviewer },
    path,
    d,
    r,
    t,
    into,
    mine: mine.id,
    part: split.tags[0].id,
    own: own.id,
    seqs: { tag: mine.seq, split: split.seq, unstarred, marked: own.seq, imported: imported.seq },
  }
}

/** What others do that whoever events may not know of: Ben codes with every tag, those who see the passage of before the round star and discuss it. */
async function work(
  who: 'ana' | 'lead',
  { callers: { lead, ben, reviewer }, path, d, r, t, into, mine, part, own }: World,
): Promise<void> {
  const imported = (await lead.call('GET', `${path}/tags?limit=500`)).body.items.find(
    (tag: { name: string }) => tag.name === 'Imported',
  ).id
  const done = [
    await ben.call('POST', `${path}/annotations`, {
      documentId: d,
      start: 14,
      end: 23,
      tagIds: [t, into],
      note: 'sesquipedal',
    }),
    await ben.call('POST', `${path}/annotations`, { documentId: d, start: 24, end: 43, tagIds: [mine] }),
    await ben.call('POST', `${path}/annotations`, { documentId: d, start: 24, end: 43, tagIds: [part] }),
    await ben.call('POST', `${path}/annotations`, {
      documentId: d,
      start: 25,
      end: 44,
      tagIds: [imported],
      visibility: 'private',
    }),
    await ben.call('POST', `${path}/annotations`, { documentId: d, start: 25, end: 44, tagIds: [imported] }),
  ]
  if (who === 'ana')
    done.push(
      await ben.call('POST', `${path}/tags`, { name: 'Fresh', position: 0 }),
      await ben.call('POST', `${path}/tags/${mine}/split`, { names: ['Sesquipedal'], assign: [] }),
      await ben.call('POST', `${path}/tags`, { name: 'Below', parentId: mine }),
      await reviewer.call('PATCH', `${path}/annotations/${own}`, { starred: true }),
      await reviewer.call('POST', `${path}/comments`, {
        subject: { type: 'annotation', id: own },
        body: 'Sesquipedal?',
      }),
      await ben.call('POST', `${path}/rounds/${r}/submit`, { documentId: d }),
    )
  for (const { status, text: told } of done) expect([200, 201], told).toContain(status)
}

async function events(world: World, who: 'ana' | 'lead'): Promise<string[]> {
  const { callers, path, d, r, t, into, mine, own, seqs } = world
  const me = callers[who]
  const told: string[] = []
  const event = async (method: string, address: string, body?: unknown) => {
    const answer = await me.call(method, `${path}${address}`, body)
    told.push(
      `${method} ${alike(world, address)} ${alike(world, JSON.stringify(body) ?? '')}: ${alike(world, letters(answer))}`,
    )
    return answer
  }
  /** Does something, looks at what reverting it would do, and reverts it. */
  const andBack = async (method: string, address: string, body?: unknown) => {
    const seq = (await event(method, address, body)).headers.get('x-event')
    if (seq !== null) for (const back of ['GET', 'POST']) await event(back, `/events/${seq}/revert`)
  }
  for (const seq of [seqs.tag, seqs.split, seqs.imported, seqs.unstarred, seqs.marked])
    await event('GET', `/events/${seq}/revert`)
  await andBack('PATCH', `/annotations/${own}`, { starred: true })
  await event('PATCH', `/annotations/${own}`, { starred: true })
  await event('PATCH', `/annotations/${own}`, { starred: false })
  await event('POST', '/annotations/bulk', { action: 'tag', items: [{ id: own, tagIds: [into] }] })
  await event('POST', '/annotations/bulk', { action: 'untag', items: [{ id: own, tagIds: [into] }] })
  await andBack('POST', '/annotations/bulk', {
    action: 'create',
    items: [{ documentId: d, start: 14, end: 23, tagIds: [t, mine] }],
  })
  await andBack('PATCH', `/annotations/${own}`, { note: 'Mine', end: 9 })
  await andBack('DELETE', `/annotations/${own}`)
  await event('GET', `/tags/${t}/merge?intoId=${into}`)
  await andBack('POST', `/tags/${mine}/merge`, { intoId: into })
  await andBack('POST', `/tags/${t}/merge`, { intoId: into })
  await andBack('POST', `/tags/${t}/split`, {
    names: ['Fresh', 'Salt'],
    assign: [{ annotationId: own, name: 'Fresh' }],
  })
  await andBack('PATCH', `/tags/${t}`, { name: 'Waters', archived: true })
  await andBack('DELETE', `/tags/${mine}`)
  await event('DELETE', `/tags/${mine}`)
  await event('POST', `/bin/tag/${mine}/restore`)
  await event('DELETE', `/bin/tag/${mine}`)
  await andBack('POST', '/themes', { name: 'Salt', tagIds: [t, into] })
  await event('POST', `/rounds/${r}/figures`, { settings: { measure: ['percent'] } })
  await event('POST', `/rounds/${r}/verdicts`, { outcome: 'unanimous' })
  await event('POST', '/verdicts', {
    outcome: 'unanimous',
    documentIds: [d],
    coderIds: [callers.ana.id, callers.ben.id],
  })
  await event('POST', '/rounds', {
    name: 'Second',
    documentIds: [d],
    coderIds: [callers.lead.id],
    visibility: 'open',
    sample: { percent: 100, seed: 'x' },
  })
  await event('POST', '/comments', {
    subject: { type: 'annotation', id: own },
    body: { type: 'doc', content: [{ type: 'excerpt', attrs: { annotationId: own } }] },
  })
  await event('PATCH', `/documents/${d}`, { title: 'Springs' })
  await event('PATCH', `/members/${callers.ben.id}`, { role: 'coder' })
  const correct = async (address: string, to: string) =>
    andBack('POST', `/documents/${d}/revisions${address}`, {
      baseRevisionId: (await me.call('GET', `${path}/documents/${d}`)).body.revisionId,
      text: to,
      reason: 'Read again',
    })
  // Of what colleagues have marked, the first takes words away, the second everything.
  for (const to of [text.replace('wells before', 'springs'), text.slice(0, 14), text.replace('wells', 'deep wells')])
    for (const address of ['/preview', '']) await correct(address, to)
  await andBack('DELETE', `/documents/${d}`)
  return told
}

const alike = ({ names }: World, words: string) =>
  words
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => names.get(id) ?? 'id')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
    .replace(/"seq":\d+|events\/\d+/g, 'number')
    .replace(/-[0-9a-f]{12}@/g, '@')

function letters({ status, body, text: raw, headers }: Answer): string {
  if (body !== null && typeof body === 'object') delete body.requestId
  const told = [...headers].filter(([name]) => !['x-request-id', 'x-event', 'date', 'etag'].includes(name))
  return JSON.stringify([status, body ?? raw, told])
}
