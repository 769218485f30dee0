import { readdirSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { ESLint } from 'eslint'
import { expect, test } from 'vitest'

// The first question reads who imports whom in the whole project, which takes a while on a busy machine.

const eslint = new ESLint()

/** The rules a file with this content would break, were it at `filePath`; the file itself need not exist. */
async function brokenRules(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath })
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message)
}

const imports = (path: string, { type = false } = {}) => `${type ? 'export type' : 'export'} * from '${path}'\n`

test.each([
  ['lib/domain/access/actions.ts', '@/lib/errors'],
  ['lib/domain/access/actions.ts', '../../data/database/client'],
  ['lib/data/database/client.ts', '@/lib/services/projects/projects'],
  ['lib/services/projects/projects.ts', '@/lib/api/app'],
  ['lib/api/app.ts', '@/server/main'],
  ['components/app-providers.tsx', '@/lib/data/database/client'],
  ['components/app-providers.tsx', '@/lib/services/projects/projects'],
  ['app/layout.tsx', '@/lib/services/projects/projects'],
  ['app/layout.tsx', '@/lib/api/app'],
])('%s may not import %s', async (file, path) => {
  expect(await brokenRules(file, imports(path))).toContain('boundaries/element-types')
})

test.each([
  ['lib/api/app.ts', '@/lib/services/projects/projects'],
  ['lib/services/projects/projects.ts', '@/lib/data/database/client'],
  ['lib/data/database/client.ts', '@/lib/domain/access/actions'],
  ['app/layout.tsx', '@/lib/data/database/client'],
])('%s may import %s', async (file, path) => {
  expect(await brokenRules(file, imports(path))).not.toContain('boundaries/element-types')
})

test('a component may name a type of lib/data', async () => {
  expect(
    await brokenRules('components/app-providers.tsx', imports('@/lib/data/database/client', { type: true })),
  ).not.toContain('boundaries/element-types')
})

test.each([
  'export const a = process.env.PORT\n',
  'export const { env } = process\n',
  'export const a = { ...process.env }\n',
])('the environment is not read outside lib/env.ts: %s', async (code) => {
  expect(await brokenRules('lib/services/projects/projects.ts', code)).toContain('no-restricted-syntax')
  expect(await brokenRules('lib/env.ts', code)).not.toContain('no-restricted-syntax')
})

test.each([
  'export type A = { start: number; end: number }\n',
  'export interface A {\n  readonly end: number\n  start: number\n}\n',
])('a span has one name: %s', async (code) => {
  expect(await brokenRules('lib/domain/reading/lanes.ts', code)).toContain('no-restricted-syntax')
  expect(await brokenRules('components/reader/reader.tsx', code)).toContain('no-restricted-syntax')
  expect(await brokenRules('lib/domain/anchoring/span.ts', code)).not.toContain('no-restricted-syntax')
})

test.each([
  'export const a = (db: Database) => db.$queryRaw`SELECT 1`\n',
  'export const a = (tx: Transaction) => tx.tag.findMany({})\n',
])('the database is asked in lib/data only: %s', async (code) => {
  for (const path of [
    'lib/services/projects/projects.ts',
    'lib/api/health.ts',
    'server/page-trouble.ts',
    'app/layout.tsx',
  ])
    expect(await brokenRules(path, code)).toContain('no-restricted-syntax')
  expect(await brokenRules('lib/data/projects/projects.ts', code)).not.toContain('no-restricted-syntax')
})

test.each(['export const a = new Date()\n', 'export const a = Date.now()\n'])(
  'the time is handed in: %s',
  async (code) => {
    for (const path of ['lib/services/projects/projects.ts', 'lib/data/projects/projects.ts', 'lib/domain/result.ts'])
      expect(await brokenRules(path, code)).toContain('no-restricted-syntax')
    expect(await brokenRules('lib/api/app.ts', code)).not.toContain('no-restricted-syntax')
  },
)

