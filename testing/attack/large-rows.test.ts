import { beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Answer, type Caller } from '@/testing/team'

// A few letters of a request may name much of a book, and a row of an answer may hold a book.

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder, reader, path } = await team(db, api, ['coder', 'reader'])
const length = 500_000
const text = 'Salt came into the wells. '.repeat(length / 26 + 1).slice(0, length - 1) + '.'
const document = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body.document.id as string
const whole = { documentId: document, start: 0, end: length }

test('a bulk event takes so much of the text together, and says how much that is', async () => {
  const items = Array.from({ length: 2000 }, () => whole)
  const { status, body } = await coder.call('POST', `${path}/annotations/bulk`, { action: 'create', items })
  expect([status, body.code]).toEqual([413, 'too-large'])
  expect(body.detail).toMatch(/have 1,000,000,000 characters together.*nothing was changed/)
  const small = await coder.call('POST', `${path}/annotations/bulk`, {
    action: 'create',
    items: Array.from({ length: 2000 }, (_, i) => ({ documentId: document, start: i, end: i + 200 })),
  })
  expect([small.status, small.body.changed]).toEqual([200, 2000])
})

describe('a request of a few bytes that names much of a text', () => {
  let made: Awaited<ReturnType<typeof team>>, ana: Caller, ben: Caller, book: string, tags: string[]
  const url = (rest: string) => `${made.path}/${rest}`
  // Nine differ in their first letter alone, and hold more than an act takes.
  const spans = Array.from({ length: 9 }, (_, i) => ({ start: i, end: length }))
  const refused = { status: 413, code: 'too-large', detail: expect.stringMatching(/have 4,4.*nothing was changed/) }
  const answer = ({ status, body }: Answer) => ({ status, code: body.code, detail: body.detail })
  const setUp = (more: object) =>
    made.lead.call('POST', url('rounds'), { name: 'R', coderIds: [made.lead.id], visibility: 'open', ...more })
  const mark = async (who: Caller) => {
    for (const some of [spans.slice(0, 5), spans.slice(5)])
      expect(
        (
          await who.call('POST', url('annotations/bulk'), {
            action: 'create',
            items: some.map((span) => ({ documentId: book, ...span, tagIds: [tags[span.start]] })),
          })
        ).status,
      ).toBe(200)
  }

  beforeAll(async () => {
    made = await team(db, api, ['coder', 'reviewer'])
    ana = made.coder
    ben = await person(db, api, 'Ben')
    await db.membership.create({
      data: { projectId: made.projectId, userId: ben.id, role: 'coder' },
      select: { role: true },
    })
    book = (await made.lead.call('POST', url('documents'), { title: 'Wells', text })).body.document.id
    tags = []
    for (const { start } of spans)
      tags.push((await made.lead.call('POST', url('tags'), { name: `Tag ${start}` })).body.id as string)
  })

  test('sets up no round whose passages hold too much together, whether it names them or draws them', async () => {
    const passages = spans.map((span) => ({ documentId: book, ...span }))
    expect(answer(await setUp({ documentIds: [book], passages }))).toEqual(refused)
    expect((await setUp({ documentIds: [book], passages: passages.slice(1) })).status).toBe(201)
    await mark(ana)
    const sample = { percent: 100 }
    expect(answer(await setUp({ kind: 'second-look', documentIds: [book], sample }))).toEqual(refused)
    expect((await setUp({ kind: 'second-look', documentIds: [book], sample: { count: 8 } })).status).toBe(201)
  })

  test('gives no verdict, and no verdicts at once, whose words hold too much together', async () => {
    await mark(ben)
    const coderIds = [ana.id, ben.id]
    const { items } = (await made.lead.call('GET', url('annotations?limit=1&order=created'))).body
    expect(items).toHaveLength(1)
    const all = await db.annotation.findMany({
      where: { documentId: book, layer: 'coder' },
      select: { id: true, version: true },
    })
    const verdict = {
      outcome: 'edited',
      documentId: book,
      coderIds,
      items: all.map(({ id, version }) => ({ annotationId: id, version })),
      spans: spans.map((span) => ({ ...span, tagIds: [tags[span.start]] })),
    }
    const give = (body: object) => made.reviewer.call('POST', url('verdicts'), body)
    expect(answer(await give(verdict))).toEqual(refused)
    expect(answer(await give({ outcome: 'unanimous', documentIds: [book], coderIds }))).toEqual(refused)
    expect((await give({ ...verdict, spans: verdict.spans.slice(1) })).status).toBe(201)
  })

  test('reverts no event whose passages have become too large since', async () => {
    const items = spans.map(({ start }) => ({ documentId: book, start, end: start + 2 }))
    const { ids } = (await ana.call('POST', url('annotations/bulk'), { action: 'create', items })).body
    const act = await ana.call('POST', url('annotations/bulk'), {
      action: 'tag',
      items: ids.map((id: string) => ({ id, tagIds: [tags[0]] })),
    })
    for (const id of ids) expect((await ana.call('PATCH', url(`annotations/${id}`), { end: length })).status).toBe(200)
    const back = await ana.call('POST', url(`events/${act.headers.get('x-event')}/revert`))
    expect(answer(back)).toEqual(refused)
  })
})

