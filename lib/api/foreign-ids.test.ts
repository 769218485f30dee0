import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Answer, type Caller } from '@/testing/team'

// The wall between projects where an address is one's own and what is sent names things of another project: it must be answered to the letter like an id
// that was never given out, or be ignored.

const { db } = await freshDatabase()
const api = apiOn(db)

interface Things {
  lead: Caller
  coder: Caller
  path: string
  d: string
  rev: string
  t: string
  other: string
  a: string
  theirs: string
  th: string
  r: string
  v: string
  c: string
}

type Write = (
  own: Things,
  x: Record<'d' | 'rev' | 't' | 'a' | 'r' | 'user' | 'c' | 'v' | 'th', string>,
) => [method: string, path: string, body?: unknown]

/** Each write with one of its ids, or several of one kind, from elsewhere. */
const writes: Record<string, Write> = {
  'pinned tags': (_, x) => ['PATCH', '/members/me', { pinnedTagIds: [x.t] }],
  'a member': (_, x) => ['PATCH', `/members/${x.user}`, { role: 'lead' }],
  'the document of an annotation': (_, x) => ['POST', '/annotations', { documentId: x.d, start: 0, end: 4 }],
  'the document of an annotation in code points': (_, x) => [
    'POST',
    '/annotations?units=codepoint',
    { documentId: x.d, start: 0, end: 4 },
  ],
  'the revision of an annotation': (own, x) => [
    'POST',
    '/annotations',
    { documentId: own.d, revisionId: x.rev, start: 0, end: 4 },
  ],
  'the tags of an annotation': (own, x) => [
    'POST',
    '/annotations',
    { documentId: own.d, start: 0, end: 4, tagIds: [x.t] },
  ],
  'the tags of an annotation that is changed': (own, x) => ['PATCH', `/annotations/${own.a}`, { tagIds: [own.t, x.t] }],
  'the revision of an annotation that is put back': (own, x) => [
    'PATCH',
    `/annotations/${own.a}`,
    { revisionId: x.rev, start: 0, end: 4 },
  ],
  'the documents of many annotations': (own, x) => [
    'POST',
    '/annotations/bulk',
    {
      action: 'create',
      items: [
        { documentId: own.d, start: 0, end: 4 },
        { documentId: x.d, start: 0, end: 4 },
      ],
    },
  ],
  'the tags of many annotations': (own, x) => [
    'POST',
    '/annotations/bulk',
    { action: 'tag', items: [{ id: own.a, tagIds: [x.t] }] },
  ],
  'many annotations': (own, x) => [
    'POST',
    '/annotations/bulk',
    { action: 'delete', items: [{ id: own.a }, { id: x.a }] },
  ],
  'the parent of a tag': (_, x) => ['POST', '/tags', { name: `Below ${newId()}`, parentId: x.t }],
  'the parent of a tag that moves': (own, x) => ['PATCH', `/tags/${own.t}`, { parentId: x.t }],
  'what a tag is merged into': (own, x) => ['POST', `/tags/${own.t}/merge`, { intoId: x.t }],
  'what a merge is looked at with': (own, x) => ['GET', `/tags/${own.t}/merge?intoId=${x.t}`],
  'the passages of a split': (own, x) => [
    'POST',
    `/tags/${own.t}/split`,
    { names: ['Part'], assign: [{ annotationId: x.a, name: 'Part' }] },
  ],
  'the tags of a theme': (_, x) => ['POST', '/themes', { name: `Theme ${newId()}`, tagIds: [x.t] }],
  'the tags of a theme that is changed': (own, x) => ['PATCH', `/themes/${own.th}`, { tagIds: [own.t, x.t] }],
  'the documents of a round': (own, x) => [
    'POST',
    '/rounds',
    { name: 'Round', documentIds: [own.d, x.d], coderIds: [own.coder.id], visibility: 'open' },
  ],
  'the coders of a round': (own, x) => [
    'POST',
    '/rounds',
    { name: 'Round', documentIds: [own.d], coderIds: [own.coder.id, x.user], visibility: 'open' },
  ],
  'the documents of a round that is changed': (own, x) => ['PATCH', `/rounds/${own.r}`, { documentIds: [own.d, x.d] }],
  'the coders of a round that is changed': (own, x) => [
    'PATCH',
    `/rounds/${own.r}`,
    { coderIds: [own.lead.id, own.coder.id, x.user] },
  ],
  'the passages of a round': (own, x) => [
    'POST',
    '/rounds',
    {
      name: 'Round',
      documentIds: [own.d],
      coderIds: [own.coder.id],
      visibility: 'open',
      passages: [{ documentId: x.d, start: 0, end: 4 }],
    },
  ],
  'the tags of a sample': (own, x) => [
    'POST',
    '/rounds',
    {
      name: 'Round',
      documentIds: [own.d],
      coderIds: [own.coder.id],
      visibility: 'open',
      sample: { count: 1, tagIds: [x.t] },
    },
  ],
  'the author of a sample': (own, x) => [
    'POST',
    '/rounds',
    {
      name: 'Round',
      documentIds: [own.d],
      coderIds: [own.coder.id],
      visibility: 'open',
      sample: { count: 1, authorId: x.user },
    },
  ],
  'the round before a round': (own, x) => [
    'POST',
    '/rounds',
    { name: 'Round', documentIds: [own.d], coderIds: [own.coder.id], visibility: 'open', previousId: x.r },
  ],
  'the document that is handed in': (own, x) => ['POST', `/rounds/${own.r}/submit`, { documentId: x.d }],
  'the task that is reopened': (own, x) => ['POST', `/rounds/${own.r}/reopen`, { documentId: own.d, coderId: x.user }],
  'the coders of a figure': (own, x) => [
    'POST',
    `/rounds/${own.r}/figures`,
    { settings: { coderIds: [own.coder.id, x.user] } },
  ],
  'the documents of a figure': (own, x) => ['POST', `/rounds/${own.r}/figures`, { settings: { documentIds: [x.d] } }],
  'the tags of a figure': (own, x) => ['POST', `/rounds/${own.r}/figures`, { settings: { tagIds: [x.t] } }],
  'the document of a verdict': (own, x) => [
    'POST',
    `/rounds/${own.r}/verdicts`,
    { outcome: 'neither', documentId: x.d, items: [{ annotationId: own.a, version: 1 }] },
  ],
  'the annotations of a verdict': (own, x) => [
    'POST',
    `/rounds/${own.r}/verdicts`,
    { outcome: 'neither', documentId: own.d, items: [{ annotationId: x.a, version: 1 }] },
  ],
  'the coders of a verdict': (own, x) => [
    'POST',
    `/rounds/${own.r}/verdicts`,
    {
      outcome: 'accepted',
      acceptedCoderIds: [x.user],
      documentId: own.d,
      items: [
        { annotationId: own.a, version: 1 },
        { annotationId: own.theirs, version: 1 },
      ],
    },
  ],
  'the tags of a verdict': (own, x) => [
    'POST',
    `/rounds/${own.r}/verdicts`,
    {
      outcome: 'edited',
      spans: [{ start: 0, end: 4, tagIds: [x.t] }],
      documentId: own.d,
      items: [
        { annotationId: own.a, version: 1 },
        { annotationId: own.theirs, version: 1 },
      ],
    },
  ],
  'what is compared without a round': (_, x) => [
    'POST',
    '/verdicts',
    { outcome: 'unanimous', documentIds: [x.d], coderIds: [x.user, newId()] },
  ],
  'the verdict that is contested': (_, x) => ['POST', `/verdicts/${x.v}/contest`, { reason: 'Because' }],
  'the annotation of a comment': (_, x) => [
    'POST',
    '/comments',
    { subject: { type: 'annotation', id: x.a }, body: 'And?' },
  ],
  'the tag of a comment': (_, x) => ['POST', '/comments', { subject: { type: 'tag', id: x.t }, body: 'And?' }],
  'the theme of a comment': (_, x) => ['POST', '/comments', { subject: { type: 'theme', id: x.th }, body: 'And?' }],
  'the verdict of a comment': (_, x) => ['POST', '/comments', { subject: { type: 'verdict', id: x.v }, body: 'And?' }],
  'the stretch of a comment': (_, x) => [
    'POST',
    '/comments',
    { subject: { type: 'stretch', id: x.d, start: 0, end: 4 }, body: 'And?' },
  ],
  'the thread of a comment': (own, x) => [
    'POST',
    '/comments',
    { subject: { type: 'annotation', id: own.a }, body: 'And?', parentId: x.c },
  ],
  'the people a comment mentions': (own, x) => [
    'POST',
    '/comments',
    {
      subject: { type: 'annotation', id: own.a },
      body: {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: x.user, label: '' } }] }],
      },
    },
  ],
  'the passages a comment quotes': (own, x) => [
    'POST',
    '/comments',
    {
      subject: { type: 'annotation', id: own.a },
      body: { type: 'doc', content: [{ type: 'excerpt', attrs: { annotationId: x.a } }] },
    },
  ],
  'the people an edit mentions': (own, x) => [
    'PATCH',
    `/comments/${own.c}`,
    {
      body: {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: x.user, label: '' } }] }],
      },
    },
  ],
  'the passages an edit quotes': (own, x) => [
    'PATCH',
    `/comments/${own.c}`,
    { body: { type: 'doc', content: [{ type: 'excerpt', attrs: { annotationId: x.a } }] } },
  ],
  'the revision that is corrected': (own, x) => [
    'POST',
    `/documents/${own.d}/revisions`,
    { baseRevisionId: x.rev, text: 'Salt' },
  ],
  'the revision a correction is previewed on': (own, x) => [
    'POST',
    `/documents/${own.d}/revisions/preview`,
    { baseRevisionId: x.rev, text: 'Salt' },
  ],
  'the revisions that are compared': (own, x) => [
    'GET',
    `/documents/${own.d}/revisions/compare?from=${own.rev}&to=${x.rev}`,
  ],
  'where somebody is': (_, x) => ['POST', '/presence', { pageId: newId(), documentId: x.d }],
}

