// `npm run bench -- [--only PART] [--json FILE]`: builds what is stale, then measures the built application on a server and database of its own. The parts are
// create, content, reader, themes, counts, search, queries, exports, import, backup, revert, codebook, differences, live and agreement.
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { prepare } from './prepare.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const entryPoints = {
  'run-bench': 'bench/run-bench.ts',
  'bare-server': 'bench/bare-server.ts',
  agreement: 'bench/agreement.ts',
}

try {
  process.chdir(root)
  process.env.NODE_ENV = 'production'
  await prepare(root, { build: true, pages: true })
  const { build } = await import('esbuild')
  await build({
    entryPoints,
    outdir: 'dist/bench',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  })
  // What the benchmark's own process reads of the environment; the server has one of its own.
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    NEXTAUTH_SECRET: 'never used: the server has its own',
  })
  const { runBench } = await import(pathToFileURL(join(root, 'dist/bench/run-bench.mjs')).href)
  process.exitCode = await runBench(process.argv.slice(2))
} catch (error) {
  console.error(error?.name === 'StartError' ? error.message : error)
  process.exitCode = 1
}
