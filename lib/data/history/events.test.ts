import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'
import { connect } from '@/lib/data/database/client'
import { rehearse } from '@/lib/data/database/rehearse'
import { oldestWriter } from './event-log'

const { db, url } = await freshDatabase()
const { lead, coder, projectId, path } = await team(db, apiOn(db), ['coder'])
const writers = [
  new pg.Client({ connectionString: url }),
  new pg.Client({ connectionString: url }),
  new pg.Client({ connectionString: url }),
]
beforeAll(() => Promise.all(writers.map((writer) => writer.connect())))
afterAll(() => Promise.all(writers.map((writer) => writer.end())))

const write = (writer: pg.Client, type: string) =>
  writer.query(
    `INSERT INTO "Event" ("projectId", "actorId", type, "subjectId") VALUES ($1, $2, $3, gen_random_uuid())`,
    [projectId, lead.id, type],
  )

/** Follows the log as a browser does: always from the last number it was given. */
function follower() {
  let after = 0
  const seen: string[] = []
  return {
    seen,
    async read() {
      const { body } = await lead.call('GET', `${path}/events?after=${after}`)
      after = body.nextAfter
      seen.push(...body.items.map((event: { type: string }) => event.type))
    },
  }
}

describe('following the log', () => {
  test('a transaction that commits late is neither skipped nor shown twice, whatever order numbers and ids were given in', async () => {
    const [first, second, third] = writers as [pg.Client, pg.Client, pg.Client]
    const reader = follower()
    await reader.read()
    reader.seen.length = 0
    await first.query('BEGIN')
    await first.query('SELECT pg_current_xact_id()') // Has its id before the others, and its number after them.
    await second.query('BEGIN')
    await write(second, 'b.first')
    await write(third, 'c.alone')
    await reader.read()
    expect(reader.seen).toEqual([])
    await write(first, 'a.late')
    await second.query('COMMIT')
    await reader.read()
    expect(reader.seen).toEqual([])
    await first.query('COMMIT')
    await reader.read()
    await reader.read()
    expect(reader.seen).toEqual(['a.late', 'b.first', 'c.alone'])
  })

  test('a rolled back transaction holds nobody up once it is over', async () => {
    const [first, second] = writers as [pg.Client, pg.Client]
    const reader = follower()
    await reader.read()
    reader.seen.length = 0
    await first.query('BEGIN')
    await write(first, 'never')
    await write(second, 'kept')
    await first.query('ROLLBACK')
    await reader.read()
    expect(reader.seen).toEqual(['kept'])
  })

  test('nobody waits for a rehearsal, since it never commits; whoever carries the name of another one is waited for', async () => {
    const [first, second] = writers as [pg.Client, pg.Client]
    const reader = follower()
    await reader.read()
    reader.seen.length = 0
    await rehearse(db, async (tx) => {
      await tx.project.update({ where: { id: projectId }, data: { name: 'Never' }, select: { id: true } })
      expect(await oldestWriter(db)).toBeNull()
      await write(first, 'meanwhile')
      await reader.read()
      expect(reader.seen).toEqual(['meanwhile'])
    })
    // As it looks to whoever read the name before a rehearsal ended and the number after the next transaction of its connection began.
    await first.query('BEGIN')
    await first.query(`SELECT set_config('application_name', 'rehearsal 3', true), pg_current_xact_id()`)
    await write(second, 'later')
    await reader.read()
    expect(reader.seen).toEqual(['meanwhile'])
    expect(await oldestWriter(db)).not.toBeNull()
    await first.query('COMMIT')
    await reader.read()
    expect(reader.seen).toEqual(['meanwhile', 'later'])
  })

  test('a long transaction in another database of the server holds nobody up', async () => {
    const elsewhere = await freshDatabase()
    const other = new pg.Client({ connectionString: elsewhere.url })
    await other.connect()
    await other.query('BEGIN')
    await other.query('SELECT pg_current_xact_id()')
    const reader = follower()
    await reader.read()
    reader.seen.length = 0
    await write(writers[0] as pg.Client, 'at once')
    await reader.read()
    expect(reader.seen).toEqual(['at once'])
    await other.query('ROLLBACK')
    await other.end()
  })

  test('of many writers and a reader that never rests, the reader has everything once', async () => {
    const reader = follower()
    await reader.read()
    reader.seen.length = 0
    const pool = connect(url, { max: 8 })
    const types = Array.from({ length: 300 }, (_, i) => `n.${i}`)
    let writing = true
    const reading = (async () => {
      while (writing) await reader.read()
    })()
    await Promise.all(
      types.map((type, i) =>
        pool.$transaction(
          async (tx) => {
            await tx.$queryRaw`SELECT pg_current_xact_id()::text`
            if (i % 3 === 0) await tx.$queryRaw`SELECT pg_sleep(0.01)::text`
            await tx.$executeRaw`INSERT INTO "Event" ("projectId", "actorId", type, "subjectId") VALUES (${projectId}::uuid, ${lead.id}::uuid, ${type}, gen_random_uuid())`
          },
          { maxWait: 20_000, timeout: 20_000 },
        ),
      ),
    )
    writing = false
    await reading
    for (let before = -1; before < reader.seen.length;) {
      before = reader.seen.length
      await reader.read()
    }
    expect(reader.seen.toSorted()).toEqual(types.toSorted())
    await pool.$disconnect()
  })
})

