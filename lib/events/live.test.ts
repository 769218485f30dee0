import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '@/lib/api/app'
import { connect } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { Live } from '@/lib/events/live'
import { freshDatabase } from '@/testing/fresh-database'
import { readStream, type OpenStream, type StreamedEvent } from '@/testing/open-stream'
import { apiOn, caller, person, team } from '@/testing/team'

const { db, url } = await freshDatabase()
const api = apiOn(db)
const { lead, coder, projectId, path } = await team(db, api, ['coder'])
const { body: made } = await lead.call('POST', `${path}/documents`, {
  title: 'White paper',
  text: 'The strait is watched from both shores, and the sea between them is nobody’s.',
})
const documentId = made.document.id as string
const mark = (who: typeof lead, more: object = {}) =>
  who.call('POST', `${path}/annotations`, { documentId, start: 4, end: 10, ...more })

const opened: OpenStream[] = []
async function open(
  headers: Record<string, string>,
  { after, on = api, at = path }: { after?: number; on?: typeof api; at?: string } = {},
): Promise<OpenStream> {
  const response = await on.request(`/api/v1${at}/events${after === undefined ? '' : `?after=${after}`}`, {
    headers: { accept: 'text/event-stream', ...headers },
  })
  const stream = readStream(response)
  opened.push(stream)
  return stream
}
const types = (stream: OpenStream) => stream.events.map(({ type }) => type)
afterAll(() => Promise.all(opened.map((stream) => stream.close())))

describe('a stream', () => {
  test('brings what colleagues do as it happens, whole or as far as it is shared, and nothing of what is theirs alone', async () => {
    const stream = await open({ cookie: lead.cookie })
    const { body: annotation } = await mark(coder, { note: 'drafted', visibility: 'private' })
    await coder.call('PATCH', `${path}/annotations/${annotation.id}`, { visibility: 'shared' })
    await coder.call('PATCH', `${path}/annotations/${annotation.id}`, {
      visibility: 'private',
      note: 'second thoughts',
    })
    const { body: shared } = await mark(coder)
    await stream.until(() => stream.events.some(({ subjectId }) => subjectId === shared.id))
    expect(stream.events.map(({ type, before, after }) => [type, before !== null, after !== null])).toEqual([
      ['annotation.changed', false, true],
      ['annotation.changed', true, false],
      ['annotation.created', false, true],
    ])
    expect(JSON.stringify(stream.events)).not.toContain('second thoughts')
    expect(stream.lastEventId()).toBe(String(stream.events.at(-1)?.seq))
  })

  test('shows its events in the words of the list', async () => {
    const stream = await open({ cookie: lead.cookie })
    const { nextAfter } = (await lead.call('GET', `${path}/events?order=newest&limit=1`)).body
    const { body } = await mark(coder)
    await stream.until(() => stream.events.length > 0)
    const { body: list } = await lead.call('GET', `${path}/events?after=${nextAfter}&limit=1`)
    expect(stream.events).toEqual(list.items)
    expect(list.items[0].subjectId).toBe(body.id)
  })

  test('leaves out sides that are too long, and says so', async () => {
    const stream = await open({ cookie: lead.cookie })
    await mark(coder, { note: 'x'.repeat(15_000) })
    await coder.call('POST', `${path}/annotations/bulk`, {
      action: 'create',
      items: Array.from({ length: 200 }, () => ({ documentId, start: 0, end: 3 })),
    })
    await stream.until(() => stream.events.length === 2)
    expect(stream.events.map(({ cut, after }) => [cut ?? false, after !== null])).toEqual([
      [false, true],
      [true, false],
    ])
  })

  test('is for members: a stranger gets the answer of a project that is not there, nobody one of not being signed in', async () => {
    const stranger = await person(db, api, 'Stranger')
    expect((await open({ cookie: stranger.cookie })).status).toBe(404)
    expect((await open({})).status).toBe(401)
  })
})

