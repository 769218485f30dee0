import pg from 'pg'
import { expect, test } from 'vitest'
import { connect } from '@/lib/data/database/client'
import { databaseTrouble } from '@/lib/data/database/database-trouble'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db, url } = await freshDatabase()
const api = apiOn(db)
const [one, two] = [await team(db, api, []), await team(db, api, [])]

test('whoever asks for much at once keeps nobody else waiting, though each of it waits for a lock with a connection', async () => {
  const holder = new pg.Client({ connectionString: url })
  await holder.connect()
  await holder.query('BEGIN')
  await holder.query('SELECT 1 FROM "Project" WHERE id = $1 FOR UPDATE', [one.projectId])
  let answered = 0
  const writing = Array.from({ length: 30 }, (_, i) =>
    one.lead.call('POST', `${one.path}/tags`, { name: `Tag ${i}` }).finally(() => (answered += 1)),
  )
  for (let times = 0; times < 5; times += 1) expect((await two.lead.call('GET', `${two.path}/tags`)).status).toBe(200)
  expect(answered).toBe(0)
  await holder.query('ROLLBACK')
  await holder.end()
  expect(new Set((await Promise.all(writing)).map(({ status }) => status))).toEqual(new Set([201]))
})

test('what waits behind too much of one’s own is refused, and says when to come again', async () => {
  const answers = await Promise.all(Array.from({ length: 300 }, () => one.lead.call('GET', `${one.path}/members`)))
  const refused = answers.filter(({ status }) => status === 503)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.every(({ headers }) => Number(headers.get('retry-after')) > 0)).toBe(true)
  expect(answers.length - refused.length).toBeGreaterThan(200)
})

test('a statement that takes too long is given up and said to be slow; one that waits too long for what others hold, that they are busy', async () => {
  const limited = connect(url, { max: 2, limits: { statement_timeout: 300, lock_timeout: 100 } })
  const failed = (statement: Promise<unknown>) =>
    statement.then(
      () => null,
      (error: unknown) => databaseTrouble(error),
    )
  expect(await failed(limited.$queryRaw`SELECT pg_sleep(30)::text`)).toBe('slow')
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Project" WHERE id = ${one.projectId}::uuid FOR UPDATE`
    expect(await failed(limited.$queryRaw`SELECT 1 FROM "Project" WHERE id = ${one.projectId}::uuid FOR UPDATE`)).toBe(
      'busy',
    )
  })
  await limited.$disconnect()
})
