import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'

let built: Promise<string> | undefined

/**
 * Path of the worker's code: dist/import-worker.mjs where the application was built, else (tests, development) bundled once per process
 * from its source. The working directory is the repository root in all of these.
 */
export function workerFile(): Promise<string> {
  const inBuild = join(process.cwd(), 'dist', 'import-worker.mjs')
  if (process.env.NODE_ENV === 'production' && existsSync(inBuild)) return Promise.resolve(inBuild)
  return (built ??= bundle())
}

async function bundle(): Promise<string> {
  const { build } = await import(/* turbopackIgnore: true */ 'esbuild')
  const directory = join(process.cwd(), 'node_modules', '.cache', 'commonplace')
  await mkdir(directory, { recursive: true })
  // Written aside and renamed, because several test processes do this at once.
  const aside = join(directory, `import-worker-${process.pid}.mjs`)
  // Packages stay outside the bundle: pandoc and pdf.js find their own files beside themselves.
  await build({ entryPoints: ['lib/importers/worker.ts'], bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20', outfile: aside, logLevel: 'silent' })
  const file = join(directory, 'import-worker.mjs')
  await rename(aside, file)
  return file
}
