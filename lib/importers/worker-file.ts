import { mkdir, rename } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

let bundled: Promise<string> | undefined

/**
 * Path of the worker's code: beside the built server or command line in dist/, else (tests, development) bundled once per process from its
 * source, with the repository root as working directory.
 */
export function workerFile(): Promise<string> {
  const here = fileURLToPath(import.meta.url)
  const inBuild = here.lastIndexOf(`${sep}dist${sep}`)
  if (inBuild !== -1) return Promise.resolve(join(here.slice(0, inBuild), 'dist', 'import-worker.mjs'))
  return (bundled ??= bundle())
}

async function bundle(): Promise<string> {
  const { build } = await import(/* turbopackIgnore: true */ 'esbuild')
  const directory = join(process.cwd(), 'node_modules', '.cache', 'commonplace')
  await mkdir(directory, { recursive: true })
  // Written aside and renamed, because several test processes do this at once. Packages stay outside the bundle: pandoc and pdf.js find
  // their own files beside themselves.
  const aside = join(directory, `import-worker-${process.pid}.mjs`)
  await build({ entryPoints: ['lib/importers/worker.ts'], bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20', outfile: aside, logLevel: 'silent' })
  const file = join(directory, 'import-worker.mjs')
  await rename(aside, file)
  return file
}
