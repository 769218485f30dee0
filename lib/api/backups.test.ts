import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { beginAsked, isBackupAsked, lockIn, writeReport } from '@/lib/services/backup/backup-folder'
import { createApi } from './app'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person } from '@/testing/team'

const { db } = await freshDatabase()
const secret = 'a secret for tests only, at least 32 bytes'
const dataDir = mkdtempSync(join(tmpdir(), 'commonplace-backups-'))
const folder = join(dataDir, 'backups')
const now = () => new Date(2026, 10, 5, 14)
const api = createApi({ db, secret, now, backupDir: folder, dataDir })
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const admin = await person(db, api, 'Ada')
await db.user.update({ where: { id: admin.id }, data: { isAdmin: true }, select: { id: true } })
const other = await person(db, api, 'Otto')

test('backups are for administrators alone', async () => {
  for (const method of ['GET', 'POST']) {
    expect((await other.call(method, '/backups')).status).toBe(403)
    expect((await api.request('/api/v1/backups', { method })).status).toBe(401)
  }
  expect(existsSync(folder)).toBe(false)
})

test('says what is kept, what became of the last one, and when the next is due', async () => {
  expect((await admin.call('GET', '/backups')).body).toEqual({
    folder,
    isSameDisk: false,
    isRunning: false,
    next: new Date(2026, 10, 6, 3).toISOString(),
    kept: [],
    backup: null,
    drill: null,
  })
  const asked = await admin.call('POST', '/backups')
  expect([asked.status, asked.body]).toMatchObject([202, { isRunning: true, isSameDisk: true }])
  expect(isBackupAsked(folder)).toBe(true)
  for (const name of ['commonplace-2026-11-04T020000Z.backup', 'commonplace-2026-11-05T020000Z.backup', 'mine.backup'])
    writeFileSync(join(folder, name), 'salt')
  const drill = { at: now().toISOString(), name: 'x', seconds: 2, rows: 3, texts: 1, annotations: 2, fault: null }
  writeReport(folder, { drill })
  expect((await admin.call('GET', '/backups')).body).toMatchObject({
    kept: [
      { name: 'commonplace-2026-11-05T020000Z.backup', at: '2026-11-05T02:00:00.000Z', bytes: 4 },
      { name: 'commonplace-2026-11-04T020000Z.backup', at: '2026-11-04T02:00:00.000Z', bytes: 4 },
    ],
    drill,
  })
})

test('who was killed while making one keeps nobody from asking for the next', async () => {
  beginAsked(folder)
  const running = async () => (await admin.call('GET', '/backups')).body.isRunning as boolean
  writeFileSync(lockIn(folder), '{}')
  utimesSync(lockIn(folder), now(), now())
  expect(await running()).toBe(true)
  const before = new Date(now().getTime() - 60_000)
  utimesSync(lockIn(folder), before, before)
  expect(await running()).toBe(false)
  rmSync(lockIn(folder))
})

test('a report that cannot be read is none', async () => {
  writeFileSync(join(folder, 'report.json'), '{"drill": 1')
  expect((await admin.call('GET', '/backups')).body).toMatchObject({ drill: null, backup: null })
})

test('a server that makes none says so, and refuses to make one', async () => {
  const without = await person(db, apiOn(db), 'Nora')
  await db.user.update({ where: { id: without.id }, data: { isAdmin: true }, select: { id: true } })
  expect((await without.call('GET', '/backups')).body).toMatchObject({ folder: null, next: null })
  const refused = await without.call('POST', '/backups')
  expect([refused.status, refused.body.code]).toEqual([422, 'refused'])
})

test('tells whoever watches the figures when the last ones were', async () => {
  const token = 'a token for tests only'
  const watched = createApi({ db, secret, now, backupDir: folder, dataDir, metricsToken: token })
  const figures = async () =>
    (await watched.request('/api/metrics', { headers: { authorization: `Bearer ${token}` } })).text()
  const drill = { at: now().toISOString(), name: 'x', seconds: 2, rows: 3, texts: 1, annotations: 2, fault: null }
  writeReport(folder, { drill })
  expect(await figures()).toContain(
    `commonplace_backup_timestamp_seconds ${Date.parse('2026-11-05T02:00:00Z') / 1000}\n`,
  )
  expect(await figures()).toContain(`commonplace_restore_drill_timestamp_seconds ${now().getTime() / 1000}\n`)
  writeReport(folder, { drill: { ...drill, fault: 'It ends too early' } })
  expect(await figures()).toContain('commonplace_restore_drill_timestamp_seconds 0\n')
})
