import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildHash, installationFault } from './stale.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-stale-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, content: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

describe('the hash of what a build reads', () => {
  beforeEach(() => {
    write('lib/a.ts', 'a')
    write('lib/deep/b.ts', 'b')
    write('app/page.tsx', 'page')
    write('server/main.ts', 'main')
  })

  test('changes with a content, a name, a new file and a file less', () => {
    const hashes = [buildHash(root, 'bundles')]
    const after = (change: () => void) => {
      change()
      hashes.push(buildHash(root, 'bundles'))
    }
    after(() => write('lib/deep/b.ts', 'another b'))
    after(() => renameSync(join(root, 'lib/a.ts'), join(root, 'lib/c.ts')))
    after(() => write('messages/en.json', '{}'))
    after(() => rmSync(join(root, 'server/main.ts')))
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  test('does not take the end of a name for the beginning of a content', () => {
    const before = buildHash(root, 'bundles')
    renameSync(join(root, 'lib/a.ts'), join(root, 'lib/a.tsa'))
    write('lib/a.tsa', '')
    expect(buildHash(root, 'bundles')).not.toBe(before)
  })

  test('does not change with times, tests, docs or data', () => {
    const before = buildHash(root, 'bundles')
    utimesSync(join(root, 'lib/a.ts'), 1, 1)
    write('lib/a.test.ts', 'test')
    write('lib/a.test.tsx', 'test')
    write('docs/running.md', 'words')
    write('.data/lock', '{}')
    expect(buildHash(root, 'bundles')).toBe(before)
  })

  test('is of one part: a page makes the pages stale, the server the bundles', () => {
    const hashes = () => [buildHash(root, 'pages'), buildHash(root, 'bundles')]
    const [pages, bundles] = hashes()
    write('app/page.tsx', 'another page')
    expect([buildHash(root, 'pages') === pages, buildHash(root, 'bundles') === bundles]).toEqual([false, true])
    const [newPages] = hashes()
    write('server/main.ts', 'another main')
    expect([buildHash(root, 'pages') === newPages, buildHash(root, 'bundles') === bundles]).toEqual([true, false])
  })
})

describe('what is installed, against the lock file', () => {
  const entry = { version: '1.0.0', integrity: 'sha512-x' }
  const lock = (packages: object) => write('package-lock.json', JSON.stringify({ packages: { '': {}, ...packages } }))
  const installed = (packages: object) => write('node_modules/.package-lock.json', JSON.stringify({ packages }))

  test('is missing without npm’s own record', () => {
    lock({})
    expect(installationFault(root)).toBe('missing')
  })

  test.each([
    ['the same', { a: entry }, undefined],
    ['another version', { a: { ...entry, version: '1.0.1' } }, 'stale'],
    ['another content', { a: { ...entry, integrity: 'sha512-y' } }, 'stale'],
    ['one less', {}, 'stale'],
  ])('with %s', (_, there, fault) => {
    lock({ a: entry })
    installed(there)
    expect(installationFault(root)).toBe(fault)
  })

  test('may lack what another platform needs', () => {
    lock({ a: { ...entry, optional: true }, b: { ...entry, peer: true } })
    installed({})
    expect(installationFault(root)).toBeUndefined()
  })
})
