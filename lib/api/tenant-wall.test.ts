import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

// Words that stand nowhere but in the victims' project: an answer that has one of them has leaked.
const marked = {
  project: 'Xylograph',
  document: 'Quinquereme',
  text: 'zymurgical',
  tag: 'Borborygmus',
  theme: 'Velleity',
  note: 'Sesquipedal',
  person: 'Wilhelmina',
  round: 'Quotidian',
  comment: 'Pulchritude',
  memo: 'Nudiustertian',
  link: 'Absquatulate',
  query: 'Callipygian',
  case: 'Quidnunckery',
  proposal: 'Tergiversation',
}

interface Ids {
  d: string
  rev: string
  t: string
  a: string
  th: string
  at: string
  i: string
  userId: string
  other: string
  seq: string
  kind: string
  id: string
  r: string
  v: string
  c: string
  m: string
  l: string
  y: string
  k: string
  cp: string
  pr: string
}

/** For each route under a project, the body that would do harm. A route that is missing here fails the test below. */
const table: Record<string, (ids: Ids) => unknown> = {
  'GET /projects/{p}': () => undefined,
  'PATCH /projects/{p}': () => ({ name: 'mine now' }),
  'DELETE /projects/{p}': () => undefined,
  'GET /projects/{p}/members': () => undefined,
  'GET /projects/{p}/names': () => undefined,
  'GET /projects/{p}/search': () => undefined,
  'GET /projects/{p}/search/counts': () => undefined,
  'POST /projects/{p}/search/tag': (ids) => ({
    places: [{ documentId: ids.d, revisionId: ids.rev, start: 0, end: 4 }],
    tagIds: [ids.t],
  }),
  'PATCH /projects/{p}/members/me': (ids) => ({ pinnedTagIds: [ids.t] }),
  'PATCH /projects/{p}/members/{userId}': () => ({ role: 'reader' }),
  'DELETE /projects/{p}/members/{userId}': () => undefined,
  'GET /projects/{p}/invitations': () => undefined,
  'POST /projects/{p}/invitations': () => ({ role: 'lead' }),
  'DELETE /projects/{p}/invitations/{i}': () => undefined,
  'GET /projects/{p}/documents': () => undefined,
  'POST /projects/{p}/documents': () => ({ title: 'planted', text: 'planted' }),
  'POST /projects/{p}/documents/preview': () => undefined,
  'GET /projects/{p}/documents/{d}': () => undefined,
  'PATCH /projects/{p}/documents/{d}': () => ({ title: 'mine now' }),
  'DELETE /projects/{p}/documents/{d}': () => undefined,
  'GET /projects/{p}/documents/{d}/text': () => undefined,
  'GET /projects/{p}/documents/{d}/content': () => undefined,
  'GET /projects/{p}/documents/{d}/annotations': () => undefined,
  'GET /projects/{p}/documents/{d}/original': () => undefined,
  'GET /projects/{p}/documents/{d}/export': () => undefined,
  'GET /projects/{p}/documents/{d}/revisions': () => undefined,
  'POST /projects/{p}/documents/{d}/revisions': (ids) => ({ baseRevisionId: ids.rev, text: 'planted' }),
  'POST /projects/{p}/documents/{d}/revisions/preview': (ids) => ({ baseRevisionId: ids.rev, text: 'planted' }),
  'GET /projects/{p}/documents/{d}/revisions/compare': () => undefined,
  'GET /projects/{p}/attributes': () => undefined,
  'POST /projects/{p}/attributes': () => ({ key: 'planted', label: 'Planted', type: 'text' }),
  'GET /projects/{p}/attributes/{at}': () => undefined,
  'PATCH /projects/{p}/attributes/{at}': () => ({ label: 'mine now' }),
  'DELETE /projects/{p}/attributes/{at}': () => undefined,
  'GET /projects/{p}/tags': () => undefined,
  'POST /projects/{p}/tags': (ids) => ({ name: 'planted', parentId: ids.t }),
  'GET /projects/{p}/tags/{t}': () => undefined,
  'GET /projects/{p}/tags/{t}/excerpts': () => undefined,
  'GET /projects/{p}/tags/{t}/summary': () => undefined,
  'PATCH /projects/{p}/tags/{t}': () => ({ name: 'mine now' }),
  'DELETE /projects/{p}/tags/{t}': () => undefined,
  'GET /projects/{p}/tags/{t}/merge': () => undefined,
  'POST /projects/{p}/tags/{t}/merge': (ids) => ({ intoId: ids.other }),
  'POST /projects/{p}/tags/{t}/split': (ids) => ({
    names: ['planted'],
    assign: [{ annotationId: ids.a, name: 'planted' }],
  }),
  'GET /projects/{p}/annotations': () => undefined,
  'POST /projects/{p}/annotations': (ids) => ({ documentId: ids.d, start: 0, end: 3, tagIds: [ids.t] }),
  'GET /projects/{p}/annotations/{a}': () => undefined,
  'GET /projects/{p}/annotations/{a}/candidates': () => undefined,
  'PATCH /projects/{p}/annotations/{a}': () => ({ note: 'mine now' }),
  'DELETE /projects/{p}/annotations/{a}': () => undefined,
  'POST /projects/{p}/annotations/bulk': (ids) => ({ action: 'delete', items: [{ id: ids.a }] }),
  'GET /projects/{p}/agreement': () => undefined,
  'GET /projects/{p}/agreement/confusion': () => undefined,
  'GET /projects/{p}/agreement/export': () => undefined,
  'GET /projects/{p}/agreement/passages': () => undefined,
  'GET /projects/{p}/analysis/cooccurrence': () => undefined,
  'GET /projects/{p}/analysis/cooccurrence/excerpts': () => undefined,
  'GET /projects/{p}/excerpts': () => undefined,
  'GET /projects/{p}/analysis/saturation': () => undefined,
  'GET /projects/{p}/analysis/tag-attribute': () => undefined,
  'GET /projects/{p}/analysis/tag-author': () => undefined,
  'GET /projects/{p}/analysis/tag-document': () => undefined,
  'GET /projects/{p}/analysis/timeline': () => undefined,
  'GET /projects/{p}/analysis/words': () => undefined,
  'GET /projects/{p}/documents/{d}/differences': () => undefined,
  'GET /projects/{p}/themes': () => undefined,
  'POST /projects/{p}/themes': (ids) => ({ name: 'planted', tagIds: [ids.t] }),
  'GET /projects/{p}/themes/{th}': () => undefined,
  'PATCH /projects/{p}/themes/{th}': (ids) => ({ name: 'mine now', tagIds: [ids.t] }),
  'DELETE /projects/{p}/themes/{th}': () => undefined,
  'GET /projects/{p}/themes/{th}/excerpts': () => undefined,
  'GET /projects/{p}/themes/{th}/summary': () => undefined,
  'GET /projects/{p}/rounds': () => undefined,
  'POST /projects/{p}/rounds': (ids) => ({
    name: 'planted',
    documentIds: [ids.d],
    coderIds: [ids.userId],
    visibility: 'open',
  }),
  'GET /projects/{p}/rounds/{r}': () => undefined,
  'PATCH /projects/{p}/rounds/{r}': () => ({ opened: true }),
  'DELETE /projects/{p}/rounds/{r}': () => undefined,
  'GET /projects/{p}/rounds/{r}/figures': () => undefined,
  'POST /projects/{p}/rounds/{r}/figures': () => ({ settings: {} }),
  'POST /projects/{p}/rounds/{r}/submit': (ids) => ({ documentId: ids.d }),
  'POST /projects/{p}/rounds/{r}/reopen': (ids) => ({ documentId: ids.d, coderId: ids.userId }),
  'GET /projects/{p}/tasks': () => undefined,
  'GET /projects/{p}/rounds/{r}/differences': () => undefined,
  'POST /projects/{p}/rounds/{r}/verdicts': (ids) => ({
    outcome: 'neither',
    documentId: ids.d,
    items: [{ annotationId: ids.a, version: 1 }],
  }),
  'GET /projects/{p}/differences': () => undefined,
  'GET /projects/{p}/verdicts': () => undefined,
  'POST /projects/{p}/verdicts': (ids) => ({
    outcome: 'neither',
    documentId: ids.d,
    coderIds: [ids.userId, ids.t],
    items: [{ annotationId: ids.a, version: 1 }],
  }),
  'POST /projects/{p}/verdicts/{v}/contest': () => ({ reason: 'planted' }),
  'POST /projects/{p}/verdicts/{v}/withdraw': () => undefined,
  'GET /projects/{p}/links': () => undefined,
  'POST /projects/{p}/links': (ids) => ({
    from: { type: 'annotation', id: ids.a },
    to: { type: 'tag', id: ids.other },
  }),
  'GET /projects/{p}/links/kinds': () => undefined,
  'GET /projects/{p}/links/{l}': () => undefined,
  'PATCH /projects/{p}/links/{l}': () => ({ kind: 'mine now' }),
  'DELETE /projects/{p}/links/{l}': () => undefined,
  'GET /projects/{p}/memos': () => undefined,
  'POST /projects/{p}/memos': (ids) => ({ subject: { type: 'annotation', id: ids.a }, title: 'planted' }),
  'GET /projects/{p}/memos/counts': () => undefined,
  'GET /projects/{p}/memos/{m}': () => undefined,
  'PATCH /projects/{p}/memos/{m}': () => ({ title: 'mine now' }),
  'DELETE /projects/{p}/memos/{m}': () => undefined,
  'GET /projects/{p}/excerpts/summary': () => undefined,
  'POST /projects/{p}/query': (ids) => ({ query: `tag:#${ids.t} OR document:#${ids.d} OR query:#${ids.y}` }),
  'GET /projects/{p}/queries': () => undefined,
  'POST /projects/{p}/queries': (ids) => ({ name: 'planted', query: `tag:#${ids.t}` }),
  'GET /projects/{p}/queries/{y}': () => undefined,
  'PATCH /projects/{p}/queries/{y}': () => ({ name: 'mine now' }),
  'DELETE /projects/{p}/queries/{y}': () => undefined,
  'GET /projects/{p}/cases': () => undefined,
  'POST /projects/{p}/cases': (ids) => ({ name: 'planted', parts: [{ documentId: ids.d }] }),
  'GET /projects/{p}/documents/{d}/cases': () => undefined,
  'GET /projects/{p}/cases/{k}': () => undefined,
  'PATCH /projects/{p}/cases/{k}': () => ({ name: 'mine now' }),
  'DELETE /projects/{p}/cases/{k}': () => undefined,
  'POST /projects/{p}/cases/{k}/parts': (ids) => ({ parts: [{ documentId: ids.d, start: 0, end: 3 }] }),
  'DELETE /projects/{p}/cases/{k}/parts/{cp}': () => undefined,
  'POST /projects/{p}/cases/fill': () => csvForm('case,age\n'),
  'GET /projects/{p}/comments': () => undefined,
  'POST /projects/{p}/comments': (ids) => ({
    subject: { type: 'annotation', id: ids.a },
    body: 'planted',
    parentId: ids.c,
  }),
  'GET /projects/{p}/comments/{c}': () => undefined,
  'PATCH /projects/{p}/comments/{c}': () => ({ resolved: true }),
  'DELETE /projects/{p}/comments/{c}': () => undefined,
  'GET /projects/{p}/comments/{c}/edits': () => undefined,
  'GET /projects/{p}/events': () => undefined,
  'GET /projects/{p}/bin': () => undefined,
  'POST /projects/{p}/bin/{kind}/{id}/restore': () => undefined,
  'DELETE /projects/{p}/bin/{kind}/{id}': () => undefined,
  'GET /projects/{p}/events/{seq}/revert': () => undefined,
  'POST /projects/{p}/events/{seq}/revert': () => undefined,
  'POST /projects/{p}/presence': (ids) => ({ pageId: ids.d, documentId: ids.d }),
  'GET /projects/{p}/rechecks': () => undefined,
  'POST /projects/{p}/rechecks': (ids) => ({ items: [{ annotationId: ids.a, tagId: ids.t }] }),
  'GET /projects/{p}/tags/{t}/changes': () => undefined,
  'GET /projects/{p}/examples': () => undefined,
  'POST /projects/{p}/tags/{t}/examples': (ids) => ({ annotationId: ids.a, kind: 'counter' }),
  'DELETE /projects/{p}/tags/{t}/examples/{a}': () => undefined,
  'GET /projects/{p}/proposals': () => undefined,
  'POST /projects/{p}/proposals': (ids) => ({ kind: 'merge', tagId: ids.t, intoId: ids.other, reason: 'planted' }),
  'GET /projects/{p}/proposals/{pr}': () => undefined,
  'DELETE /projects/{p}/proposals/{pr}': () => undefined,
  'POST /projects/{p}/proposals/{pr}/accept': () => ({}),
  'POST /projects/{p}/proposals/{pr}/decline': () => ({ answer: 'mine now' }),
  'POST /projects/{p}/codebook/import': () => csvForm('name\nplanted\n'),
  'POST /projects/{p}/attributes/fill': () => csvForm('title,source\n'),
  'GET /projects/{p}/codebook/export': () => undefined,
  'GET /projects/{p}/export': () => undefined,
  'GET /projects/{p}/jobs': () => undefined,
}

