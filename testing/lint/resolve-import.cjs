// Tells the boundaries rule which file an import means; there is no package for it, because `@/` is this project's only alias.
const { existsSync, statSync } = require('node:fs')
const { dirname, join, resolve } = require('node:path')

const root = resolve(__dirname, '../..')
const endings = ['', '.ts', '.tsx', '.mjs', '.json', '/index.ts', '/index.tsx']

exports.interfaceVersion = 2

exports.resolve = (source, file) => {
  const base = source.startsWith('@/')
    ? join(root, source.slice(2))
    : source.startsWith('.')
      ? resolve(dirname(file), source)
      : undefined
  if (base === undefined) return { found: false }
  const path = endings
    .map((ending) => base + ending)
    .find((candidate) => existsSync(candidate) && statSync(candidate).isFile())
  return path === undefined ? { found: false } : { found: true, path }
}
