import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Transaction } from '@/lib/data/database/client'
import { forgetWords, openHistory } from '@/lib/data/projects/purge'
import { memberByEmail } from '@/lib/services/projects/member-of'
import { binDays } from '@/lib/domain/bin/bin'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Answer, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
let clock: Date | null = null
const api = apiOn(db, () => clock ?? new Date())
const text = 'Zymurgical arts of the strait, and what salt did to them.'

let lead: Caller
let coder: Caller
let reviewer: Caller
let path: string
let projectId: string
let documentId: string
let tagId: string

beforeEach(async () => {
  clock = null
  ;({ lead, coder, reviewer, path, projectId } = await team(db, api))
  documentId = (await lead.call('POST', `${path}/documents`, { title: 'Log', text })).body.document.id
  tagId = (await lead.call('POST', `${path}/tags`, { name: 'Salt' })).body.id
})

const bin = async (who: Caller, query = '') => (await who.call('GET', `${path}/bin${query}`)).body
const restore = (who: Caller, kind: string, id: string) => who.call('POST', `${path}/bin/${kind}/${id}/restore`)
const purge = (who: Caller, kind: string, id: string) => who.call('DELETE', `${path}/bin/${kind}/${id}`)
const mark = async (who: Caller, start = 0, visibility = 'shared') =>
  (
    await who.call('POST', `${path}/annotations`, {
      documentId,
      start,
      end: start + 10,
      tagIds: [tagId],
      note: 'sesquipedal',
      visibility,
    })
  ).body.id as string
const eventOf = (answer: Answer) => Number(answer.headers.get('x-event'))
const later = () => {
  clock = new Date(Date.now() + (binDays * 24 + 1) * 3_600_000)
}

