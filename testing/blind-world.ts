import { expect } from 'vitest'
import type { Api } from '@/lib/api/http/context'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { person, team, type Answer, type Caller } from './team'

export interface Ids {
  d: string
  other: string
  /** Of the hidden document. */
  rev: string
  t: string
  into: string
  th: string
  r: string
  at: string
  ana: string
  ben: string
  /** Somebody’s annotation and event that are hidden: fixed beforehand, so that they can be asked for before they are there. */
  a: string
  seq: string
  /** A comment on it. */
  c: string
  m: string
  /** A link from what everybody sees to it. */
  l: string
  y: string
  /** A case of the document and of a passage of another. */
  k: string
  /** A tag made by somebody who codes blind; to a lead who does not it exists, and there nobody makes it. */
  made: string
  /** What they propose for the codebook. */
  pr: string
  /** An annotation of Ben’s that everybody sees. */
  bens: string
  /** One’s own annotation on the hidden document. */
  own: string
}

/**
 * How each route that reads is asked. A route that is not here fails a test below. What cannot lead to the work of others is said to be so, with the reason.
 */
export const reads: Record<string, ((ids: Ids) => string[]) | string> = {
  '/projects/{p}': () => [''],
  '/projects/{p}/members': () => [''],
  '/projects/{p}/invitations': () => [''],
  '/projects/{p}/names': () => ['?q=a', '?q=Sesquipedal', '?q=e&limit=50'],
  '/projects/{p}/search': () => ['?q=salt', '?q=a*&limit=1', '?q=e&mode=phrase'],
  '/projects/{p}/search/counts': () => ['?q=salt', '?q=e&mode=phrase'],
  '/projects/{p}/documents': () => ['', '?limit=1'],
  '/projects/{p}/documents/{d}': (ids) => [ids.d],
  '/projects/{p}/documents/{d}/text': (ids) => [ids.d],
  '/projects/{p}/documents/{d}/content': (ids) => [ids.d],
  '/projects/{p}/documents/{d}/annotations': (ids) => [ids.d],
  '/projects/{p}/documents/{d}/original': 'the file as it was uploaded',
  '/projects/{p}/documents/{d}/export': (ids) => [`${ids.d}?format=html`, `${ids.d}?format=html&authorId=${ids.ben}`],
  '/projects/{p}/documents/{d}/cases': (ids) => [ids.d, `${ids.d}?units=codepoint`],
  '/projects/{p}/documents/{d}/revisions': (ids) => [ids.d],
  '/projects/{p}/documents/{d}/revisions/compare': (ids) => [`${ids.d}?from=${ids.rev}&to=${ids.rev}`],
  '/projects/{p}/attributes': () => ['', '?subject=case'],
  '/projects/{p}/attributes/{at}': (ids) => [ids.at],
  '/projects/{p}/tags': () => [''],
  '/projects/{p}/tags/{t}': (ids) => [ids.t, ids.into, ids.made],
  '/projects/{p}/tags/{t}/excerpts': (ids) =>
    [
      '',
      '&groupBy=tag',
      '&groupBy=author',
      '&groupBy=attribute:genre',
      '&limit=1',
      `&authorId=${ids.ben}`,
      '&exact=true',
    ]
      .map((query) => `${ids.t}?${query.slice(1)}`)
      .concat(`${ids.made}?limit=1`),
  '/projects/{p}/tags/{t}/summary': (ids) => [ids.t, ids.made, `${ids.t}?exact=true`],
  '/projects/{p}/tags/{t}/merge': (ids) => [
    `${ids.made}?intoId=${ids.into}`,
    `${ids.t}?intoId=${ids.made}`,
    `${ids.t}?intoId=${ids.into}`,
    `${ids.into}?intoId=${ids.t}`,
  ],
  '/projects/{p}/rechecks': (ids) => ['', '?limit=1', `?tagId=${ids.t}`, `?tagId=${ids.made}`, `?documentId=${ids.d}`],
  '/projects/{p}/tags/{t}/changes': (ids) => [ids.t, ids.into, ids.made],
  '/projects/{p}/examples': (ids) => ['', '?limit=1', `?tagId=${ids.t}`, `?tagId=${ids.made}`],
  '/projects/{p}/proposals': () => ['', '?state=all', '?state=settled', '?limit=1'],
  '/projects/{p}/proposals/{pr}': (ids) => [ids.pr],
  '/projects/{p}/codebook/export': () => ['?format=csv', '?format=html'],
  '/projects/{p}/annotations': (ids) => [
    '',
    '?order=created',
    '?order=document',
    '?limit=1',
    '?total=false',
    '?units=codepoint',
    `?documentId=${ids.d}`,
    `?documentId=${ids.d}&limit=1`,
    `?tagId=${ids.t}`,
    `?tagId=${ids.t}&exact=true`,
    `?alsoTagId=${ids.into}`,
    `?tagId=${ids.made}`,
    `?alsoTagId=${ids.made}`,
    `?themeId=${ids.th}`,
    `?authorId=${ids.ben}`,
    '?visibility=shared',
    '?layer=coder',
    `?roundId=${ids.r}`,
    '?from=2020-01-01',
    '?to=2030-01-01',
    '?q=sesquipedal',
    '?q=village',
    '?untagged=true',
    '?starred=true',
    '?starred=false',
    '?secondOpinion=true',
    `?caseId=${ids.k}`,
    '?orphaned=true',
    '?orphaned=false',
    ...[
      `OVERLAPS tag:#${ids.t}`,
      'NOT OVERLAPS tag:Brine',
      `tag:Water NOT INSIDE by:Ben`,
      `ENCLOSES tag:#${ids.made}`,
      'WITHIN 9 SENTENCES OF (is:untagged OR note:sesquipedal)',
      'FOLLOWED WITHIN 1 PARAGRAPH BY is:starred',
      'PRECEDED BY by:Ben',
      'SAME DOCUMENT AS (by:Ben certainty=1)',
      'SAME @genre AS by:Ben',
      'query:Near',
      'tag:Sesquipedalian',
      // Within another relation each is asked of many passages.
      'PRECEDED BY (OVERLAPS by:Ben)',
      'OVERLAPS (tag:Water NOT INSIDE tag:Brine)',
      'INSIDE (WITHIN 2 SENTENCES OF by:Ben)',
      'SAME DOCUMENT AS (FOLLOWED BY note:sesquipedal)',
    ].map((query) => `?query=${encodeURIComponent(query)}`),
  ],
  '/projects/{p}/excerpts/summary': (ids) => ['', `?authorId=${ids.ben}`, '?query=is:untagged'],
  '/projects/{p}/queries': () => [''],
  '/projects/{p}/queries/{y}': (ids) => [ids.y],
  '/projects/{p}/annotations/{a}': (ids) => [ids.a, ids.own, `${ids.a}?units=codepoint`],
  '/projects/{p}/annotations/{a}/candidates': (ids) => [ids.a, ids.own],
  '/projects/{p}/themes': () => [''],
  '/projects/{p}/themes/{th}': (ids) => [ids.th],
  '/projects/{p}/themes/{th}/excerpts': (ids) =>
    [
      '',
      '&groupBy=tag',
      '&groupBy=author',
      '&groupBy=attribute:genre',
      '&limit=1',
      `&authorId=${ids.ben}`,
      '&starred=true',
    ].map((query) => `${ids.th}?${query.slice(1)}`),
  '/projects/{p}/themes/{th}/summary': (ids) => [ids.th],
  '/projects/{p}/rounds': () => [''],
  '/projects/{p}/rounds/{r}': (ids) => [ids.r],
  '/projects/{p}/rounds/{r}/figures': (ids) => [ids.r],
  '/projects/{p}/agreement': (ids) => [
    '?measure=all',
    `?measure=all&roundId=${ids.r}`,
    `?documentIds=${ids.d}&unit=sentence`,
    `?coderIds=${ids.ben}`,
    `?tagIds=${ids.t}&unit=excerpt`,
    `?tagIds=${ids.made}`,
    `?roundId=${ids.r}&unit=paragraph&whiteSpace=excluded`,
  ],
  '/projects/{p}/agreement/confusion': (ids) => ['', `?roundId=${ids.r}`, `?documentIds=${ids.d}`],
  '/projects/{p}/agreement/passages': (ids) =>
    ['', `&roundId=${ids.r}`].flatMap((query) => [
      `?row=${ids.t}&column=none${query}`,
      `?row=${ids.into}&column=${ids.t}${query}`,
      `?row=none&column=none${query}`,
    ]),
  '/projects/{p}/agreement/export': (ids) => [`?format=csv&measure=all&roundId=${ids.r}`, '?format=xlsx&measure=all'],
  '/projects/{p}/analysis/tag-document': (ids) => [
    '',
    '?withBelow=true',
    '?format=csv&layout=tidy',
    `?tagId=${ids.t}`,
    `?tagId=${ids.made}`,
    `?documentId=${ids.d}`,
    '?layer=consensus',
  ],
  '/projects/{p}/analysis/tag-author': (ids) => ['', '?format=csv', '?layer=consensus', `?roundId=${ids.r}`],
  '/projects/{p}/analysis/tag-attribute': () => ['?attributeKey=genre', '?attributeKey=nothing'],
  '/projects/{p}/analysis/timeline': () => ['', '?by=month'],
  '/projects/{p}/analysis/words': (ids) => ['', `?documentId=${ids.d}&stopWords=true`],
  '/projects/{p}/analysis/cooccurrence': () =>
    ['passage', 'paragraph', 'document'].flatMap((within) => [
      `?within=${within}`,
      `?within=${within}&sameAuthor=true&format=csv`,
    ]),
  '/projects/{p}/analysis/cooccurrence/excerpts': (ids) =>
    ['passage', 'paragraph', 'document'].map((within) => `?row=${ids.t}&column=${ids.into}&within=${within}`),
  '/projects/{p}/excerpts': (ids) => [
    '',
    `?tagId=${ids.t}&exact=true`,
    `?tagId=${ids.made}`,
    `?authorId=${ids.ben}`,
    '?groupBy=tag',
    '?attribute=genre%3D',
    '?period=date%3D',
    '?dated=2014',
    '?orphaned=false',
    '?groupBy=author',
    `?query=OVERLAPS%20by:%23${ids.ben}`,
  ],
  '/projects/{p}/analysis/saturation': () => ['', '?format=csv'],
  '/projects/{p}/documents/{d}/differences': (ids) => [
    ids.d,
    `${ids.d}?roundId=${ids.r}`,
    `${ids.d}?coderIds=${ids.ben}`,
  ],
  '/projects/{p}/rounds/{r}/differences': (ids) =>
    ['', 'show=all', 'order=agreement', `documentId=${ids.d}`, 'total=false'].map((query) => `${ids.r}?${query}`),
  '/projects/{p}/differences': (ids) =>
    ['differences', 'all', 'unanimous'].map(
      (show) => `?documentId=${ids.d}&coderId=${ids.ben}&coderId=${ids.ana}&show=${show}`,
    ),
  '/projects/{p}/verdicts': (ids) => ['', '?mine=true', '?emptied=true', `?documentId=${ids.d}`, `?roundId=${ids.r}`],
  '/projects/{p}/tasks': (ids) => ['', `?documentId=${ids.d}`],
  '/projects/{p}/comments': (ids) => [
    '',
    '?order=thread',
    '?limit=1',
    '?replies=false',
    '?state=open',
    `?documentId=${ids.d}`,
    `?subjectType=annotation&subjectId=${ids.a}`,
    `?subjectType=tag&subjectId=${ids.made}`,
    `?authorId=${ids.ben}`,
    `?threadId=${ids.c}`,
  ],
  '/projects/{p}/memos': (ids) => [
    '',
    '?order=oldest',
    '?limit=1',
    '?q=sesquipedal',
    '?subjectType=project',
    `?documentId=${ids.d}`,
    `?subjectType=annotation&subjectId=${ids.a}`,
    `?subjectType=tag&subjectId=${ids.made}`,
    `?authorId=${ids.ben}`,
  ],
  '/projects/{p}/cases': (ids) => ['', '?limit=1', `?documentId=${ids.d}`, '?q=fish'],
  '/projects/{p}/cases/{k}': (ids) => [ids.k, `${ids.k}?units=codepoint`],
  '/projects/{p}/memos/counts': (ids) => [
    '',
    `?documentId=${ids.d}`,
    `?subjectType=annotation&subjectId=${ids.a}`,
    `?subjectType=tag&subjectId=${ids.made}`,
  ],
  '/projects/{p}/memos/{m}': (ids) => [ids.m],
  '/projects/{p}/links': (ids) => [
    '',
    '?order=oldest',
    '?limit=1',
    '?kind=sesquipedal',
    `?documentId=${ids.d}`,
    `?documentId=${ids.other}`,
    `?annotationId=${ids.a}`,
    `?annotationId=${ids.bens}`,
    `?tagId=${ids.t}`,
    `?tagId=${ids.made}`,
    `?authorId=${ids.ben}`,
  ],
  '/projects/{p}/links/kinds': () => [''],
  '/projects/{p}/links/{l}': (ids) => [ids.l, `${ids.l}?units=codepoint`],
  '/projects/{p}/comments/{c}': (ids) => [ids.c],
  '/projects/{p}/comments/{c}/edits': (ids) => [ids.c],
  '/me/notifications': () => ['', '?unread=true', '?unread=false', '?limit=1'],
  '/projects/{p}/events': (ids) => [
    '?limit=500',
    '?after=1',
    '?order=newest',
    `?order=newest&actorId=${ids.ben}`,
    '?order=newest&kind=annotation',
    '?order=newest&kind=round',
    '?order=newest&kind=tag',
    '?order=newest&kind=proposal',
    '?order=newest&limit=1',
  ],
  '/projects/{p}/bin': () => [
    '',
    '?kind=annotation',
    '?kind=memo',
    '?kind=link',
    '?kind=document',
    '?kind=tag',
    '?limit=1',
  ],
  '/projects/{p}/events/{seq}/revert': () => ['1', '2', '999999999'],
  '/projects/{p}/jobs': () => [''],
  '/projects/{p}/export': (ids) => [
    ...['excerpts', 'annotations', 'codebook', 'documents', 'history'].flatMap((what) =>
      ['csv', 'json', 'md', 'jsonld'].map((format) => `?what=${what}&format=${format}`),
    ),
    ...[
      `documentId=${ids.d}`,
      `authorId=${ids.ben}`,
      `roundId=${ids.r}`,
      'kind=annotation',
      'kind=round',
      'from=2020-01-01',
    ].map((filter) => `?what=history&format=json&${filter}`),
    '?what=project&format=zip',
  ],
}