test('a list of passages of a whole book comes in parts that a server can make, and leaves none out', async () => {
  const made: string[] = []
  for (let i = 0; i < 5; i += 1)
    made.push(
      ...((
        await coder.call('POST', `${path}/annotations/bulk`, {
          action: 'create',
          items: Array.from({ length: 8 }, () => whole),
        })
      ).body.ids as string[]),
    )
  const wanted = await coder.call('POST', `${path}/annotations/bulk`, {
    action: 'delete',
    items: made.map((id) => ({ id })),
  })
  expect([wanted.status, wanted.body.code]).toEqual([413, 'too-large'])
  for (const list of ['annotations?order=created', 'annotations?order=position', 'annotations?order=document']) {
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { status, body } = await reader.call('GET', `${path}/${list}&limit=500${cursor && `&cursor=${cursor}`}`)
      expect([status, JSON.stringify(body).length < 12_000_000, body.items.length > 0, body.total]).toEqual([
        200,
        true,
        true,
        2040,
      ])
      seen.push(...body.items.map((item: { id: string }) => item.id))
      cursor = body.nextCursor
    }
    expect([seen.length, new Set(seen).size, made.every((id) => seen.includes(id))], list).toEqual([2040, 2040, true])
  }
})

test('the narratives of a project, which are read with every list of its themes, have a limit together', async () => {
  const narrative = {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x'.repeat(990_000) }] }],
  }
  const ids: string[] = []
  for (let i = 0; i < 17; i += 1)
    ids.push((await coder.call('POST', `${path}/themes`, { name: `Theme ${i}` })).body.id as string)
  const [last = '', ...others] = ids
  // Written past the API: each request reads all of them, and the first fifteen say nothing.
  await db.theme.updateMany({ where: { id: { in: others.slice(1) } }, data: { narrative } })
  const write = async (id = '', words: object = narrative) =>
    (await coder.call('PATCH', `${path}/themes/${id}`, { narrative: words })).status
  expect([await write(others[0]), await write(last)]).toEqual([200, 413])
  expect([await write(others[1], { type: 'doc', content: [] }), await write(last)]).toEqual([200, 200])
  // Neither the bin nor a revert is a way past it.
  expect((await coder.call('DELETE', `${path}/themes/${last}`)).status).toBe(204)
  expect(await write(others[1])).toBe(200)
  const { body } = await coder.call('GET', `${path}/events?order=newest&limit=10&kind=theme`)
  const deletion = (body.items as { seq: number; type: string }[]).find(({ type }) => type === 'theme.deleted')
  const back = await coder.call('POST', `${path}/events/${deletion?.seq}/revert`)
  expect([back.status, back.body.detail]).toEqual([409, expect.stringContaining('sixteen million')])
})

