import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { archiveTables, notArchived } from '@/lib/data/projects/archive/archive-tables'
import { demoProjectId, seedDemoProject } from '@/lib/demo/seed-demo-project'
import { closeImporter } from '@/lib/importers/import-document'
import { checkInstance } from '@/lib/services/backup/check-instance'
import { memberByEmail, viewerByEmail } from '@/lib/services/projects/member-of'
import { exportArchive } from './export-archive'
import { freshDatabase } from '@/testing/fresh-database'
import { exportedArchive, importArchive, partsOf, rowsIn, type Parts } from '@/testing/project-archive'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
afterAll(() => closeImporter())

/** A lead of the demo project from whom no round hides anything, with some of what the demo has none of. */
async function livedIn(): Promise<{ lead: Caller; path: string }> {
  const visitor = await person(db, api, 'Visitor')
  const { email } = await db.user.findUniqueOrThrow({ where: { id: visitor.id }, select: { email: true } })
  const forUser = await viewerByEmail(db, email)
  if (!forUser) throw new Error('no viewer')
  await seedDemoProject(db, { now: new Date('2026-11-22T17:00:00Z'), forUser })
  const lead = await person(db, api, 'Lena')
  await db.membership.create({
    data: { projectId: demoProjectId, userId: lead.id, role: 'lead' },
    select: { role: true },
  })
  const path = `/projects/${demoProjectId}`
  const ok = async (answer: ReturnType<Caller['call']>) => {
    const { status, body } = await answer
    expect(status, JSON.stringify(body)).toBeLessThan(300)
    return body
  }
  // What waits for others is hidden until somebody opens it.
  for (const round of (await ok(lead.call('GET', `${path}/rounds`))).items)
    if (!round.openedAt) await ok(lead.call('PATCH', `${path}/rounds/${round.id}`, { opened: true }))
  const form = new FormData()
  form.set('file', new File(['Salt came before the sea did. 😀\n\nThe wells went first.'], 'wells.txt'))
  const { document, revision } = await ok(lead.call('POST', `${path}/documents`, form))
  const [above, other] = [
    await ok(lead.call('POST', `${path}/tags`, { name: 'Zymurgy' })),
    await ok(lead.call('POST', `${path}/tags`, { name: 'Other' })),
  ]
  const below = await ok(lead.call('POST', `${path}/tags`, { name: 'Below', parentId: above.id }))
  // Below a tag that was made after it.
  await ok(lead.call('PATCH', `${path}/tags/${above.id}`, { parentId: other.id }))
  const passage = await ok(
    lead.call('POST', `${path}/annotations`, { documentId: document.id, start: 5, end: 9, tagIds: [below.id] }),
  )
  await ok(lead.call('PATCH', `${path}/annotations/${passage.id}`, { starred: true, note: 'a note' }))
  const own = await ok(
    lead.call('POST', `${path}/annotations`, {
      documentId: document.id,
      start: 0,
      end: 4,
      tagIds: [],
      visibility: 'private',
    }),
  )
  const subject = { type: 'annotation', id: own.id }
  const comment = await ok(lead.call('POST', `${path}/comments`, { subject, body: 'Mine' }))
  await ok(lead.call('PATCH', `${path}/comments/${comment.id}`, { body: 'Mine alone' }))
  await ok(lead.call('POST', `${path}/comments`, { subject, body: 'And more', parentId: comment.id }))
  const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Salt' }] }] }
  const memo = await ok(lead.call('POST', `${path}/memos`, { subject, title: 'Wells', kind: 'theory', body }))
  await ok(lead.call('PATCH', `${path}/memos/${memo.id}`, { title: 'Wells and salt' }))
  await ok(lead.call('POST', `${path}/memos`, { title: 'Salt', visibility: 'shared' }))
  const [mine, tag] = [subject, { type: 'tag', id: below.id }]
  await ok(lead.call('POST', `${path}/links`, { from: mine, to: tag, kind: 'explains', note: 'Why' }))
  await ok(
    lead.call('POST', `${path}/links`, { from: { type: 'annotation', id: passage.id }, to: mine, direction: 'none' }),
  )
  await ok(lead.call('POST', `${path}/queries`, { name: 'Brewing', query: 'Zymurgy' }))
  await ok(
    lead.call('POST', `${path}/cases`, {
      name: 'Brewers',
      parts: [{ documentId: document.id }, { documentId: document.id, start: 0, end: 4 }],
    }),
  )
  await ok(lead.call('POST', `${path}/tags/${below.id}/examples`, { annotationId: passage.id, kind: 'example' }))
  await ok(
    lead.call('POST', `${path}/proposals`, { kind: 'merge', tagId: below.id, intoId: other.id, reason: 'alike' }),
  )
  await ok(
    lead.call('POST', `${path}/documents/${document.id}/revisions`, {
      baseRevisionId: revision.id,
      text: 'Salt came long before the sea did. 😀\n\nThe wells went first.',
    }),
  )
  const [finished] = (await ok(lead.call('GET', `${path}/rounds`))).items
  await ok(lead.call('POST', `${path}/rounds/${finished.id}/figures`, { settings: {} }))
  await ok(
    lead.call('POST', `${path}/rounds`, {
      name: 'Of passages',
      documentIds: [document.id],
      coderIds: [lead.id],
      visibility: 'open',
      passages: [{ documentId: document.id, start: 5, end: 20 }],
    }),
  )
  return { lead, path }
}

