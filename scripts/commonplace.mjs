// `npm run commonplace -- COMMAND`: brings the bundles up to date, then runs the command from them.
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diskTrouble } from '../server/instance/explain.mjs'
import { prepare } from './prepare.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

try {
  process.env.INIT_CWD ??= process.cwd()
  process.chdir(root)
  process.env.NODE_ENV ??= 'production'
  // Standard output is the command's own: what it prints is put into variables and files.
  await prepare(root, { build: true, pages: false, say: console.error })
  await import('./run-command.mjs')
} catch (error) {
  console.error(error?.name === 'StartError' ? error.message : (diskTrouble(error, root) ?? error))
  process.exitCode = 1
}
