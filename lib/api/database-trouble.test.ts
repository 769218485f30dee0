import pg from 'pg'
import { expect, test } from 'vitest'
import { connect } from '@/lib/data/database/client'
import { databaseTrouble } from '@/lib/data/database/database-trouble'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, caller, person, team } from '@/testing/team'

const { db, url } = await freshDatabase()
const { db: own } = await freshDatabase()

test('a database that cannot be reached is a 503 that says when to try again, for reading and writing', async () => {
  const { cookie } = await person(db, apiOn(db), 'Ana')
  const nowhere = connect('postgresql://nobody@127.0.0.1:1/none')
  const call = caller(apiOn(nowhere), { cookie })
  for (const [method, path, body] of [
    ['GET', '/me'],
    ['POST', '/projects', { name: 'Lost' }],
  ] as const) {
    const { status, body: problem, headers } = await call(method, path, body)
    expect([status, problem.code, headers.get('retry-after')]).toEqual([503, 'unavailable', '5'])
  }
})

test('so is one that goes away in the middle; a statement that is wrong is not', async () => {
  const going = connect(url)
  const broken = going.$queryRaw`SELECT pg_sleep(20)`.catch((error: unknown) => error)
  const other = new pg.Client({ connectionString: url })
  await other.connect()
  await expect
    .poll(
      async () =>
        (
          await other.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()`,
          )
        ).rowCount,
    )
    .toBe(1)
  await other.end()
  expect(databaseTrouble(await broken)).toBe('away')
  expect(databaseTrouble(await db.$queryRaw`SELECT 1 / 0`.catch((error: unknown) => error))).toBe(null)
  await going.$disconnect()
})

test.each([
  ['53100', 'could not extend file "base/16384/16401": No space left on device', 60],
  ['58030', 'could not write to file', 60],
  ['25006', 'cannot execute INSERT in a read-only transaction', 60],
  ['XX000', 'could not write to tuplestore temporary file: No space left on device', 60],
  ['53300', 'sorry, too many clients already', 5],
  ['57P03', 'the database system is in recovery mode', 5],
  ['40P01', 'deadlock detected', 1],
  ['40001', 'could not serialize access', 1],
])('what Postgres calls %s is a 503 with a sentence, and stores nothing', async (state, words, retryAfter) => {
  const { lead, path } = await team(own, apiOn(own), [])
  await own.$executeRawUnsafe(
    `CREATE OR REPLACE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION '${words.replaceAll("'", "''")}' USING ERRCODE = '${state}'; END $f$`,
  )
  for (const table of ['Event', 'Tag', 'Annotation'])
    await own.$executeRawUnsafe(
      `CREATE OR REPLACE TRIGGER a_trouble BEFORE INSERT ON "${table}" FOR EACH ROW EXECUTE FUNCTION trouble()`,
    )
  for (const [address, body] of [
    ['/tags', { name: 'Lost' }],
    ['/themes', { name: 'Lost' }],
    ['/documents', { title: 'Lost', text: 'Salt' }],
  ] as const) {
    const answer = await lead.call('POST', `${path}${address}`, body)
    expect([address, answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([
      address,
      503,
      'unavailable',
      String(retryAfter),
    ])
    expect(answer.body.detail).toMatch(/^[A-Z].*\.$/)
  }
  for (const address of ['tags', 'themes', 'documents'])
    expect((await lead.call('GET', `${path}/${address}`)).body.total).toBe(0)
  for (const table of ['Event', 'Tag', 'Annotation'])
    await own.$executeRawUnsafe(`DROP TRIGGER a_trouble ON "${table}"`)
})
