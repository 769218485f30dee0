// `npm run commonplace -- COMMAND`: brings the bundles up to date, then runs the command from them.
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { diskTrouble } from '../server/instance/explain.mjs'
import { prepare } from './prepare.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const from = process.env.INIT_CWD ?? process.cwd()

try {
  process.chdir(root)
  process.env.NODE_ENV ??= 'production'
  // Standard output is the command's own: what it prints is put into variables and files.
  await prepare(root, { build: true, pages: false, say: console.error })
  const { runCommand } = await import(pathToFileURL(resolve(root, 'dist/command-line.mjs')).href)
  const status = await runCommand(process.argv.slice(2), { root, from })
  // Leaves at once when all is written: the migration engine keeps a timer of ten seconds that nothing can clear.
  process.stdout.write('', () => process.exit(status))
} catch (error) {
  console.error(error?.name === 'StartError' ? error.message : (diskTrouble(error, root) ?? error))
  process.exitCode = 1
}
