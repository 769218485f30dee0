// `npm run build`: Prisma's client, Next's pages, and the bundles of the server, the command line and the worker threads.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diskTrouble, StartError } from '../server/instance/explain.mjs'
import { offline } from './start/offline.mjs'
import { runProgram } from './start/run-program.mjs'
import { buildHash, isFresh } from './start/stale.mjs'

const entryPoints = {
  main: 'server/main.ts',
  'command-line': 'server/commands/run-command.ts',
  'import-process': 'lib/importers/converter/converter-process.ts',
  'import-worker': 'lib/importers/converter/worker.ts',
  'typesetting-worker': 'lib/typesetting/worker.ts',
  'agreement-worker': 'lib/workers/agreement/worker.ts',
  'search-worker': 'lib/workers/search/worker.ts',
}

/**
 * Builds whatever differs from what was built last. A stamp is written last, so an interrupted build is done again; it is the hash of
 * what was there before building, so an edit meanwhile makes the result stale. `say` is told what takes long.
 * @param {string} root
 * @param {(line: string) => void} [say]
 */
export async function build(root, say = console.log) {
  await bundle(root)
  if (isFresh(root, 'pages') && existsSync(join(root, '.next/BUILD_ID'))) return
  say('Building the pages. This happens after every update and takes about a minute.')
  const hash = buildHash(root, 'pages')
  await run(root, 'next', 'next/dist/bin/next', ['build'])
  writeFileSync(join(root, 'dist/pages.sha256'), hash)
}

/**
 * Everything but the pages: Prisma's client and the bundles.
 * @param {string} root
 */
export async function bundle(root) {
  await generate(root)
  if (
    isFresh(root, 'bundles') &&
    existsSync(join(root, 'dist/main.mjs')) &&
    existsSync(join(root, 'dist/offline/sw.js'))
  )
    return
  const hash = buildHash(root, 'bundles')
  rmSync(join(root, 'dist/chunks'), { recursive: true, force: true })
  const entries = Object.entries(entryPoints).filter(([, path]) => existsSync(join(root, path)))
  await runEsbuild(root, Object.fromEntries(entries))
  await bundleOfflineWorker(root)
  writeFileSync(join(root, 'dist/bundles.sha256'), hash)
}

/**
 * Prisma's client, when the schema or Prisma itself changed.
 * @param {string} root
 */
export async function generate(root) {
  const stamp = join(root, 'generated/client.sha256')
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/prisma/package.json'), 'utf8'))
  const hash = createHash('sha256')
    .update(version)
    .update(readFileSync(join(root, 'prisma/schema.prisma')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  await run(root, 'prisma', 'prisma/build/index.js', ['generate'])
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
}

async function runEsbuild(/** @type {string} */ root, /** @type {Record<string, string>} */ entries) {
  const { build: esbuild, stop } = await import('esbuild')
  try {
    await esbuild({
      absWorkingDir: root,
      entryPoints: entries,
      outdir: 'dist',
      bundle: true,
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      outExtension: { '.js': '.mjs' },
      sourcemap: true,
      logLevel: 'error',
    })
  } catch (error) {
    throw new StartError(diskTrouble(error, root) ?? 'The server could not be bundled; the reasons are above.')
  } finally {
    await stop() // Its service process would otherwise live as long as the server that is started next.
  }
}

/** The program that browsers run beside the pages: one file that asks for nothing else. */
async function bundleOfflineWorker(/** @type {string} */ root) {
  const { build: esbuild, stop } = await import('esbuild')
  try {
    await esbuild({
      absWorkingDir: root,
      entryPoints: ['lib/browser/offline/worker/worker.ts'],
      outfile: 'dist/offline/sw.js',
      bundle: true,
      minify: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      logLevel: 'error',
    })
  } catch (error) {
    throw new StartError(diskTrouble(error, root) ?? 'The worker could not be bundled; the reasons are above.')
  } finally {
    await stop()
  }
}

async function run(
  /** @type {string} */ root,
  /** @type {string} */ name,
  /** @type {string} */ script,
  /** @type {string[]} */ args,
) {
  const env = { ...process.env, ...offline, NODE_ENV: /** @type {const} */ ('production') }
  const { status, output } = await runProgram(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    env,
  })
  if (status === 0) return
  process.stderr.write(`${output}\n`)
  throw new StartError(
    diskTrouble(new Error(output), root) ?? `${name} ${args.join(' ')} failed; its own message is above.`,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
  try {
    await build(root)
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error)
    process.exitCode = 1
  }
}