const { lead, path } = await livedIn()
const archived = await exportedArchive(api, lead, path)
const parts = await partsOf(archived)
const admin = await person(db, api, 'Ada')
await db.user.update({ where: { id: admin.id }, data: { isAdmin: true }, select: { id: true } })

describe('the archive of a project', () => {
  test('has a part of every table of a project, but for those that are left out with a reason', async () => {
    const tables = await db.$queryRaw<{ name: string }[]>`
      SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'projectId' AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`
    expect(tables.map(({ name }) => name).toSorted()).toEqual(
      [...archiveTables.map(({ name }) => name), ...Object.keys(notArchived)].toSorted(),
    )
  })

  test('holds rows of every kind here, so that what is tried below says something', () => {
    const empty = archiveTables.map(({ name }) => name).filter((name) => rowsIn(parts, name).length === 0)
    expect(empty).toEqual([])
    expect(Object.keys(parts).filter((name) => name.startsWith('originals/')).length).toBeGreaterThan(0)
  })

  test('is for leads alone, and refused while a round hides coding from them', async () => {
    const { coder, lead: other, path: elsewhere } = await team(db, api, ['coder'])
    const ask = `${elsewhere}/export?what=project&format=zip`
    expect((await coder.call('GET', ask)).status).toBe(403)
    expect((await other.call('GET', `${elsewhere}/export?what=project&format=csv`)).status).toBe(422)
    const document = (await other.call('POST', `${elsewhere}/documents`, { title: 'Wells', text: 'Salt came.' })).body
      .document.id
    await other.call('POST', `${elsewhere}/rounds`, {
      name: 'Blind',
      documentIds: [document],
      coderIds: [other.id, coder.id],
      visibility: 'until-all-submit',
    })
    expect((await other.call('GET', ask)).body).toMatchObject({ status: 409, code: 'too-early' })
    // Also of a round that began after the request had come.
    const { email } = await db.user.findUniqueOrThrow({ where: { id: other.id }, select: { email: true } })
    const member = await memberByEmail(db, email, elsewhere.split('/').at(-1) ?? '')
    if (!member) throw new Error('no member')
    const { chunks } = await exportArchive(db, { ...member, blindRoundIds: [] }, new Date('2026-12-01T09:00:00Z'))
    await expect(chunks.next()).rejects.toMatchObject({ code: 'too-early' })
  })

  test('says nothing of what colleagues keep to themselves', async () => {
    const { coder, lead: other, path: elsewhere } = await team(db, api, ['coder'])
    const document = (await other.call('POST', `${elsewhere}/documents`, { title: 'Wells', text: 'Salt came.' })).body
      .document.id
    const before = await partsOf(await exportedArchive(api, other, elsewhere))
    const own = (
      await coder.call('POST', `${elsewhere}/annotations`, {
        documentId: document,
        start: 0,
        end: 4,
        tagIds: [],
        note: 'Sesquipedal',
        visibility: 'private',
      })
    ).body.id
    await coder.call('POST', `${elsewhere}/comments`, { subject: { type: 'annotation', id: own }, body: 'Sesquipedal' })
    await coder.call('PATCH', `${elsewhere}/annotations/${own}`, { starred: true })
    for (const subject of [{ type: 'annotation', id: own }, { type: 'project' }])
      await coder.call('POST', `${elsewhere}/memos`, { subject, title: 'Sesquipedal' })
    const after = await partsOf(await exportedArchive(api, other, elsewhere))
    const words = Object.values(after).map(String).join()
    expect(words).not.toContain('Sesquipedal')
    expect(words).not.toContain(own)
    for (const [path, bytes] of Object.entries(before))
      if (path.startsWith('rows/')) expect([path, after[path]?.toString()]).toEqual([path, bytes.toString()])
  })

  test('says of an event of which one side is a colleague’s own nothing of what reverting it needs', async () => {
    const { coder, lead: other, projectId, path: elsewhere } = await team(db, api, ['coder'])
    const [was, became] = [{ visibility: 'private' }, { visibility: 'shared' }]
    const common = { projectId, actorId: coder.id, ownerId: coder.id, subjectId: newId(), shared: true }
    for (const [before, after, body] of [
      [was, became, 'Sesquipedal'],
      [became, became, 'Shown'],
    ] as const)
      await db.event.create({
        data: { ...common, type: 'memo.changed', before, after, undo: { body } },
        select: { seq: true },
      })
    const words = String((await partsOf(await exportedArchive(api, other, elsewhere)))['rows/Event.jsonl'])
    expect(words).not.toContain('Sesquipedal')
    expect(words).toContain('"undo":{"body":"Shown"}')
  })
})

