import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { connect } from '@/lib/data/client'
import { databaseTrouble } from '@/lib/data/database-trouble'
import { startEmbeddedPostgres } from './embedded-postgres'
import { stopPostmaster } from './postmaster'
import { databaseUser } from './system-user'

const base = mkdtempSync(join(tmpdir(), 'commonplace-watched-'))
chmodSync(base, 0o711)
const place = { data: join(base, 'postgres'), socket: join(base, 'socket'), shelter: join(base, 'programs'), log: join(base, 'postgres.log') }
const server = await startEmbeddedPostgres({ place, password: 'for-this-test', runAs: databaseUser(), settings: ['fsync=off', 'shared_buffers=16MB'] })
const db = connect(server.url)

afterAll(async () => {
  await db.$disconnect()
  await stopPostmaster(place.data)
  rmSync(base, { recursive: true, force: true })
})

const postmaster = () => Number(readFileSync(join(place.data, 'postmaster.pid'), 'utf8').split('\n')[0])
/** What is wrong when this is asked, or the error itself where nobody knows it. */
const trouble = (ask: () => Promise<unknown>) => ask().then(() => 'nothing', (error: unknown) => databaseTrouble(error) ?? String(error))
const answers = () => db.$queryRaw`SELECT 1`.then(() => true, () => false)

test.each(['SIGKILL', 'SIGQUIT', 'SIGINT'] as const)('a database that ends by %s is there again without help, with what was committed, and away meanwhile', async (signal) => {
  await db.$executeRaw`CREATE TABLE IF NOT EXISTS kept (n int)`
  await db.$executeRaw`INSERT INTO kept VALUES (1)`
  const [{ n: before } = { n: 0 }] = await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM kept`
  // Broken in the middle of a statement, in the middle of a transaction, and while it was idle.
  const broken = [db.$queryRaw`SELECT pg_sleep(30)::text`, db.$transaction(async (tx) => (await tx.$queryRaw`SELECT 1`, await tx.$queryRaw`SELECT pg_sleep(30)::text`), { timeout: 60_000 })].map((query) => query.catch((error: unknown) => error))
  await expect.poll(async () => (await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()`)[0]?.n).toBe(2)
  process.kill(postmaster(), signal)
  for (const error of await Promise.all(broken)) expect(databaseTrouble(error), String(error)).toBe('away')
  await expect.poll(answers, { timeout: 20_000, interval: 50 }).toBe(true)
  expect(await db.$queryRaw`SELECT count(*)::int AS n FROM kept`).toEqual([{ n: before }])
}, 60_000)

test('one that was stopped stays so, and is away', async () => {
  await server.stop()
  expect(await trouble(() => db.$queryRaw`SELECT 1`)).toBe('away')
  rmSync(place.socket, { recursive: true })
  expect(await trouble(() => db.$queryRaw`SELECT 1`)).toBe('away')
  expect(await trouble(() => db.$transaction((tx) => tx.$queryRaw`SELECT 1`))).toBe('away')
  await expect.poll(answers, { timeout: 1500, interval: 100 }).toBe(false)
})
