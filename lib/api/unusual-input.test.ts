import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

// What no person types and every scanner sends. None of it is a fault of ours, so none of it may be answered as one.

const { db } = await freshDatabase()
const api = apiOn(db)
const nul = 'be\u0000fore'
const half = 'half \ud83d of a pair'
const huge = 2 ** 40
const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

let lead: Caller,
  path: string,
  d: string,
  rev: string,
  t: string,
  a: string,
  th: string,
  at: string,
  c: string,
  r: string

beforeAll(async () => {
  ;({ lead, path } = await team(db, api, []))
  const made = (
    await lead.call('POST', `${path}/documents`, {
      title: 'Wells',
      text: 'Salt came into the wells before the sea did.',
    })
  ).body
  ;[d, rev] = [made.document.id, made.revision.id]
  t = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  th = (await lead.call('POST', `${path}/themes`, { name: 'Salt', tagIds: [t] })).body.id
  at = (await lead.call('POST', `${path}/attributes`, { key: 'genre', label: 'Genre', type: 'text' })).body.id
  a = (await lead.call('POST', `${path}/annotations`, { documentId: d, start: 0, end: 4, tagIds: [t] })).body.id
  c = (await lead.call('POST', `${path}/comments`, { subject: { type: 'annotation', id: a }, body: 'And?' })).body.id
  r = (
    await lead.call('POST', `${path}/rounds`, {
      name: 'First',
      documentIds: [d],
      coderIds: [lead.id],
      visibility: 'open',
    })
  ).body.id
})

const cursor = (...key: unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url')

const writes = (): [string, string, unknown][] =>
  [nul, half, '\u2028\u2029', '__proto__', '\ufdd0\uffff'].flatMap((odd): [string, string, unknown][] => [
    ['PATCH', path, { name: odd }],
    ['PATCH', path, { description: odd }],
    ['POST', `${path}/tags`, { name: odd }],
    ['POST', `${path}/tags`, { name: `n ${Math.random()}`, definition: odd }],
    ['PATCH', `${path}/tags/${t}`, { useWhen: odd }],
    ['POST', `${path}/tags/${t}/split`, { names: ['x'], assign: [{ annotationId: a, name: odd }] }],
    ['POST', `${path}/themes`, { name: odd }],
    [
      'PATCH',
      `${path}/themes/${th}`,
      { narrative: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: odd }] }] } },
    ],
    ['PATCH', `${path}/themes/${th}`, { narrative: { [odd]: odd } }],
    ['POST', `${path}/annotations`, { documentId: d, start: 0, end: 4, note: odd }],
    ['POST', `${path}/annotations`, { documentId: d, start: 0, end: 4, quote: odd }],
    ['PATCH', `${path}/annotations/${a}`, { note: odd }],
    ['POST', `${path}/annotations/bulk`, { action: 'create', items: [{ documentId: d, start: 0, end: 4, note: odd }] }],
    ['PATCH', `${path}/documents/${d}`, { title: odd }],
    ['PATCH', `${path}/documents/${d}`, { language: odd }],
    ['PATCH', `${path}/documents/${d}`, { attributes: { genre: odd } }],
    ['PATCH', `${path}/documents/${d}`, { attributes: { [odd]: 'x' } }],
    ['POST', `${path}/documents`, { title: odd, text: 'x' }],
    ['POST', `${path}/documents`, { text: odd }],
    ['POST', `${path}/documents`, { html: `<p>${odd}</p>` }],
    ['POST', `${path}/documents`, { markdown: odd, language: odd }],
    ['POST', `${path}/documents`, { text: 'x', attributes: { [odd]: odd } }],
    [
      'POST',
      `${path}/documents/${d}/revisions`,
      {
        baseRevisionId: rev,
        content: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: odd }] }] },
      },
    ],
    ['POST', `${path}/attributes`, { key: 'k', label: odd, type: 'choice', choices: [odd] }],
    ['PATCH', `${path}/attributes/${at}`, { choices: [odd] }],
    ['POST', `${path}/comments`, { subject: { type: 'annotation', id: a }, body: odd }],
    ['POST', `${path}/comments`, { subject: { type: 'stretch', id: d, start: 0, end: 4, quote: odd }, body: 'x' }],
    [
      'PATCH',
      `${path}/comments/${c}`,
      {
        body: {
          type: 'doc',
          content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: lead.id, label: odd } }] }],
        },
      },
    ],
    [
      'POST',
      `${path}/rounds`,
      { name: odd, instructions: odd, documentIds: [d], coderIds: [lead.id], visibility: 'open' },
    ],
    ['POST', `${path}/rounds`, { name: 'x', coderIds: [lead.id], visibility: 'open', sample: { seed: odd, count: 1 } }],
    ['POST', `${path}/invitations`, { role: odd }],
    ['POST', `${path}/invitations`, { role: 'coder', email: `${odd}@example.org` }],
    ['PATCH', '/me', { name: odd }],
    ['POST', '/me/tokens', { name: odd, scope: 'read' }],
    ['POST', '/me/password', { current: odd, password: odd.padEnd(12) }],
    ['POST', '/setup', { code: odd, name: odd, email: 'a@example.org', password: odd.padEnd(12) }],
    ['POST', `/resets/${encodeURIComponent(odd.replace(/[\ud800-\udfff]/g, ''))}`, { password: odd.padEnd(12) }],
    [
      'POST',
      `/invitations/${encodeURIComponent(odd.replace(/[\ud800-\udfff]/g, ''))}/accept`,
      { name: odd, email: 'a@example.org', password: odd.padEnd(12) },
    ],
    ['POST', '/projects', { name: odd }],
  ])

