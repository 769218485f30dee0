import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../testing/start-stop/instance.mjs'

// A fresh clone with an npm that cannot reach its registry: nothing is installed, and what each entry says is all there is.
const root = mkdtempSync(join(tmpdir(), 'commonplace-prepare-'))
const npm = join(root, 'npm.js')
for (const name of ['scripts', 'server/instance', 'package.json', 'package-lock.json', '.npmrc'])
  cpSync(name, join(root, name), { recursive: true })
writeFileSync(
  npm,
  "console.error(`npm error network, called with ${process.argv.slice(2).join(' ')}`)\nprocess.exitCode = 1\n",
)
const { bavail, bsize } = statfsSync(root)
const hasRoom = bavail * bsize >= 2 * 1024 ** 3
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function run(script: string, ...args: string[]) {
  const { DATABASE_URL: _, ...environment } = process.env
  const env = {
    ...environment,
    npm_execpath: npm,
    npm_config_loglevel: 'silent',
    DATA_DIR: join(root, 'data'),
    PORT: String(await freePort()),
  }
  const child = spawn(process.execPath, [join(root, 'scripts', script), ...args], { cwd: root, env })
  const code = new Promise((done) => child.once('close', done))
  return { out: await text(child.stdout), err: await text(child.stderr), code: await code }
}

const installing = /^Installing the locked packages\. [^\n]+\n/m
/** npm's own words, which it must be asked for because .npmrc silences it, and then ours. */
const failure =
  /^npm error network, called with ci [^\n]*--loglevel=error\nnpm could not install the packages; its own message is above\. [^\n]+\n$/m

test.runIf(hasRoom)(
  'a command says on standard error that it installs, and why that failed; standard output stays its own (needs 2 GB free)',
  async () => {
    const { out, err, code } = await run('commonplace.mjs', 'project', 'list')
    expect(out).toBe('')
    expect(err).toMatch(installing)
    expect(err).toMatch(failure)
    expect(code).toBe(1)
  },
)

test.runIf(hasRoom)('npm start says the same, its progress on standard output (needs 2 GB free)', async () => {
  const { out, err, code } = await run('start.mjs')
  expect(out).toMatch(new RegExp(`${installing.source}$`))
  expect(err).toMatch(failure)
  expect(code).toBe(1)
  expect(existsSync(join(root, 'dist/preparing.lock'))).toBe(false)
})
