import pg from 'pg'
import { expect, test } from 'vitest'
import { connect } from '@/lib/data/client'
import { isDatabaseAway } from '@/lib/data/database-away'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, caller, person } from '@/testing/team'

const { db, url } = await freshDatabase()

test('a database that cannot be reached is a 503 that says when to try again, for reading and writing', async () => {
  const { cookie } = await person(db, apiOn(db), 'Ana')
  const nowhere = connect('postgresql://nobody@127.0.0.1:1/none')
  const call = caller(apiOn(nowhere), { cookie })
  for (const [method, path, body] of [['GET', '/me'], ['POST', '/projects', { name: 'Lost' }]] as const) {
    const { status, body: problem, headers } = await call(method, path, body)
    expect([status, problem.code, headers.get('retry-after')]).toEqual([503, 'unavailable', '5'])
  }
})

test('so is one that goes away in the middle; a statement that is wrong is not', async () => {
  const going = connect(url)
  const broken = going.$queryRaw`SELECT pg_sleep(20)`.catch((error: unknown) => error)
  const other = new pg.Client({ connectionString: url })
  await other.connect()
  await expect.poll(async () => (await other.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()`)).rowCount, { timeout: 10_000 }).toBe(1)
  await other.end()
  expect(isDatabaseAway(await broken)).toBe(true)
  expect(isDatabaseAway(await db.$queryRaw`SELECT 1 / 0`.catch((error: unknown) => error))).toBe(false)
  await going.$disconnect()
})
