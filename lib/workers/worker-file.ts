import { mkdir, rename } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The worker threads of the application, and the process of one: the name of the built file, and its source. scripts/build.mjs bundles the same. */
const sources = {
  'import-process': 'lib/importers/converter/converter-process.ts',
  'import-worker': 'lib/importers/converter/worker.ts',
  'typesetting-worker': 'lib/typesetting/worker.ts',
  'agreement-worker': 'lib/workers/agreement/worker.ts',
  'search-worker': 'lib/workers/search/worker.ts',
} as const
export type WorkerName = keyof typeof sources

const bundled = new Map<WorkerName, Promise<string>>()

/**
 * Path of a worker's code: beside the built server or command line in dist/, else (tests, development) bundled once per process from its
 * source, with the repository root as working directory.
 */
export function workerFile(name: WorkerName): Promise<string> {
  const here = fileURLToPath(import.meta.url)
  const inBuild = here.lastIndexOf(`${sep}dist${sep}`)
  if (inBuild !== -1) return Promise.resolve(join(here.slice(0, inBuild), 'dist', `${name}.mjs`))
  const known = bundled.get(name)
  if (known) return known
  const made = bundle(name)
  bundled.set(name, made)
  return made
}

async function bundle(name: WorkerName): Promise<string> {
  const { build } = await import(/* turbopackIgnore: true */ 'esbuild')
  const directory = join(process.cwd(), 'node_modules', '.cache', 'commonplace')
  await mkdir(directory, { recursive: true })
  // Written aside and renamed, because several test processes do this at once. Packages stay outside the bundle: pandoc and pdf.js find
  // their own files beside themselves.
  const aside = join(directory, `${name}-${process.pid}.mjs`)
  await build({
    entryPoints: [sources[name]],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile: aside,
    logLevel: 'silent',
  })
  const file = join(directory, `${name}.mjs`)
  await rename(aside, file)
  return file
}