export interface World {
  lead: Caller
  ana: Caller
  ben: Caller
  reviewer: Caller
  reader: Caller
  path: string
  ids: Ids
}

export async function made(db: Database, api: Api, visibility: string): Promise<World> {
  const { lead, coder: ana, reviewer, reader, projectId, path } = await team(db, api, ['coder', 'reviewer', 'reader'])
  const ben = await person(db, api, 'Ben')
  await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' }, select: { role: true } })
  const text = 'Salt came into the wells before the sea did, and nobody in the village wrote it down.'
  const [
    {
      document: { id: d },
      revision: { id: rev },
    },
    {
      document: { id: other },
    },
  ] = [
    (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body,
    (await lead.call('POST', `${path}/documents`, { title: 'Harbour', text })).body,
  ]
  const t = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  const into = (await lead.call('POST', `${path}/tags`, { name: 'Brine' })).body.id
  const th = (await lead.call('POST', `${path}/themes`, { name: 'Salt', tagIds: [t, into] })).body.id
  const at = (await lead.call('POST', `${path}/attributes`, { key: 'genre', label: 'Genre', type: 'text' })).body.id
  const r = (
    await lead.call('POST', `${path}/rounds`, {
      name: 'First',
      documentIds: [d],
      coderIds: [ana.id, ben.id],
      visibility,
    })
  ).body.id
  const own = (await ana.call('POST', `${path}/annotations`, { documentId: d, start: 0, end: 4, tagIds: [t] })).body.id
  // What the tag means changes after she coded: she looks again, and is asked no more and no less by what the others do.
  expect((await lead.call('PATCH', `${path}/tags/${t}`, { definition: 'Any water' })).status).toBe(200)
  const kept = { name: 'Near', query: `WITHIN 0 PARAGRAPHS OF (tag:#${t} by:#${ben.id})` }
  const k = (
    await lead.call('POST', `${path}/cases`, {
      name: 'Fishers',
      parts: [{ documentId: d, start: 0, end: 9 }, { documentId: other }],
    })
  ).body.id
  await lead.call('POST', `${path}/cases`, { name: 'All', parts: [{ documentId: d }] })
  const y = (await lead.call('POST', `${path}/queries`, kept)).body.id
  // Elsewhere colleagues may be seen: what is hidden is this document’s round.
  const bens = (await ben.call('POST', `${path}/annotations`, { documentId: other, start: 5, end: 9, tagIds: [t] }))
    .body.id
  return {
    lead,
    ana,
    ben,
    reviewer,
    reader,
    path,
    ids: {
      d,
      other,
      rev,
      t,
      into,
      th,
      r,
      at,
      ana: ana.id,
      ben: ben.id,
      a: newId(),
      seq: '0',
      c: newId(),
      m: newId(),
      l: newId(),
      y,
      k,
      made: newId(),
      pr: newId(),
      own,
      bens,
    },
  }
}

/** What Ben does on the document that the round is about, and to the codebook where it is hidden: everything that leaves a row, an event or a count. */
export async function work(db: Database, { ben, path, ids }: World, hidesTags: boolean): Promise<void> {
  const done = [
    await ben.call('POST', `${path}/annotations`, {
      id: ids.a,
      documentId: ids.d,
      start: 14,
      end: 23,
      tagIds: [ids.t, ids.into],
      note: 'sesquipedal',
      certainty: 1,
      secondOpinion: true,
    }),
    await ben.call('POST', `${path}/annotations`, { documentId: ids.d, start: 24, end: 43, tagIds: [] }),
    await ben.call('POST', `${path}/annotations`, {
      documentId: ids.d,
      start: 24,
      end: 43,
      tagIds: [ids.t],
      visibility: 'private',
    }),
    await ben.call('PATCH', `${path}/annotations/${ids.a}`, { starred: true }),
    await ben.call('PATCH', `${path}/annotations/${ids.a}`, { version: 1, end: 30 }),
    await ben.call('POST', `${path}/annotations/bulk`, {
      action: 'create',
      items: [{ documentId: ids.d, start: 0, end: 9, tagIds: [ids.into], note: 'sesquipedal too' }],
    }),
  ]
  done.push(await ben.call('POST', `${path}/tags/${ids.into}/examples`, { annotationId: ids.a }))
  const everybody = await db.membership.findMany({
    where: { projectId: path.split('/')[2] ?? '' },
    select: { userId: true },
  })
  const mentions = everybody.map(({ userId }) => ({ type: 'mention', attrs: { id: userId, label: '' } }))
  const subject = { type: 'annotation', id: ids.a }
  done.push(
    await ben.call('POST', `${path}/comments`, {
      id: ids.c,
      subject,
      body: { type: 'doc', content: [{ type: 'paragraph', content: mentions }] },
    }),
  )
  done.push(await ben.call('POST', `${path}/comments`, { subject, body: 'Sesquipedal, is it not?', parentId: ids.c }))
  done.push(
    await ben.call('PATCH', `${path}/comments/${ids.c}`, {
      body: {
        type: 'doc',
        content: [{ type: 'paragraph', content: [...mentions, { type: 'text', text: ' sesquipedal' }] }],
      },
    }),
  )
  done.push(
    await ben.call('POST', `${path}/memos`, { id: ids.m, subject, title: 'Sesquipedal', visibility: 'shared' }),
    await ben.call('PATCH', `${path}/memos/${ids.m}`, { title: 'Sesquipedal still' }),
    await ben.call('POST', `${path}/memos`, {
      subject: { type: 'document', id: ids.d },
      title: 'Sesquipedal on all of it, for himself',
    }),
    await ben.call('POST', `${path}/memos`, { title: 'Sesquipedal, for himself' }),
  )
  const passage = { type: 'annotation', id: ids.bens }
  done.push(
    await ben.call('POST', `${path}/links`, { id: ids.l, from: passage, to: subject, kind: 'Sesquipedal' }),
    await ben.call('PATCH', `${path}/links/${ids.l}`, { note: 'Sesquipedal indeed' }),
    await ben.call('POST', `${path}/links`, { from: subject, to: { type: 'tag', id: ids.t }, kind: 'Sesquipedal' }),
  )
  if (hidesTags) done.push(...(await tagWork(ben, path, ids)))
  const gone = (
    await ben.call('POST', `${path}/annotations`, { documentId: ids.d, start: 50, end: 60, tagIds: [ids.t] })
  ).body.id
  done.push(await ben.call('DELETE', `${path}/annotations/${gone}`))
  for (const { status, text } of done) expect([200, 201, 204], text).toContain(status)
}

async function tagWork(ben: Caller, path: string, { d, t, made, pr, bens }: Ids): Promise<Answer[]> {
  const form = new FormData()
  form.set('file', new File(['name,definition\nSesquipedal again,Long\n'], 'codebook.csv', { type: 'text/csv' }))
  const binned = (await ben.call('POST', `${path}/tags`, { name: 'Sesquipedal in the bin' })).body.id
  return [
    await ben.call('POST', `${path}/tags`, { id: made, name: 'Sesquipedal', position: 0 }),
    await ben.call('PATCH', `${path}/tags/${made}`, { definition: 'Sesquipedal words' }),
    await ben.call('POST', `${path}/proposals`, {
      id: pr,
      kind: 'change',
      tagId: t,
      definition: 'Sesquipedal water',
      reason: 'Sesquipedal',
    }),
    await ben.call(
      'DELETE',
      `${path}/proposals/${(await ben.call('POST', `${path}/proposals`, { kind: 'create', name: 'Sesquipedal proposal', parentId: made })).body.id}`,
    ),
    await ben.call('DELETE', `${path}/tags/${binned}`),
    await ben.call('POST', `${path}/codebook/import`, form),
    await ben.call('POST', `${path}/tags/${t}/split`, { names: ['Sesquipedal part'], assign: [] }),
    await ben.call('POST', `${path}/annotations`, { documentId: d, start: 5, end: 9, tagIds: [made] }),
    await ben.call('POST', `${path}/tags/${made}/examples`, { annotationId: bens, kind: 'counter' }),
    await ben.call('POST', `${path}/comments`, { subject: { type: 'tag', id: made }, body: 'Sesquipedal?' }),
    await ben.call('POST', `${path}/memos`, {
      subject: { type: 'tag', id: made },
      title: 'Sesquipedal?',
      visibility: 'shared',
    }),
    await ben.call('POST', `${path}/links`, {
      from: { type: 'tag', id: t },
      to: { type: 'tag', id: made },
      kind: 'Sesquipedal',
    }),
    await ben.call('POST', `${path}/links`, {
      from: { type: 'annotation', id: bens },
      to: { type: 'tag', id: made },
      kind: 'Sesquipedal',
      direction: 'none',
    }),
  ]
}

export const submit = ({ path, ids }: World, who: Caller) =>
  who.call('POST', `${path}/rounds/${ids.r}/submit`, { documentId: ids.d })

/** Every read, as its route and the address to ask. */
export function questions({ path, ids }: Pick<World, 'path' | 'ids'>): { route: string; address: string }[] {
  return Object.entries(reads).flatMap(([route, ask]) =>
    // The last parameter of the path comes with the query, the project from the world.
    typeof ask === 'string'
      ? []
      : ask(ids).map((asked) => ({
          route,
          address:
            route.replace('/projects/{p}', path).replace(/\{\w+\}/, () => asked.split('?')[0] ?? '') +
            (asked.includes('?') ? `?${asked.split('?')[1]}` : ''),
        })),
  )
}

/** Every read, answered. States of tasks are left out for those who may see how far everybody is: that is progress, and no content. */
export async function walk(world: World, caller: Caller): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const { route, address } of questions(world)) {
    const answer = await caller.call('GET', address)
    expect([200, 403, 404, 409, 422], `${address}: ${answer.text}`).toContain(answer.status)
    if (answer.status === 200 && route.includes('/tasks') === false && Array.isArray(answer.body?.tasks))
      for (const task of answer.body.tasks) if (task.coderId !== caller.id) delete task.state
    answers.set(address, letters(answer))
  }
  return answers
}

/** All that an answer says. The number of a request is its own, and the headers say what the server knows: entity tags, lengths. */
export function letters({ status, body, text, headers }: Answer): string {
  const told = Object.fromEntries([...headers].filter(([name]) => name !== 'x-request-id' && name !== 'date'))
  if (body !== null && typeof body === 'object') delete body.requestId
  return JSON.stringify([status, body ?? text, told])
}
