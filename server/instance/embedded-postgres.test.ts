import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { connect } from '@/lib/data/database/client'
import { databaseTrouble } from '@/lib/data/database/database-trouble'
import { listening } from '@/testing/attack/listening'
import { rawRequest, sendRaw } from '@/testing/attack/raw-http.mjs'
import { watchDatabase } from './database-watch'
import { startEmbeddedPostgres } from './embedded-postgres'
import { stopPostmaster } from './postmaster'
import { databaseUser } from './system-user'

const base = mkdtempSync(join(tmpdir(), 'commonplace-watched-'))
chmodSync(base, 0o711)
const place = {
  data: join(base, 'postgres'),
  socket: join(base, 'socket'),
  shelter: join(base, 'programs'),
  log: join(base, 'postgres.log'),
}
const server = await startEmbeddedPostgres({
  place,
  password: 'for-this-test',
  runAs: databaseUser(),
  settings: ['fsync=off', 'shared_buffers=16MB'],
})
const db = connect(server.url)

afterAll(async () => {
  await db.$disconnect()
  await stopPostmaster(place.data)
  rmSync(base, { recursive: true, force: true })
})

const postmaster = () => Number(readFileSync(join(place.data, 'postmaster.pid'), 'utf8').split('\n')[0])
/** What is wrong when this is asked, or the error itself where nobody knows it. */
const trouble = (ask: () => Promise<unknown>) =>
  ask().then(
    () => 'nothing',
    (error: unknown) => databaseTrouble(error) ?? String(error),
  )
/** When the database that answers began. */
const startedAt = async () =>
  (await db.$queryRaw<{ at: string }[]>`SELECT pg_postmaster_start_time()::text AS at`)[0]?.at
const answers = () =>
  db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )

test.each(['SIGKILL', 'SIGQUIT', 'SIGINT'] as const)(
  'a database that ends by %s is there again without help, with what was committed, and away meanwhile',
  async (signal) => {
    await db.$executeRaw`CREATE TABLE IF NOT EXISTS kept (n int)`
    await db.$executeRaw`INSERT INTO kept VALUES (1)`
    const [{ n: before } = { n: 0 }] = await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM kept`
    // Broken in the middle of a statement, in the middle of a transaction, and while it was idle.
    const broken = [
      db.$queryRaw`SELECT pg_sleep(30)::text`,
      db.$transaction(async (tx) => (await tx.$queryRaw`SELECT 1`, await tx.$queryRaw`SELECT pg_sleep(30)::text`), {
        timeout: 60_000,
      }),
    ].map((query) => query.catch((error: unknown) => error))
    await expect
      .poll(
        async () =>
          (
            await db.$queryRaw<
              { n: number }[]
            >`SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()`
          )[0]?.n,
      )
      .toBe(2)
    const first = await startedAt()
    process.kill(postmaster(), signal)
    for (const error of await Promise.all(broken)) expect(databaseTrouble(error), String(error)).toBe('away')
    // A process that the ended one left behind may answer once more.
    await expect.poll(() => startedAt().catch(() => first), { timeout: 20_000, interval: 50 }).not.toBe(first)
    expect(await db.$queryRaw`SELECT count(*)::int AS n FROM kept`).toEqual([{ n: before }])
  },
)

/** Every process of the cluster. */
const processes = () =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && folderOf(entry) === realpathSync(place.data))
    .map(Number)
const folderOf = (pid: string) => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

test.runIf(process.platform === 'linux').each(['every process', 'the first process alone'])(
  'a database that stands still (%s) keeps nobody waiting, and is ended and started again',
  async (which) => {
    const watch = watchDatabase(server.url, {
      revive: server.revive,
      patience: { every: 100, answer: 1500, busy: 3000, revive: 1000 },
    })
    const pages = async ({ url }: IncomingMessage, response: ServerResponse) =>
      void response.end(url?.startsWith('/_next/') ? 'a file' : JSON.stringify(await db.$queryRaw`SELECT 1`))
    const { port } = await listening(
      { fetch: async () => Response.json(await db.$queryRaw`SELECT pg_sleep(0.2)::text`) },
      { pages, watch },
    )
    const ask = async (path: string) => sendRaw(port, rawRequest('GET', path))
    // Connections that broke before are found out by being used.
    const isWell = async () =>
      (await Promise.all(['/api/v1/me', '/sign-in'].map(ask))).every(({ status }) => status === 200)
    await expect.poll(isWell, { timeout: 20_000, interval: 100 }).toBe(true)
    for (const pid of which === 'every process' ? processes() : [postmaster()]) process.kill(pid, 'SIGSTOP')
    // What was asked before anybody knew, what is asked then, and what does not need the database.
    const first = await Promise.all(['/api/v1/me', '/sign-in'].map(ask))
    if (which === 'every process') expect(first.map(({ status }) => status)).toEqual([503, 503])
    await expect.poll(() => watch.trouble()?.status, { timeout: 10_000, interval: 20 }).toBe(503)
    const then = await Promise.all(['/api/v1/me', '/sign-in'].map(ask))
    expect(
      then.map(({ status, headers, body }) => [
        status,
        headers['retry-after'],
        /The database does not answer just now\. Nothing that was saved is lost/.test(body),
      ]),
    ).toEqual([
      [503, '5', true],
      [503, '5', true],
    ])
    expect((await ask('/_next/static/x.js')).status).toBe(200)
    await expect.poll(isWell, { timeout: 30_000, interval: 100 }).toBe(true)
    watch.stop()
  },
)

test('one that was stopped stays so, and is away', async () => {
  await server.stop()
  expect(await trouble(() => db.$queryRaw`SELECT 1`)).toBe('away')
  rmSync(place.socket, { recursive: true })
  expect(await trouble(() => db.$queryRaw`SELECT 1`)).toBe('away')
  expect(await trouble(() => db.$transaction((tx) => tx.$queryRaw`SELECT 1`))).toBe('away')
  await expect.poll(answers, { timeout: 1500, interval: 100 }).toBe(false)
})