const query: Record<string, (ids: Ids) => string> = {
  'GET /projects/{p}/links': (ids) => `?documentId=${ids.d}&tagId=${ids.t}&annotationId=${ids.a}`,
  'GET /projects/{p}/memos': (ids) => `?documentId=${ids.d}&authorId=${ids.userId}`,
  'GET /projects/{p}/memos/counts': (ids) => `?documentId=${ids.d}`,
  'GET /projects/{p}/comments': (ids) =>
    `?subjectType=annotation&subjectId=${ids.a}&documentId=${ids.d}&threadId=${ids.c}`,
  'GET /projects/{p}/documents/{d}/revisions/compare': (ids) => `?from=${ids.rev}&to=${ids.rev}`,
  'GET /projects/{p}/codebook/export': () => '?format=md',
  'GET /projects/{p}/export': (ids) => `?what=excerpts&format=md&documentId=${ids.d}&tagId=${ids.t}`,
  'GET /projects/{p}/tags/{t}/merge': (ids) => `?intoId=${ids.other}`,
  'GET /projects/{p}/agreement': (ids) => `?documentIds=${ids.d}&tagIds=${ids.t}&coderIds=${ids.userId}`,
  'GET /projects/{p}/agreement/confusion': (ids) => `?roundId=${ids.r}`,
  'GET /projects/{p}/agreement/export': (ids) => `?format=csv&documentIds=${ids.d}`,
  'GET /projects/{p}/agreement/passages': (ids) => `?row=${ids.t}&column=none&coderIds=${ids.userId}`,
  'GET /projects/{p}/analysis/cooccurrence': (ids) => `?documentId=${ids.d}&within=paragraph`,
  'GET /projects/{p}/analysis/cooccurrence/excerpts': (ids) => `?row=${ids.t}&column=${ids.other}`,
  'GET /projects/{p}/excerpts': (ids) => `?documentId=${ids.d}&tagId=${ids.t}`,
  'GET /projects/{p}/analysis/saturation': (ids) => `?documentId=${ids.d}`,
  'GET /projects/{p}/analysis/tag-attribute': (ids) => `?attributeKey=genre&tagId=${ids.t}`,
  'GET /projects/{p}/analysis/tag-author': (ids) => `?authorId=${ids.userId}`,
  'GET /projects/{p}/analysis/tag-document': (ids) => `?documentId=${ids.d}&tagId=${ids.t}`,
  'GET /projects/{p}/analysis/words': (ids) => `?documentId=${ids.d}`,
  'GET /projects/{p}/analysis/timeline': (ids) => `?themeId=${ids.th}`,
  'GET /projects/{p}/differences': (ids) => `?documentId=${ids.d}&coderId=${ids.userId}&coderId=${ids.t}&show=all`,
  'GET /projects/{p}/rechecks': (ids) => `?tagId=${ids.t}&documentId=${ids.d}`,
  'GET /projects/{p}/examples': (ids) => `?tagId=${ids.t}`,
  'GET /projects/{p}/annotations': (ids) =>
    `?documentId=${ids.d}&tagId=${ids.t}&authorId=${ids.userId}&themeId=${ids.th}`,
}

