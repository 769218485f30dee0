import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { seedDemoProject } from '@/lib/demo/seed-demo-project'
import { closeImporter } from '@/lib/importers/import-document'
import {
  askForBackup,
  backupName,
  isBackupAsked,
  isBackupUnderWay,
  listBackups,
  lockIn,
  pastBackups,
  readReport,
} from '@/lib/services/backup/backup-folder'
import { backup } from '@/server/commands/backup'
import { drill } from '@/server/commands/drill'
import { takeLock } from '@/server/instance/lock.mjs'
import { freshDatabase } from '@/testing/fresh-database'
import { backUpForTheNight } from './night'

const { db } = await freshDatabase()
const base = mkdtempSync(join(tmpdir(), 'commonplace-nights-'))
const folder = join(base, 'backups')
const now = () => new Date('2026-11-22T03:00:05Z')
const { signal } = new AbortController()
beforeAll(() => seedDemoProject(db, { now: new Date('2026-11-22T17:00:00Z') }))
afterAll(async () => {
  await closeImporter()
  rmSync(base, { recursive: true, force: true })
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('commonplace-drill-'))).toEqual([])
})

/** Commands as the server runs them, in this process. */
const run = async ([name = '', ...args]: readonly string[]): Promise<string> => {
  const said: string[] = []
  const command = { backup, drill }[name]
  if (!command) throw new Error(`no command ${name}`)
  await command(args)({
    db,
    from: base,
    root: process.cwd(),
    now: now(),
    print: (line) => void said.push(line),
    readInput: async () => '',
  })
  return said.join('\n')
}

const failing = (why: string) => () => Promise.reject(new Error(why))

test('a night leaves a backup that was restored for trial, and takes away what need not stay', async () => {
  askForBackup(folder)
  const older = ['2025-01-01', '2026-11-19', '2026-11-20', '2026-11-21'].map(
    (day) => `commonplace-${day}T030000Z.backup`,
  )
  for (const name of [...older, `${older[0]}.x.incomplete`, 'mine.backup']) writeFileSync(join(folder, name), 'salt')
  await backUpForTheNight({ folder, run, now, signal }, true)
  const [newest, ...others] = listBackups(folder)
  expect(newest).toMatchObject({ name: 'commonplace-2026-11-22T030005Z.backup', at: '2026-11-22T03:00:05.000Z' })
  expect(newest?.bytes).toBeGreaterThan(10_000)
  expect(others.map(({ name }) => name)).toEqual(older.toReversed())
  expect(readdirSync(folder)).toContain('mine.backup')
  expect(readdirSync(folder).filter((name) => name.endsWith('.incomplete'))).toEqual([])
  const annotations = await db.annotation.count()
  expect(readReport(folder)).toMatchObject({
    backup: { at: now().toISOString(), fault: null },
    drill: { at: now().toISOString(), name: newest?.name, annotations, fault: null },
  })
  expect([isBackupAsked(folder), isBackupUnderWay(folder, new Date())]).toEqual([false, false])
})

test('a backup that does not hold is said to be none, and stays', async () => {
  const night = {
    folder,
    now,
    signal,
    run: async (args: readonly string[]) => {
      const said = await run(args)
      if (args[0] !== 'backup') return said
      const path = args.at(-1) ?? ''
      writeFileSync(path, readFileSync(path).subarray(0, 5000))
      return said
    },
  }
  await backUpForTheNight(night, true)
  expect(readReport(folder)).toMatchObject({
    backup: { fault: null },
    drill: { fault: 'This backup cannot be restored. It ends too early: the file is not whole. Nothing was changed.' },
  })
  expect(listBackups(folder)).toHaveLength(1)
})

test('one that fails takes none of the older away, and says why', async () => {
  askForBackup(folder)
  writeFileSync(join(folder, 'commonplace-2020-01-01T030000Z.backup'), 'salt')
  writeFileSync(join(folder, 'commonplace-2020-01-02T030000Z.backup'), 'salt')
  const before = listBackups(folder)
  await backUpForTheNight({ folder, now, signal, run: failing('There is no room left on the disk.') }, true)
  expect(readReport(folder)).toEqual({
    backup: { at: now().toISOString(), fault: 'There is no room left on the disk.' },
    drill: null,
  })
  expect(listBackups(folder)).toEqual(before)
})

test('a drill that ends with its server has not failed, and is done after the next start', async () => {
  const stop = new AbortController()
  const night = {
    folder,
    now,
    signal: stop.signal,
    run: (args: readonly string[]) => {
      if (args[0] === 'backup') return run(args)
      stop.abort(new Error('the server stops'))
      return Promise.reject(new Error('killed'))
    },
  }
  await expect(backUpForTheNight(night, true)).rejects.toThrow('the server stops')
  expect(readReport(folder)).toMatchObject({ backup: { fault: null }, drill: null })
  const tried: string[] = []
  const next = (args: readonly string[]) => (tried.push(args[0] ?? ''), run(args))
  await backUpForTheNight({ folder, now, signal, run: next }, false)
  expect(readReport(folder)).toMatchObject({ drill: { fault: null } })
  await backUpForTheNight({ folder, now, signal, run: next }, false)
  expect(tried).toEqual(['drill'])
})

test('of two processes one makes it', async () => {
  askForBackup(folder)
  const lock = takeLock(lockIn(folder), 'another night')
  try {
    await backUpForTheNight({ folder, now, signal, run: failing('nobody asked') }, true)
    expect([isBackupAsked(folder), existsSync(join(folder, 'report.json'))]).toEqual([true, false])
  } finally {
    if ('release' in lock) lock.release()
  }
})

test('backups of days to come, which a clock that ran ahead has left, stand in no other’s way', async () => {
  const ahead = Array.from({ length: 12 }, (_, at) => `commonplace-20${30 + at}-01-01T030000Z.backup`)
  askForBackup(folder)
  for (const name of ahead) writeFileSync(join(folder, name), 'salt')
  const yesterday = 'commonplace-2026-11-21T030000Z.backup'
  writeFileSync(join(folder, yesterday), 'salt')
  const tried: string[] = []
  const noted = async (args: readonly string[]) => {
    tried.push(args[0] ?? '')
    if (args[0] === 'backup') writeFileSync(args.at(-1) ?? '', 'salt')
    return JSON.stringify({ rows: 1, texts: 1, annotations: 1, seconds: 1 })
  }
  await backUpForTheNight({ folder, run: noted, now, signal }, true)
  expect(pastBackups(folder, now()).map(({ name }) => name)).toEqual([backupName(now()), yesterday])
  expect(listBackups(folder)).toHaveLength(14)
  expect([tried, readReport(folder).drill?.name]).toEqual([['backup', 'drill'], backupName(now())])
})