test('Prisma is used inside lib/data only', async () => {
  const code = imports('@/generated/prisma/client')
  expect(await brokenRules('lib/services/projects/projects.ts', code)).toContain('no-restricted-imports')
  expect(await brokenRules('lib/data/database/client.ts', code)).not.toContain('no-restricted-imports')
})

test.each([
  ['of files', 'lib/domain/documents/stated-value.ts', './propose-metadata', false],
  ['of files, by types alone', 'lib/api/http/context.ts', '@/lib/api/app', true],
  ['of a file with itself', 'lib/errors.ts', './errors', false],
  ['of folders of the second level', 'lib/domain/access/actions.ts', '@/lib/editor/document-json', true],
  ['of a folder with its own parent', 'scripts/start/stale.mjs', '../build.mjs', false],
  ['of folders of the first level', 'seed/scale/words.ts', '@/server/commands/seed', false],
])('an import may not close a circle %s', async (_, file, path, type) => {
  const code = file.endsWith('.mjs') ? `export * from '${path}'\n` : imports(path, { type })
  expect(await brokenRules(file, code)).toContain('cycles/no-cycles')
})

test.each([
  "export const load = () => import('@/lib/api/app')\n",
  "export type App = typeof import('@/lib/api/app')\n",
])('no manner of importing hides a circle: %s', async (code) => {
  expect(await brokenRules('lib/api/http/context.ts', code)).toContain('cycles/no-cycles')
})

test.each([
  ['lib/domain/documents/propose-metadata.ts', './stated-value'],
  ['lib/api/app.ts', './http/context'],
  ['scripts/build.mjs', './start/stale.mjs'],
  ['server/commands/seed.ts', '@/seed/scale/words'],
])('%s may import %s, from which no way leads back', async (file, path) => {
  expect(await brokenRules(file, imports(path))).not.toContain('cycles/no-cycles')
})

test.each([
  ['a text', '<p>Two words</p>'],
  ['a name of a control', '<button aria-label="Close it" />'],
  ['an expression', '<p>{isOpen ? "Open" : <b />}</p>'],
  ['what is put together', '<p title={`${isOpen} passages`} />'],
])('a component says nothing in one language only: %s', async (_, jsx) => {
  const code = `export const It = ({ isOpen }: { isOpen: boolean }) => (isOpen ? ${jsx} : null)\n`
  expect(await brokenRules('components/app-providers.tsx', code)).toContain('messages/no-literals')
})

test('a component may show names of keys, signs and values', async () => {
  const code = 'export const It = ({ name }: { name: string }) => <p title={name}><kbd>Shift</kbd> · {name}</p>\n'
  expect(await brokenRules('components/app-providers.tsx', code)).not.toContain('messages/no-literals')
})

const atMost80 = [2, { max: 80, skipBlankLines: true, skipComments: true }]
const longFunction = `export const sum = (all: number[]) => {\n${'  all.push(1)\n'.repeat(80)}}\n`

test('a function over 80 lines is refused', async () => {
  expect(await brokenRules('lib/domain/reading/lanes.ts', longFunction)).toContain('max-lines-per-function')
  expect(await brokenRules('lib/domain/reading/lanes.test.ts', longFunction)).toEqual([])
})

test('no file is excused from the length of functions, neither by the rules nor by a comment of its own', async () => {
  const files = ['app', 'bench', 'components', 'lib', 'scripts', 'seed', 'server']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.includes('.test.'))
  expect(files.length).toBeGreaterThan(1000)
  const excused = []
  for (const file of files) {
    const config = (await eslint.calculateConfigForFile(file)) as { rules?: Record<string, unknown> } | undefined
    const isBound = isDeepStrictEqual(config?.rules?.['max-lines-per-function'], atMost80)
    const excusesItself = /eslint-disable[\w-]*(?: *\*\/| *--| *$|.*max-lines-per-function)/m
    if (!isBound || excusesItself.test(readFileSync(file, 'utf8'))) excused.push(file)
  }
  expect(excused).toEqual([])
})