describe('the order of commits', () => {
  const writers = [0, 1, 2].map(() => new pg.Client({ connectionString: url }))
  beforeAll(() => Promise.all(writers.map((writer) => writer.connect())))
  afterAll(() => Promise.all(writers.map((writer) => writer.end())))
  const write = (writer: pg.Client, type: string) =>
    writer.query(
      `INSERT INTO "Event" ("projectId", "actorId", type, "subjectId") VALUES ($1, $2, $3, gen_random_uuid())`,
      [projectId, lead.id, type],
    )

  test('makes no difference: what commits late is neither missed nor told twice, live and to one who comes back', async () => {
    const [first, second, third] = writers as [pg.Client, pg.Client, pg.Client]
    const stream = await open({ cookie: lead.cookie })
    await first.query('BEGIN')
    await first.query('SELECT pg_current_xact_id()') // An older id than the others', and a later number.
    await second.query('BEGIN')
    await write(second, 'b.first')
    await write(third, 'c.alone')
    await write(first, 'a.late')
    await second.query('COMMIT')
    await mark(coder) // A wake-up while the oldest is still writing.
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(types(stream)).toEqual([])
    await first.query('COMMIT')
    await stream.until(() => stream.events.length === 4)
    expect(types(stream)).toEqual(['a.late', 'b.first', 'c.alone', 'annotation.created'])
    const back = await open({ cookie: lead.cookie, 'last-event-id': String(stream.events[1]?.seq) })
    await back.until(() => back.events.length === 2)
    expect(types(back)).toEqual(['c.alone', 'annotation.created'])
  })

  test('of many writers at once, and a reader who loses the connection again and again, everything is told once', async () => {
    const pool = connect(url, { max: 8 })
    const kinds = Array.from({ length: 400 }, (_, i) => `n.${i}`)
    const seen: StreamedEvent[] = []
    let after: number | undefined = (await lead.call('GET', `${path}/events?order=newest&limit=1`)).body.nextAfter
    let writing = true
    const reading = (async () => {
      for (let round = 0; writing || seen.length < kinds.length; round++) {
        const stream = await open({ cookie: lead.cookie }, { after })
        const enough = 1 + (round % 7) * 10
        await stream.until(
          () => stream.events.length >= enough || (!writing && seen.length + stream.events.length >= kinds.length),
        )
        await stream.close()
        seen.push(...stream.events)
        after = stream.events.at(-1)?.seq ?? after
      }
    })()
    await Promise.all(
      kinds.map((kind, i) =>
        pool.$transaction(
          async (tx) => {
            await tx.$queryRaw`SELECT pg_current_xact_id()::text`
            if (i % 3 === 0) await tx.$queryRaw`SELECT pg_sleep(0.01)::text`
            await tx.$executeRaw`INSERT INTO "Event" ("projectId", "actorId", type, "subjectId") VALUES (${projectId}::uuid, ${lead.id}::uuid, ${kind}, gen_random_uuid())`
          },
          { maxWait: 20_000, timeout: 20_000 },
        ),
      ),
    )
    writing = false
    await reading
    expect(seen.map(({ type }) => type).toSorted()).toEqual(kinds.toSorted())
    await pool.$disconnect()
  })

  test('a reader that takes nothing for a while is not queued for without end, and then misses nothing', async () => {
    const response = await api.request(`/api/v1${path}/events`, {
      headers: { accept: 'text/event-stream', cookie: lead.cookie },
    })
    const note = 'n'.repeat(5000)
    for (let i = 0; i < 80; i++) await mark(coder, { note: `${i} ${note}` })
    const stream = readStream(response) // Only now it begins to read: some 500 kB were said meanwhile.
    opened.push(stream)
    await stream.until(() => stream.events.length === 80)
    expect(stream.events.map(({ after }) => Number.parseInt((after as { note: string }).note))).toEqual(
      Array.from({ length: 80 }, (_, i) => i),
    )
  })
})

