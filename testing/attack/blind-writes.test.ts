import { expect, test } from 'vitest'
import { connect, type Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { made, work, type Ids, type World } from '@/testing/blind-world'
import { copyOf, freshDatabase } from '@/testing/fresh-database'
import { apiOn, caller, type Answer, type Caller } from '@/testing/team'

// What answers of POST, PATCH and DELETE tell: two instances that differ in nothing but hidden work are asked the same, one act after the other, by somebody who
// codes blind. Every answer, and what is read afterwards, must be the same letter for letter, but for ids and times that each of them makes itself.

const now = () => new Date('2026-11-22T12:00:00Z')

/** One instance, as its acts are answered. */
class Side {
  readonly #names = new Map<string, string>()
  constructor(
    readonly call: Caller['call'],
    known: Iterable<string>,
  ) {
    for (const id of known) this.#names.set(id, id)
  }

  /** All that an answer says, with ids that were made here named by the order in which they are told, and times and numbers of events left out. */
  letters({ status, text, headers }: Answer): string {
    const told = [...headers].filter(([name]) => !['x-request-id', 'date'].includes(name))
    return (
      `${status} ${JSON.stringify(told)} ${text}`
        .replace(/"requestId":"[^"]*"/g, '')
        // How far everybody is, is told to those who lead: it is progress, and no content.
        .replace(/"state":"(not-started|coding)"/g, '')
        .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => this.#named(id))
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
        .replace(/\b\d{15,17}\b/g, 'NUMBER')
        .replace(/"nextCursor":"[^"]*"/g, '"nextCursor":"CURSOR"')
    )
  }

  #named(id: string): string {
    const name = this.#names.get(id) ?? `made ${this.#names.size}`
    this.#names.set(id, name)
    return name
  }
}

interface Act {
  method: string
  path: string
  body?: unknown
  /** It is not reverted after it was done. */
  stays?: true
}

const act = (method: string, path: string, body?: unknown, more: Partial<Act> = {}): Act => ({
  method,
  path,
  body,
  ...more,
})

function codebook(text: string): () => FormData {
  return () => {
    const form = new FormData()
    form.set('file', new File([text], 'codebook.csv', { type: 'text/csv' }))
    return form
  }
}

