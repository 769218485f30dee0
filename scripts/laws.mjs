// `npm run laws [RUNS] [SEED]`: every law on examples that `npm test` does not draw. A failure prints its seed and example; the example belongs into the test.
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { offline } from './start/offline.mjs'

const [runs = '1000', seed = String(randomInt(2 ** 31))] = process.argv.slice(2)
process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
const files = readdirSync('lib', { recursive: true })
  .map((name) => join('lib', String(name)))
  .filter((name) => /\.test\.tsx?$/.test(name) && readFileSync(name, 'utf8').includes('fast-check'))
console.log(
  `Laws in ${files.length} files, seed ${seed}: ${runs} examples each where a law does not say its own number.`,
)
const env = { ...process.env, ...offline, LAWS_SEED: seed, LAWS_RUNS: runs }
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--testTimeout=600000', ...files],
  { env, stdio: 'inherit' },
)
process.exitCode = status ?? 1