test('a codebook, and what one person proposes about it, are read whole and have a limit', async () => {
  const { id: projectId } = (await lead.call('POST', '/projects', { name: 'Many tags' })).body
  const many = `/projects/${projectId}`
  await db.$executeRaw`
    INSERT INTO "Tag" ("projectId", id, name, colour, definition, "useWhen", "avoidWhen", position, "createdById", "updatedAt")
    SELECT ${projectId}::uuid, gen_random_uuid(), 'Tag ' || n, '#0c54a0', '', '', '', n, ${lead.id}::uuid, now() FROM generate_series(1, 9999) AS n`
  const tag = (name: string) => lead.call('POST', `${many}/tags`, { name })
  const [fits, over] = [await tag('The last'), await tag('One more')]
  expect([fits.status, over.status, over.body.code]).toEqual([201, 413, 'too-large'])
  expect((await lead.call('DELETE', `${many}/tags/${fits.body.id}`)).status).toBe(204)
  expect((await tag('One more')).status).toBe(201)
  expect((await lead.call('POST', `${many}/bin/tag/${fits.body.id}/restore`)).status).toBe(409)

  const propose = () => coder.call('POST', `${path}/proposals`, { kind: 'create', name: 'Wells', reason: '' })
  const first = await propose()
  await db.$executeRaw`
    INSERT INTO "Proposal" ("projectId", id, kind, wanted, "proposedById")
    SELECT "projectId", gen_random_uuid(), kind, wanted, "proposedById" FROM "Proposal", generate_series(1, 499) WHERE id = ${first.body.id}::uuid`
  expect((await propose()).body.code).toBe('too-large')
  expect((await coder.call('DELETE', `${path}/proposals/${first.body.id}`)).status).toBeLessThan(300)
  expect((await propose()).status).toBe(201)
})

test('every list that quotes passages is one that a server can make, be the passages whole books', async () => {
  const tag = (await lead.call('POST', `${path}/tags`, { name: 'Whole' })).body.id as string
  const items = Array.from({ length: 24 }, () => ({ ...whole, tagIds: [tag] }))
  const ids: string[] = []
  for (let i = 0; i < 24; i += 8)
    ids.push(
      ...((await coder.call('POST', `${path}/annotations/bulk`, { action: 'create', items: items.slice(i, i + 8) }))
        .body.ids as string[]),
    )
  const excerpt = (annotationId: string) => ({ type: 'excerpt', attrs: { annotationId } })
  const content = [{ type: 'paragraph', content: [{ type: 'text', text: 'See' }] }, ...ids.slice(0, 20).map(excerpt)]
  for (const id of ids) {
    const words = { subject: { type: 'annotation', id }, body: { type: 'doc', content } }
    expect((await coder.call('POST', `${path}/comments`, words)).status).toBe(201)
    expect(
      (await lead.call('POST', `${path}/tags/${tag}/examples`, { annotationId: id, kind: 'example' })).status,
    ).toBeLessThan(300)
  }
  expect(
    (await lead.call('PATCH', `${path}/tags/${tag}`, { definition: 'Another', changesMeaning: true })).status,
  ).toBe(200)
  const { paths } = (await lead.call('GET', '/openapi.json')).body as { paths: Record<string, object> }
  const lists = Object.keys(paths).filter(
    (route) => 'get' in (paths[route] ?? {}) && /\{p\}\/[a-z/]+$/.test(route) && !/export|openapi/.test(route),
  )
  expect(lists.length).toBeGreaterThan(12)
  for (const route of lists) {
    const answer = await coder.call('GET', `${route.replace('/api/v1', '').replace('/projects/{p}', path)}?limit=500`)
    expect([answer.text.length < 20_000_000, answer.status < 500], route).toEqual([true, true])
  }
  const comments = (await coder.call('GET', `${path}/comments?limit=500`)).body.items
  expect(comments).toHaveLength(24)
  expect([comments[0].subject.quote.length, comments[0].excerpts.length, comments[0].excerpts[0].quote.length]).toEqual(
    [2001, 20, 1001],
  )
  expect((await coder.call('GET', `${path}/rechecks?limit=500`)).body.items).toHaveLength(24)
})

