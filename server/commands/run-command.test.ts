import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { provideEnv } from '@/lib/env'
import { freshDatabase } from '@/testing/fresh-database'
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
    /^--email: This is not an email address\.\nUsage: npm run commonplace -- user create [^\n]+$/,
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