const numbers = (): [string, string, unknown][] =>
  [huge, -1, 2 ** 31, Number.MAX_SAFE_INTEGER, 0.5].flatMap((odd): [string, string, unknown][] => [
    ['PATCH', path, { version: odd, name: 'x' }],
    ['PATCH', `${path}/tags/${t}`, { version: odd, name: 'x' }],
    ['PATCH', `${path}/tags/${t}`, { position: odd }],
    ['POST', `${path}/tags`, { name: `p ${odd}`, position: odd }],
    ['PATCH', `${path}/themes/${th}`, { version: odd, name: 'x' }],
    ['PATCH', `${path}/themes/${th}`, { position: odd }],
    ['PATCH', `${path}/attributes/${at}`, { version: odd, label: 'x' }],
    ['PATCH', `${path}/attributes/${at}`, { position: odd }],
    ['PATCH', `${path}/documents/${d}`, { version: odd, title: 'x' }],
    ['PATCH', `${path}/annotations/${a}`, { version: odd, note: 'x' }],
    ['PATCH', `${path}/annotations/${a}`, { start: odd, end: odd }],
    ['PATCH', `${path}/annotations/${a}?units=codepoint`, { start: odd, end: odd }],
    ['POST', `${path}/annotations`, { documentId: d, start: odd, end: odd }],
    ['POST', `${path}/annotations?units=codepoint`, { documentId: d, start: odd, end: odd }],
    ['PATCH', `${path}/comments/${c}`, { version: odd, body: 'x' }],
    ['POST', `${path}/comments`, { subject: { type: 'stretch', id: d, start: odd, end: odd }, body: 'x' }],
    ['PATCH', `${path}/rounds/${r}`, { version: odd, name: 'x' }],
    [
      'POST',
      `${path}/rounds`,
      {
        name: 'x',
        documentIds: [d],
        coderIds: [lead.id],
        visibility: 'open',
        passages: [{ documentId: d, start: odd, end: odd }],
      },
    ],
    [
      'POST',
      `${path}/rounds/${r}/verdicts`,
      { outcome: 'neither', documentId: d, items: [{ annotationId: a, version: odd }] },
    ],
    ['POST', `${path}/tags/${t}/merge`, { intoId: t, version: odd }],
    ['POST', `${path}/presence`, { pageId: d, documentId: d, offset: odd }],
    ['PATCH', `${path}/documents/${d}`, { attributes: { genre: odd } }],
  ])