describe('an import', () => {
  test('makes the very same project: its archive is the archive but for what must differ, twice in one instance', async () => {
    const administrators = await person(db, api, 'Alma')
    await db.user.update({ where: { id: administrators.id }, data: { isAdmin: true }, select: { id: true } })
    await db.membership.create({
      data: { projectId: demoProjectId, userId: administrators.id, role: 'lead' },
      select: { role: true },
    })
    const original = await exportedArchive(api, administrators, path)
    const ofOriginal = await partsOf(original)
    for (let time = 0; time < 2; time += 1) {
      const { status, body } = await importArchive(administrators, original, { people: 'accounts' })
      expect(status, JSON.stringify(body)).toBe(201)
      const copy = body.project.id as string
      expect(copy).not.toBe(demoProjectId)
      const again = await partsOf(await exportedArchive(api, administrators, `/projects/${copy}`))
      expectSame(again, ofOriginal, new Map([[copy, demoProjectId]]))
    }
    expect((await checkInstance(db)).faults).toEqual([])
  })

  test('keeps people who have no account here as placeholders, by the names they had', async () => {
    const stranger = await person(db, api, 'Stranger')
    const { status, body } = await importArchive(stranger, archived)
    expect(status, JSON.stringify(body)).toBe(201)
    const { project, report } = body
    expect(project).toMatchObject({ role: 'lead', name: parsedManifest(parts).project.name })
    expect(new Set(report.people.map(({ as }: { as: string }) => as))).toEqual(new Set(['placeholder']))
    const members = (await stranger.call('GET', `/projects/${project.id}/members`)).body.items
    const named = members.filter(({ user }: { user: { id: string } }) => user.id !== stranger.id)
    expect(named.map(({ user }: { user: { name: string } }) => user.name)).toContain('Lena')
    for (const { user, deactivated } of named) expect([user.email, deactivated]).toEqual([null, true])
    // Nobody can be signed in as one, and no administrator lets them in.
    expect((await admin.call('GET', '/users?limit=500')).body.items.map(({ id }: { id: string }) => id)).not.toEqual(
      expect.arrayContaining(named.map(({ user }: { user: { id: string } }) => user.id)),
    )
    // What names nobody is the very same.
    const copy = await partsOf(await exportedArchive(api, stranger, `/projects/${project.id}`))
    for (const table of ['Attribute', 'ThemeTag', 'VerdictPassage', 'OriginalFile', 'RoundPassage', 'CasePart'])
      expect([table, rowsIn(copy, table)]).toEqual([table, rowsIn(parts, table)])
    expect(rowsIn(copy, 'Verdict').length).toBe(rowsIn(parts, 'Verdict').length)
  })

  test('gives the accounts of colleagues to nobody but an administrator who says so', async () => {
    const stranger = await person(db, api, 'Sly')
    expect((await importArchive(stranger, archived, { people: 'accounts' })).status).toBe(403)
    const { body } = await importArchive(admin, archived, { people: 'accounts' })
    const members = (await admin.call('GET', `/projects/${body.project.id}/members`)).body.items
    expect(members.map(({ user }: { user: { id: string } }) => user.id)).toContain(lead.id)
    expect((await lead.call('GET', `/projects/${body.project.id}`)).body).toMatchObject({ role: 'lead' })
  })

  test('under an id is done once, however often it is asked for', async () => {
    const [asker, id] = [await person(db, api, 'Asker'), newId()]
    const answers = [await importArchive(asker, archived, { id }), await importArchive(asker, archived, { id })]
    expect(answers.map(({ status, body }) => [status, body.project?.id])).toEqual([
      [201, id],
      [201, id],
    ])
    expect((await importArchive(admin, archived, { id })).status).toBe(409)
    expect((await asker.call('GET', '/projects')).body.total).toBe(1)
  })

  test('asked for twice at once under one id is one import', async () => {
    const [asker, id] = [await person(db, api, 'Twice'), newId()]
    const answers = await Promise.all([importArchive(asker, archived, { id }), importArchive(asker, archived, { id })])
    expect(answers.map(({ status, body }) => [status, body.project?.id])).toEqual([
      [201, id],
      [201, id],
    ])
    expect(await db.job.count({ where: { projectId: id } })).toBe(1)
    expect((await asker.call('GET', '/projects')).body.total).toBe(1)
  })

  test('asked for again while its file still comes in waits for that one, and is its own where the sender is gone', async () => {
    const [asker, id] = [await person(db, api, 'Patient'), newId()]
    const jobId = newId()
    await db.job.create({
      data: { projectId: id, id: jobId, kind: 'import-project', requestedById: asker.id, state: 'receiving' },
      select: { id: true },
    })
    const form = new FormData()
    form.set('file', new File(['of which the rest is on its way'], 'project.zip'))
    form.set('id', id)
    const arrives = (from: string) =>
      db.$executeRaw`UPDATE "Job" SET "leaseUntil" = now() + ${from}::interval WHERE id = ${jobId}::uuid`
    await arrives('1 min')
    const waiting = await asker.call('POST', '/projects/import', form)
    expect([waiting.status, waiting.body]).toMatchObject([202, { id: jobId, state: 'queued' }])
    await arrives('-1 s')
    expect((await importArchive(asker, archived, { id })).body.project).toMatchObject({ id })
    expect(await db.job.count({ where: { projectId: id } })).toBe(1)
  })

  test('is one event of the history, that cannot be reverted and says so', async () => {
    const asker = await person(db, api, 'Eva')
    const { body } = await importArchive(asker, archived)
    const [newest] = (await asker.call('GET', `/projects/${body.project.id}/events?order=newest&limit=1`)).body.items
    expect(newest).toMatchObject({ type: 'project.imported', actor: { id: asker.id } })
    expect((await asker.call('POST', `/projects/${body.project.id}/events/${newest.seq}/revert`)).status).toBe(409)
    expect((await asker.call('GET', `/projects/${body.project.id}/annotations?limit=1`)).body.total).toBeGreaterThan(5)
  })
})

afterEach(async () => {
  expect(await db.project.count({ where: { unseen: true } })).toBe(0)
})

interface ReadManifest {
  project: { id: string; name: string }
  people: { id: string; name: string; joinedAt: string | null }[]
}
const parsedManifest = (of: Parts) => JSON.parse(of['manifest.json']?.toString() ?? '') as ReadManifest

/** Two archives have the same rows and files where ids are called by their former names; of the second there is one event more, the import.  */
function expectSame(copy: Parts, original: Parts, ids: ReadonlyMap<string, string>): void {
  expect(Object.keys(copy).toSorted()).toEqual(Object.keys(original).toSorted())
  for (const [path, bytes] of Object.entries(original)) {
    if (path === 'manifest.json') continue
    let lines = copy[path]?.toString('latin1') ?? ''
    for (const [id, former] of ids) lines = lines.replaceAll(id, former)
    const list = lines.split('\n')
    if (path === 'rows/Event.jsonl') list.splice(-2, 1)
    const former = bytes.toString('latin1').split('\n')
    expect([path, list]).toEqual([path, former])
  }
}
