import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { provideEnv } from '@/lib/env'
import { freshDatabase } from '@/testing/fresh-database'
import { applyMigrations } from '@/server/database/migrate'
import { runCommand } from './run-command'

const { url } = await freshDatabase()
const folder = mkdtempSync(join(tmpdir(), 'commonplace-command-'))
writeFileSync(join(folder, 'a-file'), '')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const said: string[] = []
beforeEach(() => {
  said.length = 0
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line))
  vi.stubEnv('DATABASE_URL', url)
  provideEnv({}) // What was read before is not what stands there now.
})
afterEach(() => {
  vi.mocked(console.error).mockClear() // What was said was expected, and each test looks at all of it.
  vi.unstubAllEnvs()
  provideEnv({})
})

const run = (...args: string[]) => runCommand(args, { root: process.cwd(), from: folder })

/** A later version of the program: it has one migration more. */
const later = join(folder, 'later')
const laterMigrations = join(later, 'prisma/migrations')
const oneMore = '29990101000000_one_more'
mkdirSync(join(later, 'prisma'), { recursive: true })
cpSync('prisma/migrations', laterMigrations, { recursive: true })
mkdirSync(join(laterMigrations, oneMore))
writeFileSync(join(laterMigrations, oneMore, 'migration.sql'), 'CREATE TABLE later (n int);')
const runLater = (...args: string[]) => runCommand(args, { root: later, from: folder })

test.each(['nonsense', 'user', 'toString', 'constructor'])(
  '%s is no command: exit 2 and the list of those there are',
  async (name) => {
    expect(await run(name)).toBe(2)
    expect(said.join('\n')).toMatch(
      new RegExp(`^There is no command "${name}"\\.\nUsage: npm run commonplace -- COMMAND\n`),
    )
  },
)

test('wrong usage ends with 2, and says what is wrong and what would be right', async () => {
  expect(await run('user', 'create', '--email', 'bad', '--name', 'Ada', '--password-stdin')).toBe(2)
  expect(said.join('\n')).toMatch(
    /^--email: Enter an email address, such as name@example\.org\.\nUsage: npm run commonplace -- user create [^\n]+$/,
  )
})

test.each([
  ['restore nowhere', /^There is no file \S+nowhere\.$/],
  ['restore .', /^\S+ is not a file\. Name the one that backup wrote\.$/],
  ['backup nowhere/it.backup', /^There is no folder \S+nowhere\. /],
  ['backup a-file/it.backup', /^\S+a-file is not a folder\. /],
  ['import --project 0193e0a8-5c00-7000-8000-00000000de30 nowhere', /^There is no project /],
])('%s ends with 1 and one line that says what to do', async (line, reason) => {
  expect(await run(...line.split(' '))).toBe(1)
  expect(said).toEqual([expect.stringMatching(reason)])
})

test('a DATA_DIR that is a file ends with 1 and one line', async () => {
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('DATA_DIR', join(folder, 'a-file'))
  expect(await run('project', 'list')).toBe(1)
  expect(said).toEqual([expect.stringMatching(/^\S+a-file is not a folder\. Set DATA_DIR [^\n]*$/)])
})

describe('a database of an earlier version', async () => {
  const { db, url: earlier } = await freshDatabase()
  beforeEach(() => {
    vi.stubEnv('DATABASE_URL', earlier)
    vi.spyOn(console, 'log').mockImplementation(() => undefined)
  })
  const isChanged = async () =>
    (await db.$queryRaw<{ is: boolean }[]>`SELECT to_regclass('later') IS NOT NULL AS is`)[0]?.is

  test.each(['project list', 'doctor', 'recount', 'user deactivate --email a@example.org', 'restore a-file'])(
    'is left as it is by %s, in one line: only a start changes it',
    async (line) => {
      expect(await runLater(...line.split(' '))).toBe(1)
      expect(said).toEqual([
        expect.stringMatching(
          new RegExp(`^This database is of an earlier version of Commonplace: ${oneMore} was not applied [^\n]*$`),
        ),
      ])
      expect(await isChanged()).toBe(false)
    },
  )

  test('is backed up as it is, before the start that changes it', async () => {
    expect([await runLater('backup', 'earlier.backup'), said]).toEqual([0, []])
    const [header] = gunzipSync(readFileSync(join(folder, 'earlier.backup')))
      .toString()
      .split('\n')
    const newest = readdirSync('prisma/migrations')
      .filter((name) => /^\d/.test(name))
      .sort()
      .at(-1)
    expect(JSON.parse(header ?? '')).toMatchObject({ schema: newest })
    expect(await isChanged()).toBe(false)
  })
})

test('a database in which nothing is yet gets its schema from whichever command comes first', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const { db, url: empty } = await freshDatabase({ migrated: false })
  vi.stubEnv('DATABASE_URL', empty)
  expect([await run('project', 'list'), said]).toEqual([0, []])
  expect(await db.project.count()).toBe(0)
})

test('a database of a later version is refused, by backup too', async () => {
  const { url: newer } = await freshDatabase()
  await applyMigrations(newer, laterMigrations)
  vi.stubEnv('DATABASE_URL', newer)
  for (const line of ['project list', 'backup newer.backup']) expect(await run(...line.split(' '))).toBe(1)
  expect(said).toEqual(Array(2).fill(expect.stringMatching(/^This database was opened by a newer version [^\n]*$/)))
})