const reads = (): string[] =>
  [
    '%00',
    'a%00b',
    '%ED%A0%80',
    '%FF',
    '-1',
    '1e400',
    'NaN',
    '9007199254740993',
    '99999999999999999999',
    '__proto__',
    '%E2%80%AE',
  ].flatMap((odd) => [
    ...['q', 'attribute', 'cursor', 'limit', 'documentId', 'from', 'dated', 'units', 'order', 'tagId'].map(
      (name) => `${path}/annotations?${name}=${odd}`,
    ),
    `${path}/annotations?attribute=${odd}%3D${odd}`,
    `${path}/annotations/${odd}`,
    `${path}/themes/${th}/excerpts?groupBy=attribute:${odd}`,
    ...['after', 'before', 'actorId', 'kind', 'from', 'limit'].map(
      (name) => `${path}/events?order=newest&${name}=${odd}`,
    ),
    `${path}/events?after=${odd}`,
    `${path}/events/${odd}/revert`,
    `${path}/bin?cursor=${odd}`,
    `${path}/export?what=${odd}&format=${odd}`,
    `${path}/export?what=excerpts&format=csv&q=${odd}`,
    `${path}/export?what=excerpts&format=docx&attribute=${odd}%3D${odd}`,
    `${path}/agreement?measure=${odd}`,
    `${path}/agreement?level=${odd}`,
    `${path}/agreement?seed=${odd}`,
    `${path}/agreement?coderIds=${odd}`,
    `${path}/comments?threadId=${odd}`,
    `/me/notifications?cursor=${odd}`,
    `/projects/${odd}`,
  ])

const cursors = (): string[] =>
  [
    '-271821-04-20T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '-4713-01-01',
    '1',
    'Thu, 01 Jan 1970 00:00:00 GMT',
  ].flatMap((time) =>
    [
      `${path}/annotations?order=created&`,
      `${path}/bin?`,
      `${path}/comments?`,
      `${path}/rounds?`,
      `${path}/verdicts?`,
      '/me/notifications?',
    ].map((address) => `${address}cursor=${cursor(time, newId())}`),
  )

const textCursors = (): string[] =>
  [nul, half, '\ufdd0', 'x'.repeat(1000)].flatMap((text) => [
    ...[`${path}/documents?`, `${path}/members?`, '/projects?'].map(
      (address) => `${address}cursor=${cursor(text, newId())}`,
    ),
    `${path}/themes/${th}/excerpts?groupBy=author&cursor=${cursor(0, text, text, newId(), 0, newId())}`,
    `${path}/themes/${th}/excerpts?groupBy=tag&cursor=${cursor(2 ** 31 - 1, text, text, newId(), -5, newId())}`,
    `${path}/tasks?cursor=${cursor(text, text, newId(), newId())}`,
  ])

async function failures(asked: [string, string, unknown][]): Promise<string[]> {
  const told = []
  for (const [method, address, body] of asked) {
    const answer = await lead.call(method, address, body)
    if (answer.status >= 500) told.push(`${method} ${address} ${JSON.stringify(body)?.slice(0, 120)}: ${answer.status}`)
  }
  return told
}

test('no text is a fault of the server', async () => {
  expect(await failures(writes())).toEqual([])
})

test('no number is a fault of the server', async () => {
  expect(await failures(numbers())).toEqual([])
})

test('no address is a fault of the server', async () => {
  expect(
    await failures([...reads(), ...cursors(), ...textCursors()].map((address) => ['GET', address, undefined])),
  ).toEqual([])
})

test('no day is a fault of the server, in whatever zone it begins', async () => {
  const asked = ['0001-01-01', '9999-12-31'].flatMap((day) =>
    ['Etc/GMT-14', 'Etc/GMT+12'].flatMap((zone) =>
      ['from', 'to'].flatMap((side) =>
        [
          'annotations?',
          ...[`tags/${t}`, `themes/${th}`].flatMap((one) => [`${one}/excerpts?`, `${one}/summary?`]),
          'export?what=excerpts&format=csv&',
        ].map((address) => `${path}/${address}${side}=${day}&timeZone=${encodeURIComponent(zone)}`),
      ),
    ),
  )
  for (const address of asked) expect([address, (await lead.call('GET', address)).status]).toEqual([address, 200])
})

