// `npm test`: from a fresh clone to a verdict. Runs everything even when something fails, then repeats the runners' own summaries.
import { spawn } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diskTrouble } from '../server/instance/explain.mjs'
import { offline } from './start/offline.mjs'
import { prepare } from './prepare.mjs'
import { filesStep } from './test/complete.mjs'
import { counts, secondsOfFiles, summaryLines } from './test/summaries.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)
Object.assign(process.env, offline)

const startStopTests = ['start-stop/start-stop', 'start-stop/command-line', 'attack/built-server'].map(
  (name) => `testing/${name}.test.mjs`,
)

/**
 * Each step with the program that does it, in the order of their stages; the steps of a stage run beside one another, because each of them keeps one core
 * busy. A step without a runner of tests counts as one test.
 */
const stages = [
  [
    { name: 'eslint', args: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
    { name: 'prettier', args: ['node_modules/prettier/bin/prettier.cjs', '.', '--check', '--log-level', 'warn'] },
    // With the errors of the compiler, whose program it has loaded for the rules that ask for types.
    { name: 'oxlint', args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--type-check', '--deny-warnings'] },
    { name: 'knip', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  ],
  [{ name: 'vitest', args: ['node_modules/vitest/vitest.mjs', 'run'] }],
  // Alone, because it writes types that the two above read.
  [{ name: 'build', args: ['scripts/build.mjs'] }],
  // One file after the other: the first measures how long a start takes.
  [
    {
      name: 'node:test',
      args: ['--test', '--test-reporter=spec', '--test-timeout=300000', '--test-concurrency=1', ...startStopTests],
    },
  ],
  [{ name: 'playwright', args: ['node_modules/@playwright/test/cli.js', 'test'] }],
]

try {
  await prepare(root, { build: true, pages: false })
  const { requireChromium } = await import('../testing/browser/chromium.mjs')
  requireChromium()
  process.exitCode = await runAll()
} catch (error) {
  console.error(error?.name === 'StartError' ? error.message : (diskTrouble(error, root) ?? error))
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}

async function runAll() {
  const files = filesStep({ root, args: process.argv.slice(2), env: process.env })
  if (files?.code === 1) console.log(files.output)
  const results = files ? [{ ...files, ...counts(files.name, files.code, files.output) }] : []
  for (const stage of stages)
    results.push(...(await Promise.all(stage.map((step) => runStep(step, stage.length === 1)))))
  console.log('')
  for (const { name, code, output } of results) {
    console.log(`${name}: ${code === 0 ? 'passed' : 'failed'}`)
    for (const line of summaryLines(name, output)) console.log(line)
  }
  const slowest = results
    .flatMap(({ name, output }) => secondsOfFiles(name, output))
    .sort((a, b) => b.seconds - a.seconds)
  console.log('slowest files:')
  for (const { file, seconds } of slowest.slice(0, 10)) console.log(`${seconds.toFixed(1).padStart(8)} s  ${file}`)
  const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
  return results.every(({ code }) => code === 0) ? 0 : 1
}

/** Runs a step and says how it went. What it prints is shown as it comes where it runs alone, and otherwise when it has ended. */
async function runStep(/** @type {{ name: string, args: string[] }} */ { name, args }, /** @type {boolean} */ isAlone) {
  const began = Date.now()
  if (isAlone) console.log(`\n== ${name}`)
  const { code, output } = await run(args, isAlone)
  if (!isAlone) console.log(`\n== ${name}\n${output.trimEnd()}`)
  console.log(
    `== ${name}: ${code === 0 ? 'passed' : `failed with ${code}`} in ${Math.round((Date.now() - began) / 1000)} s`,
  )
  return { name, code, output, ...counts(name, code, output) }
}

/** Keeps what the program says, and shows it as it says it where that is wanted. */
function run(/** @type {string[]} */ args, /** @type {boolean} */ shows) {
  const env = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const [stream, target] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    stream.on('data', (chunk) => {
      output += chunk
      if (shows) target.write(chunk)
    })
  }
  return new Promise((done) => child.once('close', (code) => done({ code: code ?? 1, output })))
}