const marked = {
  project: 'Xylograph',
  document: 'Quinquereme',
  text: 'zymurgical',
  tag: 'Borborygmus',
  person: 'Wilhelmina',
  note: 'Sesquipedal',
}
let own: Things
let victim: Things

beforeAll(async () => {
  own = await things({
    project: 'Elsewhere',
    document: 'Mine',
    text: 'plain',
    tag: 'Own',
    person: 'Colleague',
    note: 'mine',
  })
  victim = await things(marked)
})

test.each(Object.keys(writes))(
  '%s: a foreign id is answered like one that never was, and nothing is changed',
  async (name) => {
    const write = writes[name]
    if (!write) throw new Error('Named above')
    const { d, rev, t, a, r, c, v, th } = victim
    const before = [await everything(own.path), await everything(victim.path)]
    const send = async (x: Parameters<Write>[1]) => {
      const [method, path, body] = write(own, x)
      return own.lead.call(method, `${own.path}${path}`, body)
    }
    const foreign = await send({ d, rev, t, a, r, c, v, th, user: victim.coder.id })
    const unknown = await send({
      d: newId(),
      rev: newId(),
      t: newId(),
      a: newId(),
      r: newId(),
      c: newId(),
      v: newId(),
      th: newId(),
      user: newId(),
    })
    expect(letters(foreign)).toEqual(letters(unknown))
    for (const word of Object.values(marked)) expect(foreign.text).not.toContain(word)
    if (foreign.status < 300) expect(foreign.body).toMatchObject({ given: 0 })
    else expect([404, 409, 422]).toContain(foreign.status)
    expect([await everything(own.path), await everything(victim.path)]).toEqual(before)
  },
)