test('no tree brings an address that importers would drop, and any other comes back as it was sent', async () => {
  const linked = (attrs: object) => ({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Wells', marks: [{ type: 'link', attrs }] }] }],
  })
  const pictured = (src: string) => ({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'image', attrs: { alt: '', src } }] }],
  })
  const { document, revision } = (await lead.call('POST', `${path}/documents`, { title: 'Links', text: 'Wells' })).body
  let baseRevisionId = revision.id
  const correct = (content: object) =>
    lead.call('POST', `${path}/documents/${document.id}/revisions`, { baseRevisionId, content })
  const narrate = (narrative: object) => lead.call('PATCH', `${path}/themes/${th}`, { narrative })
  for (const href of [
    'javascript:alert(1)',
    ' JaVaScRiPt:x',
    'java\nscript:x',
    'data:text/html,x',
    '//e.org',
    'file:///x',
  ])
    for (const answer of [await correct(linked({ href })), await narrate(linked({ href }))])
      expect([answer.status, href]).toEqual([422, href])
  for (const src of ['http://example.org/x.png', 'data:image/svg+xml;base64,PHN2Zz4='])
    for (const answer of [await correct(pictured(src)), await narrate(pictured(src))])
      expect([answer.status, src]).toEqual([422, src])
  const quoted = { subject: { type: 'annotation', id: a }, body: linked({ href: 'javascript:alert(1)' }) }
  expect((await lead.call('POST', `${path}/comments`, quoted)).status).toBe(422)
  for (const href of ['https://example.org/', 'mailto:a@example.org']) {
    const answer = await correct(linked({ href }))
    expect([answer.status, (await narrate(linked({ href }))).status]).toEqual([201, 200])
    baseRevisionId = answer.body.revision.id
    expect((await lead.call('GET', `${path}/documents/${document.id}/content`)).text).toContain(href)
  }
})

test('no depth is a fault of the server', async () => {
  const bodies = [20, 200, 5_000, 100_000].flatMap((levels): [string, string, string][] => [
    ['PATCH', `${path}/themes/${th}`, `{"narrative":${deep(levels)}}`],
    ['PATCH', path, `{"settings":${deep(levels)}}`],
    ['POST', `${path}/documents/${d}/revisions`, `{"baseRevisionId":"${rev}","content":${deep(levels)}}`],
    ['POST', `${path}/comments`, `{"subject":{"type":"annotation","id":"${a}"},"body":${deep(levels)}}`],
    ['POST', `${path}/documents`, `{"text":"x","attributes":${deep(levels)}}`],
  ])
  expect(await failures(bodies)).toEqual([])
})

test('no id that is taken is a fault of the server', async () => {
  const gone = (await lead.call('POST', `${path}/annotations`, { documentId: d, start: 5, end: 9 })).body.id
  await lead.call('DELETE', `${path}/annotations/${gone}`)
  const [tag, theme] = [
    (await lead.call('POST', `${path}/tags`, { name: 'Gone' })).body.id,
    (await lead.call('POST', `${path}/themes`, { name: 'Gone' })).body.id,
  ]
  await lead.call('DELETE', `${path}/tags/${tag}`)
  await lead.call('DELETE', `${path}/themes/${theme}`)
  const document = (await lead.call('POST', `${path}/documents`, { title: 'Gone', text: 'x' })).body.document.id
  await lead.call('DELETE', `${path}/documents/${document}`)
  const round = (
    await lead.call('POST', `${path}/rounds`, {
      name: 'Gone',
      documentIds: [d],
      coderIds: [lead.id],
      visibility: 'open',
    })
  ).body.id
  await lead.call('DELETE', `${path}/rounds/${round}`)
  const twice = newId()
  expect(
    await failures([
      ['POST', `${path}/annotations`, { id: gone, documentId: d, start: 5, end: 9 }],
      [
        'POST',
        `${path}/annotations/bulk`,
        { action: 'create', items: [{ id: gone, documentId: d, start: 5, end: 9 }] },
      ],
      [
        'POST',
        `${path}/annotations/bulk`,
        {
          action: 'create',
          items: [
            { id: twice, documentId: d, start: 5, end: 9 },
            { id: twice, documentId: d, start: 5, end: 9 },
          ],
        },
      ],
      ['POST', `${path}/tags`, { id: tag, name: 'Again' }],
      ['POST', `${path}/themes`, { id: theme, name: 'Again' }],
      ['POST', `${path}/documents`, { id: document, title: 'Again', text: 'x' }],
      [
        'POST',
        `${path}/rounds`,
        { id: round, name: 'Again', documentIds: [d], coderIds: [lead.id], visibility: 'open' },
      ],
      ['POST', `${path}/comments`, { id: c, subject: { type: 'document', id: d }, body: 'x' }],
      ['POST', `${path}/rounds`, { name: 'x', documentIds: [d, d], coderIds: [lead.id, lead.id], visibility: 'open' }],
      ['POST', `${path}/themes`, { name: 'Twice', tagIds: [t, t] }],
      ['POST', `${path}/annotations`, { documentId: d, start: 0, end: 4, tagIds: [t, t.toUpperCase()] }],
      ['POST', `${path}/documents`, { id: d.toUpperCase(), text: 'x' }],
      ['POST', `${path}/tags/${t}/merge`, { intoId: t.toUpperCase() }],
      ['PATCH', `${path}/tags/${t}`, { parentId: t.toUpperCase() }],
      ['PATCH', `${path}/members/${lead.id.toUpperCase()}`, { role: 'reader' }],
    ]),
  ).toEqual([])
})