/** What somebody may try, with what they cannot know of at hand: each id of hidden work as if it were known. */
function acts(ids: Ids, known: { binned: string; below: string; othersEvents: string[] }): Act[] {
  const { d, other, t, into, th, r, ana, ben, a, c, m, l, y, k, made: hidden, pr, own, bens } = ids
  const id = newId
  const place = { documentId: d, start: 14, end: 23 }
  return [
    act('POST', 'annotations', { id: id(), ...place, tagIds: [t, into] }),
    act('POST', 'annotations', { id: id(), ...place, tagIds: [hidden] }),
    act('POST', 'annotations/bulk', { action: 'create', items: [{ id: id(), ...place, tagIds: [t] }] }),
    act('POST', 'annotations/bulk', { action: 'create', items: [{ id: id(), ...place, tagIds: [hidden] }] }),
    act('POST', 'annotations/bulk', { action: 'delete', items: [{ id: a }] }),
    act('POST', 'annotations/bulk', {
      action: 'tag',
      items: [
        { id: a, tagIds: [t] },
        { id: own, tagIds: [into] },
      ],
    }),
    act('POST', 'annotations/bulk', { action: 'tag', items: [{ id: own, tagIds: [into] }] }),
    act('POST', 'annotations/bulk', { action: 'untag', items: [{ id: own, tagIds: [hidden] }] }),
    act('PATCH', `annotations/${a}`, { starred: true }),
    act('PATCH', `annotations/${a}`, { version: 1, note: 'x' }),
    act('DELETE', `annotations/${a}`),
    act('PATCH', `annotations/${own}`, { tagIds: [t, hidden] }),
    act('PATCH', `annotations/${own}`, { tagIds: [into] }),
    act('PATCH', `annotations/${own}`, { starred: true }),
    act('PATCH', `annotations/${bens}`, { starred: true }),
    act('DELETE', `annotations/${own}`),
    act('POST', 'comments', { id: id(), subject: { type: 'annotation', id: a }, body: 'x' }),
    act('POST', 'comments', { id: id(), subject: { type: 'tag', id: hidden }, body: 'x' }),
    act('POST', 'comments', { id: id(), subject: { type: 'document', id: d }, body: 'x', parentId: c }),
    act('POST', 'comments', { id: id(), subject: { type: 'document', id: d }, body: 'x' }),
    act('PATCH', `comments/${c}`, { resolved: true }),
    act('DELETE', `comments/${c}`),
    act('POST', 'memos', { id: id(), subject: { type: 'annotation', id: a }, title: 'x' }),
    act('POST', 'memos', { id: id(), subject: { type: 'tag', id: hidden }, title: 'x' }),
    act('POST', 'memos', { id: id(), subject: { type: 'document', id: d }, title: 'x', visibility: 'shared' }),
    act('PATCH', `memos/${m}`, { title: 'x' }),
    act('DELETE', `memos/${m}`),
    ...[a, hidden].flatMap((known) =>
      (['annotation', 'tag'] as const).map((type) =>
        act('POST', 'links', { id: id(), from: { type: 'annotation', id: bens }, to: { type, id: known }, kind: 'x' }),
      ),
    ),
    act('POST', 'links', { id: id(), from: { type: 'tag', id: t }, to: { type: 'tag', id: hidden }, kind: 'x' }),
    act('POST', 'links', { id: id(), from: { type: 'annotation', id: own }, to: { type: 'tag', id: t }, kind: 'x' }),
    act('PATCH', `links/${l}`, { kind: 'x' }),
    act('DELETE', `links/${l}`),
    act('POST', 'queries', { id: id(), name: 'Of the hidden', query: 'tag:Sesquipedal' }),
    act('POST', 'queries', { id: id(), name: 'Of the hidden', query: `tag:#${hidden}` }),
    act('POST', 'queries', { id: id(), name: 'Of all', query: `OVERLAPS tag:#${into}` }),
    act('PATCH', `queries/${y}`, { query: `NOT OVERLAPS by:#${ben}` }),
    act('POST', 'themes', { id: id(), name: 'Of the hidden', tagIds: [hidden] }),
    act('POST', 'themes', { id: id(), name: 'Of all', tagIds: [t] }),
    act('PATCH', `themes/${th}`, { tagIds: [into] }),
    act('DELETE', `themes/${th}`),
    act('POST', `tags/${into}/examples`, { annotationId: a }),
    act('POST', `tags/${t}/examples`, { annotationId: own }),
    act('POST', `tags/${hidden}/examples`, { annotationId: own }),
    act('DELETE', `tags/${into}/examples/${a}`),
    act('POST', 'tags', { id: id(), name: 'Sesquipedal' }),
    act('POST', 'tags', { id: id(), name: 'Sesquipedal again', position: 1 }),
    act('POST', 'tags', { id: id(), name: 'Sesquipedal below', parentId: into, position: 0 }),
    act('POST', 'tags', { id: id(), name: 'Below the hidden', parentId: hidden }),
    act('POST', 'tags', { id: id(), name: 'First', position: 0 }),
    act('PATCH', `tags/${t}`, { name: 'Sesquipedal' }),
    act('PATCH', `tags/${t}`, { parentId: into }),
    act('PATCH', `tags/${t}`, { parentId: hidden }),
    act('PATCH', `tags/${t}`, { position: 1 }),
    act('PATCH', `tags/${t}`, { definition: 'Otherwise', version: 2 }),
    act('PATCH', `tags/${into}`, { archived: true, version: 1 }),
    act('PATCH', `tags/${hidden}`, { name: 'x' }),
    act('DELETE', `tags/${hidden}`),
    act('GET', `tags/${t}/merge?intoId=${into}`),
    act('GET', `tags/${into}/merge?intoId=${t}`),
    act('POST', `tags/${t}/merge`, { intoId: hidden }),
    act('POST', `tags/${hidden}/merge`, { intoId: t }),
    act('POST', `tags/${t}/split`, {
      names: ['Sesquipedal part', 'Another'],
      assign: [{ annotationId: own, name: 'Another' }],
    }),
    act('POST', `tags/${t}/split`, { names: ['Another'], assign: [{ annotationId: a, name: 'Another' }] }),
    act('POST', `tags/${t}/split`, { names: ['Another'], assign: [{ annotationId: bens, name: 'Another' }] }),
    act(
      'POST',
      'codebook/import?dryRun=true',
      codebook('name,definition\nSesquipedal,Long\nSesquipedal again,Other\nWater,Dry\n'),
    ),
    act(
      'POST',
      'codebook/import',
      codebook('name,definition\nSesquipedal,Long\nSesquipedal again,Other\nBrine > Sesquipedal below,Dry\n'),
    ),
    act('POST', 'proposals', { id: id(), kind: 'merge', tagId: t, intoId: into }),
    act('POST', 'proposals', { id: id(), kind: 'change', tagId: t, definition: 'x' }),
    act('POST', 'proposals', { id: id(), kind: 'create', name: 'Sesquipedal', parentId: hidden }),
    act('DELETE', `proposals/${pr}`),
    act('POST', `proposals/${pr}/accept`, {}),
    act('POST', `proposals/${pr}/decline`, {}),
    act('POST', 'rechecks', { items: [{ annotationId: own, tagId: t }] }),
    act('POST', 'rechecks', { items: [{ annotationId: a, tagId: into }] }),
    act('PATCH', 'members/me', { pinnedTagIds: [t, hidden] }),
    act('PATCH', 'members/me', { pinnedTagIds: [t] }),
    act('POST', 'presence', { pageId: id(), documentId: d, offset: 4 }),
    act('POST', `bin/tag/${known.binned}/restore`),
    act('DELETE', `bin/tag/${known.binned}`),
    act('DELETE', `bin/annotation/${a}`),
    act('POST', `bin/memo/${m}/restore`),
    act('POST', `rounds/${r}/verdicts`, {
      id: id(),
      outcome: 'neither',
      documentId: d,
      items: [{ annotationId: own, version: 1 }],
    }),
    act('POST', `rounds/${r}/verdicts`, { outcome: 'unanimous' }),
    act('POST', 'verdicts', {
      id: id(),
      outcome: 'neither',
      documentId: d,
      coderIds: [ana, ben],
      items: [{ annotationId: a, version: 1 }],
    }),
    act('POST', 'verdicts', { outcome: 'unanimous', documentIds: [d], coderIds: [ana, ben] }),
    act('POST', `rounds/${r}/figures`, { id: id(), settings: {} }),
    // Of those who lead.
    act('POST', 'rounds', {
      id: id(),
      name: 'Drawn',
      coderIds: [ana, ben],
      visibility: 'open',
      sample: { seed: 's', count: 5 },
      documentIds: [d, other],
    }),
    act('POST', 'rounds', {
      id: id(),
      name: 'Drawn of his',
      coderIds: [ana],
      visibility: 'open',
      sample: { seed: 's', count: 5, authorId: ben },
    }),
    act('POST', 'rounds', {
      id: id(),
      name: 'Second look',
      kind: 'second-look',
      coderIds: [ana],
      visibility: 'open',
      sample: { seed: 's', percent: 100, secondOpinion: true },
    }),
    act('POST', 'rounds', { id: id(), name: 'Open', coderIds: [ana, ben], visibility: 'open', documentIds: [other] }),
    act('PATCH', `rounds/${r}`, { name: 'Renamed' }),
    act('POST', 'cases', { id: id(), name: 'Villagers', parts: [{ documentId: d, start: 14, end: 30 }] }),
    act('PATCH', `cases/${k}`, { description: 'x' }),
    act('DELETE', `cases/${k}`),
    act('PATCH', `documents/${d}`, { title: 'Wells and salt' }),
    act('POST', `documents/${d}/revisions/preview`, {
      baseRevisionId: ids.rev,
      text: 'Salt came, and nobody in the village wrote it down.',
    }),
    act('POST', `documents/${d}/revisions`, {
      baseRevisionId: ids.rev,
      text: 'Salt came, and nobody in the village wrote it down.',
    }),
    act('DELETE', `documents/${d}`),
    act('DELETE', `documents/${other}`),
    ...known.othersEvents.flatMap((seq) => [act('GET', `events/${seq}/revert`), act('POST', `events/${seq}/revert`)]),
    act('PATCH', `members/${ben}`, { role: 'reader' }),
    act('PATCH', `members/${ben}`, { role: 'coder' }),
    act('DELETE', `members/${ben}`),
    act('PATCH', '', { settings: { codebook: 'locked' } }),
    act('POST', 'tags', { name: 'While it is locked' }),
    act('DELETE', `tags/${into}`),
    act('DELETE', `tags/${t}`),
    act('POST', `tags/${into}/merge`, { intoId: t }),
    act('POST', `tags/${t}/merge`, { intoId: into }),
    act('POST', `tags/${t}/merge`, { intoId: into }, { stays: true }),
    act('POST', `bin/tag/${t}/restore`),
  ]
}

