import { foldersOf, folderOf, importGraph, meantBy, nameOf, wayBetween } from './import-graph.mjs'

/** @typedef {import('./import-graph.mjs').Graph} Graph */

/** How deep the folders lie that may not import one another: `lib` and `server`, `lib/data` and `lib/services`. */
const depths = [1, 2]

/** @type {{ files: Graph, folders: Map<number, Graph> } | undefined} */
let known

function graphs() {
  if (known) return known
  const files = importGraph()
  return (known = { files, folders: new Map(depths.map((depth) => [depth, foldersOf(files, depth)])) })
}

/**
 * How an import comes back to where it stands: by files or by folders. The import itself need not be on the disk yet; the rest of the way is.
 * @param {string} file
 * @param {string} target
 * @returns {string[] | undefined}
 */
function wayBack(file, target) {
  const { files, folders } = graphs()
  const byFiles = wayBetween(files, target, file)
  if (byFiles) return [file, ...byFiles]
  for (const [depth, graph] of folders) {
    const [from, to] = [folderOf(file, depth), folderOf(target, depth)]
    const byFolders = from === to ? undefined : wayBetween(graph, to, from)
    if (byFolders) return [from, ...byFolders]
  }
  return undefined
}

/** @type {import('eslint').Rule.RuleModule} */
const noCycles = {
  meta: { type: 'problem', schema: [], messages: { cycle: 'This import closes a circle: {{way}}' } },
  create(context) {
    const file = nameOf(context.filename)
    /** @param {{ source?: unknown }} node An import in any of its forms. */
    const check = ({ source }) => {
      const { value } = /** @type {{ value?: unknown }} */ (source ?? {})
      if (typeof value !== 'string') return
      const target = meantBy(value, file)
      const way = target === undefined ? undefined : wayBack(file, target)
      if (way)
        context.report({
          node: /** @type {import('eslint').Rule.Node} */ (source),
          messageId: 'cycle',
          data: { way: way.join(' > ') },
        })
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    }
  },
}

/** No file imports itself by a detour, and no folder of the top two levels another that imports it (ADR 0111). Tests may reach across. */
export default {
  files: ['**/*.{ts,tsx,mjs}'],
  ignores: ['**/*.test.{ts,tsx}', '*.config.*'],
  plugins: { cycles: { rules: { 'no-cycles': noCycles } } },
  rules: { 'cycles/no-cycles': 'error' },
}
