import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { issueSetupCode, setUpInstance } from '@/lib/services/accounts/set-up-instance'
import { backUp } from '@/lib/services/backup/back-up'
import { restoreBackup } from '@/lib/services/backup/restore-backup'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const source = await freshDatabase()
await team(source.db, apiOn(source.db), [])
const now = new Date('2026-11-29T12:00:00Z')
const parts: string[] = []
for await (const part of backUp(source.db, now)) parts.push(part)
const accounts = await source.db.user.count()

/** An empty instance beside which a transaction is open that has done `statement`, and into which the backup is restored. */
async function restoredBeside(statement: string) {
  const { db, url } = await freshDatabase()
  const code = (await issueSetupCode(db)) ?? ''
  const holder = new pg.Client({ connectionString: url })
  await holder.connect()
  await holder.query('BEGIN')
  await holder.query(statement)
  const ended = (act: Promise<unknown>) =>
    act.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    )
  const restored = ended(
    restoreBackup(db, async function* () {
      yield* parts.join('').trimEnd().split('\n')
    }),
  )
  const waiting = (what: string) =>
    vi.waitFor(async () => {
      const rows = await db.$queryRaw<unknown[]>`
          SELECT 1 AS one FROM pg_stat_activity
          WHERE wait_event_type = 'Lock' AND datname = current_database() AND query ILIKE ${what}`
      expect(rows).toHaveLength(1)
    })
  const release = async () => {
    await holder.query('COMMIT')
    await holder.end()
  }
  const setUp = () =>
    ended(
      setUpInstance(
        db,
        { code, name: 'First', email: 'first@example.org', password: 'a long enough password' },
        '::1',
        now,
      ),
    )
  return { db, restored, waiting, release, setUp }
}

test('whoever sets an instance up while a backup is put into it waits, and finds their code gone', async () => {
  const { db, restored, waiting, release, setUp } = await restoredBeside('SELECT count(*) FROM "Annotation"')
  await waiting('ALTER TABLE%')
  const made = setUp()
  await waiting('DELETE FROM%Setting%')
  await release()
  expect([await restored, await made]).toEqual(['done', 'not-allowed'])
  expect(await db.user.count()).toBe(accounts)
})

test('a backup is refused where the first account is being made', async () => {
  const { db, restored, waiting, release } = await restoredBeside(
    `INSERT INTO "User" (id, name, email) VALUES ('00000000-0000-7000-8000-000000000001', 'First', 'first@example.org')`,
  )
  await waiting('LOCK TABLE%')
  await release()
  expect(await restored).toBe('in-use')
  expect(await db.user.findMany({ select: { name: true } })).toEqual([{ name: 'First' }])
})
