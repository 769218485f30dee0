import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'
import { RehearsalTooLong, rehearse } from './rehearse'

const { db, url } = await freshDatabase()
const { lead, projectId, path } = await team(db, apiOn(db), [])
const other = new pg.Client({ connectionString: url })
beforeAll(() => other.connect())
afterAll(() => other.end())

const nameOfProject = async () => (await db.project.findUniqueOrThrow({ where: { id: projectId } })).name
const rename = (name: string) => ({ where: { id: projectId }, data: { name }, select: { name: true } })

describe('a rehearsal', () => {
  test('tells what its work found, and nothing of the work stays', async () => {
    const before = await nameOfProject()
    expect(await rehearse(db, async (tx) => (await tx.project.update(rename('Never'))).name)).toBe('Never')
    expect(await nameOfProject()).toBe(before)
  })

  test('throws what its work throws, and nothing of the work stays', async () => {
    const before = await nameOfProject()
    const failing = rehearse(db, async (tx) => {
      await tx.project.update(rename('Never'))
      throw new RangeError('later work')
    })
    await expect(failing).rejects.toThrow('later work')
    expect(await nameOfProject()).toBe(before)
  })

  test('ends where it takes too long by one statement, by many or by waiting for others, and leaves its connection as it was', async () => {
    await expect(rehearse(db, (tx) => tx.$queryRaw`SELECT pg_sleep(600)::text`, 100)).rejects.toThrow(RehearsalTooLong)
    const many = rehearse(
      db,
      async (tx) => {
        for (;;) await tx.$queryRaw`SELECT 1`
      },
      100,
    )
    await expect(many).rejects.toThrow(RehearsalTooLong)
    await other.query('BEGIN')
    await other.query('SELECT 1 FROM "Project" WHERE id = $1 FOR UPDATE', [projectId])
    await expect(rehearse(db, (tx) => tx.project.update(rename('Never')), 100)).rejects.toThrow(RehearsalTooLong)
    await other.query('ROLLBACK')
    const left = await other.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'rehearsal%'`,
    )
    expect(left.rows).toEqual([{ n: 0 }])
    for (let n = 0; n < 12; n++)
      expect(await db.$queryRaw`SELECT current_setting('statement_timeout') AS timeout`).toEqual([{ timeout: '0' }])
  })

  test('of a revert that takes too long says so, and offers the revert all the same', async () => {
    await lead.call('PATCH', path, { name: 'Second' })
    const [event] = (await lead.call('GET', `${path}/events?order=newest&limit=1`)).body.items
    await other.query('BEGIN')
    await other.query('SELECT 1 FROM "Project" WHERE id = $1 FOR UPDATE', [projectId])
    const preview = await lead.call('GET', `${path}/events/${event.seq}/revert`)
    await other.query('ROLLBACK')
    expect(preview).toMatchObject({
      status: 200,
      body: { canRevert: true, reason: null, effects: [expect.stringContaining('takes too long')], keeps: [] },
    })
    expect((await lead.call('POST', `${path}/events/${event.seq}/revert`)).status).toBe(200)
  })
})