/** Read after each act, of what it may have touched. */
const looks = (ids: Ids) => ['tags', `annotations?documentId=${ids.d}`, 'events?order=newest&limit=4']

async function worlds(role: 'coder' | 'lead', visibility: string) {
  const first = await freshDatabase()
  const world = await made(first.db, apiOn(first.db, now), visibility)
  if (role === 'lead') await first.db.membership.updateMany({ where: { userId: world.ana.id }, data: { role } })
  const binned = newId()
  const below = newId()
  const events = (await world.lead.call('GET', `${world.path}/events?limit=500`)).body.items as { seq: number }[]
  await first.db.$disconnect()
  const second = await copyOf(first.url)
  const on = (db: Database) => {
    const api = apiOn(db, now)
    const as = (who: Caller): Caller => ({ ...who, call: caller(api, { cookie: who.cookie }) })
    return {
      ...world,
      ana: as(world.ana),
      ben: as(world.ben),
      lead: as(world.lead),
      reviewer: as(world.reviewer),
      reader: as(world.reader),
    } satisfies World
  }
  const [quiet, busy] = [on(connect(first.url)), on(second.db)]
  await work(second.db, busy, true)
  const { ben, path, ids } = busy
  expect(
    (await ben.call('POST', `${path}/tags`, { id: below, name: 'Sesquipedal below', parentId: ids.into })).status,
  ).toBe(201)
  await ben.call('POST', `${path}/annotations`, { documentId: ids.d, start: 60, end: 64, tagIds: [below, ids.t] })
  await ben.call('POST', `${path}/tags`, { id: binned, name: 'Sesquipedal gone' })
  await ben.call('DELETE', `${path}/tags/${binned}`)
  return { quiet, busy, known: { binned, below, othersEvents: events.map(({ seq }) => String(seq)) } }
}