let routes: string[]
let victim: { projectId: string; ids: Ids }
let stranger: Caller
let attacker: Caller & { projectId: string }

beforeAll(async () => {
  routes = await projectRoutes()
  victim = await victims()
  stranger = await person(db, api, 'Stranger')
  const lead = await person(db, api, 'Attacker')
  attacker = { ...lead, projectId: (await lead.call('POST', '/projects', { name: 'Elsewhere' })).body.id }
})

describe('the wall between projects', () => {
  test('every route under a project has its row', () => {
    expect(routes.toSorted()).toEqual(Object.keys(table).toSorted())
  })

  test.each(Object.keys(table))('%s: a stranger sees nothing, learns nothing and changes nothing', async (route) => {
    await expectWall(stranger, route, victim.projectId)
  })

  test.each(Object.keys(table).filter((route) => /\{p\}.*\{/.test(route) || table[route]?.(dummy) !== undefined))(
    '%s: a lead of another project cannot reach in by ids',
    async (route) => {
      await expectWall(attacker, route, attacker.projectId)
    },
  )

  test('nobody gets through without signing in, and nothing tells a project that is there from one that is not', async () => {
    for (const p of [victim.projectId, newId(), 'not-an-id']) {
      expect((await api.request(`/api/v1/projects/${p}`)).status).toBe(401)
      const answer = await stranger.call('GET', `/projects/${p}`)
      expect(answer.status).toBe(404)
      const { requestId: _, ...body } = answer.body
      expect(body).toEqual({
        type: '/problems/not-found',
        title: 'There is nothing here',
        status: 404,
        code: 'not-found',
        detail: 'No such project, or it is not yours to see.',
        said: { key: 'refusals.notFound', values: { what: 'project' } },
      })
    }
  })
})

const dummy: Ids = {
  d: '',
  rev: '',
  t: '',
  a: '',
  th: '',
  at: '',
  i: '',
  userId: '',
  other: '',
  seq: '',
  kind: '',
  id: '',
  r: '',
  v: '',
  c: '',
  m: '',
  l: '',
  y: '',
  k: '',
  cp: '',
  pr: '',
}

async function expectWall(caller: Caller, route: string, projectId: string): Promise<void> {
  const [method = '', path = ''] = route.split(' ')
  const before = await fingerprint(victim.projectId)
  const filled = path.replace('{p}', projectId).replace(/\{(\w+)\}/g, (_, name: keyof Ids) => victim.ids[name])
  const answer = await caller.call(method, filled + (query[route]?.(victim.ids) ?? ''), table[route]?.(victim.ids))
  const harmless = caller === attacker && answer.status < 300 && !path.replace('{p}', '').includes('{')
  expect(harmless || [404, 422].includes(answer.status), `${route} answered ${answer.status}: ${answer.text}`).toBe(
    true,
  )
  if (caller === stranger) expect(answer.status).toBe(404)
  for (const word of Object.values(marked)) expect(answer.text).not.toContain(word)
  expect(await fingerprint(victim.projectId)).toBe(before)
}

async function projectRoutes(): Promise<string[]> {
  const response = await api.request('/api/v1/openapi.json')
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> }
  return Object.entries(paths).flatMap(([path, operations]) =>
    path.startsWith('/api/v1/projects/{p}')
      ? Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`)
      : [],
  )
}

async function victims() {
  const { lead, coder, projectId, path } = await team(db, api, ['coder'])
  await lead.call('PATCH', path, { name: marked.project })
  await db.user.update({ where: { id: coder.id }, data: { name: marked.person } })
  const { body: made } = await lead.call('POST', `${path}/documents`, {
    title: marked.document,
    text: `the ${marked.text} arts of the strait`,
  })
  const d = made.document.id
  const { body: tag, headers: tagged } = await lead.call('POST', `${path}/tags`, { name: marked.tag })
  const seq = tagged.get('x-event') ?? ''
  const { body: other } = await lead.call('POST', `${path}/tags`, { name: `${marked.tag} too` })
  const { body: theme } = await lead.call('POST', `${path}/themes`, { name: marked.theme, tagIds: [tag.id] })
  const { body: annotation } = await coder.call('POST', `${path}/annotations`, {
    documentId: d,
    start: 4,
    end: 14,
    tagIds: [tag.id],
    note: marked.note,
  })
  const { body: attribute } = await lead.call('POST', `${path}/attributes`, {
    key: 'genre',
    label: 'Genre',
    type: 'text',
  })
  const { body: round } = await lead.call('POST', `${path}/rounds`, {
    name: marked.round,
    documentIds: [d],
    coderIds: [coder.id],
    visibility: 'open',
  })
  const { body: judged } = await lead.call('POST', `${path}/rounds/${round.id}/verdicts`, {
    outcome: 'neither',
    documentId: d,
    items: [{ annotationId: annotation.id, version: 1 }],
    reason: marked.note,
  })
  const v = judged.ids?.[0]
  const { body: memo } = await coder.call('POST', `${path}/memos`, {
    subject: { type: 'document', id: d },
    title: marked.memo,
    visibility: 'shared',
  })
  const { body: link } = await coder.call('POST', `${path}/links`, {
    from: { type: 'annotation', id: annotation.id },
    to: { type: 'tag', id: tag.id },
    kind: marked.link,
  })
  const { body: kept } = await coder.call('POST', `${path}/queries`, { name: marked.query, query: `tag:#${tag.id}` })
  const { body: ofCase } = await lead.call('POST', `${path}/cases`, {
    name: marked.case,
    parts: [{ documentId: d, start: 4, end: 14 }],
  })
  const [part] = (await lead.call('GET', `${path}/cases/${ofCase.id}`)).body.parts
  const { body: comment } = await coder.call('POST', `${path}/comments`, {
    subject: { type: 'annotation', id: annotation.id },
    body: marked.comment,
  })
  await lead.call('POST', `${path}/tags/${tag.id}/examples`, { annotationId: annotation.id })
  const { body: proposal } = await coder.call('POST', `${path}/proposals`, { kind: 'create', name: marked.proposal })
  const { body: binned } = await lead.call('POST', `${path}/themes`, { name: `${marked.theme} in the bin`, tagIds: [] })
  await lead.call('DELETE', `${path}/themes/${binned.id}`)
  const { body: invitation } = await lead.call('POST', `${path}/invitations`, { role: 'reader' })
  expect([
    d,
    tag.id,
    other.id,
    theme.id,
    annotation.id,
    attribute.id,
    invitation.id,
    round.id,
    comment.id,
    binned.id,
    proposal.id,
  ]).not.toContain(undefined)
  expect(seq).toMatch(/^[1-9]/)
  return {
    projectId,
    ids: {
      d,
      rev: made.revision.id,
      t: tag.id,
      a: annotation.id,
      th: theme.id,
      at: attribute.id,
      i: invitation.id,
      userId: coder.id,
      other: other.id,
      seq,
      kind: 'theme',
      id: binned.id,
      r: round.id,
      v,
      c: comment.id,
      m: memo.id,
      l: link.id,
      y: kept.id,
      k: ofCase.id,
      cp: part.id,
      pr: proposal.id,
    },
  }
}

function csvForm(text: string): FormData {
  const form = new FormData()
  form.set('file', new File([text], 'codebook.csv', { type: 'text/csv' }))
  return form
}

/** Everything stored of a project, as one hash. */
async function fingerprint(projectId: string): Promise<string> {
  const tables = await db.$queryRaw<
    { name: string }[]
  >`SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'projectId' ORDER BY 1`
  expect(tables.length).toBeGreaterThan(10)
  const parts = [
    `SELECT 'Project' AS t, p::text AS r FROM "Project" p WHERE id = $1::uuid`,
    ...tables.map(({ name }) => `SELECT '${name}', x::text FROM "${name}" x WHERE "projectId" = $1::uuid`),
  ]
  const [row] = await db.$queryRawUnsafe<{ hash: string }[]>(
    `SELECT md5(string_agg(t || r, '|' ORDER BY t, r)) AS hash FROM (${parts.join(' UNION ALL ')}) all_rows`,
    projectId,
  )
  return row?.hash ?? 'nothing'
}