describe('a stream ends by itself', () => {
  const within = async (stream: OpenStream, work: () => Promise<unknown>) => {
    await mark(lead)
    await stream.until(() => stream.events.length > 0, 'proof that it is open')
    await work()
    await stream.closed
  }
  const joined = async (name: string) => {
    const somebody = await person(db, api, name)
    await db.membership.create({ data: { projectId, userId: somebody.id, role: 'coder' }, select: { role: true } })
    return somebody
  }

  test('of being demoted, and one of the new role is told the rest', async () => {
    const kai = await joined('Kai')
    const stream = await open({ cookie: kai.cookie })
    await within(stream, () => lead.call('PATCH', `${path}/members/${kai.id}`, { role: 'reader' }))
    const again = await open({ cookie: kai.cookie, 'last-event-id': stream.lastEventId() })
    await again.until(() => types(again).includes('member.changed'))
  })

  test('of being removed', async () => {
    const kai = await joined('Kai')
    await within(await open({ cookie: kai.cookie }), () => lead.call('DELETE', `${path}/members/${kai.id}`))
    expect((await open({ cookie: kai.cookie })).status).toBe(404)
  })

  test('of the account’s deactivation', async () => {
    const kai = await joined('Kai')
    await db.user.update({ where: { id: lead.id }, data: { isAdmin: true }, select: { id: true } })
    await within(await open({ cookie: kai.cookie }), () => lead.call('POST', `/users/${kai.id}/deactivate`))
    expect((await open({ cookie: kai.cookie })).status).toBe(401)
  })

  test('of signing out everywhere', async () => {
    const kai = await joined('Kai')
    await within(await open({ cookie: kai.cookie }), () => kai.call('DELETE', '/me/sessions'))
  })

  test('of its token’s being revoked, and others of the same person go on', async () => {
    const kai = await joined('Kai')
    const { body: token } = await kai.call('POST', '/me/tokens', { name: 'script', scope: 'read' })
    const session = await open({ cookie: kai.cookie })
    await within(await open({ authorization: `Bearer ${token.secret}` }), () =>
      kai.call('DELETE', `/me/tokens/${token.id}`),
    )
    expect(session.isClosed()).toBe(false)
  })

  test('of the project’s deletion', async () => {
    const { lead: owner, path: gone } = await team(db, api, [])
    const response = await api.request(`/api/v1${gone}/events`, {
      headers: { accept: 'text/event-stream', cookie: owner.cookie },
    })
    const stream = readStream(response)
    await owner.call('DELETE', gone)
    await stream.closed
  })
})