describe('events that a reader is not shown', () => {
  // Two thousand hidden events: more than one batch, with something to see before, among and after them.
  const rows = Array.from({ length: 2003 }, (_, i) => ({ shared: [0, 1000, 2002].includes(i), type: `hidden.${i}` }))
  const page = async (query: string) => (await lead.call('GET', `${path}/events?${query}`)).body
  const types = (body: { items: { type: string }[] }) => body.items.map((event) => event.type)
  let from = 0
  beforeAll(async () => {
    for (let more = true; more;) ({ nextAfter: from, more } = await page(`after=${from}`))
    await db.event.createMany({
      data: rows.map((row) => ({ ...row, projectId, actorId: coder.id, ownerId: coder.id, subjectId: coder.id })),
    })
  })

  test('pages are full, and say truly whether there are more', async () => {
    const first = await page(`after=${from}&limit=2`)
    expect([types(first), first.more]).toEqual([['hidden.0', 'hidden.1000'], true])
    const second = await page(`after=${first.nextAfter}&limit=2`)
    expect([types(second), second.more]).toEqual([['hidden.2002'], false])
    const exact = await page(`after=${from}&limit=3`)
    expect([types(exact).length, exact.more]).toEqual([3, false])
    const back = await page(`order=newest&limit=2`)
    expect([types(back), back.more]).toEqual([['hidden.2002', 'hidden.1000'], true])
  })

  test('a cursor leads through all that is shown, forwards and back, and ends', async () => {
    const walk = async (order: string): Promise<number[]> => {
      const seen: number[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const body: { items: { seq: number }[]; nextCursor: string | null } = await page(
          `order=${order}&limit=2${cursor && `&cursor=${cursor}`}`,
        )
        seen.push(...body.items.map(({ seq }) => seq))
        cursor = body.nextCursor
      }
      return seen
    }
    const all = (await page('limit=500')).items.map(({ seq }: { seq: number }) => seq)
    expect(await walk('oldest')).toEqual(all)
    expect(await walk('newest')).toEqual(all.toSorted((a: number, b: number) => b - a))
  })

  test('leave no trace in the answer, its cursor included', async () => {
    const ask = async () =>
      JSON.stringify([
        await page('limit=500'),
        await page(`after=${from}&limit=3`),
        await page('order=newest&limit=500'),
      ])
    const before = await ask()
    await db.event.createMany({
      data: rows
        .slice(1, 600)
        .map((row) => ({ ...row, projectId, actorId: coder.id, ownerId: coder.id, subjectId: coder.id })),
    })
    expect(await ask()).toBe(before)
  })
})

test('the history cannot be rewritten, nor a revision', async () => {
  await expect(db.event.updateMany({ data: { type: 'forged' } })).rejects.toThrow(/append-only/)
})
