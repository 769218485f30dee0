import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// The rules that ask for types are answered by oxlint: each of them is seen to refuse what it is for.

/** A fault of each kind, by the code that names it. */
const faults: Record<string, string> = {
  'typescript(await-thenable)': 'export const wait = async () => { await 1 }',
  'typescript(no-array-delete)': 'export const drop = (list: string[]) => { delete list[0] }',
  'typescript(no-base-to-string)': 'export const say = (what: { a: number }) => String(what)',
  'typescript(no-duplicate-type-constituents)': 'export type Two = { a: 1 } | { a: 1 }\nexport type One = Two | Two',
  'typescript(no-floating-promises)': 'export const start = (job: () => Promise<void>) => { job() }',
  'typescript(no-for-in-array)': 'export const walk = (list: string[]) => { for (const at in list) void at }',
  'typescript(no-implied-eval)': "export const later = () => setTimeout('later()', 1)",
  'typescript(no-misused-promises)':
    'export const is = (job: () => Promise<boolean>) => { if (job()) return 1; return 2 }',
  'typescript(no-redundant-type-constituents)': 'export type All = unknown | string',
  'typescript(no-unnecessary-type-assertion)': 'export const same = (word: string) => word as string',
  'typescript(no-unsafe-argument)':
    'const take = (word: string) => word\nexport const give = (what: any) => take(what)',
  'typescript(no-unsafe-assignment)':
    "export const read: () => void = () => { const what = JSON.parse('1'); void what }",
  'typescript(no-unsafe-call)': 'export const call = (what: any) => { what() }',
  'typescript(no-unsafe-enum-comparison)':
    'enum Fruit { Apple }\nexport const is = (fruit: Fruit, n: number) => fruit === n',
  'typescript(no-unsafe-member-access)': 'export const look = (what: any) => { void what.name }',
  'typescript(no-unsafe-return)': 'export const pass = (what: any): string => { return what }',
  'typescript(no-unsafe-unary-minus)': "export const less = (word: 'a') => -word",
  'typescript(only-throw-error)': "export const fail = () => { throw 'a word' }",
  'typescript(prefer-promise-reject-errors)': "export const fail = () => Promise.reject('a word')",
  'typescript(restrict-plus-operands)':
    'export const add = (a: number, b: { c: 1 }) => a + (b as never as string)\nexport const sum = (a: {}, b: string) => a + b',
  'typescript(restrict-template-expressions)': 'export const say = (what: { a: 1 }) => `${what}`',
  'typescript(switch-exhaustiveness-check)':
    "export const pick = (word: 'a' | 'b') => { switch (word) { case 'a': return 1 } return 2 }",
  'typescript(TS2322)': "export const count: number = 'many'",
}

const root = resolve(import.meta.dirname, '../..')
const base = mkdtempSync(join(tmpdir(), 'commonplace-lint-'))
let found: { code: string; filename: string }[] = []

beforeAll(() => {
  const compilerOptions = { typeRoots: [join(root, 'node_modules/@types')], incremental: false }
  writeFileSync(
    join(base, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.ts'] }),
  )
  for (const [at, code] of Object.values(faults).entries()) writeFileSync(join(base, `fault-${at}.ts`), `${code}\n`)
  const program = join(root, 'node_modules/oxlint/bin/oxlint')
  const args = ['--type-aware', '--type-check', '--format=json', '-c', join(root, '.oxlintrc.json'), '.']
  const { stdout, status } = spawnSync(process.execPath, [program, ...args], { cwd: base, encoding: 'utf8' })
  found = (JSON.parse(stdout) as { diagnostics: typeof found }).diagnostics
  expect(status).toBe(1)
})

afterAll(() => rmSync(base, { recursive: true }))

test.each(Object.keys(faults))('%s is found', (code) => {
  const file = `fault-${Object.keys(faults).indexOf(code)}.ts`
  expect(found.filter(({ filename }) => filename === file).map((fault) => fault.code)).toContain(code)
})

test('every rule that asks for types has its fault here', () => {
  const rules = readFileSync(join(root, '.oxlintrc.json'), 'utf8').matchAll(/"typescript\/([\w-]+)": (?:"error"|\[)/g)
  expect([...rules].map(([, name]) => `typescript(${name})`).toSorted()).toEqual(
    Object.keys(faults)
      .filter((code) => !code.startsWith('typescript(TS'))
      .toSorted(),
  )
})