describe('a blind round', () => {
  test('hides colleagues’ work and presence from a stream that was open before, from the event that begins the round to the one that opens it', async () => {
    const kai = await person(db, api, 'Kai')
    await db.membership.create({ data: { projectId, userId: kai.id, role: 'coder' }, select: { role: true } })
    const [blind, free] = [await open({ cookie: kai.cookie }), await open({ cookie: lead.cookie })]
    // Each is told first that nothing is hidden.
    for (const stream of [blind, free]) await stream.until(() => stream.veils.length > 0)
    const id = newId()
    await db.$transaction(async (tx) => {
      await tx.round.create({
        data: {
          projectId,
          id,
          name: 'First',
          visibility: 'until-own-submit',
          codebookVersion: 0,
          codebook: [],
          createdById: lead.id,
        },
        select: { id: true },
      })
      await tx.roundTask.create({
        data: { projectId, roundId: id, documentId, coderId: kai.id },
        select: { roundId: true },
      })
      await tx.event.create({
        data: { projectId, actorId: lead.id, type: 'round.created', subjectId: id },
        select: { seq: true },
      })
    })
    await mark(coder)
    await coder.call('POST', `${path}/presence`, { pageId: id, documentId, offset: 4 })
    await kai.call('POST', `${path}/presence`, { pageId: id, documentId, offset: 8 })
    await lead.call('POST', `${path}/tags`, { name: 'Seen by all' })
    await blind.until(() => types(blind).includes('tag.created'))
    await free.until(() => types(free).includes('tag.created') && free.presences.length > 0)
    expect(types(blind)).toEqual(['round.created', 'tag.created'])
    expect(types(free)).toEqual(['round.created', 'annotation.created', 'tag.created'])
    expect(free.presences.at(-1)?.people.map((one) => one.name)).toEqual([coder.name])
    expect(blind.presences).toEqual([])
    await db.$transaction([
      db.round.update({
        where: { projectId_id: { projectId, id } },
        data: { openedAt: new Date(), openedById: lead.id },
        select: { id: true },
      }),
      db.event.create({
        data: { projectId, actorId: lead.id, type: 'round.opened', subjectId: id },
        select: { seq: true },
      }),
    ])
    await mark(coder)
    await blind.until(() => blind.events.length === 4)
    expect(types(blind).slice(2)).toEqual(['round.opened', 'annotation.created'])
    await coder.call('POST', `${path}/presence`, { pageId: id, documentId: null })
    // Who codes elsewhere is told that something is hidden from them, and no more, as well.
    expect([blind.veils, free.veils]).toEqual([
      [[], [documentId], []],
      [[], [], []],
    ])
  })

  test('that is lifted by a document handed in says so to readers, who are not told who handed it in', async () => {
    const made = await team(db, api, ['coder', 'reader', 'reviewer'])
    const { body: text } = await made.lead.call('POST', `${made.path}/documents`, { title: 'A', text: 'Salt' })
    const { body: round } = await made.lead.call('POST', `${made.path}/rounds`, {
      name: 'Blind',
      documentIds: [text.document.id],
      coderIds: [made.coder.id],
      visibility: 'until-own-submit',
    })
    const reader = await open({ cookie: made.reader.cookie }, { at: made.path })
    const reviewer = await open({ cookie: made.reviewer.cookie }, { at: made.path })
    await reader.until(() => reader.veils.length === 1)
    await made.coder.call('POST', `${made.path}/rounds/${round.id}/submit`, { documentId: text.document.id })
    const place = { pageId: round.id, documentId: text.document.id }
    expect((await made.coder.call('POST', `${made.path}/presence`, place)).status).toBe(204)
    await reader.until(() => reader.presences.at(-1)?.people.length === 1)
    await made.lead.call('POST', `${made.path}/tags`, { name: 'Later' })
    for (const stream of [reader, reviewer]) await stream.until(() => types(stream).includes('tag.created'))
    expect(reader.veils).toEqual([[], []])
    expect(types(reader)).toEqual(['tag.created'])
    expect(types(reviewer)).toEqual(['round.submitted', 'tag.created'])
    // Given back, it is coded blind again by somebody who said where they are before.
    await made.lead.call('POST', `${made.path}/rounds/${round.id}/reopen`, {
      documentId: text.document.id,
      coderId: made.coder.id,
    })
    await reader.until(() => reader.presences.at(-1)?.people.length === 0)
    const later = await open({ cookie: made.reader.cookie }, { at: made.path })
    await made.lead.call('POST', `${made.path}/tags`, { name: 'Latest' })
    await later.until(() => types(later).includes('tag.created'))
    expect(later.presences.flatMap(({ people }) => people)).toEqual([])
  })

  test('that is drawn again says so to whom it hides the event that did it', async () => {
    const ana = await person(db, api, 'Ana')
    await db.membership.create({ data: { projectId, userId: ana.id, role: 'coder' }, select: { role: true } })
    const { body: round } = await lead.call('POST', `${path}/rounds`, {
      name: 'Second',
      documentIds: [documentId],
      coderIds: [ana.id, coder.id],
      visibility: 'until-all-submit',
    })
    const stream = await open({ cookie: ana.cookie })
    await stream.until(() => stream.veils.length === 1)
    for (const who of [ana, coder]) await who.call('POST', `${path}/rounds/${round.id}/submit`, { documentId })
    await stream.until(() => stream.veils.length === 2)
    await lead.call('POST', `${path}/rounds/${round.id}/reopen`, { documentId, coderId: coder.id })
    await stream.until(() => stream.veils.length === 3)
    expect(stream.veils).toEqual([[documentId], [], [documentId]])
    expect(types(stream)).not.toContain('round.reopened')
    await lead.call('DELETE', `${path}/rounds/${round.id}`)
    await stream.until(() => stream.veils.length === 4)
    expect(stream.veils.at(-1)).toEqual([])
  })
})