async function things(words: typeof marked): Promise<Things> {
  const { lead, path, projectId } = await team(db, api, [])
  const coder = await person(db, api, words.person)
  await db.membership.create({ data: { projectId, userId: coder.id, role: 'coder' }, select: { role: true } })
  const made = async (who: Caller, address: string, body: unknown) => {
    const answer = await who.call('POST', `${path}${address}`, body)
    expect(answer.status, answer.text).toBe(201)
    return answer.body
  }
  await lead.call('PATCH', path, { name: words.project })
  const { document, revision } = await made(lead, '/documents', {
    title: words.document,
    text: `the ${words.text} arts of the strait`,
  })
  const [t, other] = [
    (await made(lead, '/tags', { name: words.tag })).id,
    (await made(lead, '/tags', { name: `${words.tag} too` })).id,
  ]
  const th = (await made(lead, '/themes', { name: `${words.tag} theme`, tagIds: [t] })).id
  const r = (
    await made(lead, '/rounds', {
      name: 'First',
      documentIds: [document.id],
      coderIds: [lead.id, coder.id],
      visibility: 'open',
    })
  ).id
  const mark = async (who: Caller) =>
    (await made(who, '/annotations', { documentId: document.id, start: 4, end: 9, tagIds: [t], note: words.note }))
      .id as string
  const [a, theirs] = [await mark(lead), await mark(coder)]
  const alone = (await made(coder, '/annotations', { documentId: document.id, start: 10, end: 14, tagIds: [other] })).id
  const v = (
    await made(lead, `/rounds/${r}/verdicts`, {
      outcome: 'neither',
      documentId: document.id,
      items: [{ annotationId: alone, version: 1 }],
    })
  ).ids[0]
  const c = (await made(lead, '/comments', { subject: { type: 'annotation', id: a }, body: words.note })).id
  return { lead, coder, path, d: document.id, rev: revision.id, t, other, a, theirs, th, r, v, c }
}

function letters({ status, body, text }: Answer): unknown {
  if (body !== null && typeof body === 'object') delete body.requestId
  return [status, body ?? text]
}

/** Everything stored of a project, as one hash. */
async function everything(path: string): Promise<string> {
  const tables = await db.$queryRaw<
    { name: string }[]
  >`SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'projectId' ORDER BY 1`
  const parts = tables.map(
    ({ name }) => `SELECT '${name}' AS t, x::text AS r FROM "${name}" x WHERE "projectId" = $1::uuid`,
  )
  const [row] = await db.$queryRawUnsafe<{ hash: string }[]>(
    `SELECT md5(string_agg(t || r, '|' ORDER BY t, r)) AS hash FROM (${parts.join(' UNION ALL ')}) all_rows`,
    path.split('/')[2],
  )
  return row?.hash ?? 'nothing'
}
