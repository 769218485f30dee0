import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** @type {{ resolve: (source: string, file: string) => { found: boolean, path?: string } }} */
const resolver = createRequire(import.meta.url)('./resolve-import.cjs')
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

const folders = ['app', 'bench', 'components', 'e2e', 'lib', 'scripts', 'seed', 'server', 'testing']

/** @typedef {Map<string, Set<string>>} Graph Who imports whom. */

/** The path of a file below the root, as the graph names it. */
export const nameOf = (/** @type {string} */ path) => relative(root, path)

/**
 * The folder that a file counts for: the first `depth` names of its path. A file that lies higher counts for the folder it lies in.
 * @param {string} file
 * @param {number} depth
 */
export const folderOf = (file, depth) => dirname(file).split('/').slice(0, depth).join('/')

/**
 * The file that an import means; undefined where it is a package.
 * @param {string} source
 * @param {string} file
 */
export function meantBy(source, file) {
  const { path } = resolver.resolve(source, resolve(root, file))
  return path === undefined ? undefined : nameOf(path)
}

/**
 * Every file with what it imports, as values and as types: a type that points back is a circle for whoever reads. Tests stand outside,
 * since they may reach across and nobody imports them.
 * @returns {Graph}
 */
export function importGraph() {
  const files = folders
    .flatMap((folder) =>
      readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !/\.test\.\w+$/.test(path))
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(resolve(root, file), 'utf8'), true, true)
      const meant = importedFiles.map(({ fileName }) => meantBy(fileName, file))
      return [file, new Set(meant.filter((path) => path !== undefined))]
    }),
  )
}

/**
 * The same between the folders of the top levels; what a folder imports of itself is left out.
 * @param {Graph} files
 * @param {number} depth
 */
export function foldersOf(files, depth) {
  /** @type {Graph} */
  const graph = new Map()
  for (const [file, imported] of files) {
    const from = folderOf(file, depth)
    for (const target of imported) {
      const to = folderOf(target, depth)
      if (to !== from) graph.set(from, (graph.get(from) ?? new Set()).add(to))
    }
  }
  return graph
}

/**
 * One of the shortest ways from `start` to `end`, both of them included; undefined where there is none.
 * @param {Graph} graph
 * @param {string} start
 * @param {string} end
 */
export function wayBetween(graph, start, end) {
  const cameFrom = new Map([[start, '']])
  for (const at of cameFrom.keys()) {
    if (at === end) return stepsTo(end, cameFrom)
    for (const next of graph.get(at) ?? []) if (!cameFrom.has(next)) cameFrom.set(next, at)
  }
  return undefined
}

function stepsTo(/** @type {string} */ end, /** @type {Map<string, string>} */ cameFrom) {
  const steps = []
  for (let at = end; at !== ''; at = cameFrom.get(at) ?? '') steps.unshift(at)
  return steps
}