test('a codebook has so many levels, however one builds it', async () => {
  const { id: projectId } = (await lead.call('POST', '/projects', { name: 'Deep' })).body
  const deep = `/projects/${projectId}`
  const tag = (name: string, parentId: string | null = null) => lead.call('POST', `${deep}/tags`, { name, parentId })
  const chain = async (name: string, length: number) => {
    const ids: string[] = []
    for (let i = 0; i < length; i += 1) {
      const made = await tag(`${name} ${i}`, ids.at(-1) ?? null)
      expect(made.status).toBe(201)
      ids.push(made.body.id as string)
    }
    return ids
  }
  const [long, short] = [await chain('Long', 20), await chain('Short', 3)]
  const refused = ({ status, body }: { status: number; body: { detail?: string } }) => [
    status,
    body.detail?.includes('20 levels'),
  ]
  expect(refused(await tag('One more', long[19]))).toEqual([422, true])
  expect(refused(await lead.call('PATCH', `${deep}/tags/${short[0]}`, { parentId: long[17] }))).toEqual([422, true])
  expect((await lead.call('PATCH', `${deep}/tags/${short[0]}`, { parentId: long[16] })).status).toBe(200)
  expect(refused(await lead.call('POST', `${deep}/tags/${short[0]}/merge`, { intoId: long[18] }))).toEqual([422, true])
  const { items } = (await lead.call('GET', `${deep}/tags`)).body as { items: { id: string; path: string[] }[] }
  expect(items.find(({ id }) => id === long[19])?.path).toHaveLength(20)
})