describe('the bin', () => {
  test('shows what was put there, by whom, last first, and of annotations one’s own', async () => {
    const theme = (await lead.call('POST', `${path}/themes`, { name: 'Harm', tagIds: [tagId] })).body.id
    const into = (await lead.call('POST', `${path}/tags`, { name: 'Sea' })).body.id
    const [one, two, foreign] = [await mark(coder), await mark(coder, 20), await mark(lead, 30)]
    await lead.call('DELETE', `${path}/themes/${theme}`)
    await lead.call('POST', `${path}/tags/${tagId}/merge`, { intoId: into })
    await coder.call('DELETE', `${path}/annotations/${one}`)
    await coder.call('POST', `${path}/annotations/bulk`, { action: 'delete', items: [{ id: two }] })
    await lead.call('DELETE', `${path}/annotations/${foreign}`)
    const seen = await bin(coder)
    expect(
      seen.items.map(({ kind, id, binnedBy }: Record<string, { name: string }>) => [kind, id, binnedBy?.name]),
    ).toEqual([
      ['annotation', two, 'Coder'],
      ['annotation', one, 'Coder'],
      ['tag', tagId, 'Lena'],
      ['theme', theme, 'Lena'],
    ])
    expect(seen).toMatchObject({ total: 4, nextCursor: null })
    expect(seen.items[1]).toMatchObject({ name: text.slice(0, 10), documentId, documentTitle: 'Log' })
    expect(seen.items[2]).toMatchObject({ name: 'Salt', mergedInto: 'Sea' })
    expect((await bin(coder, '?kind=tag')).items).toHaveLength(1)
    expect((await bin(reviewer)).items.map((item: { kind: string }) => item.kind)).toEqual(['tag', 'theme'])
    // What stands in a document in the bin comes back with it.
    await lead.call('DELETE', `${path}/documents/${documentId}`)
    expect((await bin(coder)).items.map((item: { kind: string }) => item.kind)).toEqual(['document', 'tag', 'theme'])
    const pages: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await bin(coder, `?limit=1${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
      pages.push(...page.items.map((item: { kind: string }) => item.kind))
      cursor = page.nextCursor
    }
    expect(pages).toEqual(['document', 'tag', 'theme'])
  })

  test('gives everything back as it was, and the event that put it there counts as reverted', async () => {
    const theme = (await lead.call('POST', `${path}/themes`, { name: 'Harm', tagIds: [tagId] })).body.id
    const [one, two] = [await mark(coder), await mark(coder, 20)]
    const rows = () =>
      Promise.all(
        [`themes/${theme}`, `tags/${tagId}`, `annotations/${one}`, `annotations/${two}`, `documents/${documentId}`].map(
          async (at) => {
            const { version: _v, updatedAt: _u, ...row } = (await coder.call('GET', `${path}/${at}`)).body
            return row as object
          },
        ),
      )
    const before = await rows()
    const gone = [
      await coder.call('DELETE', `${path}/annotations/${one}`),
      await lead.call('DELETE', `${path}/themes/${theme}`),
      await lead.call('DELETE', `${path}/tags/${tagId}`),
    ]
    await coder.call('POST', `${path}/annotations/bulk`, { action: 'delete', items: [{ id: two }] })
    gone.push(await lead.call('DELETE', `${path}/documents/${documentId}`))
    expect((await restore(coder, 'document', documentId)).status).toBe(403)
    expect((await restore(lead, 'document', documentId)).body).toMatchObject({
      type: 'document.restored',
      effects: ['“Log” comes back with everything on it'],
    })
    for (const [kind, id] of [
      ['theme', theme],
      ['tag', tagId],
    ] as const)
      expect((await restore(lead, kind, id)).status).toBe(200)
    expect((await restore(lead, 'annotation', one)).status).toBe(404)
    for (const id of [one, two])
      expect((await restore(coder, 'annotation', id)).body).toMatchObject({
        type: 'annotation.restored',
        subjectId: id,
      })
    expect(await rows()).toEqual(before)
    expect((await bin(lead)).items).toEqual([])
    for (const event of gone)
      expect((await lead.call('POST', `${path}/events/${eventOf(event)}/revert`)).body).toMatchObject({
        status: 409,
        detail: 'This has been reverted already.',
      })
    expect((await restore(lead, 'tag', tagId)).status).toBe(404)
  })

  test('gives a merged tag back with the passages it had', async () => {
    const into = (await lead.call('POST', `${path}/tags`, { name: 'Sea' })).body.id
    const id = await mark(coder)
    await lead.call('POST', `${path}/tags/${tagId}/merge`, { intoId: into })
    expect((await coder.call('GET', `${path}/annotations/${id}`)).body.tagIds).toEqual([into])
    expect((await restore(coder, 'tag', tagId)).body).toMatchObject({ type: 'tag.unmerged' })
    expect((await coder.call('GET', `${path}/annotations/${id}`)).body.tagIds).toEqual([tagId])
  })

  test('says why something cannot come back, and leaves it where it is', async () => {
    await lead.call('DELETE', `${path}/tags/${tagId}`)
    await lead.call('POST', `${path}/tags`, { name: 'salt' })
    expect((await restore(lead, 'tag', tagId)).body).toMatchObject({
      status: 409,
      code: 'cannot-revert',
      detail: expect.stringContaining('Another tag is called “Salt”'),
    })
    expect((await bin(lead)).total).toBe(1)
  })
})

describe('purging', () => {
  /** Everything the database holds of the project, as text. */
  const everything = async (): Promise<string> => {
    const tables = await db.$queryRaw<
      { name: string }[]
    >`SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'projectId'`
    const [row] = await db.$queryRawUnsafe<{ all: string }[]>(
      `SELECT string_agg(r, ' ') AS "all" FROM (${tables.map(({ name }) => `SELECT x::text AS r FROM "${name}" x WHERE "projectId" = '${projectId}'`).join(' UNION ALL ')}) rows`,
    )
    return row?.all ?? ''
  }

  test('is a lead’s, after thirty days, and on record', async () => {
    await lead.call('DELETE', `${path}/documents/${documentId}`)
    expect((await purge(lead, 'document', documentId)).body).toMatchObject({
      status: 409,
      code: 'too-early',
      detail: expect.stringContaining('30 days'),
    })
    later()
    for (const who of [coder, reviewer]) expect((await purge(who, 'document', documentId)).status).toBe(403)
    const done = await purge(lead, 'document', documentId)
    expect(done.status).toBe(204)
    const [event] = (await coder.call('GET', `${path}/events?order=newest&limit=1`)).body.items
    expect(event).toMatchObject({
      seq: eventOf(done),
      type: 'document.purged',
      actor: { id: lead.id },
      before: { title: 'Log', revisions: 1 },
    })
    // How much people did there, private work and what lay in the bin among it, is nobody's to read.
    expect(Object.keys(event.before).toSorted()).toEqual(['binnedAt', 'id', 'name', 'revisions', 'title'])
    for (const answer of [await purge(lead, 'document', documentId), await restore(lead, 'document', documentId)])
      expect(answer.status).toBe(404)
    expect((await lead.call('POST', `${path}/events/${eventOf(done)}/revert`)).body.detail).toBe(
      'What was purged is erased for good.',
    )
  })

  test('of a document frees everything on it and leaves no word of it, while the history still says who did what', async () => {
    const other = (await lead.call('POST', `${path}/documents`, { title: 'Other', text: 'borborygmus and calm' })).body
      .document.id
    const [mine] = [await mark(coder), await mark(lead, 0, 'private')]
    await coder.call('PATCH', `${path}/annotations/${mine}`, { note: 'sesquipedal indeed', start: 3 })
    const kept = (
      await coder.call('POST', `${path}/annotations`, { documentId: other, start: 0, end: 11, note: 'kept' })
    ).body.id
    await coder.call('POST', `${path}/annotations/bulk`, {
      action: 'tag',
      items: [
        { id: mine, tagIds: [tagId] },
        { id: kept, tagIds: [tagId] },
      ],
    })
    const events = async () =>
      (await lead.call('GET', `${path}/events?limit=500`)).body.items.map(
        ({ seq, type, actor, subjectId, createdAt }: Record<string, unknown>) => ({
          seq,
          type,
          actor,
          subjectId,
          createdAt,
        }),
      )
    expect(await everything()).toContain('ymurgical')
    await lead.call('DELETE', `${path}/documents/${documentId}`)
    const before = await events()
    later()
    expect((await purge(lead, 'document', documentId)).status).toBe(204)
    const left = await everything()
    for (const word of ['ymurgical', 'sesquipedal']) expect(left).not.toContain(word)
    for (const word of ['borborygmus', 'kept']) expect(left).toContain(word)
    expect((await events()).slice(0, before.length)).toEqual(before)
    expect(await db.revision.count({ where: { projectId } })).toBe(1)
    expect((await coder.call('GET', `${path}/annotations/${kept}`)).body.quote).toBe('borborygmus')
  })

  test('takes the words of threads too, also those that undo keeps', async () => {
    const talk = async (type: string, subject: string) => {
      const { id } = (
        await coder.call('POST', `${path}/comments`, { subject: { type, id: subject }, body: 'quinquereme' })
      ).body
      expect((await coder.call('PATCH', `${path}/comments/${id}`, { version: 1, body: 'xenolith' })).status).toBe(200)
    }
    await talk('document', documentId)
    await talk('tag', tagId)
    for (const at of [`documents/${documentId}`, `tags/${tagId}`]) await lead.call('DELETE', `${path}/${at}`)
    later()
    for (const [kind, id] of [
      ['document', documentId],
      ['tag', tagId],
    ] as const)
      expect((await purge(lead, kind, id)).status).toBe(204)
    const left = await everything()
    for (const word of ['quinquereme', 'xenolith']) expect(left).not.toContain(word)
  })

  test('leaves the history closed to everything else: other columns, other projects, other transactions, deleting', async () => {
    const forged = [
      (tx: Transaction) => tx.$executeRaw`UPDATE "Event" SET type = 'x.y' WHERE "projectId" = ${projectId}::uuid`,
      (tx: Transaction) =>
        tx.$executeRaw`UPDATE "Event" SET "actorId" = ${coder.id}::uuid, after = NULL WHERE "projectId" = ${projectId}::uuid`,
      (tx: Transaction) =>
        tx.$executeRaw`UPDATE "Event" SET before = '{"name":"Invented"}' WHERE "projectId" = ${projectId}::uuid AND before IS NULL`,
      (tx: Transaction) => tx.$executeRaw`DELETE FROM "Event" WHERE "projectId" = ${projectId}::uuid`,
    ]
    const blank = (tx: Transaction) =>
      tx.$executeRaw`UPDATE "Event" SET after = NULL WHERE "projectId" = ${projectId}::uuid`
    const leave = (tx: Transaction, project = projectId, number = 'pg_current_xact_id()') =>
      tx.$executeRawUnsafe(
        `SELECT set_config('commonplace.history', concat('forget ', '${project}', ' ', ${number}), true)`,
      )
    for (const forge of [...forged, blank]) await expect(forge(db)).rejects.toThrow('append-only')
    for (const forge of forged)
      await expect(db.$transaction(async (tx) => (await leave(tx), forge(tx)))).rejects.toThrow('append-only')
    await expect(db.$transaction(async (tx) => (await leave(tx, documentId), blank(tx)))).rejects.toThrow('append-only')
    await expect(db.$transaction(async (tx) => (await leave(tx, projectId, "'7'"), blank(tx)))).rejects.toThrow(
      'append-only',
    )
    expect(await db.$transaction(async (tx) => (await leave(tx), blank(tx)))).toBeGreaterThan(0)
    await expect(blank(db)).rejects.toThrow('append-only')
  })

  test('makes nobody wait who writes to the history meanwhile', async () => {
    await mark(coder)
    await lead.call('DELETE', `${path}/documents/${documentId}`)
    const member = await memberByEmail(
      db,
      (await db.user.findUniqueOrThrow({ where: { id: lead.id }, select: { email: true } })).email,
      projectId,
    )
    if (!member) throw new Error('no member')
    await db.$transaction(async (tx) => {
      await openHistory(tx, member)
      await forgetWords(tx, member, 'document', documentId)
      // The words are gone and the purge goes on; whoever waited for it would wait for this very request.
      expect((await lead.call('POST', `${path}/tags`, { name: 'Meanwhile' })).status).toBe(201)
      expect((await coder.call('POST', `${path}/themes`, { name: 'Meanwhile' })).status).toBe(201)
    })
    for (const file of ['lib/data/projects/purge.ts', 'lib/services/projects/bin.ts'])
      expect(readFileSync(file, 'utf8')).not.toMatch(/ALTER TABLE|LOCK TABLE/)
  })

  test('of a link is its author’s alone, and erases what it says', async () => {
    const { body: passage } = await coder.call('POST', `${path}/annotations`, { documentId, start: 0, end: 4 })
    const { body: tag } = await lead.call('POST', `${path}/tags`, { name: 'Ends' })
    const [from, to] = [
      { type: 'annotation', id: passage.id },
      { type: 'tag', id: tag.id },
    ]
    const { body: link } = await coder.call('POST', `${path}/links`, { from, to, kind: 'explains', note: 'gongoozler' })
    expect((await coder.call('DELETE', `${path}/links/${link.id}`)).status).toBe(204)
    const there = async (who: Caller) => (await bin(who, '?kind=link')).items
    expect(await there(lead)).toEqual([])
    expect(await there(coder)).toMatchObject([
      { kind: 'link', id: link.id, name: `“${passage.quote}” · explains · Ends`, documentTitle: 'Log' },
    ])
    expect((await restore(lead, 'link', link.id)).status).toBe(404)
    expect((await restore(coder, 'link', link.id)).body).toMatchObject({ type: 'link.restored', subjectId: link.id })
    const { body: hers } = await lead.call('POST', `${path}/links`, { from, to, kind: 'shows', note: 'gongoozler too' })
    expect((await lead.call('DELETE', `${path}/links/${hers.id}`)).status).toBe(204)
    later()
    expect((await purge(lead, 'link', hers.id)).status).toBe(204)
    const left = await everything()
    expect(left).not.toContain('gongoozler too')
    expect(left).toContain('gongoozler')
  })

  test('of a memo is its author’s alone, erases the memo and its words, and names it to nobody', async () => {
    const prose = (text: string) => ({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
    })
    const write = async (who: Caller, title: string, words: string) =>
      (
        await who.call('POST', `${path}/memos`, {
          title,
          kind: `of ${title.toLowerCase()}`,
          body: prose(words),
          visibility: 'shared',
          subject: { type: 'document', id: documentId },
        })
      ).body.id as string
    const [hers, theirs] = [await write(lead, 'Of hers', 'sesquipedal'), await write(coder, 'Theirs', 'quinquereme')]
    await lead.call('PATCH', `${path}/memos/${hers}`, { body: prose('sesquipedal too') })
    for (const [who, id] of [
      [lead, hers],
      [coder, theirs],
    ] as const)
      expect((await who.call('DELETE', `${path}/memos/${id}`)).status).toBe(204)
    expect((await bin(lead, '?kind=memo')).items).toMatchObject([
      { kind: 'memo', id: hers, name: 'Of hers', documentTitle: 'Log', binnedBy: { id: lead.id } },
    ])
    expect([(await restore(lead, 'memo', theirs)).status, (await purge(lead, 'memo', theirs)).status]).toEqual([
      404, 404,
    ])
    expect((await restore(coder, 'memo', theirs)).body).toMatchObject({ type: 'memo.restored', subjectId: theirs })
    expect((await lead.call('GET', `${path}/memos/${theirs}`)).body.title).toBe('Theirs')
    expect((await purge(lead, 'memo', hers)).status).toBe(409)
    later()
    expect((await purge(lead, 'memo', hers)).status).toBe(204)
    const left = await everything()
    for (const word of ['sesquipedal', 'Of hers', 'of of hers']) expect(left).not.toContain(word)
    for (const word of ['quinquereme', 'Theirs']) expect(left).toContain(word)
    expect((await bin(lead, '?kind=memo')).items).toEqual([])
    const of = async (who: Caller) =>
      (await who.call('GET', `${path}/events?order=newest&limit=5&kind=memo`)).body.items
    expect((await of(lead))[0]).toMatchObject({ type: 'memo.purged', subjectId: hers })
    expect((await of(coder)).some(({ type }: { type: string }) => type === 'memo.purged')).toBe(false)
  })

  test('of a case takes along what is said of it', async () => {
    const { id } = (await lead.call('POST', `${path}/cases`, { name: 'Village', description: 'sesquipedal people' }))
      .body
    await lead.call('PATCH', `${path}/cases/${id}`, { description: 'widdershins people' })
    expect((await lead.call('DELETE', `${path}/cases/${id}`)).status).toBe(204)
    later()
    expect((await purge(lead, 'case', id)).status).toBe(204)
    const left = await everything()
    for (const word of ['sesquipedal', 'widdershins']) expect(left).not.toContain(word)
    expect(left).toContain('Village')
  })

  test('of a tag, a theme and an annotation erases the row and its words, and nothing of others', async () => {
    const child = (
      await lead.call('POST', `${path}/tags`, { name: 'Brine', parentId: tagId, definition: 'zymurgical brine' })
    ).body.id
    const theme = (
      await lead.call('POST', `${path}/themes`, { name: 'Harm', definition: 'sesquipedal harm', tagIds: [tagId] })
    ).body.id
    const id = (
      await lead.call('POST', `${path}/annotations`, {
        documentId,
        start: 40,
        end: 50,
        tagIds: [child],
        note: 'quinquereme',
      })
    ).body.id
    for (const [at, row] of [
      ['themes', theme],
      ['annotations', id],
      ['tags', child],
      ['tags', tagId],
    ])
      expect((await lead.call('DELETE', `${path}/${at}/${row}`)).status).toBe(204)
    later()
    for (const [kind, row] of [
      ['tag', tagId],
      ['theme', theme],
      ['annotation', id],
    ] as const)
      expect((await purge(lead, kind, row)).status).toBe(204)
    const left = await everything()
    for (const word of ['sesquipedal', 'quinquereme']) expect(left).not.toContain(word)
    // What stood below the purged tag can still come back, at the top.
    expect((await restore(lead, 'tag', child)).status).toBe(200)
    expect((await lead.call('GET', `${path}/tags/${child}`)).body).toMatchObject({
      parentId: null,
      definition: 'zymurgical brine',
    })
    const coders = await mark(coder)
    await coder.call('DELETE', `${path}/annotations/${coders}`)
    expect((await purge(lead, 'annotation', coders)).status).toBe(404)
  })
})