test.each([
  ['coder', 'until-all-submit'],
  ['lead', 'until-own-submit'],
] as const)(
  'no answer to a %s who codes blind, %s, tells of hidden work',
  async (role, visibility) => {
    const { quiet, busy, known } = await worlds(role, visibility)
    const { ids, path } = quiet
    const sides = [quiet, busy].map(({ ana }) => new Side(ana.call, Object.values(ids))) as [Side, Side]
    const differences: string[] = []
    let asked = 0
    const ask = async (method: string, addresses: readonly [string, string], body?: unknown) => {
      const sent = () => (body instanceof Function ? (body() as unknown) : body)
      const answers = await Promise.all(sides.map((side, at) => side.call(method, `${path}/${addresses[at]}`, sent())))
      const [told, alsoTold] = sides.map((side, at) => side.letters(answers[at] as Answer))
      if (told !== alsoTold)
        differences.push(`${method} ${addresses[0]} ${JSON.stringify(body)}\n  ${told}\n  ${alsoTold}`)
      asked += 1
      return answers as [Answer, Answer]
    }
    const look = async () => {
      for (const address of looks(ids)) await ask('GET', [address, address])
    }
    for (const { method, path: address, body, stays } of acts(ids, known)) {
      const done = await ask(method, [address, address], body)
      if (method === 'GET' || done[0].status >= 300) continue
      await look()
      const [seq, other] = done.map(({ headers }) => headers.get('x-event'))
      if (stays || !seq || !other) continue
      for (const verb of ['GET', 'POST']) await ask(verb, [`events/${seq}/revert`, `events/${other}/revert`])
      await look()
    }
    expect(differences).toEqual([])
    expect(asked).toBeGreaterThan(250)
  },
  240_000,
)
