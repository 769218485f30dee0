// Runs a command of the command line from the bundles as they are. The server starts its own work in this way: they are those that it was started from.
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const { runCommand } = await import(pathToFileURL(resolve(root, 'dist/command-line.mjs')).href)
const status = await runCommand(process.argv.slice(2), { root, from: process.env.INIT_CWD ?? process.cwd() })
// Leaves at once when all is written: the migration engine keeps a timer of ten seconds that nothing can clear.
process.stdout.write('', () => process.exit(status))