test('no name of a file is a fault of the server', async () => {
  for (const name of [
    nul,
    `${nul}.txt`,
    half,
    `../../${'x'.repeat(3000)}.txt`,
    '\u202egnp.txt',
    '"; filename="x.html',
    '.txt',
    'a\r\nX-Odd: 1.txt',
  ]) {
    const form = new FormData()
    form.set('file', new File(['Salt came into the wells.'], name, { type: 'text/plain' }))
    const answer = await lead.call('POST', `${path}/documents`, form)
    expect([name, answer.status]).toEqual([name, expect.toSatisfy((status) => status === 201 || status === 415)])
    if (answer.status === 201)
      expect((await lead.call('GET', `${path}/documents/${answer.body.document.id}/original`)).status).toBe(200)
  }
})

test('ids in capitals are the same ids', async () => {
  const [id, T] = [newId(), t.toUpperCase()]
  const D = (await lead.call('POST', `${path}/documents`, { title: 'Harbour', text: 'Salt came into the wells.' })).body
    .document.id
  const { body, status } = await lead.call('POST', `${path}/annotations`, {
    id: id.toUpperCase(),
    documentId: D.toUpperCase(),
    start: 5,
    end: 9,
    tagIds: [t, T],
  })
  expect([status, body.id, body.documentId, body.tagIds]).toEqual([201, id, D, [t]])
  expect(
    (await lead.call('GET', `${path}/annotations?documentId=${D.toUpperCase()}&tagId=${T}&exact=true`)).body.items.map(
      (row: { id: string }) => row.id,
    ),
  ).toContain(id)
  expect((await lead.call('PATCH', `${path}/tags/${t}`, { parentId: T })).body.errors).toEqual([
    expect.objectContaining({ path: 'parentId', message: 'This is the tag itself or one below it' }),
  ])
})

test('a name that shows nothing is no name', async () => {
  for (const name of ['\u200b', '\u2060\u00ad', '\ufeff\u200e'])
    expect((await lead.call('POST', `${path}/tags`, { name })).status).toBe(422)
  expect((await lead.call('POST', `${path}/tags`, { name: 'می\u200cخواهم' })).status).toBe(201)
})

test('a project whose name fills a file name with letters beyond the first plane can be exported', async () => {
  const { body } = await lead.call('POST', '/projects', { name: `a${'\u{20000}'.repeat(90)}` })
  expect((await lead.call('GET', `/projects/${body.id}/export?what=codebook&format=json`)).status).toBe(200)
})

test('what has a hundred thousand faults is told of as many as a person reads, in as many words', async () => {
  const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, at]))
  const bodies: [string, string, unknown][] = [
    [
      'POST',
      `${path}/annotations/bulk`,
      { action: 'create', items: Array.from({ length: 100_000 }, () => ({ x: 1 })) },
    ],
    ['POST', `${path}/tags`, keys],
    ['POST', `${path}/tags`, { ['x'.repeat(5_000_000)]: 1 }],
    ['POST', `${path}/tags`, { name: 'x'.repeat(5_000_000) }],
    ['POST', `${path}/themes`, { name: 'Deep', tagIds: Array.from({ length: 100_000 }, () => 'no id') }],
    [
      'POST',
      `${path}/rounds`,
      { name: 'Many', documentIds: Array.from({ length: 100_000 }, () => 1), coderIds: [], visibility: 'open' },
    ],
    ['PATCH', path, { settings: keys }],
    ['PUT', '/me/reader-keys', keys],
  ]
  for (const [method, address, body] of bodies) {
    const answer = await lead.call(method, address, body)
    expect([400, 404, 405, 413, 422], `${method} ${address}: ${answer.text.slice(0, 200)}`).toContain(answer.status)
    expect(answer.text.length, `${method} ${address}`).toBeLessThan(64 * 1024)
  }
  const { body } = await lead.call('POST', `${path}/themes`, {
    name: 'Deep',
    tagIds: Array.from({ length: 400 }, () => 'no id'),
  })
  expect(body.errors.at(-1)).toEqual(expect.objectContaining({ path: '', message: 'and 300 more faults' }))
})
