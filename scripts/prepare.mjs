import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { diskTrouble, requireSpace, StartError } from '../server/instance/explain.mjs'
import { takeLock } from '../server/instance/lock.mjs'
import { offline } from './start/offline.mjs'
import { runProgram } from './start/run-program.mjs'
import { installationFault, isFresh } from './start/stale.mjs'

const gigabyte = 1024 ** 3

/**
 * Installs and builds what is missing or stale in `root`; does nothing, and writes nothing, when all is fresh.
 * `build: false` accepts a stale build, `pages: false` builds only what does not need Next. `say` is told, in a line each, what takes
 * long: on standard output unless that is for something else.
 * @param {string} root
 * @param {{ build: boolean, pages: boolean, say?: (line: string) => void }} wanted
 */
export async function prepare(root, { say = console.log, ...wanted }) {
  requireNode(root)
  const todo = unfinished(root, wanted)
  if (todo === 'nothing') return
  const lock = takeLock(join(root, 'dist/preparing.lock'), 'preparing')
  if ('holder' in lock)
    throw new StartError(
      `Another start is installing or building in this folder (process ${lock.holder.pid}). Wait until it is ready.`,
    )
  try {
    if (installationFault(root)) await install(root, say)
    const { build, bundle } = await import('./build.mjs')
    await (wanted.pages ? build(root, say) : bundle(root))
  } finally {
    lock.release()
  }
}

function unfinished(/** @type {string} */ root, /** @type {{ build: boolean, pages: boolean }} */ wanted) {
  if (installationFault(root)) return 'installation'
  const built = existsSync(join(root, 'dist/main.mjs')) && (!wanted.pages || existsSync(join(root, '.next/BUILD_ID')))
  if (!wanted.build && built) return 'nothing'
  return built && isFresh(root, 'bundles') && (!wanted.pages || isFresh(root, 'pages')) ? 'nothing' : 'build'
}

function requireNode(/** @type {string} */ root) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24) return
  throw new StartError(`Node ${process.versions.node} is too old: this needs ${engines.node}.`)
}

async function install(/** @type {string} */ root, /** @type {(line: string) => void} */ say) {
  await requireSpace(root, 2 * gigabyte)
  say('Installing the locked packages. This happens once and takes a minute or two.')
  const npm = process.env.npm_execpath
  // .npmrc silences npm, and a failure must still be explained.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { NODE_ENV: _, ...environment } = process.env
  const options = { cwd: root, env: { ...environment, ...offline } }
  const { status, output } = await (npm?.endsWith('.js')
    ? runProgram(process.execPath, [npm, ...args], options)
    : runProgram('npm', args, options))
  if (status === 0) return
  process.stderr.write(`${output}\n`)
  throw new StartError(
    diskTrouble(new Error(output), root) ??
      'npm could not install the packages; its own message is above. Check the connection to the registry and start again.',
  )
}