test('every list comes in pages that a server can make, be its rows as heavy as the API takes them, and leaves none out', async () => {
  const { lead, coder, reviewer, path, projectId } = await team(db, api, ['coder', 'reviewer'])
  const add = async (of: string, body: object) => (await lead.call('POST', `${path}/${of}`, body)).body
  // Letters of three bytes each.
  const letters = (count: number) => '水'.repeat(count)
  const documentIds: string[] = []
  for (let i = 0; i < 9; i += 1)
    documentIds.push((await add('documents', { title: `Wells ${i}`, text: letters(3000) })).document.id as string)
  const [documentId = ''] = documentIds
  const items = Array.from({ length: 40 }, (_, start) => ({ documentId, start, end: 2900 + start }))
  const marked = await coder.call('POST', `${path}/annotations/bulk`, { action: 'create', items })
  await add('tags', { name: 'Salt' })
  await add('themes', { name: 'Water' })
  await add('rounds', { name: 'R', coderIds: [coder.id], visibility: 'open', documentIds: [documentId] })
  await coder.call('POST', `${path}/proposals`, { kind: 'create', name: 'Wells', reason: '' })
  const said = { subject: { type: 'document', id: documentId }, body: 'First' }
  const comment = (await coder.call('POST', `${path}/comments`, said)).body.id as string
  await coder.call('PATCH', `${path}/comments/${comment}`, { body: 'Second' })
  // Written past the API, which would take long for so much: no row is heavier than it lets one be.
  const guidance = letters(5000)
  const narrative = JSON.stringify({ type: 'doc', content: [{ type: 'text', text: letters(300_000) }] })
  const revision = await db.revision.findFirstOrThrow({ where: { documentId }, select: { id: true } })
  await db.$executeRaw`UPDATE "Document" SET attributes = (SELECT jsonb_object_agg('key ' || n, ${guidance}::text) FROM generate_series(1, 100) n) WHERE "projectId" = ${projectId}::uuid`
  await db.$executeRaw`
    INSERT INTO "Tag" ("projectId", id, name, colour, definition, "useWhen", "avoidWhen", position, "createdById", "updatedAt")
    SELECT ${projectId}::uuid, gen_random_uuid(), 'Tag ' || n, '#0c54a0', ${guidance}, ${guidance}, ${guidance}, n, ${lead.id}::uuid, now() FROM generate_series(1, 290) n`
  await db.$executeRaw`
    INSERT INTO "Theme" ("projectId", id, name, colour, definition, position, narrative, "createdById", "updatedAt")
    SELECT "projectId", gen_random_uuid(), 'Theme ' || n, colour, '', n, ${narrative}::jsonb, "createdById", now() FROM "Theme", generate_series(1, 15) n WHERE "projectId" = ${projectId}::uuid`
  await db.$executeRaw`
    INSERT INTO "Proposal" ("projectId", id, kind, wanted, "proposedById")
    SELECT "projectId", gen_random_uuid(), kind, wanted || jsonb_build_object('definition', ${guidance}::text, 'useWhen', ${guidance}::text, 'avoidWhen', ${guidance}::text), "proposedById"
    FROM "Proposal", generate_series(1, 290) n WHERE "projectId" = ${projectId}::uuid`
  await db.$executeRaw`
    WITH made AS (INSERT INTO "Round" ("projectId", id, name, instructions, visibility, "codebookVersion", codebook, "createdById", "updatedAt")
      SELECT "projectId", gen_random_uuid(), 'R ' || n, ${letters(20_000)}, visibility, 0, '[]', "createdById", now() FROM "Round", generate_series(1, 220) n WHERE "projectId" = ${projectId}::uuid RETURNING id)
    INSERT INTO "RoundTask" ("projectId", "roundId", "documentId", "coderId") SELECT ${projectId}::uuid, id, ${documentId}::uuid, ${coder.id}::uuid FROM made`
  await db.$executeRaw`
    WITH made AS (INSERT INTO "Verdict" ("projectId", id, "documentId", "revisionId", start, "end", "coderIds", outcome, reason, "createdById")
      SELECT ${projectId}::uuid, gen_random_uuid(), ${documentId}::uuid, ${revision.id}::uuid, 0, 3000, ARRAY[${coder.id}::uuid], 'neither', ${guidance}, ${reviewer.id}::uuid FROM generate_series(1, 60) n RETURNING id)
    INSERT INTO "VerdictPassage" ("projectId", "verdictId", "annotationId", "tagIds") SELECT ${projectId}::uuid, made.id, a.id, '{}' FROM made, unnest(${marked.body.ids}::uuid[]) AS a(id)`
  await db.$executeRaw`
    INSERT INTO "CommentEdit" ("projectId", "commentId", version, body, text)
    SELECT ${projectId}::uuid, ${comment}::uuid, n, ${narrative}::jsonb, '' FROM generate_series(2, 20) n`

  const { paths } = (await lead.call('GET', '/openapi.json')).body as { paths: Record<string, object> }
  const lists = Object.keys(paths)
    .filter((route) => 'get' in (paths[route] ?? {}) && /\{p\}\/[a-z/]+$/.test(route) && !/export|events/.test(route))
    .map((route) => route.replace('/api/v1', '').replace('/projects/{p}', path))
  const inPages: string[] = []
  for (const list of [...lists, `${path}/comments/${comment}/edits`]) {
    let [pages, seen] = [0, 0]
    for (let cursor: string | null = ''; cursor !== null; pages += 1) {
      const { status, body, text } = await coder.call('GET', `${list}?limit=500${cursor && `&cursor=${cursor}`}`)
      expect([status < 500, Buffer.byteLength(text) < 12_000_000], list).toEqual([true, true])
      if (status !== 200 || !Array.isArray(body.items)) break
      seen += (body.items as unknown[]).length
      cursor = (body.nextCursor as string | undefined) ?? null
      if (cursor === null && typeof body.total === 'number') expect(seen, list).toBe(body.total)
    }
    if (pages > 1) inPages.push(list.replace(`${path}/`, '').replace(comment, '{c}'))
  }
  expect(inPages.toSorted()).toEqual(
    ['comments/{c}/edits', 'documents', 'proposals', 'rounds', 'tags', 'tasks', 'themes', 'verdicts'].toSorted(),
  )
})