describe('several processes on one database', () => {
  // So slow a poll that only wake-ups can be what brings an event.
  const slow = { poll: 60_000, standing: 60_000, heartbeat: 60_000 }
  const secret = 'a secret for tests only, at least 32 bytes'
  const processes = [0, 1].map(() => {
    const live = new Live(db, url, slow)
    return { live, api: createApi({ db, secret, live }) }
  })
  const [here, there] = processes as [(typeof processes)[0], (typeof processes)[0]]
  const elsewhere = caller(there.api, { cookie: coder.cookie })
  const listeners = () =>
    db.$queryRaw<
      { pid: number }[]
    >`SELECT pid FROM pg_stat_activity WHERE application_name = 'commonplace-wake' AND datname = current_database() AND state = 'idle'`
  const until = async (holds: () => Promise<boolean>) => {
    for (const end = Date.now() + 8000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
      if (await holds()) return
    throw new Error('It did not come to hold')
  }
  beforeAll(() => until(async () => (await listeners()).length === 2))
  afterAll(() => Promise.all(processes.map(({ live }) => live.close())))

  test('wake one another', async () => {
    const stream = await open({ cookie: lead.cookie }, { on: here.api })
    await elsewhere('POST', `${path}/annotations`, { documentId, start: 0, end: 3 })
    await stream.until(() => stream.events.length === 1)
  })

  test('find one another again after the database cut their connections, and nothing done meanwhile is missed', async () => {
    const stream = await open({ cookie: lead.cookie }, { on: here.api })
    await elsewhere('POST', `${path}/annotations`, { documentId, start: 0, end: 3 })
    await stream.until(() => stream.events.length === 1)
    const old = (await listeners()).map(({ pid }) => pid)
    await db.$queryRaw`SELECT pg_terminate_backend(pid)::text FROM unnest(${old}::int[]) AS pid`
    await elsewhere('POST', `${path}/annotations`, { documentId, start: 0, end: 3 })
    await stream.until(() => stream.events.length === 2)
    await until(async () => (await listeners()).filter(({ pid }) => !old.includes(pid)).length === 2)
    await elsewhere('POST', `${path}/annotations`, { documentId, start: 0, end: 3 })
    await stream.until(() => stream.events.length === 3)
  })

  test('show who is where, and that they have left; never to oneself', async () => {
    const [stream, own] = [
      await open({ cookie: lead.cookie }, { on: here.api }),
      await open({ cookie: coder.cookie }, { on: here.api }),
    ]
    const pageId = '00000000-0000-7000-8000-000000000001'
    const say = (body: object) => elsewhere('POST', `${path}/presence`, { pageId, ...body })
    expect((await say({ documentId, offset: 40 })).status).toBe(204)
    await stream.until(() => stream.presences.length > 0)
    expect(stream.presences.at(-1)).toEqual({ people: [{ id: coder.id, name: coder.name, documentId, offset: 40 }] })
    const later = await open({ cookie: lead.cookie }, { on: here.api })
    await later.until(() => later.presences.length > 0)
    await say({ documentId: null })
    await stream.until(() => stream.presences.at(-1)?.people.length === 0)
    expect(own.presences).toEqual([])
    expect((await say({ documentId: pageId })).status).toBe(404)
  })

  test('end their streams at once when they are stopped', async () => {
    const stream = await open({ cookie: lead.cookie }, { on: here.api })
    await here.live.close()
    await stream.closed
    expect(here.live.size).toBe(0)
  })
})
