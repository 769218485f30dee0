import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the build reads; a change to any of it makes that part stale. Tests, docs and data do not count. */
const inputs = {
  pages: [
    'app',
    'components',
    'lib',
    'messages',
    'public',
    'next.config.js',
    'postcss.config.mjs',
    'tsconfig.json',
    'package-lock.json',
    'prisma/schema.prisma',
  ],
  bundles: [
    'lib',
    'messages',
    'seed',
    'server',
    'scripts',
    'tsconfig.json',
    'package-lock.json',
    'prisma/schema.prisma',
  ],
}

/** @typedef {keyof typeof inputs} Part */

/**
 * SHA-256 over the names and contents of everything one part of the build reads, in a fixed order. Times do not count, so a fresh
 * checkout of the same files is not stale.
 * @param {string} root
 * @param {Part} part
 */
export function buildHash(root, part) {
  const hash = createHash('sha256')
  for (const input of inputs[part]) addToHash(hash, root, input)
  return hash.digest('hex')
}

/**
 * Whether what was built last was built from what is there now.
 * @param {string} root
 * @param {Part} part
 */
export function isFresh(root, part) {
  const stamp = join(root, `dist/${part}.sha256`)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === buildHash(root, part)
}

function addToHash(
  /** @type {import('node:crypto').Hash} */ hash,
  /** @type {string} */ root,
  /** @type {string} */ path,
) {
  const full = join(root, path)
  if (!existsSync(full)) return
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addToHash(hash, root, `${path}/${name}`)
  } else if (!/\.test\.[a-z]+$/.test(path)) {
    hash.update(`${path}\0`).update(readFileSync(full)).update('\0')
  }
}

/**
 * Why the installed packages differ from the lock file, or undefined when they agree. Compared with npm's own record of what it
 * installed, which it writes last: an interrupted installation has none.
 * @param {string} root
 */
export function installationFault(root) {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return 'missing'
  const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const { packages: installed } = JSON.parse(readFileSync(record, 'utf8'))
  for (const [path, entry] of Object.entries(locked)) {
    if (path === '' || entry.link) continue
    const there = installed[path]
    if (
      !there
        ? !entry.optional && !entry.devOptional && !entry.peer
        : there.version !== entry.version || there.integrity !== entry.integrity
    )
      return 'stale'
  }
  return undefined
}
